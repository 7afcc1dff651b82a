import type { Decimal } from '../../core/decimal.ts'
import {
  lastActualDay,
  type StatisticsDay,
  type StatisticsInput,
  type StatisticsMonth,
  statisticsMonth,
} from '../statistics-month.ts'

/** What was known of a month before, and the month it gave. */
export type KnownMonth = { readonly input: StatisticsInput; readonly month: StatisticsMonth }

/**
 * A month of statistics after a change, equal to computing it anew: days whose own cells are as before are kept, unless
 * something all days look at changed (rooms, rates, budget, the latest loaded day).
 */
export function restatedMonth(input: StatisticsInput, before: KnownMonth | null): StatisticsMonth {
  if (before === null || !isSameGround(input, before)) return statisticsMonth(input)
  const { input: old, month } = before
  return statisticsMonth(input, (i): StatisticsDay | undefined =>
    isSameDay(input.forecast, old.forecast, i) && isSameDay(input.actual, old.actual, i) ? month.days[i] : undefined,
  )
}

type Lists = StatisticsInput['forecast']
type Flat = Readonly<Record<string, number | null | undefined>>

function isSameGround(input: StatisticsInput, { input: old, month }: KnownMonth): boolean {
  return (
    input.month === old.month &&
    input.totalRooms === old.totalRooms &&
    isSameRate(input.adjustmentRate, old.adjustmentRate) &&
    isSameFlat(input.budget, old.budget) &&
    isSameFlat(input.forecastRates, old.forecastRates) &&
    isSameFlat(input.budgetRates, old.budgetRates) &&
    lastActualDay(input.month, input.actual) === month.lastActual
  )
}

const isSameRate = (a: Decimal | undefined, b: Decimal | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.eq(b))

const namesOf = (a: object, b: object): Set<string> => new Set([...Object.keys(a), ...Object.keys(b)])

function isSameFlat(a: Flat, b: Flat): boolean {
  return a === b || [...namesOf(a, b)].every((name) => (a[name] ?? null) === (b[name] ?? null))
}

function isSameDay(a: Lists, b: Lists, index: number): boolean {
  if (a === b) return true
  for (const name of namesOf(a, b)) {
    if ((a[name]?.[index] ?? null) !== (b[name]?.[index] ?? null)) return false
  }
  return true
}
