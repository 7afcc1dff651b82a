import type { Decimal } from '../core/decimal.ts'
import { fromScaled } from '../core/scaled.ts'
import { EARNING_COUNTS, type EarningCount, sumOf } from './day-figures.ts'
import type { StatisticsMonth } from './statistics-month.ts'

/** One rate category of a month: vehicles of the open days × the month's rate, in exact dollars. */
export type RevenueCategory = {
  readonly id: EarningCount
  readonly statistic: Decimal | null
  /** Dollars per vehicle. */
  readonly rate: Decimal | null
  readonly value: Decimal | null
}

export type ExternalRevenue = {
  readonly categories: readonly RevenueCategory[]
  /** Loaded net revenue of the days that have an actual; never recomputed from counts (domain.md 2.4). */
  readonly actualToDate: Decimal | null
  /** The sum of the two above; null when the month holds nothing. */
  readonly total: Decimal | null
}

/**
 * External revenue of a month (domain.md 7): the month's total count of each category times its one monthly rate.
 * Days with a loaded actual bring their loaded revenue instead, and only the open days are counted.
 */
export function externalRevenue(month: StatisticsMonth, adjustmentFactor: Decimal): ExternalRevenue {
  const open = month.days.filter((day) => day.kind !== 'actual')
  const actual = month.days.filter((day) => day.kind === 'actual')
  const categories = EARNING_COUNTS.map((id): RevenueCategory => {
    const statistic = sumOf(open.map((day) => day.figures[id]))
    const stored = month.rates[id]
    const rate = stored === null ? null : fromScaled(stored, 2)
    const value = statistic === null ? null : statistic.times(rate ?? 0).times(adjustmentFactor)
    return { id, statistic, rate, value }
  })
  const actualToDate = sumOf(actual.map((day) => day.figures.externalRevenue))
  return { categories, actualToDate, total: sumOf([...categories.map((category) => category.value), actualToDate]) }
}
