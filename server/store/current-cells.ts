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

/** The cells of a scenario with these keys, by key; a cell nobody ever wrote is missing. */
export async function readCells(db: Db, scenario: Scenario, keys: readonly Key[]): Promise<Map<string, CurrentCell>> {
  type Row = CurrentCell & { siteId: string; period: string; lineId: string; scenario: Scenario }
  const { rows } = await sql<Row>`
    select c.site_id as "siteId", c.period, c.line_id as "lineId", c.scenario,
      c.value, c.ver, c.seq, c.deleted, c.by_sub as by, c.by_name as "byName"
    from unnest(
      ${keys.map((key) => key.siteId)}::text[],
      ${keys.map((key) => key.period)}::text[],
      ${keys.map((key) => key.lineId)}::text[]) as k(site_id, period, line_id)
    join cell c on c.site_id = k.site_id and c.period = k.period and c.line_id = k.line_id
      and c.scenario = ${scenario}
  `.execute(db)
  return new Map(
    rows.map(({ siteId, period, lineId, scenario, ...cell }) => [keyOf({ siteId, period, lineId, scenario }), cell]),
  )
}
