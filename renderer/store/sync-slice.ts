import type { Bridge, QueueItem, SiteSummary, SyncStatus } from '../../shared/contract/ipc.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import { words } from '../text/words.ts'
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
  /** Lets go of what the server wants removed of a scope, or keeps it and has the server asked again. */
  readonly decideRemoval: (scopeId: string, remove: boolean) => Promise<void>
  /** Writes what support needs to know to a file the person chooses. */
  readonly saveDiagnostics: () => Promise<void>
  /** Reads everything on the screen anew: another copy of the store is open now. */
  readonly rereadAll: () => Promise<void>
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
      clockMinutes: 0,
      removals: [],
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
    decideRemoval: async (scopeId, remove) => {
      const reply = await ask(bridge, 'sync.decideRemoval', { scopeId, remove })
      if (reply.ok) set({ sync: reply.value })
      else get().say(reply.error.message, 'problem')
    },
    saveDiagnostics: async () => {
      const reply = await ask(bridge, 'diagnostics.save', undefined)
      if (!reply.ok) get().say(reply.error.message, 'problem')
      else if (reply.value) get().say(words.sync.reportSaved(reply.value.file))
    },
    rereadAll: async () => {
      const { readSites, readMonthStates, readSync, rereadSheet, rereadYear, rereadCategory, rereadRollup } = get()
      await Promise.all([
        readSites(),
        readMonthStates(),
        readSync(),
        rereadSheet(),
        rereadYear(),
        rereadCategory(),
        rereadRollup(),
      ])
    },
    syncNow: async () => {
      const reply = await ask(bridge, 'sync.now', undefined)
      if (reply.ok) set({ sync: reply.value })
      else get().say(reply.error.message, 'problem')
    },
  })
