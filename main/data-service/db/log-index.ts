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
 * What the log holds, read once: its stretches, and as tables of this connection alone where each operation of the
 * store stands in it, and which operations the store does not know. A hundred thousand are compared with the store
 * without being held here, and the tables are small: what both know is two numbers an operation.
 */
export function indexLog(db: Database, log: EditsLog): Entry[] {
  db.exec(`
    DROP TABLE IF EXISTS temp.logged;
    DROP TABLE IF EXISTS temp.unknown;
    CREATE TEMP TABLE logged (n INTEGER PRIMARY KEY, place INTEGER NOT NULL);  -- where its record begins
    CREATE TEMP TABLE unknown (
      op_id   TEXT PRIMARY KEY,
      site_id TEXT NOT NULL,
      line_id TEXT NOT NULL,
      period  TEXT NOT NULL,
      place   INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX temp.unknown_cell ON unknown (site_id, line_id, period, place)`)
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
        if (run(db, 'INSERT OR REPLACE INTO temp.logged SELECT n, ? FROM op WHERE op_id = ?', from, opId) > 0) continue
        run(db, 'INSERT OR REPLACE INTO temp.unknown VALUES (?, ?, ?, ?, ?)', opId, siteId, lineId, period, from)
      }
    }
  })
  return entries
}

/** Forgets the tables. */
export const dropIndex = (db: Database): void => void db.exec('DROP TABLE temp.logged; DROP TABLE temp.unknown')

/** A condition: no record of the log after `place` wrote this cell of `old`. */
const isLastWord = (place: string): string => `
  NOT EXISTS (SELECT 1 FROM op AS newer JOIN temp.logged AS its USING (n) WHERE ${SAME_CELL} AND its.place > ${place})
  AND NOT EXISTS (SELECT 1 FROM temp.unknown AS newer WHERE ${SAME_CELL} AND newer.place > ${place})`

const SAME_CELL = 'newer.site_id = old.site_id AND newer.line_id = old.line_id AND newer.period = old.period'

/** Operations that only the log has, and whether each is the last one of its cell there; in the order of the log. */
export const onlyLogged = (db: Database): { opId: string; place: number; isLast: number }[] =>
  rows(db, `SELECT op_id AS opId, place, ${isLastWord('old.place')} AS isLast FROM temp.unknown AS old ORDER BY place`)

/** The last ones of their cell in the log that gave way to a newer one which is in neither: a bad page took it. */
export const orphans = (db: Database): string[] =>
  rows<{ opId: string }>(
    db,
    `SELECT op_id AS opId FROM op AS old JOIN temp.logged AS mine USING (n) WHERE state = 'superseded'
       AND NOT EXISTS (SELECT 1 FROM op AS newer WHERE ${SAME_CELL} AND newer.n > old.n)
       AND ${isLastWord('mine.place')}
     ORDER BY n`,
  ).map(({ opId }) => opId)

/** Whatever waits and is not in the log: of a store from before there was one, or whose record was damaged. */
export const onlyStored = (db: Database): string[] =>
  rows<{ opId: string }>(
    db,
    `SELECT op_id AS opId FROM op WHERE state IN ('pending', 'inflight', 'conflict', 'rejected')
       AND n NOT IN (SELECT n FROM temp.logged) AND op_id NOT IN (SELECT op_id FROM temp.unknown) ORDER BY n`,
  ).map(({ opId }) => opId)

/** Where the records are that hold anything the server does not have yet. */
export const unsettledPlaces = (db: Database): ReadonlySet<number> =>
  new Set(
    rows<{ place: number }>(
      db,
      `SELECT place FROM temp.logged JOIN op USING (n) WHERE op.state IN ('pending', 'inflight', 'conflict', 'rejected')
       UNION SELECT place FROM temp.unknown LEFT JOIN op USING (op_id)
       WHERE op.state IS NULL OR op.state IN ('pending', 'inflight', 'conflict', 'rejected')`,
    ).map(({ place }) => place),
  )
