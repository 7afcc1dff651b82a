import { type Database, onCommit } from './store.ts'

/** A save takes a dozen pages of the write-ahead log; SQLite itself would empty it at 1,000, inside a save. */
const COMMITS = 24
/** Long enough that the answer is on its way, and the next key not there yet. */
const SOON_MS = 40
const IDLE_MS = 2000

/**
 * Empties the write-ahead log between saves: after a few of them, and whole when nobody saves (sync.md 3.10). Left to
 * `wal_autocheckpoint`, every eightieth keystroke would wait for it. Returns the end of it.
 */
export function keepLogShort(
  db: Database,
  later: (ms: number, work: () => void) => () => void,
  report: (thrown: unknown) => void,
): () => void {
  let commits = 0
  let cancel = (): void => {}
  const empty = (how: 'PASSIVE' | 'TRUNCATE'): void => {
    commits = 0
    try {
      db.pragma(`wal_checkpoint(${how})`)
    } catch (thrown) {
      report(thrown) // nothing is lost: the log keeps what the file does not have yet
    }
  }
  const whenIdle = (): (() => void) => later(IDLE_MS, () => empty('TRUNCATE'))
  const soon = (): (() => void) =>
    later(SOON_MS, () => {
      empty('PASSIVE')
      cancel = whenIdle()
    })
  onCommit(db, () => {
    commits += 1
    cancel()
    cancel = commits < COMMITS ? whenIdle() : soon()
  })
  return () => {
    onCommit(db, () => {})
    cancel()
  }
}
