import type { Db } from './tables.ts'

export type StoredComment = {
  readonly id: string
  readonly siteId: string
  readonly lineId: string
  readonly period: string
  readonly text: string
  readonly answers: string | null
  readonly settles: boolean
  readonly by: string
  readonly at: Date
}

/** What people said about cells of a site in a span of periods, oldest first. */
export async function readComments(
  db: Db,
  siteId: string,
  from: string | undefined,
  to: string | undefined,
): Promise<StoredComment[]> {
  let query = db
    .selectFrom('comment')
    .select([
      'id',
      'site_id as siteId',
      'line_id as lineId',
      'period',
      'text',
      'answers',
      'settles',
      'by_name as by',
      'at',
    ])
    .where('site_id', '=', siteId)
  if (from !== undefined) query = query.where('period', '>=', from)
  if (to !== undefined) query = query.where('period', '<=', to.length === 7 ? `${to}-31` : to)
  return query.orderBy('place').limit(5000).execute()
}

export async function addComment(db: Db, comment: StoredComment, sub: string): Promise<void> {
  const { id, siteId, lineId, period, text, answers, settles, by, at } = comment
  await db
    .insertInto('comment')
    .values({ id, site_id: siteId, line_id: lineId, period, text, answers, settles, by_sub: sub, by_name: by, at })
    .execute()
}
