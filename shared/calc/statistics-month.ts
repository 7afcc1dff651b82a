import { type Day, daysOf, type Month, monthOf } from '../core/calendar.ts'
import { type Decimal, ZERO } from '../core/decimal.ts'
import { spreadEvenly } from '../core/scaled.ts'
import { isOpenOn, type OpenPeriod } from './open-period.ts'
import {
  dayFigures,
  EARNING_COUNTS,
  type EarningCount,
  type Figures,
  type RateCard,
  STATISTIC_IDS,
  type StatisticId,
  type StoredDay,
  type Terms,
  totalFigures,
} from './day-figures.ts'

/** What is stored of one site and month. Day lists have one entry per day of the month; a missing list is "nothing stored". */
export type StatisticsInput = {
  readonly month: Month
  /** Rooms available; 0 when it is not set. */
  readonly totalRooms: number
  /** Share of gross revenue lost to refunds and discounts, 0–1 (domain.md 2.4); 0 until the owner decides otherwise. */
  readonly adjustmentRate?: Decimal
  readonly forecast: Readonly<Record<string, readonly (number | null)[]>>
  readonly actual: Readonly<Record<string, readonly (number | null)[]>>
  /** Budget is monthly: one integer per line. */
  readonly budget: Readonly<Record<string, number | null>>
  readonly forecastRates: Partial<RateCard>
  readonly budgetRates: Partial<RateCard>
  /** When the site is in operation; left out it always is. Days outside are expected to hold 0, unless loaded (1.1). */
  readonly open?: OpenPeriod
}

/** Where the shown value of a line comes from. */
export type Origin = 'actual' | 'forecast' | 'budget' | 'derived' | 'closed'

export type StatisticsDay = {
  readonly day: Day
  readonly kind: 'actual' | 'forecast' | 'budget'
  readonly figures: Figures
  readonly origins: Readonly<Record<StatisticId, Origin>>
}

export type StatisticsMonth = {
  readonly days: readonly StatisticsDay[]
  readonly total: Figures
  /** Latest day with any actual above zero (domain.md 2.8); null when none is loaded. */
  readonly lastActual: Day | null
  readonly rates: RateCard
}

/** Typing any of these means the overnight counts follow from ratios, no longer from the budget's counts. */
const OVERNIGHT_DRIVERS: readonly StatisticId[] = ['occupiedRooms', 'occupancy', 'driveInRatio', 'captureRatio']

/** The rate in force per category: the forecast's, where missing the budget's, else none (domain.md 2.4, C-09). */
export function ratesInForce(input: Pick<StatisticsInput, 'forecastRates' | 'budgetRates'>): RateCard {
  const rate = (id: EarningCount) => input.forecastRates[id] ?? input.budgetRates[id] ?? null
  return Object.fromEntries(EARNING_COUNTS.map((id) => [id, rate(id)])) as Record<EarningCount, number | null>
}

/** The latest day with any actual value above zero: a file of zeros does not move it (domain.md 2.8). */
export function lastActualDay(month: Month, actual: StatisticsInput['actual']): Day | null {
  const days = daysOf(month)
  for (let i = days.length - 1; i >= 0; i -= 1) {
    if (Object.values(actual).some((values) => (values[i] ?? 0) > 0)) return days[i] ?? null
  }
  return null
}

/** The budget of each day: the month's value spread evenly so that the days return the month (domain.md 2.5, C-20). */
export function budgetDays(input: Pick<StatisticsInput, 'month' | 'budget'>): StoredDay[] {
  const budgetOf = budgetByDay(input)
  return daysOf(input.month).map((_, i) => budgetOf(i))
}

function budgetByDay({ month, budget }: Pick<StatisticsInput, 'month' | 'budget'>): (index: number) => StoredDay {
  const { length } = daysOf(month)
  const spread = Object.entries(budget).flatMap(([id, value]) =>
    value === null ? [] : [[id, spreadEvenly(value, length)] as const],
  )
  return (index) => Object.fromEntries(spread.map(([id, values]) => [id, values[index] ?? null]))
}

/**
 * A month of statistics, day by day, with the value that counts (domain.md 2.8): the actual up to the last loaded
 * day, else what was typed, line by line, else the budget. Budget ratios are those of the month's budget counts (2.5).
 * A day on which the site is not in operation holds 0, whatever was typed or budgeted (1.1).
 * `kept` gives days that are known to be as they were, so that they are not computed again.
 */
