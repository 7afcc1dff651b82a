import { type Month, monthsOf, yearOf } from '../../shared/core/calendar.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { ask } from '../bridge.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import { payrollYearSheet } from '../payroll/payroll-year-sheet.ts'
import { statisticsYearSheet } from '../statistics/statistics-year-sheet.ts'
import { isEditing } from '../store/read-mode.ts'
import type { AppState } from '../store/state.ts'
import { monthSheet } from './month-sheet.ts'
import { otherExpensesSheet } from './other-expenses-sheet.ts'
import { otherRevenueSheet } from './other-revenue-sheet.ts'
import { parkingRatesSheet } from './parking-rates-sheet.ts'
import { shownOf } from './shown-sheet.ts'

const OF_YEAR = {
  'parking-rates': parkingRatesSheet,
  'other-revenue': otherRevenueSheet,
  'other-expenses': otherExpensesSheet,
} as const

/** The open grid as it would be in another month of the site, or in that month's year; null where that is not here. */
export async function sheetAfter(bridge: Bridge, state: AppState, month: Month): Promise<GridSheet | null> {
  const { siteId, tab, zoom, ...choice } = state.preferences
  if (siteId === null || tab === 'pl-view') return null
  const mayEdit = isEditing(state, siteId)
  if (tab === 'statistics' || tab === 'payroll') {
    if (zoom !== 'month') return monthSheet(bridge, state, month)
    const months = monthsOf(yearOf(month))
    if (tab === 'statistics') {
      const read = (one: Month) => ask(bridge, 'sheet.read', { siteId, month: one })
      const base = await allLoaded(months.map(read), mayEdit)
      return base && statisticsYearSheet(base, [], choice.inputMode, null)
    }
    const read = (one: Month) => ask(bridge, 'category.read', { siteId, month: one, category: tab })
    const base = await allLoaded(months.map(read), mayEdit)
    return base && payrollYearSheet(base, [], choice, null)
  }
  const base = await allLoaded([ask(bridge, 'category.read', { siteId, month, category: tab })], mayEdit)
  const [sheet] = base ?? []
  return sheet === undefined ? null : OF_YEAR[tab](shownOf(sheet, []))
}

/** Every one of some sheets as this person may use it; null where one is not here. */
async function allLoaded<T extends { readonly loaded: boolean; readonly editable: boolean }>(
  asked: readonly Promise<Reply<T>>[],
  mayEdit: boolean,
): Promise<readonly T[] | null> {
  const replies = await Promise.all(asked)
  const sheets = replies.flatMap((reply) =>
    reply.ok && reply.value.loaded ? [{ ...reply.value, editable: reply.value.editable && mayEdit }] : [],
  )
  return sheets.length === replies.length ? sheets : null
}
