import type { Bridge } from '../../shared/contract/ipc.ts'
import type { Rollup, RollupKey } from '../../shared/contract/profit-and-loss.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import type { Slice } from './state.ts'

/** The open P&L of several sites. While it is read again the old one stays on screen. */
export type RollupSlice = {
  readonly rollup:
    | { readonly status: 'closed' }
    | { readonly status: 'opening'; readonly key: RollupKey }
    | { readonly status: 'open'; readonly key: RollupKey; readonly answer: Rollup }
    | { readonly status: 'failed'; readonly key: RollupKey; readonly error: WireError }
  readonly openRollup: (key: RollupKey) => Promise<void>
  /** Reads the open one again; changes that come while it is read are read once together after it. */
  readonly rereadRollup: () => Promise<void>
}

export const createRollupSlice = (bridge: Bridge): Slice<RollupSlice> => {
  let asked = 0
  let reading = false
  let isStale = false
  return (set, get) => ({
    rollup: { status: 'closed' },
    openRollup: async (key) => {
      const shown = get().rollup
      const isSame = shown.status === 'open' && JSON.stringify(shown.key) === JSON.stringify(key)
      if (!isSame) set({ rollup: { status: 'opening', key } })
      asked += 1
      const mine = asked
      const reply = await ask(bridge, 'rollup.read', key)
      if (mine !== asked) return // a later question was asked
      set({
        rollup: reply.ok ? { status: 'open', key, answer: reply.value } : { status: 'failed', key, error: reply.error },
      })
    },
    rereadRollup: async () => {
      const { rollup, openRollup } = get()
      if (rollup.status === 'closed') return
      isStale = true
      if (reading) return
      reading = true
      while (isStale) {
        isStale = false
        await openRollup(rollup.key)
      }
      reading = false
    },
  })
}
