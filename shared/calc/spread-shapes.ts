import { addDays, type Day, weekdayOf } from '../core/calendar.ts'
import { Decimal } from '../core/decimal.ts'

/** What a day holds, as a stored integer; null where nothing is known of it. */
export type ValueOn = (day: Day) => number | null

/**
 * The shape of the last four weeks: each day weighs the mean of the same weekday in the 28 days before the first of
 * them, as far as anything is known there, rounded to a stored unit.
 */
export function fourWeekShape(days: readonly Day[], valueOn: ValueOn): readonly (number | null)[] {
  const first = days.reduce((least, day) => (day < least ? day : least), '9999-12-31')
  const before = Array.from({ length: 28 }, (_, i) => addDays(first, i - 28))
  return weekdayShape(days, before, valueOn)
}

/** The shape of a week: each day weighs the mean of its weekday among the known days, rounded to a stored unit. */
export function weekdayShape(
  days: readonly Day[],
  known: readonly Day[],
  valueOn: ValueOn,
): readonly (number | null)[] {
  const byWeekday = new Map<number, number[]>()
  for (const day of known) {
    const value = valueOn(day)
    if (value === null) continue
    const list = byWeekday.get(weekdayOf(day)) ?? []
    byWeekday.set(weekdayOf(day), [...list, value])
  }
  return days.map((day) => {
    const list = byWeekday.get(weekdayOf(day))
    if (list === undefined) return null
    const sum = list.reduce((all, value) => all + value, 0)
    return new Decimal(sum).div(list.length).toDecimalPlaces(0).toNumber()
  })
}
