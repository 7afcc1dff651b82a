import type { Day } from '../core/calendar.ts'
import { Decimal } from '../core/decimal.ts'
import { fromScaled } from '../core/scaled.ts'
import { adjustmentOf } from './adjustment-rate.ts'
import { EARNING_COUNTS, type Figures, type RateCard, sumOf, totalFigures } from './day-figures.ts'
import type { StatisticsDay } from './statistics-month.ts'

/** Some days together: a display week or a month (domain.md 2.6). */
export type StatisticsBucket = {
  readonly first: Day
  readonly last: Day
  /** `mixed` is partly actual, partly not. */
  readonly kind: 'actual' | 'mixed' | 'forecast' | 'budget'
  readonly actualDays: number
  readonly openDays: number
  readonly figures: Figures
  /** The rates of the first day; rates are monthly and buckets never cross a month. */
  readonly rates: RateCard
  /** 1 − Σ net ÷ Σ gross of the days without an actual (of actuals only the net is loaded); null where nothing is earned. */
  readonly adjustmentRate: Decimal | null
}

/** Days into one bucket (domain.md 2.6): amounts add, ratios are recomputed, the kinds are counted. */
export function statisticsBucket(
  days: readonly StatisticsDay[],
  totalRooms: number,
  rates: RateCard,
): StatisticsBucket | null {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return null
  const figures = totalFigures(
    days.map((day) => day.figures),
    totalRooms,
  )
  const actualDays = days.filter((day) => day.kind === 'actual').length
  const open = days.filter((day) => day.kind !== 'actual')
  const gross = sumOf(
    open.flatMap((day) => EARNING_COUNTS.map((id) => day.figures[id]?.times(fromScaled(rates[id] ?? 0, 2)) ?? null)),
  )
  return {
    first: first.day,
    last: last.day,
    kind: kindOf(days, actualDays),
    actualDays,
    openDays: open.length,
    figures,
    rates,
    adjustmentRate: adjustmentOf(sumOf(open.map((day) => day.figures.externalRevenue)), gross),
  }
}

function kindOf(days: readonly StatisticsDay[], actualDays: number): StatisticsBucket['kind'] {
  if (actualDays === days.length) return 'actual'
  if (actualDays > 0) return 'mixed'
  return days.some((day) => day.kind === 'forecast') ? 'forecast' : 'budget'
}

/** `Actual 1–9, forecast 10–30` (domain.md 2.8); null when the bucket is of one kind. */
export function mixedSpan(days: readonly StatisticsDay[]): { actual: [Day, Day]; open: [Day, Day] } | null {
  const actual = days.filter((day) => day.kind === 'actual').map((day) => day.day)
  const open = days.filter((day) => day.kind !== 'actual').map((day) => day.day)
  const ends = (list: readonly Day[]): [Day, Day] => [list[0] ?? '', list.at(-1) ?? '']
  return actual.length > 0 && open.length > 0 ? { actual: ends(actual), open: ends(open) } : null
}
