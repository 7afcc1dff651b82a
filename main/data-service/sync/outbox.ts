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
  let after = 0
  const isResent = store.inflight(1).length > 0
  yield* isResent
    ? inParts(limit, (most) => {
        const part = store.inflight(most, after)
        after = part.at(-1)?.n ?? after
        return part
      })
    : takePending(store, limit)
}

/** Of those that were never sent, the oldest that may go, in such parts. */
export const takePending = (store: SyncStore, limit: number): Generator<readonly Operation[], void> =>
  inParts(limit, (most) => store.transaction(() => store.take(most)))

function* inParts(limit: number, next: (most: number) => readonly Operation[]): Generator<readonly Operation[], void> {
  for (let taken = 0; taken < limit;) {
    const most = Math.min(TAKEN_AT_ONCE, limit - taken)
    const part = next(most)
    if (part.length > 0) yield part
    if (part.length < most) return
    taken += part.length
  }
}

/** True when something could be sent now. */
export const hasSendable = (store: SyncStore): boolean =>
  store.inflight(1).length > 0 || store.sendable(1).length > 0 || hasReadyActs(store)
