import * as chrono from 'chrono-node/en'
import { type Day, isDay, isMonth, type Month, monthOf } from '../../shared/core/calendar.ts'

/** What a text names: a day, or a month as a whole. */
export type TypedDate = { readonly day: Day } | { readonly month: Month }

/**
 * Reads what a person may type for a date: `14 Dec`, `12/14`, `next Friday`, `today`, `December`, `2026-12`. Where no
 * year is said it is the year of the open month; what is counted (`tomorrow`) counts from the business day. Null when
 * the text as a whole is no date.
 */
export function typedDate(text: string, today: Day, openMonth: Month): TypedDate | null {
  const asked = text.trim()
  if (isMonth(asked)) return { month: asked }
  if (isDay(asked)) return { day: asked }
  if (asked.length < 3 || /^\d+$/.test(asked)) return null // a site's number
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number)
  const [found] = chrono.parse(asked, { instant: new Date(year, month - 1, date, 12) })
  if (found === undefined || found.text.length !== asked.length || found.end !== null) return null
  const { start } = found
  if (start.isCertain('hour')) return null // `now`, `5 pm`: nothing here has an hour
  const isYearSaid = start.isCertain('year') || start.isCertain('weekday') || !start.isCertain('month')
  const inYear = isYearSaid ? start.get('year') : Number(openMonth.slice(0, 4))
  const named = `${inYear ?? year}-${two(start.get('month'))}-${two(start.get('day'))}`
  const isDaySaid = start.isCertain('day') || start.isCertain('weekday')
  if (!isDaySaid) return { month: monthOf(named) }
  return isDay(named) ? { day: named } : null // 29 Feb of another year
}

const two = (part: number | null): string => String(part ?? 1).padStart(2, '0')
