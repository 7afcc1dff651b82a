import { EARNING_COUNTS, type EarningCount } from '../../shared/calc/day-figures.ts'
import { type Day, daysOf, type Month, monthOf, yearOf } from '../../shared/core/calendar.ts'
import { spreadEvenly } from '../../shared/core/scaled.ts'
import { around, chance } from './chance.ts'
import type { DemoSite } from './sites.ts'

const COUNT = 1_000_000

/** Demand of each weekday, Sunday first, against the site's mean. */
const WEEK: Readonly<Record<DemoSite['pattern'], readonly number[]>> = {
  hotel: [0.98, 0.88, 0.9, 0.94, 0.98, 1.14, 1.18],
  medical: [0.62, 1.18, 1.16, 1.14, 1.12, 1.06, 0.72],
  office: [0.54, 1.2, 1.24, 1.22, 1.16, 1.02, 0.62],
}

/** What a site expects of a day before anything unusual happens: season, weekday, a little growth each year. */
export function expectedDemand(site: DemoSite, day: Day): number {
  const season = 1 + (site.pattern === 'hotel' ? 0.16 : 0.04) * Math.sin((2 * Math.PI * (dayOfYear(day) - 105)) / 365)
  const growth = 1 + 0.025 * (yearOf(day) - 2025)
  return season * growth * (WEEK[site.pattern][new Date(day).getUTCDay()] ?? 1)
}

/** What really came: the expectation with the day's own luck, and an event on one day in twenty-five. */
export const realDemand = (site: DemoSite, day: Day): number =>
  expectedDemand(site, day) * around(0.07, site.siteId, day, 'luck') * (isEvent(site, day) ? 1.24 : 1)

export const isEvent = (site: DemoSite, day: Day): boolean => chance(site.siteId, day, 'event') < 0.04

/** Stored integers of a day by line. */
export type DayCells = Readonly<Record<string, number>>

/** Counts of a day at a demand; `luck` tells one reading of a day from another. */
export function countsOf(site: DemoSite, day: Day, demand: number, luck: string): DayCells {
  const { siteId, totalRooms } = site
  const vary = (spread: number, line: string) => around(spread, siteId, day, luck, line)
  const size = totalRooms / 200
  const rooms = Math.min(totalRooms, Math.round(totalRooms * baseOccupancy(site) * demand))
  const overnight = Math.round(rooms * driveIn(site) * vary(0.08, 'drive-in'))
  const valetOvernight = Math.round(overnight * capture(site) * vary(0.05, 'capture'))
  const cars = (base: number, line: string) => Math.round(base * size * demand * vary(0.1, line))
  const daily = site.pattern === 'hotel' ? { valet: 38, self: 22 } : { valet: 24, self: 96 }
  return {
    occupiedRooms: rooms * COUNT,
    valetDaily: cars(daily.valet, 'valetDaily') * COUNT,
    valetOvernight: Math.min(overnight, valetOvernight) * COUNT,
    valetMonthly: monthlyShare(day, Math.round(18 * size)),
    valetComps: cars(3, 'valetComps') * COUNT,
    selfDaily: cars(daily.self, 'selfDaily') * COUNT,
    selfOvernight: Math.max(0, overnight - valetOvernight) * COUNT,
    selfMonthly: monthlyShare(day, Math.round((site.pattern === 'hotel' ? 20 : 150) * size)),
    selfComps: cars(2, 'selfComps') * COUNT,
  }
}

export const baseOccupancy = (site: DemoSite): number => 0.68 + 0.12 * chance(site.siteId, 'occupancy')
export const driveIn = (site: DemoSite): number => 0.34 + 0.24 * chance(site.siteId, 'drive-in')
export const capture = (site: DemoSite): number => 0.48 + 0.3 * chance(site.siteId, 'capture')

/** A stock of monthly contracts lies spread over the days, so that the month returns it (domain.md 2.2). */
function monthlyShare(day: Day, contracts: number): number {
  const shares = spreadEvenly(contracts * COUNT, daysOf(monthOf(day)).length)
  return shares[Number(day.slice(8)) - 1] ?? 0
}

const BASE_RATES: Readonly<Record<EarningCount, number>> = {
  valetDaily: 3200,
  valetOvernight: 4900,
  valetMonthly: 28_000,
  valetAggregator: 2000,
  selfDaily: 1800,
  selfOvernight: 2950,
  selfMonthly: 16_500,
  selfAggregator: 1500,
}

/** The planned rate of a category in cents: the site's level, 3 % more each year. Aggregators have no plan. */
export function plannedRate(site: DemoSite, category: EarningCount, month: Month): number {
  const level = 0.8 + 0.5 * chance(site.siteId, 'rate level')
  const raised = BASE_RATES[category] * level * 1.03 ** (yearOf(month) - 2025)
  return Math.round(raised / 25) * 25
}

/** Net receipts of a day in cents: count × rate, less the day's refunds and discounts. */
export function receipts(site: DemoSite, day: Day, counts: DayCells): number {
  const gross = EARNING_COUNTS.reduce(
    (sum, id) => sum + ((counts[id] ?? 0) / COUNT) * plannedRate(site, id, monthOf(day)),
    0,
  )
  return Math.round(gross * (1 - 0.035 * chance(site.siteId, day, 'refunds')))
}

const dayOfYear = (day: Day): number => (Date.parse(day) - Date.parse(`${day.slice(0, 4)}-01-01`)) / 86_400_000 + 1
