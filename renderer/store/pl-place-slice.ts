import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { Slice } from './state.ts'

type PlPlace = {
  readonly row: PlRowCode
  readonly month: Month | null
  /** Whether the year's total says why it differs. */
  readonly isTotalOpen: boolean
}

/** Where a person is in the P&L: the row whose months are shown, and what of it is open. It stays from level to level. */
export type PlPlaceSlice = {
  readonly plPlace: PlPlace
  /** Another row closes month and total, unless they are named too: what opens is what was asked for. */
  readonly goInPl: (to: Partial<PlPlace>) => void
}

export const createPlPlaceSlice: Slice<PlPlaceSlice> = (set, get) => ({
  plPlace: { row: 'ExternalRevenue', month: null, isTotalOpen: false },
  goInPl: (to) => {
    const { plPlace } = get()
    const isSame = to.row === undefined || to.row === plPlace.row
    set({ plPlace: { ...plPlace, ...(!isSame && { month: null, isTotalOpen: false }), ...to } })
  },
})
