import type { Operation } from '../db/operations.ts'
import { hasReadyActs } from './act-outbox.ts'
import type { SyncStore } from './sync-store.ts'

/**
 * The next operations to send, oldest first (sync.md 3.4): those on their way whose answer never came, with the same
 * ids and content, else pending ones that know their base, marked as on their way before anything is sent.
 */
export function takeBatch(store: SyncStore, limit: number): readonly Operation[] {
  return store.transaction(() => {
    const unanswered = store.inflight(limit)
    if (unanswered.length > 0) return unanswered
    const batch = store.sendable(limit)
    for (const op of batch) store.setState(op.opId, 'inflight')
    return batch
  })
}

/** True when something could be sent now. */
export const hasSendable = (store: SyncStore): boolean =>
  store.inflight(1).length > 0 || store.sendable(1).length > 0 || hasReadyActs(store)
