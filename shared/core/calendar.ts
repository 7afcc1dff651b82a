import { Temporal } from 'temporal-polyfill'
import { AppError } from './errors.ts'

/** A month, `2026-04`. Fiscal years are calendar years (domain.md 0.2). */
export type Month = string
/** A day, `2026-04-16`, in the business time zone. */
export type Day = string

const MONTH_FORMAT = /^\d{4}-(0[1-9]|1[0-2])$/

const DAY_FORMAT = /^\d{4}-\d{2}-\d{2}$/
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const isMonth = (text: string): boolean => MONTH_FORMAT.test(text)

/** True for a real calendar day: 2026-02-30 is not one. */
export function isDay(text: string): boolean {
  // Every cell on the wire is asked: sums, because a calendar object a cell took longer than all else that is checked of it.
  if (!DAY_FORMAT.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))]
  const days = month === 2 && isLeapYear(year) ? 29 : DAYS_IN_MONTH[month - 1]
  return days !== undefined && day >= 1 && day <= days
}

/** The month itself, or INVALID_PERIOD naming the field and the right form. */
export function parseMonth(text: string, field = 'period'): Month {
  if (isMonth(text)) return text
  throw new AppError('INVALID_PERIOD', 'Period must look like 2025-04.', [
    {
      code: 'INVALID_PERIOD',
      field,
      message: 'Period must look like 2025-04.',
      providedValue: text,
      expectedFormat: 'YYYY-MM',
    },
  ])
}

const daysByMonth = new Map<Month, readonly Day[]>()

/** All days of a month in order: 28 to 31 of them. */
export function daysOf(month: Month): readonly Day[] {
  const known = daysByMonth.get(month)
  if (known) return known
  const count = Temporal.PlainYearMonth.from(month).daysInMonth
  const days = Array.from({ length: count }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`)
  daysByMonth.set(month, days)
  return days
}

/** The twelve months of a fiscal year. */
export const monthsOf = (year: number): Month[] =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`)

export const monthOf = (day: Day): Month => day.slice(0, 7)
/** The fiscal year of a day, or of a month. */
export const yearOf = (period: Day): number => Number(period.slice(0, 4))

export const addMonths = (month: Month, count: number): Month =>
  Temporal.PlainYearMonth.from(month).add({ months: count }).toString()

/** The months from one to another, both included; none when the second comes first. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = []
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month)
  return months
}

export const addDays = (day: Day, count: number): Day => Temporal.PlainDate.from(day).add({ days: count }).toString()

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => Temporal.PlainDate.from(day).dayOfWeek

/** The same weekday one year earlier: 364 days back (grid-and-pnl.md A2). */
export const sameWeekdayLastYear = (day: Day): Day => addDays(day, -364)

/** The business day at an instant, in the business time zone (domain.md 0.2; default US Central). */
export function businessDay(epochMs: number, timeZone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** Display weeks of a month, Sunday to Saturday, clipped to the month (domain.md 0.2, C-10). */
export function displayWeeksOf(month: Month): Day[][] {
  const weeks: Day[][] = []
  for (const day of daysOf(month)) {
    const week = weeks.at(-1)
    if (week === undefined || weekdayOf(day) === 7) weeks.push([day])
    else week.push(day)
  }
  return weeks
}

/** True for years of 366 days (domain.md 0.2). */
export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const overtimeWeekByDay = new Map<Day, Day>()

/** The Saturday on or before a day: the start of its overtime week (domain.md 0.2, C-10). */
export function overtimeWeekOf(day: Day): Day {
  const known = overtimeWeekByDay.get(day)
  if (known !== undefined) return known
  const start = addDays(day, -((weekdayOf(day) + 1) % 7))
  overtimeWeekByDay.set(day, start)
  return start
}

/** The overtime weeks that touch a month, Saturday to Friday: seven days each, not clipped to the month (C-10). */
export function overtimeWeeksOf(month: Month): Day[][] {
  const starts = new Set(daysOf(month).map(overtimeWeekOf))
  return [...starts].map((start) => Array.from({ length: 7 }, (_, i) => addDays(start, i)))
}

/** Whether a month is over, is the one with today in it, or lies ahead (domain.md 0.2). */
export function phaseOf(month: Month, today: Day): 'past' | 'current' | 'future' {
  if (month === monthOf(today)) return 'current'
  return month < monthOf(today) ? 'past' : 'future'
}

/** The days of a month up to the last loaded actual, and those after it (domain.md 2.8). */
export function splitAt(month: Month, lastActual: Day | null): { readonly loaded: Day[]; readonly open: Day[] } {
  const days = daysOf(month)
  const isLoaded = (day: Day) => lastActual !== null && day <= lastActual
  return { loaded: days.filter(isLoaded), open: days.filter((day) => !isLoaded(day)) }
}
