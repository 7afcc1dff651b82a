import { isDay, monthOf, yearOf } from '../../shared/core/calendar.ts'
import type { DateNamed } from '../grid/grid-host.ts'
import type { AppState } from '../store/state.ts'
import { formatDayLong, formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'
import { typedDate } from './typed-date.ts'

/** Going to a date that was typed, in the tab that is open or in Statistics. Null where the text names none, or no site is open. */
export function goingToDate(asked: string, state: AppState): DateNamed | null {
  const { sheet, category, preferences, focus, visit, requestFocus } = state
  const today = sheet.status === 'open' ? sheet.base.today : category.status === 'open' ? category.base.today : null
  const reach = state.reach()
  if (today === null || reach === null || preferences.month === null) return null
  const date = typedDate(asked, today, preferences.month)
  if (date === null) return null
  const month = 'day' in date ? monthOf(date.day) : date.month
  const said = 'day' in date ? `${formatDayLong(date.day)}, ${yearOf(date.day)}` : formatMonth(month)
  if (month < reach.first || month > reach.last)
    return { beyond: words.palette.beyond(said, formatMonth(reach.first), formatMonth(reach.last)) }
  const go = () => {
    const { tab } = preferences
    if (!('day' in date)) return visit({ month })
    const isDaily = tab === 'statistics' || tab === 'payroll'
    const line = focus && isDay(focus.period) ? focus.lineId : 'valetDaily'
    visit(isDaily ? { month } : { month, tab: 'statistics' })
    requestFocus({ lineId: isDaily ? line : 'valetDaily', period: date.day })
  }
  return { beyond: null, date: 'day' in date ? date.day : month, said, go }
}
