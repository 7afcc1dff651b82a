import type { Day } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'

/** A published shift of the labor system (domain.md 3.6). Minutes are whole. */
export type Shift = {
  readonly day: Day
  readonly code: string
  /** SCHEDULED, CONFIRMED, or one that does not count. */
  readonly status: string
  readonly deleted: boolean
  readonly regularMinutes: number
  readonly overtimeMinutes: number
  readonly doubleOvertimeMinutes: number
}

const COUNTED_STATUS: readonly string[] = ['SCHEDULED', 'CONFIRMED']

/** Hours of a shift: minutes ÷ 60, to 2 decimals (domain.md 0.1, 3.6). */
export function shiftHours({ regularMinutes, overtimeMinutes, doubleOvertimeMinutes }: Shift): Decimal {
  return new Decimal(regularMinutes + overtimeMinutes + doubleOvertimeMinutes).div(60).toDecimalPlaces(2)
}

/** Hours of a shift of which start, end and break are known: scheduled minutes less the unpaid break (domain.md 3.6). */
export const hoursWithoutBreak = (scheduledMinutes: number, unpaidBreakMinutes: number): Decimal =>
  Decimal.max(0, scheduledMinutes - unpaidBreakMinutes)
    .div(60)
    .toDecimalPlaces(2)

/** Scheduled hours by day and code: deleted shifts, other statuses and shifts without hours do not count (domain.md 3.8). */
export function scheduledHours(shifts: readonly Shift[]): Map<Day, Map<string, Decimal>> {
  const days = new Map<Day, Map<string, Decimal>>()
  for (const shift of shifts) {
    const hours = shiftHours(shift)
    if (shift.deleted || !COUNTED_STATUS.includes(shift.status) || hours.isZero()) continue
    const codes = days.get(shift.day) ?? new Map<string, Decimal>()
    days.set(shift.day, codes.set(shift.code, hours.plus(codes.get(shift.code) ?? 0)))
  }
  return days
}
