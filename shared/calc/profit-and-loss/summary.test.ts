import { expect, test } from 'vitest'
import { monthsOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { DEFAULT_PL_RULES } from './rules.ts'
import { emptyMonth } from './site-month.ts'
import { siteYear } from './site-year.ts'
import { QUARTERS, summaryOf } from './summary.ts'

const budget = (amount: number) => ({ actual: null, budget: new Decimal(amount), priorYear: null })
const pl = siteYear(
  monthsOf(2025).map((month, i) => ({
    ...emptyMonth(month),
    loaded: i < 3 ? {} : { InternalRevenue: budget(125_000), Payroll: budget(45_000 + i), Claims: budget(53_000 - i) },
  })),
  { today: '2025-01-10', rules: DEFAULT_PL_RULES },
)
const shown = (months: readonly number[]) =>
  Object.fromEntries(
    Object.entries(summaryOf(pl, 'budget', months)).map(([name, amount]) => [name, amount && amount.toFixed(2)]),
  )

test('9.2 summary of a month: 125,000 less 98,000 is 27,000 and a margin of 21.6 %', () => {
  expect(shown([4])).toEqual({
    revenue: '125000.00',
    expense: '98000.00',
    flc: '27000.00',
    margin: '21.60',
    payrollShare: '36.00',
  })
})

test('a quarter adds its months before it divides', () => {
  expect(shown(QUARTERS[1] ?? [])).toEqual({
    revenue: '375000.00',
    expense: '294000.00',
    flc: '81000.00',
    margin: '21.60',
    payrollShare: '36.00',
  })
})

test('months without anything have no summary', () => {
  expect(Object.values(shown(QUARTERS[0] ?? []))).toEqual([null, null, null, null, null])
})
