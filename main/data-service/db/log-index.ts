import type { EditsLog, LoggedStretch } from './edits-log.ts'
import { type Database, inTransaction, rows, run } from './store.ts'

/** A stretch of the log by its place; `savedAt` is null where it cannot be read. */
export type Entry = {
  readonly kind: LoggedStretch['kind']
  readonly from: number
  readonly to: number
  readonly savedAt: number | null
  /** The step of a review it holds, where it is one. */
  readonly actId?: string
}

/**
 * What the log holds, read once: its stretches, and as a table of this connection alone every operation with its cell
 * and its place in the file. A hundred thousand of them are compared with the store without being held here.
 */
export function indexLog(db: Database, log: EditsLog): Entry[] {
  db.exec(`
    DROP TABLE IF EXISTS temp.logged;
    CREATE TEMP TABLE logged (
      op_id   TEXT PRIMARY KEY,
      site_id TEXT NOT NULL,
      line_id TEXT NOT NULL,
      period  TEXT NOT NULL,
      place   INTEGER NOT NULL   -- where the record begins
    ) WITHOUT ROWID`)
  const entries: Entry[] = []
  inTransaction(db, () => {
    for (const stretch of log.read()) {
      const { kind, from, to } = stretch
      if (stretch.kind === 'act') {
        const { act, madeAt } = stretch.logged
        entries.push({ kind, from, to, savedAt: Date.parse(madeAt), actId: act.actId })
        continue
      }
      entries.push({ kind, from, to, savedAt: kind === 'edit' ? Date.parse(stretch.edit.gesture.savedAt) : null })
      if (stretch.kind !== 'edit') continue
      for (const { opId, siteId, lineId, period } of stretch.edit.ops) {
        run(db, 'INSERT OR REPLACE INTO temp.logged VALUES (?, ?, ?, ?, ?)', opId, siteId, lineId, period, stretch.from)
      }
    }
  })
  db.exec('CREATE INDEX temp.logged_cell ON logged (site_id, line_id, period, place)')
  return entries
}

/** Forgets the table. */
export const dropIndex = (db: Database): void => void db.exec('DROP TABLE temp.logged')

const NEWER = 'newer.site_id = old.site_id AND newer.line_id = old.line_id AND newer.period = old.period'

/** Operations that only the log has, and whether each is the last one of its cell there; in the order of the log. */
export function onlyLogged(db: Database): { opId: string; place: number; isLast: number }[] {
  const lost = rows<{ opId: string; place: number }>(
    db,
    `SELECT op_id AS opId, place FROM temp.logged WHERE op_id NOT IN (SELECT op_id FROM op) ORDER BY place`,
  )
  if (lost.length === 0) return []
  return rows(
    db,
    `SELECT op_id AS opId, place, NOT EXISTS (SELECT 1 FROM temp.logged AS newer
       WHERE ${NEWER} AND newer.place > old.place) AS isLast
     FROM temp.logged AS old WHERE op_id NOT IN (SELECT op_id FROM op) ORDER BY place`,
  )
}

/** The last ones of their cell in the log that gave way to a newer one which is in neither: a bad page took it. */
export const orphans = (db: Database): string[] =>
  rows<{ opId: string }>(
    db,
    `SELECT op_id AS opId FROM op AS old JOIN temp.logged AS mine USING (op_id) WHERE state = 'superseded'
       AND NOT EXISTS (SELECT 1 FROM op AS newer WHERE ${NEWER} AND newer.n > old.n)
       AND NOT EXISTS (SELECT 1 FROM temp.logged AS newer WHERE ${NEWER} AND newer.place > mine.place)
     ORDER BY n`,
  ).map(({ opId }) => opId)

/** Whatever waits and is not in the log: of a store from before there was one, or whose record was damaged. */
export const onlyStored = (db: Database): string[] =>
  rows<{ opId: string }>(
    db,
    `SELECT op_id AS opId FROM op WHERE state IN ('pending', 'inflight', 'conflict', 'rejected')
       AND op_id NOT IN (SELECT op_id FROM temp.logged) ORDER BY n`,
  ).map(({ opId }) => opId)

/** Where the records are that hold anything the server does not have yet. */
export const unsettledPlaces = (db: Database): ReadonlySet<number> =>
  new Set(
    rows<{ place: number }>(
      db,
      `SELECT DISTINCT place FROM temp.logged LEFT JOIN op USING (op_id)
       WHERE op.state IS NULL OR op.state IN ('pending', 'inflight', 'conflict', 'rejected')`,
    ).map(({ place }) => place),
  )