export function statisticsMonth(
  input: StatisticsInput,
  kept: (index: number) => StatisticsDay | undefined = () => undefined,
): StatisticsMonth {
  const { month, totalRooms } = input
  const rates = ratesInForce(input)
  const terms: Terms = { totalRooms, rates, adjustmentRate: input.adjustmentRate ?? ZERO }
  const lastActual = lastActualDay(month, input.actual)
  const budgetOf = budgetByDay(input)
  const budgetRatios = dayFigures(input.budget, terms)

  const days = daysOf(month).map((day, i): StatisticsDay => {
    const same = kept(i)
    if (same) return same
    const actual = dayOf(input.actual, i)
    if (lastActual !== null && day <= lastActual && Object.keys(actual).length > 0) {
      const figures = dayFigures(actual, terms)
      return { day, kind: 'actual', figures, origins: originsOf(() => 'actual') }
    }
    if (!isOpenOn(input.open, day))
      return { day, kind: 'forecast', figures: NOTHING, origins: originsOf(() => 'closed') }
    return openDay(day, dayOf(input.forecast, i), budgetOf(i), budgetRatios, terms)
  })
  return {
    days,
    total: totalFigures(
      days.map((day) => day.figures),
      totalRooms,
    ),
    lastActual,
    rates,
  }
}

/** A day on which nothing is expected: every figure is a known 0. */
const NOTHING = Object.fromEntries(STATISTIC_IDS.map((id) => [id, ZERO])) as Record<StatisticId, Decimal>

/** The budget alone, day by day, for the budget view. */
export function budgetMonth(input: StatisticsInput): { days: Figures[]; total: Figures } {
  const rates = ratesInForce({ forecastRates: {}, budgetRates: input.budgetRates })
  const terms: Terms = { totalRooms: input.totalRooms, rates, adjustmentRate: input.adjustmentRate ?? ZERO }
  const days = budgetDays(input).map((day) => dayFigures(day, terms))
  return { days, total: totalFigures(days, input.totalRooms) }
}

/** A day that has no actual yet: what was typed, line by line over the budget. */
function openDay(day: Day, typed: StoredDay, budget: StoredDay, budgetRatios: Figures, terms: Terms): StatisticsDay {
  const isTyped = (id: StatisticId) => typed[id] != null
  const roomsTyped = isTyped('occupiedRooms') || isTyped('occupancy')
  const overnightTyped = OVERNIGHT_DRIVERS.some(isTyped)

  const stored: Partial<Record<StatisticId, number | null>> = { ...budget, ...typed, externalRevenue: null }
  if (roomsTyped) stored.occupiedRooms = typed.occupiedRooms ?? null
  if (overnightTyped) stored.valetOvernight = stored.selfOvernight = null

  const originOf = (id: StatisticId): Origin => {
    if (isTyped(id)) return 'forecast'
    if (id === 'externalRevenue') return 'derived'
    if (id === 'valetOvernight' || id === 'selfOvernight') return overnightTyped ? 'derived' : 'budget'
    if (id === 'occupiedRooms' || id === 'occupancy') return roomsTyped ? 'derived' : 'budget'
    return 'budget'
  }
  return {
    day,
    kind: Object.keys(typed).length > 0 ? 'forecast' : 'budget',
    figures: dayFigures(stored, terms, overnightTyped ? budgetRatios : undefined),
    origins: originsOf(originOf),
  }
}

/** What is stored of one day, without the lines that have nothing. */
function dayOf(lists: Readonly<Record<string, readonly (number | null)[]>>, index: number): StoredDay {
  const day: Record<string, number> = {}
  for (const [id, values] of Object.entries(lists)) {
    const value = values[index]
    if (value != null) day[id] = value
  }
  return day
}

function originsOf(origin: (id: StatisticId) => Origin): Record<StatisticId, Origin> {
  return Object.fromEntries(STATISTIC_IDS.map((id) => [id, origin(id)])) as Record<StatisticId, Origin>
}

/** True when the day may not be typed any more, and why (domain.md 2.7, C-19). */
export type Lock = 'month-closed' | 'actual-loaded' | 'beyond-horizon' | null

/** Why a day is locked: its month is over, its actual is loaded, or it lies more than 12 months ahead. */
export function lockOf(day: Day, kind: StatisticsDay['kind'], today: Day): Lock {
  if (monthOf(day) < monthOf(today)) return 'month-closed'
  if (kind === 'actual') return 'actual-loaded'
  const [year = 0, month = 0] = today.split('-').map(Number)
  return monthOf(day) > `${year + 1}-${String(month).padStart(2, '0')}` ? 'beyond-horizon' : null
}
