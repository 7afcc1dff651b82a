import type { Operation } from '../db/operations.ts'
import { hasReadyActs } from './act-outbox.ts'
import type { SyncStore } from './sync-store.ts'

/** Taken in one transaction, so that a keystroke never waits longer for the queue (sync.md 4, G18). */
const TAKEN_AT_ONCE = 500

/**
 * The next operations to send, oldest first (sync.md 3.4): those on their way whose answer never came, with the same
 * ids and content, else pending ones that know their base, marked as on their way before anything is sent. Each part
 * is a transaction; whoever stops in between leaves some marked, and they go first the next time.
 */
export function* takeBatch(store: SyncStore, limit: number): Generator<readonly Operation[], void> {
  const isResent = store.inflight(1).length > 0
  let after = 0
  for (let taken = 0; taken < limit;) {
    const most = Math.min(TAKEN_AT_ONCE, limit - taken)
    const part = isResent ? store.inflight(most, after) : takePending(store, most)
    if (part.length > 0) yield part
    if (part.length < most) return
    taken += part.length
    after = part.at(-1)?.n ?? after
  }
}

const takePending = (store: SyncStore, limit: number): readonly Operation[] =>
  store.transaction(() => {
    const part = store.sendable(limit)
    for (const op of part) store.setState(op.opId, 'inflight')
    return part
  })

/** True when something could be sent now. */
export const hasSendable = (store: SyncStore): boolean =>
  store.inflight(1).length > 0 || store.sendable(1).length > 0 || hasReadyActs(store)
