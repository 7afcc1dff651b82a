import { addMonths, monthOf } from '../../shared/core/calendar.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { ask } from '../bridge.ts'
import { shownSheet } from '../categories/shown-sheet.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import { payrollSheet } from '../payroll/payroll-sheet.ts'
import { sheetModel } from '../statistics/sheet-model.ts'
import { statisticsSheet } from '../statistics/statistics-sheet.ts'
import type { AppState } from '../store/state.ts'

/** The month before the open one in the columns of the open grid of days; null where it is not on this laptop. */
export async function monthBefore(bridge: Bridge, { preferences }: AppState): Promise<GridSheet | null> {
  const { siteId, tab } = preferences
  if (siteId === null || preferences.month === null) return null
  const month = addMonths(monthOf(preferences.month), -1)
  const byDay = { ...preferences, zoom: 'day' } as const
  if (tab === 'statistics') {
    const reply = await ask(bridge, 'sheet.read', { siteId, month })
    return reply.ok && reply.value.loaded ? statisticsSheet(sheetModel(reply.value), byDay, null) : null
  }
  if (tab !== 'payroll') return null
  const key = { siteId, month, category: 'payroll' } as const
  const reply = await ask(bridge, 'category.read', key)
  if (!reply.ok || !reply.value.loaded || reply.value.reference === null) return null
  const shown = shownSheet({ category: { status: 'open', key, base: reply.value }, pending: [] }, key)
  return shown && payrollSheet(shown, byDay, null)
}
