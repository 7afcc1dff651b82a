import { addMonths, type Day, daysOf, type Month, monthOf, monthsOf, yearOf } from '../../shared/core/calendar.ts'
import { around, chance } from './chance.ts'
import { isOdd } from './odd-sites.ts'
import type { DemoSite } from './sites.ts'

/** The months of which actuals are loaded: the two years before this month, and this one. */
export const actualMonths = (today: Day): Month[] =>
  Array.from({ length: 25 }, (_, i) => addMonths(monthOf(today), i - 24))

/** The days of which actuals are loaded, up to yesterday. */
export const actualDays = (today: Day): Day[] =>
  actualMonths(today)
    .flatMap(daysOf)
    .filter((day) => day < today)

/** The months that are planned: last year and this one. */
export const planMonths = (today: Day): Month[] => [yearOf(today) - 1, yearOf(today)].flatMap(monthsOf)

/** The months a site's money is planned for: none where the operator began this year (domain.md 1.1). */
export const budgetMonths = (site: DemoSite, today: Day): Month[] => (isOdd(site, 'takenOver') ? [] : planMonths(today))

/** How much more or less than came a plan saw in a month, as it looked in autumn. */
export const planOptimism = (site: DemoSite, month: Month): number => around(0.05, site.siteId, month, 'plan')

/** How a manager feels about a month when typing it. */
export const typedFeeling = (site: DemoSite, month: Month): number => around(0.04, site.siteId, month, 'feeling')

/** The months a manager typed this year: those gone by, and so many of the coming ones. */
export function typedMonths(site: DemoSite, today: Day): Month[] {
  const ahead = site.siteId === '0427' ? 3 : Math.floor(chance(site.siteId, 'diligence') * 9)
  const lastMonth = addMonths(monthOf(today), ahead - 1)
  return monthsOf(yearOf(today)).filter((month) => month <= lastMonth)
}

/** The days of the months a manager typed; of the last one, unless it is over, the first half only. */
export function typedDays(site: DemoSite, today: Day): Day[] {
  const months = typedMonths(site, today)
  return months.flatMap((month) => {
    const days = daysOf(month)
    const isHalfDone = month === months.at(-1) && month >= monthOf(today)
    return isHalfDone ? days.slice(0, Math.ceil(days.length / 2)) : days
  })
}
