import type { Bridge } from '../../shared/contract/ipc.ts'
import type { RecoveryReport } from '../../shared/contract/recovery.ts'
import { ask } from '../bridge.ts'
import { words } from '../text/words.ts'
import type { Slice } from './state.ts'

/** What was found damaged on this laptop and mended, until the person has read it. */
export type RecoverySlice = {
  readonly recovery: RecoveryReport | null
  readonly readRecovery: () => Promise<void>
  readonly dismissRecovery: () => Promise<void>
  /** Writes what is not at the server yet to a workbook; main asks where to. */
  readonly exportUnsent: () => Promise<void>
}

export const createRecoverySlice =
  (bridge: Bridge): Slice<RecoverySlice> =>
  (set, get) => ({
    recovery: null,
    readRecovery: async () => {
      const reply = await ask(bridge, 'recovery.read', undefined)
      if (reply.ok) set({ recovery: reply.value })
      else get().say(reply.error.message, 'problem')
    },
    dismissRecovery: async () => {
      const { recovery } = get()
      if (recovery === null) return
      set({ recovery: null })
      const reply = await ask(bridge, 'recovery.dismiss', { id: recovery.id })
      if (!reply.ok) get().say(reply.error.message, 'problem')
    },
    exportUnsent: async () => {
      const reply = await ask(bridge, 'unsent.export', undefined)
      if (!reply.ok) get().say(reply.error.message, 'problem')
      else if (reply.value !== null) get().say(words.unsent.exported(reply.value.file, reply.value.rows))
    },
  })
