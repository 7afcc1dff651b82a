import { sql } from 'kysely'
import type { Scenario } from '../../shared/categories/line.ts'
import { yearOf } from '../../shared/core/calendar.ts'
import { inCommitOrder } from './commit.ts'
import type { Db } from './tables.ts'

export type Organisation = {
  readonly regions: readonly { readonly regionId: string; readonly name: string }[]
  readonly districts: readonly { readonly districtId: string; readonly name: string; readonly regionId: string }[]
  readonly sites: readonly {
    readonly siteId: string
    readonly name: string
    readonly districtId: string
    readonly totalRooms: number
    readonly contractTypes: readonly string[]
  }[]
}

/** Stores regions, districts and sites in a database that has none. */
export async function loadOrganisation(db: Db, { regions, districts, sites }: Organisation): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('region')
      .values(regions.map((one) => ({ region_id: one.regionId, name: one.name })))
      .execute()
    await tx
      .insertInto('district')
      .values(districts.map((one) => ({ district_id: one.districtId, name: one.name, region_id: one.regionId })))
      .execute()
    await tx
      .insertInto('site')
      .values(
        sites.map((one) => ({
          site_id: one.siteId,
          name: one.name,
          district_id: one.districtId,
          total_rooms: one.totalRooms,
          contract_types: JSON.stringify(one.contractTypes),
        })),
      )
      .execute()
  })
}

export type LoadedCell = {
  readonly period: string
  readonly lineId: string
  readonly scenario: Scenario
  readonly value: number | null
}

/** Stores first versions of a site's cells as they come from another system, in one statement; they have no author. */
export async function loadCells(
  db: Db,
  siteId: string,
  cells: readonly LoadedCell[],
  source: { id: string; name: string; at: Date },
): Promise<void> {
  await inCommitOrder(db, async (tx, nextSeq) => {
    await sql`
      insert into cell (site_id, by_sub, by_name, at, ver, period, line_id, scenario, value, year, seq)
      select ${siteId}, ${source.id}, ${source.name}, ${source.at}::timestamptz, 1, *
      from unnest(
        ${cells.map((cell) => cell.period)}::text[],
        ${cells.map((cell) => cell.lineId)}::text[],
        ${cells.map((cell) => cell.scenario)}::text[],
        ${cells.map((cell) => cell.value)}::bigint[],
        ${cells.map((cell) => yearOf(cell.period))}::smallint[],
        ${cells.map(() => nextSeq())}::bigint[])`.execute(tx)
  })
}
