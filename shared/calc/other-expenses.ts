import { ENTERED_EXPENSE_ACCOUNTS, MISCELLANEOUS_EXPENSE_ACCOUNTS } from '../categories/ledger-accounts.ts'
import { type PlRowCode, plRowOfAccount } from '../categories/profit-and-loss.ts'
import { type Day, type Month, phaseOf } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import { fromScaled } from '../core/scaled.ts'
import { sumOf } from './day-figures.ts'
import { given, part, step, sumOfParts } from './explain.ts'
import type { Explained, Given } from './explained.ts'
import { isSameAmount, type MonthCell, type MonthValue, plannedValue } from './month-value.ts'
import { variance } from './variance.ts'

/** What is stored of the accounts 7000–7999 in a month, by account; a missing account is empty. */
export type ExpenseInput = Readonly<Record<string, MonthCell>>

const EMPTY: MonthCell = { forecast: null, budget: null, actual: null }
const MISCELLANEOUS = 'miscellaneous'

/** Why an expense month cannot be typed (domain.md 5.2): it is over, or the ledger has its actuals and it is not current. */
export function expenseMonthLock(
  month: Month,
  today: Day,
  hasActual: boolean,
): 'month-closed' | 'actual-loaded' | null {
  const phase = phaseOf(month, today)
  if (phase === 'past') return 'month-closed'
  return hasActual && phase === 'future' ? 'actual-loaded' : null
}

const actualOf = ({ actual }: MonthCell): MonthValue =>
  actual === null ? { value: null, origin: 'empty' } : { value: fromScaled(actual, 2), origin: 'actual' }

/**
 * The value that counts of each of the twelve rows and of "Miscellaneous other expenses" (domain.md 5.2): in a closed
 * month the ledger, else the forecast, else the budget. Miscellaneous is never forecast: ledger in a closed month,
 * else budget.
 */
export function expenseValues(input: ExpenseInput, isClosed: boolean): Record<string, MonthValue> {
  const valueOf = (account: string) => {
    const cell = input[account] ?? EMPTY
    return isClosed ? actualOf(cell) : plannedValue(cell)
  }
  const others = MISCELLANEOUS_EXPENSE_ACCOUNTS.map(({ account }) =>
    isClosed ? actualOf(input[account] ?? EMPTY) : plannedValue({ ...(input[account] ?? EMPTY), forecast: null }),
  )
  const value = sumOf(others.map((other) => other.value))
  return {
    ...Object.fromEntries(ENTERED_EXPENSE_ACCOUNTS.map(({ account }) => [account, valueOf(account)])),
    [MISCELLANEOUS]: { value, origin: value === null ? 'empty' : isClosed ? 'actual' : 'budget' },
  }
}

/** Total other expense of the tab: the twelve rows and Miscellaneous (domain.md 5.2). The P&L row is smaller: see the bridge. */
export function otherExpenses(input: ExpenseInput, isClosed: boolean): Explained {
  const values = expenseValues(input, isClosed)
  const rows = [
    ...ENTERED_EXPENSE_ACCOUNTS.map(({ account, title }) => ({ id: account, label: title })),
    { id: MISCELLANEOUS, label: 'Miscellaneous other expenses' },
  ]
  const parts = rows.map(({ id, label }) => part(id, label, values[id]?.value ?? null))
  const sum = sumOfParts(parts, [])
  const from = rows.flatMap(({ id, label }): Given[] => {
    const found = values[id]
    return found && found.value !== null ? [given(label, found.value, 'money', found.origin)] : []
  })
  return { ...sum, steps: [step('5.2', 'Total other expense', sum.total, 'money', from)] }
}

/**
 * From the tab's total to the P&L's Other Expense (domain.md 5.2, 5.3, C-34): rents, claims and insurance stand in rows
 * of their own there. The total is Other Expense; the parts are the tab's total and what leaves it.
 */
export function expenseBridge(input: ExpenseInput, isClosed: boolean): Explained {
  const values = expenseValues(input, isClosed)
  const all = otherExpenses(input, isClosed).total
  const entered = ENTERED_EXPENSE_ACCOUNTS.map(({ account }) => ({ account, value: values[account]?.value ?? null }))
  const others = MISCELLANEOUS_EXPENSE_ACCOUNTS.map(({ account }) => {
    const cell = input[account] ?? EMPTY
    return { account, value: (isClosed ? actualOf(cell) : plannedValue({ ...cell, forecast: null })).value }
  })
  const of = (row: PlRowCode) => {
    const amounts = [...entered, ...others].filter(({ account }) => plRowOfAccount(account) === row)
    return sumOf(amounts.map(({ value }) => value))
  }
  const less = (row: PlRowCode, label: string) => part(row, label, of(row)?.neg() ?? null)
  return sumOfParts(
    [
      part('total', 'Total other expense', all),
      less('ParkingRents', 'in Parking Rents'),
      less('Claims', 'in Claims'),
      less('Insurance', 'in Insurance'),
    ],
    [step('5.3', 'Other Expense on the P&L', of('OtherExpense'), 'money')],
  )
}

/** A row against its budget (domain.md 5.2, C-35): over is unfavorable; within a cent it is an exact match. */
export function expenseVariance(value: Decimal | null, budget: Decimal | null) {
  const found = variance(value, budget, -1)
  if (found === null || value === null || budget === null) return null
  return isSameAmount(value, budget) ? { ...found, verdict: 'on-plan' as const } : found
}
