import type { Bridge } from '../../shared/contract/ipc.ts'
import type { KeepWarning, KeptWarning } from '../../shared/contract/kept-warning.ts'
import { ask } from '../bridge.ts'
import type { Slice } from './state.ts'

/** Warnings somebody looked at and decided to keep. */
export type ChecksSlice = {
  readonly keptWarnings: { readonly siteId: string; readonly list: readonly KeptWarning[] } | null
  readonly readKeptWarnings: (siteId: string) => Promise<void>
  /** False when it could not be kept; the reason is said. */
  readonly keepWarning: (kept: KeepWarning) => Promise<boolean>
}

export const createChecksSlice =
  (bridge: Bridge): Slice<ChecksSlice> =>
  (set, get) => ({
    keptWarnings: null,
    readKeptWarnings: async (siteId) => {
      const reply = await ask(bridge, 'warnings.kept', { siteId })
      if (get().preferences.siteId !== siteId) return // they have moved on
      if (reply.ok) set({ keptWarnings: { siteId, list: reply.value } })
      else get().say(reply.error.message, 'problem')
    },
    keepWarning: async (kept) => {
      const reply = await ask(bridge, 'warnings.keep', kept)
      if (reply.ok) set({ keptWarnings: { siteId: kept.siteId, list: reply.value } })
      else get().say(reply.error.message, 'problem')
      return reply.ok
    },
  })
