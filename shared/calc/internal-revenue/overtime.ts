import { addDays, type Day, type Month, monthOf, weekdayOf } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { JobHours } from './month-input.ts'

/** Hours of a job code in one overtime week that are paid at the regular rate (domain.md 0.2). */
export const OVERTIME_THRESHOLD = new Decimal(40)

/** Hours of a month: what is paid at the regular rate and what at the overtime rate. */
export type SplitHours = {
  readonly regular: Decimal
  readonly overtime: Decimal
  readonly origin: 'forecast' | 'budget'
}

const weekStarts = new Map<Day, Day>()
/** The Saturday on which the overtime week of a day starts: weeks run Saturday to Friday, across months. */
export function overtimeWeekOf(day: Day): Day {
  const known = weekStarts.get(day)
  if (known !== undefined) return known
  const start = addDays(day, -((weekdayOf(day) + 1) % 7))
  weekStarts.set(day, start)
  return start
}

/**
 * Hours of a job code in a month (domain.md 6.3). In the order of the days, the first 40 hours of a Saturday–Friday
 * week are regular and the rest is overtime, also where the week began in the month before; each hour counts in the
 * month of its day. Without payroll rows the budget's hours count; they are a sum of a month without weeks, so all of
 * them are regular. Null: neither is known.
 */
export function splitHours(hours: JobHours | undefined, month: Month, useOvertimeSplit: boolean): SplitHours | null {
  if (hours === undefined) return null
  if (hours.days === null) {
    return hours.budget === null ? null : { regular: hours.budget, overtime: ZERO, origin: 'budget' }
  }
  const inMonth = (day: Day) => monthOf(day) === month
  if (!useOvertimeSplit) {
    const all = sumOf(hours.days.filter(({ day }) => inMonth(day)).map((entry) => entry.hours))
    return { regular: all ?? ZERO, overtime: ZERO, origin: 'forecast' }
  }
  let regular = ZERO
  let overtime = ZERO
  const workedByWeek = new Map<Day, Decimal>()
  for (const entry of [...hours.days].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const week = overtimeWeekOf(entry.day)
    const before = workedByWeek.get(week) ?? ZERO
    const after = before.plus(entry.hours)
    workedByWeek.set(week, after)
    if (!inMonth(entry.day)) continue
    const over = Decimal.max(after.minus(OVERTIME_THRESHOLD), 0).minus(Decimal.max(before.minus(OVERTIME_THRESHOLD), 0))
    overtime = overtime.plus(over)
    regular = regular.plus(entry.hours).minus(over)
  }
  return { regular, overtime, origin: 'forecast' }
}

/** The overtime rate that goes with a standard rate where none is agreed: one and a half times, to the cent. */
export const derivedOvertimeRate = (standardRate: Decimal): Decimal => standardRate.times('1.5').toDecimalPlaces(2)
