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

/** A computed year to freeze: what is kept of it. */
export type FrozenYear = { readonly siteId: string; readonly year: number; readonly result: unknown }

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
export async function readSnapshots(db: Db): Promise<(Omit<NewSnapshot, 'by'> & { readonly siteIds: string[] })[]> {
  const { rows } = await sql<Omit<NewSnapshot, 'by'> & { siteIds: string[] }>`
    select s.id, s.name, s.first_month as "firstMonth", s.last_month as "lastMonth", s.by_name as "byName", s.at,
      array(select distinct y.site_id from snapshot_year y where y.snapshot_id = s.id) as "siteIds"
    from snapshot s order by s.at desc, s.id limit 200`.execute(db)
  return rows
}

/** A site's frozen year: of one snapshot, or of the latest that has it; undefined where none has. */
export async function readFrozenYear(
  db: Db,
  siteId: string,
  year: number,
  snapshotId: string | undefined,
): Promise<{ snapshotId: string; result: unknown } | undefined> {
  let query = db
    .selectFrom('snapshot_year')
    .innerJoin('snapshot', 'snapshot.id', 'snapshot_year.snapshot_id')
    .select(['snapshot_id as snapshotId', 'result'])
    .where('site_id', '=', siteId)
    .where('year', '=', year)
  if (snapshotId !== undefined) query = query.where('snapshot_id', '=', snapshotId)
  return query.orderBy('snapshot.at', 'desc').limit(1).executeTakeFirst()
}
