import type { SiteComment } from '../../shared/contract/review.ts'
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

/** The newest comments of a site about periods from one on, oldest first, for a laptop to keep. */
export async function readCommentsFrom(db: Db, siteId: string, from: string, most: number): Promise<SiteComment[]> {
  const newest = await db
    .selectFrom('comment')
    .select([
      'id',
      'line_id as lineId',
      'period',
      'text',
      'answers',
      'settles',
      'by_sub as bySub',
      'by_name as by',
      'at',
    ])
    .where('site_id', '=', siteId)
    .where('period', '>=', from)
    .orderBy('place', 'desc')
    .limit(most)
    .execute()
  return newest.toReversed().map(({ at, ...comment }) => ({ ...comment, at: at.toISOString() }))
}

/** Where a comment stands; undefined when nobody made it. */
export const findComment = (
  db: Db,
  id: string,
): Promise<{ siteId: string; lineId: string; period: string } | undefined> =>
  db
    .selectFrom('comment')
    .select(['site_id as siteId', 'line_id as lineId', 'period'])
    .where('id', '=', id)
    .executeTakeFirst()

export async function addComment(db: Db, comment: StoredComment, sub: string): Promise<void> {
  const { id, siteId, lineId, period, text, answers, settles, by, at } = comment
  await db
    .insertInto('comment')
    .values({ id, site_id: siteId, line_id: lineId, period, text, answers, settles, by_sub: sub, by_name: by, at })
    .execute()
}
