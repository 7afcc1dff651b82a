import { sql } from 'kysely'
import type { Scenario } from '../../shared/categories/line.ts'
import { type SiteReference, writeJobCatalogue, writeReference } from './reference.ts'
import { inCommitOrder, type NextSeq } from './commit.ts'
import type { Db, Tx } from './tables.ts'

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

export type LoadedCell = {
  readonly period: string
  readonly lineId: string
  readonly scenario: Scenario
  readonly value: number | null
}

export type Load = {
  readonly organisation: Organisation
  readonly cellsOf: (siteId: string) => readonly LoadedCell[]
  /** Master, contract and staff of a site; what is not known is left out. */
  readonly referenceOf?: (siteId: string) => SiteReference
  /** Who the cells come from, another system or a generator, and when. */
  readonly source: { readonly id: string; readonly name: string; readonly at: Date }
}

/**
 * Fills a database that has no site, in one transaction: everything is there afterwards, or nothing. Gives how many
 * cells were stored; 0 when there were sites already, which then stay as they are.
 */
export async function loadEmptyDatabase(db: Db, { organisation, cellsOf, referenceOf, source }: Load): Promise<number> {
  return inCommitOrder(db, async (tx, nextSeq) => {
    if (await tx.selectFrom('site').select('site_id').limit(1).executeTakeFirst()) return 0
    await sql`set local statement_timeout = 0`.execute(tx) // millions of cells in one statement take their time
    await loadOrganisation(tx, organisation)
    await writeJobCatalogue(tx)
    for (const { siteId } of organisation.sites) {
      if (referenceOf) await writeReference(tx, siteId, referenceOf(siteId), source)
    }
    await sql`drop index cell_feed`.execute(tx) // building it at the end takes a third of the time
    let stored = 0
    for (const { siteId } of organisation.sites) {
      const cells = cellsOf(siteId)
      await loadCells(tx, siteId, cells, source, takeSeqs(nextSeq, cells.length))
      stored += cells.length
    }
    await sql`create unique index cell_feed on cell (site_id, year, seq)`.execute(tx)
    await sql`analyze cell`.execute(tx)
    return stored
  })
}

/** Takes so many places in the commit order; gives the one before the first. */
function takeSeqs(nextSeq: NextSeq, count: number): number {
  let last = 0
  for (let i = 0; i < count; i += 1) last = nextSeq()
  return last - count
}

async function loadOrganisation(tx: Tx, { regions, districts, sites }: Organisation): Promise<void> {
  const regionRows = regions.map((one) => ({ region_id: one.regionId, name: one.name }))
  await tx.insertInto('region').values(regionRows).execute()
  const districtRows = districts.map((one) => ({
    district_id: one.districtId,
    name: one.name,
    region_id: one.regionId,
  }))
  await tx.insertInto('district').values(districtRows).execute()
  const siteRows = sites.map((one) => ({
    site_id: one.siteId,
    name: one.name,
    district_id: one.districtId,
    total_rooms: one.totalRooms,
    contract_types: JSON.stringify(one.contractTypes),
  }))
  await tx.insertInto('site').values(siteRows).execute()
}

/** First versions of one site's cells in one statement. */
async function loadCells(
  tx: Tx,
  siteId: string,
  cells: readonly LoadedCell[],
  { id, name, at }: Load['source'],
  seqBefore: number,
): Promise<void> {
  await sql`
    insert into cell (site_id, by_sub, by_name, at, ver, period, line_id, scenario, value, year, seq)
    select ${siteId}, ${id}, ${name}, ${at}::timestamptz, 1,
      period, line_id, scenario, value, left(period, 4)::smallint, place + ${seqBefore}::bigint
    from unnest(
      ${cells.map((cell) => cell.period)}::text[],
      ${cells.map((cell) => cell.lineId)}::text[],
      ${cells.map((cell) => cell.scenario)}::text[],
      ${cells.map((cell) => cell.value)}::bigint[])
      with ordinality as loaded(period, line_id, scenario, value, place)`.execute(tx)
}
