import type { Decimal } from '../../core/decimal.ts'
import { ZERO } from '../../core/decimal.ts'
import type { PayrollInput } from '../payroll/payroll-month.ts'
import type { ComputedAmount } from '../profit-and-loss/data-sets.ts'
import type { SiteContract } from '../recompute/site-calculators.ts'
import {
  type InputChange,
  recomputeSiteYear,
  type SiteYearInput,
  type SiteYearSheet,
} from '../recompute/site-year-sheet.ts'
import type { Causes } from './causes.ts'
import type { Sides } from './driver-split.ts'

type Sheet = SiteYearSheet<PayrollInput, SiteContract>
type Input = SiteYearInput<PayrollInput, SiteContract>

/**
 * Internal revenue against its budget: the contract is computed again at the budget's drivers of the month, then with
 * one group of drivers after the other as they count now: vehicles and rooms, rates, payroll, amounts entered by month.
 * Each step's difference is its cause, so they add up. Other months stay as they are.
 */
export function contractCauses(
  sheet: Sheet,
  month: number,
  { value, baseline }: Sides,
  budgetedOtherRevenue: Decimal | null,
): Causes {
  const { input } = sheet
  const asBudgeted = erased(input, month, budgetedOtherRevenue)
  const vehicles = withVehicles(asBudgeted, input, month)
  const rates = { ...asBudgeted, statistics: input.statistics }
  const labor = { ...rates, payroll: input.payroll }
  const changes: readonly InputChange[] = (['statistics', 'payroll', 'accounts', 'otherRevenue'] as const).map(
    (name) => ({ name, month }),
  )
  const revenue = (of: Sheet): Decimal =>
    (of.values.get('internalRevenue')?.[month] as ComputedAmount | undefined)?.total ?? ZERO
  const [r0, r1, r2, r3] = [asBudgeted, vehicles, rates, labor].map((one) =>
    revenue(recomputeSiteYear(sheet, one, changes).sheet),
  ) as [Decimal, Decimal, Decimal, Decimal]
  const now = revenue(sheet)
  return {
    contract: r0.minus(baseline),
    volume: r1.minus(r0),
    rate: r2.minus(r1),
    labor: r3.minus(r2),
    entered: now.minus(r3),
    beyond: value.minus(now),
  }
}

const at = <One>(list: readonly One[], place: number, change: (one: One) => One): readonly One[] =>
  list.map((one, i) => (i === place ? change(one) : one))

/** A month with nothing but its budget. */
function erased(input: Input, month: number, budgetedOtherRevenue: Decimal | null): Input {
  return {
    ...input,
    statistics: at(input.statistics, month, (one) => one && { ...one, forecast: {}, actual: {}, forecastRates: {} }),
    payroll: at(input.payroll, month, (one) => ({ ...one, forecast: {}, actual: {} })),
    accounts: at(input.accounts, month, (one) => one.map((amounts) => ({ ...amounts, forecast: null, actual: null }))),
    otherRevenue: at(input.otherRevenue, month, () => budgetedOtherRevenue),
  }
}

/** Its vehicles and rooms as they count, at the budget's rates. */
const withVehicles = (budgeted: Input, input: Input, month: number): Input => ({
  ...budgeted,
  statistics: at(input.statistics, month, (one) => one && { ...one, forecastRates: {} }),
})
