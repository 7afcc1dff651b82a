import { addMonths, monthOf } from '../../shared/core/calendar.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { monthSheet } from '../categories/month-sheet.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import type { AppState } from '../store/state.ts'

/** The month before the open one in the columns of the open grid of days; null where it is not on this laptop. */
export const monthBefore = async (bridge: Bridge, state: AppState): Promise<GridSheet | null> =>
  state.preferences.month === null ? null : monthSheet(bridge, state, addMonths(monthOf(state.preferences.month), -1))
