import { isDay } from '../../shared/core/calendar.ts'
import { payrollLineOf } from '../../shared/categories/payroll.ts'
import type { AppStore } from '../store/app-store.ts'
import type { Place } from '../grid/grid-sheet.ts'
import type { CheckedTab } from './other-findings.ts'

/** Goes to a cell in its tab: a day among the days, hours among the hours, a rate among those of the codes. */
export function goToCheck(store: AppStore, tab: CheckedTab, { lineId, period }: Place): void {
  const { preferences, prefer, visit, requestFocus } = store.getState()
  const metric = payrollLineOf(lineId)?.metric
  if (isDay(period) && preferences.zoom !== 'day') prefer({ zoom: 'day' })
  if (metric !== undefined && metric !== preferences.payrollMetric)
    prefer({ payrollMetric: metric, ...(metric === 'rate' && { payrollMode: 'Code' }) })
  if (tab !== preferences.tab) visit({ tab })
  requestFocus({ lineId, period })
}
