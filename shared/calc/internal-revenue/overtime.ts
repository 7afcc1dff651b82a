import { type Month, monthOf } from '../../core/calendar.ts'
import { ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import { type DayHours, splitOvertime } from '../payroll/overtime.ts'
import type { JobHours, MonthHours } from './month-input.ts'

/**
 * Hours of a job code in a month (domain.md 6.3). In the order of the days, the first 40 hours of a Saturday–Friday
 * week are regular and the rest is overtime, also where the week began in the month before; each hour counts in the
 * month of its day. Without payroll rows the budget's hours count; they are a sum of a month without weeks, so all of
 * them are regular. Null: neither is known. Hours that come with a memo are not split again when they are asked again.
 */
export function hoursOfMonth(hours: JobHours | undefined, month: Month, useOvertimeSplit: boolean): MonthHours | null {
  if (hours === undefined) return null
  if (hours.days === null) {
    return hours.budget === null ? null : { regular: hours.budget, overtime: ZERO, origin: 'budget' }
  }
  const known = hours.memo?.last
  if (known?.month === month && known.useOvertimeSplit === useOvertimeSplit) return known.split
  const split = splitOfMonth(hours.days, month, useOvertimeSplit)
  if (hours.memo) hours.memo.last = { month, useOvertimeSplit, split }
  return split
}

function splitOfMonth(days: readonly DayHours[], month: Month, useOvertimeSplit: boolean): MonthHours {
  const split = useOvertimeSplit
    ? splitOvertime(days)
    : days.map((entry) => ({ day: entry.day, regular: entry.hours, overtime: ZERO }))
  const own = split.filter(({ day }) => monthOf(day) === month)
  const regular = sumOf(own.map((entry) => entry.regular)) ?? ZERO
  const overtime = sumOf(own.map((entry) => entry.overtime)) ?? ZERO
  return { regular, overtime, origin: 'forecast' }
}
