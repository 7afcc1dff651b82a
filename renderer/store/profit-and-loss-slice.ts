import type { Bridge } from '../../shared/contract/ipc.ts'
import type { ProfitAndLoss } from '../../shared/contract/profit-and-loss.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import type { Slice } from './state.ts'

type Key = { readonly siteId: string; readonly year: number }

/** The open P&L. While it is read again the old one stays on screen. */
export type ProfitAndLossSlice = {
  readonly profitAndLoss:
    | { readonly status: 'closed' }
    | { readonly status: 'opening'; readonly key: Key }
    | { readonly status: 'open'; readonly key: Key; readonly report: ProfitAndLoss }
    | { readonly status: 'failed'; readonly key: Key; readonly error: WireError }
  readonly openProfitAndLoss: (key: Key) => Promise<void>
}

export const createProfitAndLossSlice = (bridge: Bridge): Slice<ProfitAndLossSlice> => {
  let asked = 0
  return (set, get) => ({
    profitAndLoss: { status: 'closed' },
    openProfitAndLoss: async (key) => {
      const shown = get().profitAndLoss
      const same = shown.status === 'open' && shown.key.siteId === key.siteId && shown.key.year === key.year
      if (!same) set({ profitAndLoss: { status: 'opening', key } })
      asked += 1
      const mine = asked
      const reply = await ask(bridge, 'profit-and-loss.read', key)
      if (mine !== asked) return // a later question was asked
      set({
        profitAndLoss: reply.ok
          ? { status: 'open', key, report: reply.value }
          : { status: 'failed', key, error: reply.error },
      })
    },
  })
}
