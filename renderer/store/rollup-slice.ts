import type { Bridge } from '../../shared/contract/ipc.ts'
import type { Rollup, RollupKey } from '../../shared/contract/profit-and-loss.ts'
import { ask } from '../bridge.ts'
import { opener, type Shown } from './shown.ts'
import type { Slice } from './state.ts'

/** The open P&L of several sites. While it is read again the old one stays on screen. */
export type RollupSlice = {
  readonly rollup: Shown<RollupKey, Rollup>
  readonly openRollup: (key: RollupKey) => Promise<void>
  /** Reads the open one again; changes that come while it is read are read once together after it. */
  readonly rereadRollup: () => Promise<void>
}

export const createRollupSlice = (bridge: Bridge): Slice<RollupSlice> => {
  let reading = false
  let isStale = false
  return (set, get) => ({
    rollup: { status: 'closed' },
    openRollup: opener({
      shown: () => get().rollup,
      show: (rollup) => set({ rollup }),
      read: (key) => ask(bridge, 'rollup.read', key),
    }),
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
