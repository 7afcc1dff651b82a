import type { EditsLog, LoggedStretch } from './edits-log.ts'
import { type Database, row } from './store.ts'

const A_DAY = 24 * 60 * 60 * 1000
/** A server may be restored to this long ago (sync.md 3.6), and may ask for what it acknowledged since. */
export const KEPT_DAYS = 35

/**
 * Lets go of what the server has had for 35 days, once that is at least as much as what stays. A stretch that cannot
 * be read is handed to `setAside` before it leaves the log. Returns how many of those there were.
 */
export function compactLog(
  db: Database,
  log: EditsLog,
  now: number,
  setAside: (bytes: Buffer, at: number) => void,
): number {
  const kept: Pick<LoggedStretch, 'from' | 'to'>[] = []
  let keptBytes = 0
  let freedBytes = 0
  let unreadable = 0
  for (const stretch of log.read()) {
    const { from, to } = stretch
    if (stretch.kind === 'unreadable') {
      setAside(log.bytes(stretch), from)
      unreadable += 1
    } else if (isOver(db, stretch.edit, now)) freedBytes += to - from
    else {
      kept.push({ from, to })
      keptBytes += to - from
    }
  }
  if (unreadable > 0 || (freedBytes > 0 && freedBytes >= keptBytes)) log.keepOnly(kept)
  return unreadable
}

const isOver = (
  db: Database,
  { gesture, ops }: Extract<LoggedStretch, { kind: 'edit' }>['edit'],
  now: number,
): boolean => now - Date.parse(gesture.savedAt) > KEPT_DAYS * A_DAY && ops.every(({ opId }) => isSettled(db, opId))

const isSettled = (db: Database, opId: string): boolean =>
  row(db, `SELECT 1 FROM op WHERE op_id = ? AND state IN ('applied', 'same', 'superseded')`, opId) !== undefined
