import { type Day, daysOf, type Month } from '../core/calendar.ts'

/** The days a site is in operation, both included (domain.md 1.1); null is no limit. */
export type OpenPeriod = { readonly startDate: Day | null; readonly closeDate: Day | null }

/** True where the site is in operation on the day; a site of which no dates are known always is. */
export function isOpenOn(open: OpenPeriod | undefined, day: Day): boolean {
  if (open === undefined) return true
  const { startDate, closeDate } = open
  return (startDate === null || day >= startDate) && (closeDate === null || day <= closeDate)
}

/** True where the site is in operation on any day of the month: its closing month stays open for what is still posted. */
export const isOpenIn = (open: OpenPeriod | undefined, month: Month): boolean =>
  daysOf(month).some((day) => isOpenOn(open, day))

/** Why days of a month are expected to hold nothing, for the reader of a figure; null where the site is open all month. */
export function closedRemark(open: OpenPeriod | undefined, month: Month): string | null {
  if (open === undefined) return null
  const days = daysOf(month)
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const { startDate, closeDate } = open
  if (startDate !== null && startDate > first) return `The site opens on ${startDate}: nothing is expected before it.`
  if (closeDate !== null && closeDate < last) return `The site closes on ${closeDate}: nothing is expected after it.`
  return null
}
