import type { Month } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { unreachable } from '../../core/bug.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained, Step } from '../explained.ts'
import type { NonGlExpense } from './contract.ts'
import { given, part, step } from '../explain.ts'

export type NonGlBases = {
  readonly payroll: Decimal | null
  readonly pteb: Decimal | null
  readonly netExternal: Decimal | null
}

/**
 * Billable amounts without a ledger account, in dollars (domain.md 6.6): fixed, a percentage of billable payroll (Total:
 * with PTEB), or a percentage of net external revenue; up to and including the final period billed. None is 0.
 */
export function nonGlExpenses(expenses: readonly NonGlExpense[], month: Month, bases: NonGlBases): Explained {
  const billed = expenses.filter(({ finalPeriodBilled }) => finalPeriodBilled === null || finalPeriodBilled >= month)
  const steps: Step[] = []
  const parts = billed.map((expense, i) => {
    const base = baseOf(expense, bases)
    const amount = expense.amount ?? ZERO
    const value = expense.type === 'FixedAmount' ? amount : (base?.times(amount).div(100) ?? null)
    steps.push(
      step('6.6', expense.title, value, 'money', [
        given(
          expense.type === 'FixedAmount' ? 'amount' : 'percent',
          amount,
          expense.type === 'FixedAmount' ? 'money' : 'count',
          'contract',
        ),
        ...(expense.type === 'FixedAmount'
          ? []
          : [given(expense.type === 'Payroll' ? 'payroll' : 'net external revenue', base, 'money', 'this month')]),
      ]),
    )
    return part(`nonGl-${i + 1}`, expense.title, value)
  })
  const total = parts.length === 0 ? ZERO : sumOf(parts.map(({ value }) => value))
  return { total, parts, steps, remark: null }
}

function baseOf(expense: NonGlExpense, bases: NonGlBases): Decimal | null {
  switch (expense.type) {
    case 'FixedAmount':
      return null
    case 'Payroll':
      return expense.payrollType === 'Total' && bases.payroll !== null
        ? bases.payroll.plus(bases.pteb ?? 0)
        : bases.payroll
    case 'Revenue':
      return bases.netExternal
    default:
      return unreachable(expense.type)
  }
}
