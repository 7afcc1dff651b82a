import type { Decimal } from '../../core/decimal.ts'
import { ZERO } from '../../core/decimal.ts'

/** How far off in size (domain.md 3.10): below 5 % low, to 15 % medium, above that high. */
export type PayrollBand = 'low' | 'medium' | 'high'
export type PayrollBands = { readonly medium: number; readonly high: number }
const BANDS: PayrollBands = { medium: 5, high: 15 }

/** The band of a percent: exactly 5 and exactly 15 are medium (domain.md 3.10). */
export function payrollBand(percent: Decimal, { medium, high }: PayrollBands = BANDS): PayrollBand {
  const size = percent.abs()
  if (size.lessThan(medium)) return 'low'
  return size.greaterThan(high) ? 'high' : 'medium'
}

/** How well the schedule was kept, in percent of it; 0 when nothing was scheduled (domain.md 3.10). */
export const scheduledAccuracy = (actual: Decimal, scheduled: Decimal): Decimal =>
  scheduled.isZero() ? ZERO : actual.minus(scheduled).div(scheduled).times(100)

/** A forecast against the budget; over budget is unfavorable, whatever the band's size. Null where the budget is 0. */
export function payrollToBudget(forecast: Decimal | null, budget: Decimal | null, bands: PayrollBands = BANDS) {
  if (forecast === null || budget === null) return null
  const amount = forecast.minus(budget)
  const percent = budget.isZero() ? null : amount.div(budget).times(100)
  const verdict = amount.isZero() ? 'on-plan' : amount.isPositive() ? 'unfavorable' : 'favorable'
  return { amount, percent, band: percent && payrollBand(percent, bands), verdict } as const
}
