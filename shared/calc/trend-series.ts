import { addDays, addMonths, type Day, daysOf, monthOf } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import { type Figures, STATISTIC_IDS, type StatisticId, totalFigures } from './day-figures.ts'

/** How far back a trend looks (domain.md 15): 30 or 90 days by the day, 12 months by the month. */
export const TIMEFRAMES = ['30d', '90d', '12m'] as const
export type Timeframe = (typeof TIMEFRAMES)[number]

/** A day of which something is known. */
export type KnownDay = { readonly day: Day; readonly figures: Figures }

/** One series for each statistic over the same periods, oldest first; null where nothing is known. */
export type TrendSeries = {
  readonly timeframe: Timeframe
  /** Days, or months for 12m. */
  readonly periods: readonly string[]
  /** How many days are known in each period. */
  readonly knownDays: readonly number[]
  readonly series: Readonly<Record<StatisticId, readonly (Decimal | null)[]>>
}

const DAYS: Readonly<Record<Exclude<Timeframe, '12m'>, number>> = { '30d': 30, '90d': 90 }
const MONTHS = 12

/**
 * The series of a site's statistics up to and with a day (domain.md 15), whatever the order of the days. The twelve
 * months end with the month of `until`, which is added up to that day only. A month adds its counts and revenue; its
 * ratios are recomputed from the sums, never averaged, and days without data are left out (2.6).
 */
export function trendSeries(
  days: readonly KnownDay[],
  timeframe: Timeframe,
  until: Day,
  totalRooms: number,
): TrendSeries {
  const known = new Map(days.filter(({ day }) => day <= until).map(({ day, figures }) => [day, figures]))
  const periods = periodsOf(timeframe, until)
  const found = periods.map((period) =>
    (timeframe === '12m' ? daysOf(period) : [period]).flatMap((day) => known.get(day) ?? []),
  )
  const figures = found.map((ofPeriod) => totalFigures(ofPeriod, totalRooms))
  const series = STATISTIC_IDS.map((id) => [id, figures.map((of) => of[id])] as const)
  return {
    timeframe,
    periods,
    knownDays: found.map(({ length }) => length),
    series: Object.fromEntries(series) as Record<StatisticId, (Decimal | null)[]>,
  }
}

/** The days or months of a timeframe, oldest first. */
export function periodsOf(timeframe: Timeframe, until: Day): string[] {
  if (timeframe === '12m') {
    return Array.from({ length: MONTHS }, (_, i) => addMonths(monthOf(until), i + 1 - MONTHS))
  }
  const length = DAYS[timeframe]
  return Array.from({ length }, (_, i) => addDays(until, i + 1 - length))
}
