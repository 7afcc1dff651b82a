import type { Scenario } from '../../../shared/categories/line.ts'
import type { SyncCell } from '../../../shared/contract/sync.ts'
import { type Database, row, rows, run } from './store.ts'

/** The server's last known state of a cell; version 0 and null is a cell that was never there. */
export type BaseCell = {
  readonly ver: number
  readonly value: number | null
  readonly seq: number
  /** The line was removed from the site: a tombstone. */
  readonly removed: boolean
  readonly by: string
  readonly byName: string
  readonly opId: string | null
  readonly at: string | null
}

export const NO_CELL: BaseCell = {
  ver: 0,
  value: null,
  seq: 0,
  removed: false,
  by: '',
  byName: '',
  opId: null,
  at: null,
}

/** Where a forecast cell is. */
export type Place = { readonly siteId: string; readonly lineId: string; readonly period: string }

export const placeKey = (place: Pick<Place, 'lineId' | 'period'>): string => `${place.period}|${place.lineId}`

type Stored = Omit<BaseCell, 'removed'> & { readonly removed: number }
type Row = Stored & { readonly period: string; readonly lineId: string }

const toBase = (found: Stored): BaseCell => ({ ...found, removed: found.removed === 1 })

const BASE = `ver, value, seq, deleted AS removed, by_sub AS "by", by_name AS byName, op_id AS opId, at`

/** The server's state of one forecast cell. */
export function baseOf(db: Database, { siteId, lineId, period }: Place): BaseCell {
  const found = row<Stored>(db, BASE_OF, siteId, period, lineId)
  return found ? toBase(found) : NO_CELL
}
const BASE_OF = `SELECT ${BASE} FROM cell WHERE site_id = ? AND scenario = 'forecast' AND period = ? AND line_id = ?`

/** A cell of any scenario as it counts here, with who brought it; what was typed over it comes first. Null: never there. */
export function sourcedCell(
  db: Database,
  { siteId, lineId, period, scenario }: Place & { readonly scenario: Scenario },
): (Pick<BaseCell, 'value' | 'opId' | 'at'> & { readonly by: string; readonly isDraft: boolean }) | null {
  if (scenario === 'forecast') {
    const draft = row<{ value: number | null }>(db, DRAFT_OF, siteId, period, lineId)
    if (draft) return { value: draft.value, by: '', at: null, opId: null, isDraft: true }
  }
  const found = row<{ value: number | null; by: string; at: string; opId: string | null }>(
    db,
    SOURCE_OF,
    siteId,
    scenario,
    period,
    lineId,
  )
  return found ? { ...found, isDraft: false } : null
}
const DRAFT_OF = 'SELECT value FROM draft WHERE site_id = ? AND period = ? AND line_id = ?'
const SOURCE_OF = `SELECT value, by_name AS "by", at, op_id AS opId FROM cell
  WHERE site_id = ? AND scenario = ? AND period = ? AND line_id = ?`

/** The server's state of the forecast cells of some lines of a site in a span of periods, by place. */
export const basesIn = (
  db: Database,
  siteId: string,
  lineIds: ReadonlySet<string>,
  from: string,
  to: string,
): Map<string, BaseCell> =>
  new Map(
    rows<Row>(
      db,
      `SELECT ${BASE}, period, line_id AS lineId FROM cell
       WHERE site_id = ? AND scenario = 'forecast' AND period BETWEEN ? AND ?
         AND +line_id IN (SELECT value FROM json_each(?))`,
      siteId,
      from,
      to,
      JSON.stringify([...lineIds]),
    ).map((found) => [placeKey(found), toBase(found)]),
  )

/** Values of a scenario in a span of periods, both ends included; what is empty is left out. */
export const valuesIn = (
  db: Database,
  siteId: string,
  scenario: Scenario,
  from: string,
  to: string,
): { period: string; lineId: string; value: number }[] =>
  rows(
    db,
    `SELECT period, line_id AS lineId, value FROM cell
     WHERE site_id = ? AND scenario = ? AND period BETWEEN ? AND ? AND value IS NOT NULL`,
    siteId,
    scenario,
    from,
    to,
  )

/** The same of one line. */
export const valuesOfLine = (
  db: Database,
  siteId: string,
  scenario: Scenario,
  lineId: string,
  from: string,
  to: string,
): { period: string; value: number }[] =>
  rows(
    db,
    `SELECT period, value FROM cell
     WHERE site_id = ? AND scenario = ? AND period BETWEEN ? AND ? AND line_id = ? AND value IS NOT NULL`,
    siteId,
    scenario,
    from,
    to,
    lineId,
  )

