import type { AppState } from '../store/state.ts'
import { shownSheet } from '../categories/shown-sheet.ts'
import { useApp } from '../store/app-store.ts'
import { type PayrollModel, payrollModel } from './payroll-model.ts'

/** Payroll as it is open in a state of the window; null while it is not. The same object while nothing changed. */
export function openPayroll({ category, pending }: Pick<AppState, 'category' | 'pending'>): PayrollModel | null {
  if (category.status !== 'open' || category.key.category !== 'payroll' || !category.base.loaded) return null
  const shown = shownSheet({ category, pending }, category.key)
  return shown && payrollModel(shown)
}

/** The open payroll, drawn anew when it changes. */
export const usePayroll = (): PayrollModel | null => useApp(openPayroll)
