import { type Day, overtimeWeekOf } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'

/** Hours a week after which overtime begins, per job code (domain.md 0.2, 3.9). */
export const OVERTIME_THRESHOLD = new Decimal(40)

export type DayHours = { readonly day: Day; readonly hours: Decimal }
export type SplitHours = { readonly day: Day; readonly regular: Decimal; readonly overtime: Decimal }

/**
 * Regular and overtime hours of one job code, day by day (domain.md 3.9, 6.3, C-26): the first 40 hours of each
 * Saturday–Friday week are regular, in the order of the days, the rest overtime. To split a month right the days must
 * reach back to the Saturday on or before its first; the caller then leaves out the days before it.
 */
export function splitOvertime(days: readonly DayHours[], threshold = OVERTIME_THRESHOLD): SplitHours[] {
  const used = new Map<Day, Decimal>()
  return days
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ day, hours }) => {
      const week = overtimeWeekOf(day)
      const before = used.get(week) ?? ZERO
      const after = before.plus(hours)
      used.set(week, after)
      if (after.lessThanOrEqualTo(threshold)) return { day, regular: hours, overtime: ZERO }
      if (before.greaterThanOrEqualTo(threshold)) return { day, regular: ZERO, overtime: hours }
      const room = threshold.minus(before)
      return { day, regular: room, overtime: hours.minus(room) }
    })
}
