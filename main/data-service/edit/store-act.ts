import type { ReviewAct } from '../../../shared/contract/review.ts'
import { addAct, newestEdit } from '../db/acts.ts'
import type { EditsLog } from '../db/edits-log.ts'
import type { Database } from '../db/store.ts'

/**
 * Puts a step of this person into both copies, to be sent after the edits it stands on (decision 15); inside a logged
 * transaction. Gives when it was made.
 */
export function storeAct(db: Database, act: ReviewAct, { now, log }: { now: number; log: EditsLog }): string {
  const madeAt = new Date(now).toISOString()
  addAct(db, { act, madeAt, afterOp: newestEdit(db) })
  log.appendAct({ act, madeAt, isWithdrawn: false })
  return madeAt
}