/** What was typed over the forecast in a span of periods; null is a cleared cell. */
export const draftsIn = (
  db: Database,
  siteId: string,
  from: string,
  to: string,
): { period: string; lineId: string; value: number | null }[] =>
  rows(
    db,
    'SELECT period, line_id AS lineId, value FROM draft WHERE site_id = ? AND period BETWEEN ? AND ?',
    siteId,
    from,
    to,
  )

/** Keeps what the server said of a cell. The caller has decided that it is newer. Generation -1 keeps the cell's own. */
export const saveCell = (db: Database, cell: SyncCell, generation: number): void => {
  run(
    db,
    `INSERT INTO cell (site_id, scenario, period, line_id, ver, value, seq, deleted, by_sub, by_name, op_id, at, generation)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET ver = excluded.ver, value = excluded.value, seq = excluded.seq,
       deleted = excluded.deleted, by_sub = excluded.by_sub, by_name = excluded.by_name, op_id = excluded.op_id,
       at = excluded.at,
       generation = CASE WHEN excluded.generation < 0 THEN cell.generation ELSE excluded.generation END`,
    cell.siteId,
    cell.scenario,
    cell.period,
    cell.lineId,
    cell.ver,
    cell.deleted ? null : cell.value,
    cell.seq,
    cell.deleted ? 1 : 0,
    cell.by,
    cell.byName,
    cell.opId,
    cell.at,
    generation,
  )
}

/** What is stored of a cell's place in the commit order; 0 when it was never seen or is of a history that was left. */
export const seqOf = (db: Database, cell: Pick<SyncCell, 'siteId' | 'scenario' | 'period' | 'lineId'>): number =>
  row<{ seq: number }>(
    db,
    'SELECT seq FROM cell WHERE site_id = ? AND scenario = ? AND period = ? AND line_id = ?',
    cell.siteId,
    cell.scenario,
    cell.period,
    cell.lineId,
  )?.seq ?? 0

/** This snapshot brought the cell too, though nothing newer. */
export const touchCell = (db: Database, cell: SyncCell, generation: number): void => {
  run(
    db,
    'UPDATE cell SET generation = ? WHERE site_id = ? AND scenario = ? AND period = ? AND line_id = ?',
    generation,
    cell.siteId,
    cell.scenario,
    cell.period,
    cell.lineId,
  )
}

/** After a server restore: values stay on screen, but no version is known and anything told from now on is newer. */
export const forgetVersions = (db: Database): void => {
  run(db, 'UPDATE cell SET ver = -1, seq = 0')
}

const IN_SCOPE = `site_id = ? AND period >= ? AND period < ?`
const scopeSpan = (siteId: string, year: number) => [siteId, `${year}`, `${year + 1}`] as const

/** What a scope holds is not what the server told: whatever is told of a cell from now on is newer. */
export const distrust = (db: Database, siteId: string, year: number): void => {
  run(db, `UPDATE cell SET seq = 0 WHERE ${IN_SCOPE}`, ...scopeSpan(siteId, year))
}

export const countInGeneration = (db: Database, siteId: string, year: number, generation: number): number =>
  row<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM cell WHERE ${IN_SCOPE} AND generation = ?`,
    ...scopeSpan(siteId, year),
    generation,
  )?.n ?? 0

/** Cells a complete snapshot did not bring, and that were there when it was taken. */
export const countSwept = (db: Database, siteId: string, year: number, generation: number, asOfSeq: number): number =>
  row<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM cell WHERE ${IN_SCOPE} AND generation <> ? AND seq <= ?`,
    ...scopeSpan(siteId, year),
    generation,
    asOfSeq,
  )?.n ?? 0

export const sweep = (db: Database, siteId: string, year: number, generation: number, asOfSeq: number): number =>
  run(
    db,
    `DELETE FROM cell WHERE ${IN_SCOPE} AND generation <> ? AND seq <= ?`,
    ...scopeSpan(siteId, year),
    generation,
    asOfSeq,
  )

export const countScope = (db: Database, siteId: string, year: number): number =>
  row<{ n: number }>(db, `SELECT count(*) AS n FROM cell WHERE ${IN_SCOPE}`, ...scopeSpan(siteId, year))?.n ?? 0
