import { allocate } from '../core/allocate.ts'
import { addDays, type Day, type Month, monthsOf, sameWeekdayLastYear } from '../core/calendar.ts'
import { spreadEvenly } from '../core/scaled.ts'
import type { Write } from './write.ts'

/** What a person types of rooms: the percentage or the count (domain.md 2.2). */
export const INPUT_MODES = ['Percentage', 'OccupiedRooms'] as const
export type InputMode = (typeof INPUT_MODES)[number]
/** Operations asked for percentages (domain.md 2.2). */
export const DEFAULT_INPUT_MODE: InputMode = 'Percentage'

/** The line of the pair that is typed, the one that is shown as derived, and the decimals rooms are shown with (2.3). */
export function inputMode(mode: InputMode) {
  return mode === 'Percentage'
    ? ({ typed: 'occupancy', derived: 'occupiedRooms', roomDecimals: 2 } as const)
    : ({ typed: 'occupiedRooms', derived: 'occupancy', roomDecimals: 0 } as const)
}

/** Why occupancy cannot be typed at a site; null when it can (domain.md 2.3). */
export const occupancyHint = (totalRooms: number): string | null =>
  totalRooms > 0 ? null : 'Rooms available is not set.'

/** Order in which managers think, which Tab and the default focus follow (domain.md 2.10). */
export const ENTRY_ORDER = [
  'occupancy',
  'occupiedRooms',
  'driveInRatio',
  'captureRatio',
  'valetDaily',
  'selfDaily',
  'valetMonthly',
  'selfMonthly',
  'valetAggregator',
  'selfAggregator',
  'valetComps',
  'selfComps',
] as const

/**
 * The writes that bring typed days to a typed month's or week's total, in stored units: by the pattern of the days as
 * they are, equally where there is none; to the last unit (domain.md 2.5).
 */
export function spreadOverDays(
  lineId: string,
  total: number,
  days: readonly { day: Day; value: number | null }[],
): Write[] {
  if (days.length === 0) return []
  const pattern = days.map(({ value }) => Math.max(0, value ?? 0))
  return allocate(total, pattern).map((value, i) => ({ lineId, period: days[i]?.day ?? '', value }))
}

/**
 * A month's budget by the weekdays of last year instead of evenly (domain.md 2.5, "smart spread"): each day weighs what
 * the same weekday 364 days earlier had; evenly where nothing was loaded then.
 */
export function smartSpread(
  budget: number,
  days: readonly Day[],
  lastYear: (day: Day) => number | null,
): { day: Day; value: number }[] {
  const weights = days.map((day) => Math.max(0, lastYear(sameWeekdayLastYear(day)) ?? 0))
  return allocate(budget, weights).map((value, i) => ({ day: days[i] ?? '', value }))
}

/** A month's budget, from the year's only where no month of that year has one: a twelfth, to the last unit (C-20). */
export function monthlyBudget(
  month: Month,
  monthly: (month: Month) => number | null,
  annual: number | null,
): number | null {
  const months = monthsOf(Number(month.slice(0, 4)))
  const own = monthly(month)
  if (annual === null || months.some((one) => monthly(one) !== null)) return own
  return spreadEvenly(annual, 12)[months.indexOf(month)] ?? null
}

/** The writes that repeat the seven days before a week's first day in that week; empty days stay as they are (12). */
export function copyWeekBefore(
  lineIds: readonly string[],
  week: readonly Day[],
  valueOf: (lineId: string, day: Day) => number | null,
): Write[] {
  return lineIds.flatMap((lineId) =>
    week.flatMap((period) => {
      const value = valueOf(lineId, addDays(period, -7))
      return value === null ? [] : [{ lineId, period, value }]
    }),
  )
}

/** The writes that repeat one value in the rows below, as the drag handle and fill-down do (12). */
export const fillDown = (lineId: string, value: number | null, days: readonly Day[]): Write[] =>
  days.map((period) => ({ lineId, period, value }))
