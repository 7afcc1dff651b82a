import type { Bridge, QueueItem, SiteSummary, SyncStatus } from '../../shared/contract/ipc.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import type { Slice } from './state.ts'

/** What waits, what conflicts, which sites there are. */
export type SyncSlice = {
  readonly sync: SyncStatus
  readonly queue: readonly QueueItem[] | null
  readonly sites:
    | { readonly status: 'loading' }
    | { readonly status: 'ready'; readonly list: readonly SiteSummary[] }
    | { readonly status: 'failed'; readonly error: WireError }
  readonly readSites: () => Promise<void>
  readonly readSync: () => Promise<void>
  readonly readQueue: () => Promise<void>
  readonly syncNow: () => Promise<void>
}

export const createSyncSlice =
  (bridge: Bridge): Slice<SyncSlice> =>
  (set, get) => ({
    sync: {
      state: 'starting',
      waiting: 0,
      conflicts: 0,
      rejected: 0,
      acts: { unsent: 0, refused: 0 },
      lastSyncedAt: null,
      nextAttemptAt: null,
      error: null,
    },
    queue: null,
    sites: { status: 'loading' },
    readSites: async () => {
      const reply = await ask(bridge, 'sites.list', undefined)
      set({ sites: reply.ok ? { status: 'ready', list: reply.value } : { status: 'failed', error: reply.error } })
    },
    readSync: async () => {
      const reply = await ask(bridge, 'sync.status', undefined)
      if (reply.ok) set({ sync: reply.value })
    },
    readQueue: async () => {
      const reply = await ask(bridge, 'sync.queue', undefined)
      if (reply.ok) set({ queue: reply.value })
      else get().say(reply.error.message, 'problem')
    },
    syncNow: async () => {
      const reply = await ask(bridge, 'sync.now', undefined)
      if (reply.ok) set({ sync: reply.value })
      else get().say(reply.error.message, 'problem')
    },
  })
