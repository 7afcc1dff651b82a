import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { Slice } from './state.ts'

/** Where a person is in the P&L: the row whose months are shown, and the month that is open. It stays from level to level. */
export type PlPlaceSlice = {
  readonly plPlace: { readonly row: PlRowCode; readonly month: Month | null }
  /** Another row closes the month, unless it is named too: what opens is what was asked for. */
  readonly goInPl: (to: { readonly row?: PlRowCode; readonly month?: Month | null }) => void
}

export const createPlPlaceSlice: Slice<PlPlaceSlice> = (set, get) => ({
  plPlace: { row: 'ExternalRevenue', month: null },
  goInPl: ({ row = get().plPlace.row, month }) => {
    const { plPlace } = get()
    set({ plPlace: { row, month: month !== undefined ? month : row === plPlace.row ? plPlace.month : null } })
  },
})
