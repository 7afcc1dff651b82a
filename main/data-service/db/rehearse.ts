import { must } from '../../../shared/core/bug.ts'
import { type Database, inTransaction } from './store.ts'

/** Does the work for real, tells what came of it, and leaves the store as it was: nothing of it is kept. */
export function rehearse<T>(db: Database, work: () => T): T {
  const outcome: T[] = []
  const over = new Error('rehearsed')
  try {
    inTransaction(db, () => {
      outcome.push(work())
      throw over
    })
  } catch (thrown) {
    if (thrown !== over) throw thrown
  }
  return must(outcome[0], 'the work was done')
}
