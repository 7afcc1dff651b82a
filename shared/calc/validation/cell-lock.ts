import type { LineDefinition } from '../../categories/line.ts'
import { payrollLineOf } from '../../categories/payroll.ts'
import { type Day, type Month, monthOf, yearOf } from '../../core/calendar.ts'
import { expenseMonthLock } from '../other-expenses.ts'
import { rateMonthLock } from '../parking-rates.ts'
import { payrollDayIsLocked } from '../payroll/payroll-entry.ts'

/** Categories whose days are fed day by day, each by a system of its own. */
export type DailyCategory = 'statistics' | 'payroll'

/** What decides whether a cell of a site can be typed. */
export type LockFacts = {
  readonly today: Day
  /** True for a day whose value is its actual (domain.md 2.8). */
  readonly isActual: (category: DailyCategory, day: Day) => boolean
  /** True for a month of which the ledger holds expenses (domain.md 5.2). */
  readonly isPosted: (month: Month) => boolean
  /** True for a code that is paid a salary, which nobody forecasts (domain.md 3.4). */
  readonly isSalaried: (code: string) => boolean
}

/** Why a cell cannot be typed now. */
export type CellLock = 'month-closed' | 'day-over' | 'actual-loaded' | 'posted' | 'beyond-horizon' | 'salaried'

/** What a person is told of a lock (domain.md 10.1). */
export const LOCK_WORDS: Readonly<Record<CellLock, string>> = {
  'month-closed': 'This month is closed.',
  'day-over': 'This day is over; payroll is forecast from today on.',
  'actual-loaded': 'The actual of this day is loaded; it cannot be forecast any more.',
  posted: 'The ledger holds the actual of this month; it cannot be forecast any more.',
  'beyond-horizon': 'This is too far ahead and cannot be forecast yet.',
  salaried: 'This job is salaried; its cost follows from the salary.',
}

/**
 * Why a cell of any category cannot be typed; null when it can (domain.md 2.7, 3.7, 4.3, 5.1, 5.2, 10.3). Forecasts
 * reach twelve months ahead, rates to the end of next year.
 */
export function cellLock(
  { id, category, grain }: Pick<LineDefinition, 'id' | 'category' | 'grain'>,
  period: string,
  facts: LockFacts,
): CellLock | null {
  const { today } = facts
  const month = grain === 'day' ? monthOf(period) : period
  if (category === 'parking-rates') {
    if (rateMonthLock(month, today) !== null) return 'month-closed'
    return yearOf(month) > yearOf(today) + 1 ? 'beyond-horizon' : null
  }
  const payroll = payrollLineOf(id)
  if (payroll !== null && facts.isSalaried(payroll.code)) return 'salaried'
  if (month < monthOf(today)) return 'month-closed'
  if (month > `${yearOf(today) + 1}${monthOf(today).slice(4)}`) return 'beyond-horizon' // asked of every cell: no calendar object
  if (grain === 'day' && (category === 'statistics' || category === 'payroll') && facts.isActual(category, period))
    return 'actual-loaded'
  if (category === 'payroll' && grain === 'day' && payrollDayIsLocked(period, today)) return 'day-over'
  if (category === 'other-expenses' && expenseMonthLock(month, today, facts.isPosted(month)) !== null) return 'posted'
  return null
}
