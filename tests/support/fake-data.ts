import { RATE_CATEGORIES } from '../../shared/categories/parking-rates.ts'
import type { SiteSummary } from '../../shared/contract/ipc.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { daysOf, weekdayOf } from '../../shared/core/calendar.ts'

export type Site = SiteSummary['site']
const place = { districtId: '12', districtName: 'District 12', regionName: 'Central' }
const attributes = {
  legalEntity: 'Frontline Parking LLC',
  plCategory: 'Operations',
  cogSegment: 'Base',
  businessSegment: 'Hospitality',
  accountManager: 'Mara Lindqvist',
  districtManager: 'Dana Whitfield',
  numberLocale: null,
}

export const FAKE_SITES: readonly Site[] = [
  {
    ...place,
    siteId: '0427',
    name: 'Harbor Grand Hotel',
    totalRooms: 360,
    contractTypes: ['RevenueShare'],
    referenceVer: 0,
    reviewVer: 0,
    attributes,
  },
  {
    ...place,
    siteId: '0431',
    name: 'Lakeside Medical',
    totalRooms: 210,
    contractTypes: ['FixedFee'],
    referenceVer: 0,
    reviewVer: 0,
    attributes: { ...attributes, businessSegment: 'Healthcare', legalEntity: 'Lakeland Valet Inc.' },
  },
  {
    ...place,
    siteId: '0612',
    name: 'Union Tower',
    totalRooms: 184,
    contractTypes: ['PerLaborHour'],
    referenceVer: 0,
    reviewVer: 0,
    attributes: { ...attributes, businessSegment: 'Commercial', accountManager: null },
  },
]

/** A small repeatable number from words, so that every picture and every test sees the same month. */
export function wobble(words: string, most: number): number {
  let hash = 2166136261
  for (const char of words) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0
  return hash % (most + 1)
}

const COUNTS: Readonly<Record<string, readonly [base: number, spread: number]>> = {
  valetDaily: [62, 9],
  valetMonthly: [12, 0],
  valetAggregator: [4, 3],
  valetComps: [1, 2],
  selfDaily: [36, 8],
  selfMonthly: [20, 0],
  selfAggregator: [3, 2],
  selfComps: [1, 1],
}
const RATES: Readonly<Record<string, number>> = {
  valetDaily: 4896,
  valetOvernight: 5124,
  valetMonthly: 1010,
  valetAggregator: 2000,
  selfDaily: 2500,
  selfOvernight: 3000,
  selfMonthly: 690,
  selfAggregator: 1500,
}

const isWeekend = (day: string) => [5, 6, 7].includes(weekdayOf(day))

/** A typical open day as a person would have typed it: percentages and whole vehicles. */
export function typedDay(site: Site, day: string): Record<string, number> {
  const busy = isWeekend(day) ? 16 : 0
  const counts = Object.entries(COUNTS).map(([line, [base, spread]]) => {
    const extra = base > 30 ? busy : 0
    return [line, (base + extra + wobble(`${site.siteId}${line}${day}`, spread)) * 1_000_000] as const
  })
  return {
    ...Object.fromEntries(counts),
    occupancy: 7000 + busy * 100 + wobble(`${site.siteId}occ${day}`, 350),
    driveInRatio: 3500 + wobble(`${site.siteId}drive${day}`, 300),
    captureRatio: 6200 + wobble(`${site.siteId}capture${day}`, 400),
  }
}

/** A loaded day: counts with overnight vehicles, and revenue that is close to count × rate but not equal. */
export function actualDay(site: Site, day: string): Record<string, number> {
  const typed = typedDay(site, day)
  const rooms = Math.round((site.totalRooms * (typed['occupancy'] ?? 0)) / 10_000)
  const valetOvernight = Math.round(rooms * 0.24)
  const selfOvernight = Math.round(rooms * 0.13)
  const counts: Record<string, number> = {
    ...Object.fromEntries(Object.keys(COUNTS).map((line) => [line, typed[line] ?? 0])),
    occupiedRooms: rooms * 1_000_000,
    valetOvernight: valetOvernight * 1_000_000,
    selfOvernight: selfOvernight * 1_000_000,
  }
  const gross = RATE_CATEGORIES.reduce(
    (sum, { statistic }) => sum + ((counts[statistic] ?? 0) / 1_000_000) * (RATES[statistic] ?? 0),
    0,
  )
  return { ...counts, externalRevenue: Math.round(gross * 0.985) + wobble(`${site.siteId}r${day}`, 99) }
}

/** The month's budget: whole counts that do not divide by its days. */
export function budgetMonthOf(site: Site, month: string): Record<string, number> {
  const days = daysOf(month).length
  const counts = Object.entries(COUNTS).map(([line, [base]]) => [
    line,
    (base * days + wobble(`${site.siteId}${line}${month}b`, 40)) * 1_000_000,
  ])
  const rooms = Math.round(site.totalRooms * 0.74 * days)
  return {
    ...(Object.fromEntries(counts) as Record<string, number>),
    occupiedRooms: rooms * 1_000_000,
    valetOvernight: Math.round(rooms * 0.23) * 1_000_000,
    selfOvernight: Math.round(rooms * 0.125) * 1_000_000,
    valetAggregator: 0,
    selfAggregator: 0,
  }
}

/** Rates by line, in cents; the aggregators have no budget rate. */
export function ratesOf(month: string, scenario: 'forecast' | 'budget'): Record<string, number> {
  const later = month > DEMO_TODAY.slice(0, 7) && scenario === 'forecast' ? 50 : 0
  return Object.fromEntries(
    RATE_CATEGORIES.filter(({ accounts }) => scenario === 'forecast' || accounts.length > 0).map(({ id }) => [
      `rate.${id}`,
      (RATES[id] ?? 0) + later - (scenario === 'budget' ? 21 : 0),
    ]),
  )
}
