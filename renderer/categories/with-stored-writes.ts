import { findLine } from '../../shared/categories/index.ts'
import type { CategorySheet, Gesture } from '../../shared/contract/sheet.ts'
import { addMonths, daysOf, isMonth, type Month, monthOf } from '../../shared/core/calendar.ts'
import { words } from '../text/words.ts'

type Scenarios = CategorySheet['stored'][string]

/**
 * The sheet as it will be stored once these writes are; lines of other categories and other months are left out. The
 * very same sheet where nothing of it is written.
 */
export function withStoredWrites(
  sheet: CategorySheet,
  writes: Gesture['writes'],
  months: readonly Month[] = sheet.months,
): CategorySheet {
  const shown = new Set(months)
  const mine = writes.filter(
    ({ lineId, period }) =>
      findLine(lineId)?.category === sheet.category && shown.has(isMonth(period) ? period : monthOf(period)),
  )
  if (mine.length === 0) return sheet
  const stored: Record<string, Scenarios> = { ...sheet.stored }
  for (const { lineId, period, value } of mine) {
    const month = isMonth(period) ? period : monthOf(period)
    const { forecast = { days: {}, values: {} }, ...others } = stored[month] ?? {}
    const next = isMonth(period)
      ? { ...forecast, values: { ...forecast.values, [lineId]: value } }
      : { ...forecast, days: { ...forecast.days, [lineId]: dayList(forecast.days[lineId], period, value) } }
    stored[month] = { ...others, forecast: next }
  }
  const isWritten = new Set(mine.map(({ lineId, period }) => `${lineId} ${period}`))
  const marks = sheet.marks.filter(({ lineId, period }) => !isWritten.has(`${lineId} ${period}`))
  const waiting = mine.map(({ lineId, period }) => ({
    lineId,
    period,
    kind: 'waiting' as const,
    message: words.marks.waiting,
  }))
  return { ...sheet, stored, marks: [...marks, ...waiting] }
}

/** The same among the months of a year: what is written in the month before counts too, for its last overtime week. */
export const withWritesAround = (sheet: CategorySheet, writes: Gesture['writes']): CategorySheet =>
  withStoredWrites(sheet, writes, [...sheet.months.map((month) => addMonths(month, -1)), ...sheet.months])

function dayList(list: readonly (number | null)[] | undefined, day: string, value: number | null): (number | null)[] {
  const days = list ?? daysOf(monthOf(day)).map(() => null)
  return days.with(Number(day.slice(8)) - 1, value)
}
