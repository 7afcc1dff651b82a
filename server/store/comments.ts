import { sql } from 'kysely'
import type { NamedCell, SiteComment } from '../../shared/contract/review.ts'
import type { Db, Tx } from './tables.ts'

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
    .selectFrom('comment_now')
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
    .selectFrom('comment_now')
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

/** Where a comment stands now; undefined when nobody made it. */
export const findComment = (
  db: Db,
  id: string,
): Promise<{ siteId: string; lineId: string; period: string } | undefined> =>
  db
    .selectFrom('comment_now')
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

/** True when a comment stood on a cell at any time: when it was made, or after numbers were moved. */
export async function hasStood(db: Db, id: string, cell: NamedCell): Promise<boolean> {
  const { rows } = await sql`
    select 1 from comment where id = ${id} and line_id = ${cell.lineId} and period = ${cell.period}
    union all
    select 1 from comment_move where comment_id = ${id} and line_id = ${cell.lineId} and period = ${cell.period}
    limit 1`.execute(db)
  return rows.length > 0
}

/** Moves comments of a site from the cells they stand on now; one that stands elsewhere stays. */
export async function moveComments(
  tx: Tx,
  siteId: string,
  moves: readonly { readonly id: string; readonly from: NamedCell; readonly to: NamedCell }[],
  { sub, name, at }: { readonly sub: string; readonly name: string; readonly at: Date },
): Promise<void> {
  const list = (of: (move: (typeof moves)[number]) => string) => moves.map(of)
  await sql`
    insert into comment_move (comment_id, site_id, line_id, period, by_sub, by_name, at)
    select c.id, c.site_id, m.to_line, m.to_period, ${sub}, ${name}, ${at}
    from unnest(${list(({ id }) => id)}::uuid[], ${list(({ from }) => from.lineId)}::text[],
      ${list(({ from }) => from.period)}::text[], ${list(({ to }) => to.lineId)}::text[],
      ${list(({ to }) => to.period)}::text[]) as m(id, from_line, from_period, to_line, to_period)
    join comment_now c on c.id = m.id
    where c.site_id = ${siteId} and c.line_id = m.from_line and c.period = m.from_period`.execute(tx)
}
