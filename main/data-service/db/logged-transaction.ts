import type { EditsLog } from './edits-log.ts'
import { type Database, inTransaction } from './store.ts'

/**
 * One transaction whose edits also stand in the log. They are on the disk there before the store commits, so whoever
 * hears "saved" has two copies; when the store cannot commit, the log forgets them again.
 */
export function inLoggedTransaction<T>(db: Database, log: EditsLog, work: () => T): T {
  const mark = log.mark()
  try {
    return inTransaction(db, work)
  } catch (thrown) {
    log.takeBack(mark)
    throw thrown
  }
}
