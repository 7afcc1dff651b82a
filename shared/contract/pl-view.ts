import { z } from 'zod'
import { PL_ROWS } from '../categories/profit-and-loss.ts'
import { isMonth, yearOf } from '../core/calendar.ts'
import { endpoint } from './api.ts'
import { SiteId } from './cell.ts'
import { AmountSet, Kind, PlRows, Polarity } from './calculate/profit-and-loss.ts'
import { Result, Rounded } from './calculate/result.ts'

/** A month `2026-04`, or a fiscal year `2026`. */
export const PlPeriod = z
  .string()
  .refine((text) => /^\d{4}$/.test(text) || isMonth(text), 'Period must look like 2025-04 or 2025.')
  .refine((text) => yearOf(text) >= 2000 && yearOf(text) <= 2100, 'A period lies between 2000 and 2100.')
export const FiscalYear = z.coerce.number().int().min(2000).max(2100)

export const READ = ['forecasting:read', 'revenue:read'] as const
/** A row of the P&L by its code (domain.md 9.1). */
export const PlRowCode = z.enum(PL_ROWS.map(({ code }) => code))

/** What opens behind one cell (domain.md 9.5): how its trend came about, and what belongs to its row. */
const CellDetail = z.object({
  code: PlRowCode,
  month: z.string(),
  kind: Kind,
  explained: Result,
  /** Internal revenue by component of the contract; others have none. */
  components: z.array(z.object({ id: z.string(), label: z.string(), explained: Result })),
  /** Ledger accounts with the amount that counts; rows without accounts have none. */
  accounts: z.array(
    z.object({
      account: z.string(),
      title: z.string(),
      budget: Rounded,
      forecast: Rounded,
      actual: Rounded,
      used: Rounded,
      from: z.enum(['forecast', 'budget', 'actual']).nullable(),
    }),
  ),
})

const PlView = z.object({
  siteId: SiteId,
  siteName: z.string(),
  period: z.string(),
  today: z.string(),
  /** False until somebody saved a forecast of the year. */
  hasForecast: z.boolean(),
  /** Why a calculator failed and the budget stands in (domain.md 6.0); null when none did. */
  error: z.string().nullable(),
  rows: PlRows,
  details: z.array(CellDetail),
})

export const COMPARISONS = ['budget', 'prior-year', 'forecast', 'actual'] as const

export const VarianceCell = z.object({
  value: Rounded,
  baseline: Rounded,
  amount: Rounded,
  percent: Rounded,
  percentRule: z.enum(['percent', 'points', 'missing', 'not-applicable', 'not-meaningful']),
  verdict: z.enum(['favorable', 'unfavorable', 'on-plan', 'neutral']).nullable(),
  level: z.enum(['high', 'medium', 'low']).nullable(),
})

export const VarianceRows = z.array(
  z.object({
    code: PlRowCode,
    label: z.string(),
    polarity: Polarity,
    months: z.array(VarianceCell.extend({ month: z.string() })),
    total: VarianceCell,
    /** Months with one side only, which the total leaves out. */
    leftOut: z.array(z.string()),
  }),
)

const VarianceView = z.object({
  siteId: SiteId,
  siteName: z.string(),
  year: z.number().int(),
  /** The year, or the one month of it that was asked for; FLC to date still counts from January. */
  period: z.string(),
  comparison: z.enum(COMPARISONS),
  /** The snapshot it is compared with, where that is a forecast of record. */
  snapshot: z.string().nullable(),
  rows: VarianceRows,
})

/** From the lowest to the highest. */
export const ROLLUP_LEVELS = ['site', 'district', 'region', 'company'] as const
export type RollupLevel = (typeof ROLLUP_LEVELS)[number]

/** Filters of domain.md 9.7: values of a field separated by commas; organisation widens, customer narrows. */
const Chosen = z
  .string()
  .max(2000)
  .transform((text) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  )
  .optional()
export const RollupFilter = z.object({
  legalEntity: Chosen,
  region: Chosen,
  district: Chosen,
  site: Chosen,
  accountManager: Chosen,
  districtManager: Chosen,
  plCategory: Chosen,
  componentOfGrowth: Chosen,
  contractType: Chosen,
  businessSegment: Chosen,
})

export const Counts = {
  /** Sites that are added up: those the caller may see and the filter leaves. */
  sites: z.number().int(),
  withForecast: z.number().int(),
  inError: z.number().int(),
}

const RollupView = z.object({
  level: z.enum(ROLLUP_LEVELS),
  id: z.string(),
  name: z.string(),
  year: z.number().int(),
  today: z.string(),
  ...Counts,
  /** False when sites of the node are left out, because the caller may not see them or a filter is set. */
  isWhole: z.boolean(),
  rows: PlRows,
  children: z.array(
    z.object({
      level: z.enum(ROLLUP_LEVELS),
      id: z.string(),
      name: z.string(),
      ...Counts,
      error: z.string().nullable(),
      totals: z.array(z.object({ code: PlRowCode, amounts: AmountSet })),
    }),
  ),
})

const FlcView = z.object({
  siteId: SiteId,
  period: z.string(),
  internalRevenue: Rounded,
  expenses: z.object({
    payroll: Rounded,
    claims: Rounded,
    parkingRents: Rounded,
    otherExpense: Rounded,
    pteb: Rounded,
    insurance: Rounded,
  }),
  flc: Rounded,
  budgetFlc: Rounded,
  /** FLC to budget, January to the end of the period added up (domain.md 9.2). */
  cumulativeToBudget: Rounded,
})

export const plViewApi = {
  read: endpoint({
    method: 'GET',
    path: '/pl-view/:siteId/:period',
    summary: 'The P&L of a site, a month or a year: actual, budget, forecast, prior year and trend of every row',
    scopes: READ,
    params: z.object({ siteId: SiteId, period: PlPeriod }),
    query: z.object({ breakdown: z.enum(['true', 'false']).default('false') }),
    data: PlView,
  }),
  variance: endpoint({
    method: 'GET',
    path: '/pl-view/:siteId/variance/:comparisonType',
    summary: 'Every row against budget, prior year, a forecast of record, or actual against forecast',
    scopes: READ,
    params: z.object({ siteId: SiteId, comparisonType: z.enum(COMPARISONS) }),
    query: z
      .object({ year: FiscalYear.optional(), period: PlPeriod.optional(), snapshot: z.uuid().optional() })
      .refine(({ year, period }) => year === undefined || period === undefined, {
        path: ['period'],
        message: 'Give a year or a period, not both.',
      }),
    data: VarianceView,
  }),
  rollup: endpoint({
    method: 'GET',
    path: '/pl-view/rollup/:organizationLevel/:organizationId',
    summary: 'The P&L of a site, district, region or the company (id `all`), with what is one level below',
    scopes: READ,
    params: z.object({ organizationLevel: z.enum(ROLLUP_LEVELS), organizationId: z.string().min(1).max(60) }),
    query: RollupFilter.extend({ year: FiscalYear.optional() }),
    data: RollupView,
  }),
  flc: endpoint({
    method: 'GET',
    path: '/flc/:siteId/:period',
    summary: 'Front line contribution of a site, a month or a year, with what it is made of',
    scopes: READ,
    params: z.object({ siteId: SiteId, period: PlPeriod }),
    data: FlcView,
  }),
} as const
