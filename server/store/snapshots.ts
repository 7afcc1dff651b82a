import { sql } from 'kysely'
import type { Month } from '../../shared/core/calendar.ts'
import type { Db, Tx } from './tables.ts'

export type NewSnapshot = {
  readonly id: string
  readonly name: string
  readonly firstMonth: Month
  readonly lastMonth: Month
  readonly by: string
  readonly byName: string
  readonly at: Date
}

/** A forecast of record with the sites it holds. */
export type StoredSnapshot = Omit<NewSnapshot, 'by'> & { readonly siteIds: readonly string[] }

/** A computed year to freeze: what is kept of it. */
export type FrozenYear = { readonly siteId: string; readonly year: number; readonly result: unknown }

/** A forecast cell as it was; the value in its line's stored integers. */
export type FrozenCell = { readonly lineId: string; readonly period: string; readonly value: number | null }

const MOST_TOLD = 200

/** Freezes the forecast cells of some sites and months as they are now, and the computed years that go with them. */
export async function freeze(tx: Tx, snapshot: NewSnapshot, siteIds: readonly string[], years: readonly FrozenYear[]) {
  const { id, name, firstMonth, lastMonth, by, byName, at } = snapshot
  await tx
    .insertInto('snapshot')
    .values({ id, name, first_month: firstMonth, last_month: lastMonth, by_sub: by, by_name: byName, at })
    .execute()
  await sql`
    insert into snapshot_cell (snapshot_id, site_id, period, line_id, value)
    select ${id}::uuid, c.site_id, c.period, c.line_id, c.value
    from unnest(${siteIds}::text[]) as s(site_id)
    join cell c on c.site_id = s.site_id and c.period >= ${firstMonth} and c.period <= ${`${lastMonth}-31`}
    where c.scenario = 'forecast' and not c.deleted`.execute(tx)
  const rows = years.map(({ siteId, year, result }) => ({
    snapshot_id: id,
    site_id: siteId,
    year,
    result: JSON.stringify(result),
  }))
  if (rows.length > 0) await tx.insertInto('snapshot_year').values(rows).execute()
}

/** Forecasts of record, newest first, with the sites of each. */
export async function readSnapshots(db: Db, id?: string): Promise<StoredSnapshot[]> {
  const only = id === undefined ? sql`` : sql`where s.id = ${id}::uuid`
  const { rows } = await sql<StoredSnapshot>`
    select s.id, s.name, s.first_month as "firstMonth", s.last_month as "lastMonth", s.by_name as "byName", s.at,
      array(select distinct y.site_id from snapshot_year y where y.snapshot_id = s.id) as "siteIds"
    from snapshot s ${only} order by s.at desc, s.id limit ${MOST_TOLD}`.execute(db)
  return rows
}

/** The frozen years of some sites in a forecast of record. */
export const readFrozenYears = (db: Db, id: string, siteIds: readonly string[]): Promise<FrozenYear[]> =>
  db
    .selectFrom('snapshot_year')
    .select(['site_id as siteId', 'year', 'result'])
    .where('snapshot_id', '=', id)
    .where('site_id', '=', sql<string>`any(${siteIds}::text[])`)
    .orderBy('year')
    .orderBy('site_id')
    .execute()

/** Each site's frozen year: of one snapshot, or of the latest that has the site; sites never frozen are missing. */
export async function readLatestFrozen(
  db: Db,
  siteIds: readonly string[],
  year: number,
  snapshotId: string | undefined,
): Promise<(FrozenYear & { readonly snapshotId: string })[]> {
  const only = snapshotId === undefined ? sql`` : sql`and y.snapshot_id = ${snapshotId}::uuid`
  const { rows } = await sql<FrozenYear & { snapshotId: string }>`
    select distinct on (y.site_id) y.site_id as "siteId", y.year, y.result, y.snapshot_id as "snapshotId"
    from snapshot_year y join snapshot s on s.id = y.snapshot_id
    where y.year = ${year} and y.site_id = any(${siteIds}::text[]) ${only}
    order by y.site_id, s.at desc, s.id`.execute(db)
  return rows
}

/** A page of the frozen cells of a site, and how many there are. */
export async function readFrozenCells(
  db: Db,
  id: string,
  siteId: string,
  { page, limit }: { readonly page: number; readonly limit: number },
): Promise<{ readonly cells: FrozenCell[]; readonly total: number }> {
  const query = db.selectFrom('snapshot_cell').where('snapshot_id', '=', id).where('site_id', '=', siteId)
  const cells = await query
    .select(['line_id as lineId', 'period', 'value'])
    .orderBy('period')
    .orderBy('line_id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await query.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  return { cells, total }
}
