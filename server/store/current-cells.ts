import { sql } from 'kysely'
import type { Scenario } from '../../shared/categories/line.ts'
import { keyOf } from './commit.ts'
import type { Db } from './tables.ts'

/** A cell as the next writer meets it. */
export type CurrentCell = {
  readonly value: number | null
  readonly ver: number
  readonly seq: number
  readonly deleted: boolean
  readonly by: string
  readonly byName: string
}

type Key = { readonly siteId: string; readonly period: string; readonly lineId: string }

/** The forecast cells with these keys, by key; a cell nobody ever wrote is missing. */
export const readForecastCells = (db: Db, keys: readonly Key[]): Promise<Map<string, CurrentCell>> =>
  readCells(db, 'forecast', keys)

/**
 * The cells of a scenario with these keys, by key; a cell nobody ever wrote is missing. `limit 1` keeps PostgreSQL to one
 * look into the primary key for each: right after a table has grown, before it was analyzed, it joined 500 keys in a second.
 */
export async function readCells(db: Db, scenario: Scenario, keys: readonly Key[]): Promise<Map<string, CurrentCell>> {
  type Row = CurrentCell & { siteId: string; period: string; lineId: string; scenario: Scenario }
  const { rows } = await sql<Row>`
    select c.*
    from unnest(
      ${keys.map((key) => key.siteId)}::text[],
      ${keys.map((key) => key.period)}::text[],
      ${keys.map((key) => key.lineId)}::text[]) as k(site_id, period, line_id)
    cross join lateral (
      select site_id as "siteId", period, line_id as "lineId", scenario,
        value, ver, seq, deleted, by_sub as by, by_name as "byName"
      from cell
      where site_id = k.site_id and period = k.period and line_id = k.line_id and scenario = ${scenario}
      limit 1) c
  `.execute(db)
  return new Map(
    rows.map(({ siteId, period, lineId, scenario, ...cell }) => [keyOf({ siteId, period, lineId, scenario }), cell]),
  )
}
