import { daysOf, type Month, weekdayOf } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { fromScaled } from '../../core/scaled.ts'
import { EARNING_COUNTS, sumOf } from '../day-figures.ts'
import type { VolumeAndRate } from '../profit-and-loss/volume-and-rate.ts'
import type { DayLists } from '../site-year/stored-year.ts'
import type { StatisticsInput, StatisticsMonth } from '../statistics-month.ts'
import type { Causes } from './causes.ts'
import { driverSplit, type Sides } from './driver-split.ts'
import type { Fact } from './fact.ts'

export type Explanation = { readonly causes: Causes; readonly facts: readonly Fact[] }

/** Vehicles of a month as they count, by category. */
const vehiclesAfter = ({ days }: StatisticsMonth, id: (typeof EARNING_COUNTS)[number]): Decimal =>
  sumOf(days.map(({ figures }) => figures[id])) ?? ZERO

/** All vehicles of a month that earn a rate. */
export const allVehicles = (month: StatisticsMonth): Decimal =>
  EARNING_COUNTS.reduce((sum, id) => sum.plus(vehiclesAfter(month, id)), ZERO)

/** Vehicles a month's budget holds. */
export const budgetedVehicles = ({ budget }: Pick<StatisticsInput, 'budget'>): Decimal =>
  EARNING_COUNTS.reduce((sum, id) => sum.plus(fromScaled(budget[id] ?? 0, 6)), ZERO)

/**
 * External revenue against its budget: vehicles and the month's rate by category (domain.md 7, grid-and-pnl.md D5).
 * Loaded revenue that differs from vehicles × rate lies beyond.
 */
export function revenueAgainstBudget(input: StatisticsInput, month: StatisticsMonth, sides: Sides): Explanation {
  const factor = new Decimal(1).minus(input.adjustmentRate ?? ZERO)
  const rate = (cents: number | null | undefined) => fromScaled(cents ?? 0, 2).times(factor)
  const lines = EARNING_COUNTS.map((id): VolumeAndRate => {
    const volumeBefore = fromScaled(input.budget[id] ?? 0, 6)
    const rateBefore = rate(input.budgetRates[id])
    return { volumeBefore, rateBefore, volumeAfter: vehiclesAfter(month, id), rateAfter: rate(month.rates[id]) }
  }).filter(({ volumeBefore, volumeAfter }) => !volumeBefore.isZero() || !volumeAfter.isZero())
  if (lines.length === 0) return { causes: { rest: sides.value.minus(sides.baseline) }, facts: [] }
  const { volume, rate: rates, mix, beyond, plan } = driverSplit(lines, sides)
  const facts: Fact[] = [{ id: 'vehicles', before: budgetedVehicles(input), after: allVehicles(month) }]
  return { causes: { volume, rate: rates, mix, beyond, plan }, facts }
}

/**
 * External revenue against last year's, of which only the revenue of whole days is known, not its rates: vehicles at
 * last year's average, of them what other weekdays in the month bring (calendar), and the average itself. Null where
 * last year's vehicles are not known day by day.
 */
export function revenueAgainstLastYear(
  month: StatisticsMonth,
  lastYear: { readonly month: Month; readonly statistics: DayLists },
  sides: Sides,
): Explanation | null {
  const before = vehiclesByDay(lastYear)
  const total = sumOf(before)
  if (total === null || total.isZero() || before.includes(null)) return null
  const after = allVehicles(month)
  const expected = atWeekdays(lastYear.month, before, month.days[0]?.day.slice(0, 7) ?? '')
  const perVehicle = sides.baseline.div(total)
  const calendar = expected.minus(total).times(perVehicle)
  const volume = after.minus(expected).times(perVehicle)
  const rate = sides.value.minus(sides.baseline).minus(calendar).minus(volume)
  return { causes: { volume, calendar, rate }, facts: [{ id: 'vehicles', before: total, after }] }
}

/** Vehicles of each day of a month as loaded; null for a day of which nothing is. */
function vehiclesByDay({ month, statistics }: { readonly month: Month; readonly statistics: DayLists }) {
  return daysOf(month).map((_, i) =>
    sumOf(
      EARNING_COUNTS.map((id) => {
        const count = statistics[id]?.[i] ?? null
        return count === null ? null : fromScaled(count, 6)
      }),
    ),
  )
}

/** What a month would hold if each of its days were as that weekday was on average in the other month. */
function atWeekdays(from: Month, values: readonly (Decimal | null)[], to: Month): Decimal {
  const perDay = new Map<number, { sum: Decimal; days: number }>()
  for (const [i, day] of daysOf(from).entries()) {
    const weekday = weekdayOf(day)
    const { sum, days } = perDay.get(weekday) ?? { sum: ZERO, days: 0 }
    perDay.set(weekday, { sum: sum.plus(values[i] ?? 0), days: days + 1 })
  }
  // Every weekday is in every month.
  return daysOf(to).reduce((all, day) => {
    const { sum, days } = perDay.get(weekdayOf(day)) ?? { sum: ZERO, days: 1 }
    return all.plus(sum.div(days))
  }, ZERO)
}
