import { RATE_CATEGORIES, type RateCategory, rateLineId } from '../categories/parking-rates.ts'
import { addMonths, type Day, type Month, monthOf, monthsOf, yearOf } from '../core/calendar.ts'
import { Decimal, ZERO } from '../core/decimal.ts'
import { toScaled } from '../core/scaled.ts'
import { sumOf } from './day-figures.ts'
import { given, single, step } from './explain.ts'
import type { Explained } from './explained.ts'
import type { Write } from './write.ts'

/** Revenue ÷ vehicles, or no answer where nothing is known; 0 where nothing was parked (domain.md 4.2). */
function perVehicle(label: string, revenue: Decimal | null, vehicles: Decimal | null, origin: string): Explained {
  const isKnown = revenue !== null && vehicles !== null
  const rate = isKnown && !vehicles.isZero() ? revenue.div(vehicles) : ZERO
  return single(
    [
      step('4.2', label, rate, 'rate', [
        given('revenue', revenue, 'money', origin),
        given('vehicles', vehicles, 'count', origin),
      ]),
    ],
    isKnown
      ? vehicles.isZero()
        ? 'No vehicles: the rate is 0.'
        : null
      : 'Revenue or vehicles are missing: the rate is 0.',
  )
}

/** The budget's rate of a category and month: its revenue account ÷ its vehicle account (domain.md 4.2). */
export const budgetRate = (revenue: Decimal | null, vehicles: Decimal | null): Explained =>
  perVehicle('Budget rate', revenue, vehicles, 'budget')

/** The actual rate: net external revenue of the category's revenue codes ÷ its vehicles (domain.md 4.2). */
export const actualRate = (netRevenue: Decimal | null, vehicles: Decimal | null): Explained =>
  perVehicle('Actual rate', netRevenue, vehicles, 'actual')

/** What a posted rate brings after discounts and comps; `discountShare` is a fraction 0–1 (domain.md 4.2). */
export function effectiveRate(posted: Decimal, discountShare: Decimal): Explained {
  return single([
    step('4.2', 'Effective rate', posted.times(new Decimal(1).minus(discountShare)), 'rate', [
      given('posted rate', posted, 'rate', 'forecast'),
      given('average discount', discountShare, 'ratio', 'forecast'),
    ]),
  ])
}

/** The rate of segments together: Σ share × rate (domain.md 4.2). The shares are fractions that add up to 1. */
export function blendedRate(segments: readonly { readonly share: Decimal; readonly rate: Decimal }[]): Explained {
  const shares = sumOf(segments.map(({ share }) => share)) ?? ZERO
  const rate = sumOf(segments.map(({ share, rate }) => share.times(rate)))
  return single(
    [
      step(
        '4.2',
        'Blended rate',
        rate,
        'rate',
        segments.map(({ share, rate }, i) =>
          given(`segment ${i + 1}, ${share.times(100).toString()} %`, rate, 'rate', 'forecast'),
        ),
      ),
    ],
    shares.equals(1) ? null : `The shares add up to ${shares.times(100).toString()} %, not to 100 %.`,
  )
}

/** A rate as it is stored: whole cents (domain.md 4.2). */
export const storedRate = (rate: Decimal): number => toScaled(rate, 2)

/** What is known of a rate cell, in cents. */
export type RateCell = {
  readonly forecast: number | null
  readonly budget: number | null
  readonly actual: number | null
}

/** The rate that is shown and multiplied: the forecast's, else the budget's; an actual stands beside it (4.3, C-18). */
export const rateInForce = (cell: RateCell): number | null => cell.forecast ?? cell.budget

export type RateMonthLock = 'month-closed' | 'previous-year' | null
/** Why the rates of a month cannot be typed (domain.md 4.3, C-30): closed months and earlier years only. */
export function rateMonthLock(month: Month, today: Day): RateMonthLock {
  if (yearOf(month) < yearOf(today)) return 'previous-year'
  return month < monthOf(today) ? 'month-closed' : null
}

/** The 96 cells of a year's rates, month by month (domain.md 4.1). */
export const rateCellsOf = (year: number): { readonly lineId: string; readonly period: Month }[] =>
  monthsOf(year).flatMap((month) => RATE_CATEGORIES.map(({ id }) => ({ lineId: rateLineId(id), period: month })))

/** The largest step away from the reference that needs no confirmation (domain.md 4.3). */
export const RATE_JUMP_LIMIT = new Decimal('0.1')

export type RateJump = { readonly percent: Decimal; readonly reference: number; readonly origin: 'actual' | 'budget' }
/**
 * How far a new rate is from the latest actual, else the budget, when it is more than ±10 % away and so needs a
 * confirmation (domain.md 4.3, 10.1); null when it is near enough or there is nothing above 0 to compare with.
 */
export function rateJump(
  rate: number,
  latestActual: number | null,
  budget: number | null,
  limit = RATE_JUMP_LIMIT,
): RateJump | null {
  const reference = latestActual || budget
  if (!reference) return null
  const off = new Decimal(rate).minus(reference).div(reference)
  if (off.abs().lessThanOrEqualTo(limit)) return null
  return { percent: off.times(100), reference, origin: latestActual ? 'actual' : 'budget' }
}

/**
 * The writes that carry a month's rate to the later months of its year and, when December is reached and it is wanted,
 * through the next year (domain.md 4.3).
 */
export function carryForward(category: RateCategory, month: Month, rate: number, alsoNextYear = false): Write[] {
  const months: Month[] = []
  const last = yearOf(month) + (alsoNextYear ? 1 : 0)
  for (let next = addMonths(month, 1); yearOf(next) <= last; next = addMonths(next, 1)) months.push(next)
  return months.map((period) => ({ lineId: rateLineId(category), period, value: rate }))
}
