import { z } from 'zod'
import { BENCHMARK_IDS } from '../calc/benchmarks.ts'
import { STATISTIC_IDS } from '../calc/day-figures.ts'
import { TIMEFRAMES } from '../calc/trend-series.ts'
import { yearOf } from '../core/calendar.ts'
import { endpoint } from './api.ts'
import { Result, Rounded } from './calculate/result.ts'
import { DayPeriod, SiteId } from './cell.ts'
import { DocumentMonth, Figure } from './document.ts'
import { PlPeriod, READ } from './pl-view.ts'

const PRODUCTIVITY = ['vehiclesPerLaborHour', 'payrollPerInternalRevenue', 'revenuePerLaborHour'] as const
/** Payroll per internal revenue is in percent, revenue per labor hour in dollars. */
const measures = <T extends z.ZodType>(type: T) =>
  z.object(Object.fromEntries(PRODUCTIVITY.map((id) => [id, type])) as Record<(typeof PRODUCTIVITY)[number], T>)

/** A median of other sites; null where too few of them have a value, which the remark says. */
const SitesMedian = z.object({ median: Rounded, sites: z.number().int(), remark: z.string().nullable() })
const Place = z.object({ id: z.string(), name: z.string() })

const Trends = z.object({
  siteId: SiteId,
  siteName: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  until: DayPeriod,
  /** Days, or months for 12m, oldest first. */
  periods: z.array(z.string()),
  /** Loaded days of each period. */
  knownDays: z.array(z.number().int()),
  /** One value for each period; null where nothing is loaded. */
  series: z.record(z.enum(STATISTIC_IDS), z.array(Figure)),
})

const Benchmarks = z.object({
  siteId: SiteId,
  siteName: z.string(),
  period: DocumentMonth,
  district: Place,
  region: Place,
  measures: z.array(
    z.object({
      id: z.enum(BENCHMARK_IDS),
      label: z.string(),
      value: Rounded,
      /** Loaded days behind the value. */
      days: z.number().int(),
      district: SitesMedian,
      region: SitesMedian,
    }),
  ),
})

const Productivity = z.object({
  siteId: SiteId,
  siteName: z.string(),
  period: z.string(),
  /** Why a calculator failed and the budget stands in (domain.md 6.0); null when none did. */
  error: z.string().nullable(),
  months: z.array(measures(Rounded).extend({ month: z.string() })),
  /** Of all months of the period, with what it was measured from. */
  total: measures(Result),
})

/** What a site's statistics say of it: how much it does with its labor, over time, and beside others (domain.md 15). */
export const statisticsMeasuresApi = {
  productivity: endpoint({
    method: 'GET',
    path: '/statistics/:siteId/productivity',
    summary: 'Vehicles and revenue per labor hour and payroll per internal revenue, of a month or a year',
    scopes: READ,
    params: z.object({ siteId: SiteId }),
    query: z.object({ period: PlPeriod.optional() }),
    data: Productivity,
  }),
  trends: endpoint({
    method: 'GET',
    path: '/statistics/:siteId/trends/:timeframe',
    summary: 'A series of loaded values for each statistic: 30 or 90 days, or twelve months, up to a day',
    scopes: ['statistics:read', 'forecasting:read'],
    params: z.object({ siteId: SiteId, timeframe: z.enum(TIMEFRAMES) }),
    query: z.object({
      /** The last day looked at; left out, the latest loaded one. */
      until: DayPeriod.refine(
        (day) => yearOf(day) >= 2001 && yearOf(day) <= 2098,
        'A day lies from 2001 to 2098.',
      ).optional(),
    }),
    data: Trends,
  }),
  benchmarks: endpoint({
    method: 'GET',
    path: '/statistics/:siteId/benchmarks',
    summary: 'A month of a site beside the medians of the other sites of its district and of its region',
    scopes: ['statistics:read', 'forecasting:read'],
    params: z.object({ siteId: SiteId }),
    /** Left out: the last month that is closed. */
    query: z.object({ period: DocumentMonth.optional() }),
    data: Benchmarks,
  }),
} as const
