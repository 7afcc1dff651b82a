import { Decimal, ZERO } from '../../core/decimal.ts'
import { given, single, step } from '../explain.ts'
import type { Explained } from '../explained.ts'
import { sumOf } from '../day-figures.ts'

/** Dollars an hour where nothing better is known (domain.md 3.4). */
export const DEFAULT_HOURLY_RATE = new Decimal(15)

/** Pay types whose hours would count work twice: dollars count, hours do not (domain.md 3.4, 3.6, C-21). */
export const PAY_TYPES_WITHOUT_HOURS: readonly string[] = ['DIFFERENTIAL', 'MEAL PREMIUM']

/** One row of the labor system: hours and dollars of a pay type. */
export type PayRow = { readonly payType: string; readonly hours: Decimal; readonly dollars: Decimal }

/** Hours worked of pay rows: differentials and meal premiums repeat hours that are already there (domain.md 3.6). */
export const workedHours = (rows: readonly PayRow[]): Decimal | null =>
  sumOf(
    rows.filter(({ payType }) => !PAY_TYPES_WITHOUT_HOURS.includes(payType.toUpperCase())).map(({ hours }) => hours),
  )

/** Dollars of pay rows, all pay types (domain.md 3.6). */
export const paidDollars = (rows: readonly PayRow[]): Decimal | null => sumOf(rows.map(({ dollars }) => dollars))

/** Average dollars an hour of a job over the pay rows of the last 14 days, 6 decimals; 0 without hours (domain.md 3.4). */
export function averageHourlyRate(rows: readonly PayRow[]): Explained {
  const [hours, dollars] = [workedHours(rows) ?? ZERO, paidDollars(rows) ?? ZERO]
  const rate = hours.isZero() ? ZERO : dollars.div(hours).toDecimalPlaces(6)
  return single(
    [
      step('3.4', 'Average hourly rate', rate, 'rate', [
        given('dollars', dollars, 'money', 'actual'),
        given('hours', hours, 'hours', 'actual'),
      ]),
    ],
    hours.isZero() ? 'No hours in the last 14 days: the rate is 0.' : null,
  )
}

/** The rate of a code: its average where that is above 0, else the default (domain.md 3.4). */
export const rateOfCode = (averageRate: Decimal | null, fallback = DEFAULT_HOURLY_RATE): Decimal =>
  averageRate?.greaterThan(0) ? averageRate : fallback

/**
 * The rate of a family: its codes' rates weighted by active employees (C-22), where nobody is employed their plain
 * mean, and without codes the default; 6 decimals (domain.md 3.4).
 */
export function familyRate(
  codes: readonly { readonly averageRate: Decimal | null; readonly employees: number }[],
  fallback = DEFAULT_HOURLY_RATE,
): Decimal {
  if (codes.length === 0) return fallback
  const rates = codes.map(({ averageRate }) => rateOfCode(averageRate, fallback))
  const people = codes.reduce((sum, { employees }) => sum + employees, 0)
  const weights = codes.map(({ employees }) => (people === 0 ? 1 : employees))
  const weighted = rates.reduce((sum, rate, i) => sum.plus(rate.times(weights[i] ?? 0)), ZERO)
  return weighted.div(people === 0 ? codes.length : people).toDecimalPlaces(6)
}
