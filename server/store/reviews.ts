import { sql } from 'kysely'
import type { ActResult } from '../../shared/contract/review.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { FrozenYear } from './snapshots.ts'
import type { StoredMove } from './submissions.ts'
import type { Db, Tx } from './tables.ts'

/** How often anything of a site's review was written: rises with each, because nothing of it is ever taken away. */
export async function readReviewVersions(db: Db, siteIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ siteId: string; ver: number }>`
    select s.site_id as "siteId", (
      (select count(*) from submission m where m.site_id = s.site_id)
      + (select count(*) from reason r where r.site_id = s.site_id)
      + (select count(*) from snapshot_year y where y.site_id = s.site_id)
      + (select count(*) from comment c where c.site_id = s.site_id)
      + (select count(*) from comment_move m where m.site_id = s.site_id)
      + (select count(*) from kept_warning k where k.site_id = s.site_id))::int as ver
    from unnest(${siteIds}::text[]) as s(site_id)`.execute(db)
  return new Map(rows.map(({ siteId, ver }) => [siteId, ver]))
}

/** Every move of a site's months from one on, oldest first. */
export async function readMovesFrom(
  db: Db,
  siteId: string,
  from: Month,
): Promise<(StoredMove & { readonly period: Month })[]> {
  return db
    .selectFrom('submission')
    .select(['site_id as siteId', 'period', 'state', 'comment', 'cells', 'by_name as by', 'at'])
    .where('site_id', '=', siteId)
    .where('period', '>=', from)
    .orderBy('place')
    .execute()
}

/** A frozen year with the snapshot it is of. */
export type NamedYear = FrozenYear & {
  readonly snapshotId: string
  readonly name: string
  readonly by: string
  readonly at: Date
}

/** The newest two forecasts of record of each year of a site from one on, newest first. */
export async function readNewestFrozen(db: Db, siteId: string, fromYear: number): Promise<NamedYear[]> {
  const { rows } = await sql<NamedYear>`
    select * from (
      select y.site_id as "siteId", y.year, y.result, s.id as "snapshotId", s.name, s.by_name as "by", s.at,
        row_number() over (partition by y.year order by s.at desc, s.id) as n
      from snapshot_year y join snapshot s on s.id = y.snapshot_id
      where y.site_id = ${siteId} and y.year >= ${fromYear}) newest
    where n <= 2 order by year, n`.execute(db)
  return rows
}

/** Forecast cells of a month that another person changed after a commit. */
export async function countChangedSince(
  db: Db,
  siteId: string,
  month: Month,
  seq: number,
  notBy: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from cell
    where site_id = ${siteId} and period >= ${month} and period <= ${`${month}-31`} and scenario = 'forecast'
      and seq > ${seq} and by_sub <> ${notBy}`.execute(db)
  return rows[0]?.n ?? 0
}

/** What became of an act this person sent before, with what it said; undefined for a new one. */
export const readActResult = (
  db: Db,
  sub: string,
  actId: string,
): Promise<{ bodyHash: string; result: ActResult } | undefined> =>
  db
    .selectFrom('act_result')
    .select(['body_hash as bodyHash', 'result'])
    .where('sub', '=', sub)
    .where('act_id', '=', actId)
    .executeTakeFirst()

/** Stores an answer in the transaction that holds its effect. */
export async function writeActResult(
  tx: Tx,
  sub: string,
  { bodyHash, result }: { readonly bodyHash: string; readonly result: ActResult },
  at: Date,
): Promise<void> {
  await tx
    .insertInto('act_result')
    .values({ sub, act_id: result.actId, body_hash: bodyHash, result: JSON.stringify(result), received_at: at })
    .execute()
}
