import type { AppState } from '../store/state.ts'
import { isMonth, yearOf } from '../../shared/core/calendar.ts'
import { shownOf, shownSheet } from '../categories/shown-sheet.ts'
import { withWritesAround } from '../categories/with-stored-writes.ts'
import { openMonths } from '../store/year-slice.ts'
import { useApp } from '../store/app-store.ts'
import { type PayrollModel, payrollModel } from './payroll-model.ts'

/** Payroll as it is open in a state of the window; null while it is not. The same object while nothing changed. */
export function openPayroll({ category, pending }: Pick<AppState, 'category' | 'pending'>): PayrollModel | null {
  if (category.status !== 'open' || category.key.category !== 'payroll' || !category.base.loaded) return null
  const shown = shownSheet({ category, pending }, category.key)
  return shown && payrollModel(shown)
}

type YearState = Pick<AppState, 'category' | 'pending' | 'year' | 'preferences'>

/** Payroll as a row of the open grid shows it: among the months of a year that month; null while it is not open. */
export function payrollAt(state: YearState, rowId: string | undefined): PayrollModel | null {
  const { siteId, zoom } = state.preferences
  if (zoom !== 'month') return openPayroll(state)
  if (siteId === null || rowId === undefined || !isMonth(rowId)) return null
  const months = openMonths(state, { siteId, year: yearOf(rowId), tab: 'payroll' })
  const sheet = months?.find((one) => one.months.includes(rowId))
  return sheet?.loaded === true ? payrollModel(shownOf(sheet, state.pending, withWritesAround)) : null
}

/** The open payroll, drawn anew when it changes. */
export const usePayroll = (): PayrollModel | null => useApp(openPayroll)
