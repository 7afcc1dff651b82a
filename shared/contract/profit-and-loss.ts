import { z } from 'zod'
import { PL_ROWS, type PlRowCode } from '../categories/profit-and-loss.ts'
import { MonthPeriod, SiteId } from './cell.ts'
import { SiteFilter } from './site-filter.ts'
import { STATES } from './workflow.ts'
import { Unit } from './calculate/result.ts'

/** Exact dollars as decimal text, not rounded; null where there is no answer, which is not 0. */
const Exact = z.string().nullable()
const CODES = PL_ROWS.map(({ code }) => code) as [PlRowCode, ...PlRowCode[]]

/** Which data a month's value comes from (domain.md 9.3). */
export const MonthKind = z.enum(['actual', 'mixed', 'forecast', 'budget', 'empty'])

/** The five amounts of a cell (domain.md 9.3). */
const Amounts = z.object({ actual: Exact, budget: Exact, forecast: Exact, priorYear: Exact, trend: Exact })
const Part = z.object({ id: z.string(), label: z.string(), value: Exact })

/** One row and month: its amounts, and what the trend is the sum of. */
export const PlCell = z.object({ kind: MonthKind, amounts: Amounts, parts: z.array(Part) })
export type PlCell = z.infer<typeof PlCell>

/** A forecast of record as a baseline: the trend of each row by month as it was frozen; null is no answer. */
export const RecordYear = z.object({
  name: z.string(),
  at: z.string(),
  rows: z.array(z.object({ code: z.enum(CODES), trend: z.array(Exact).length(12) })),
})
export type RecordYear = z.infer<typeof RecordYear>

/** The rows whose own days go far enough back to say what to expect; every other row is known by the month alone. */
export const USUAL_ROWS = ['ExternalRevenue', 'Payroll'] as const satisfies PlRowCode[]

/** Where a month would be expected to end from the site's own days, whatever was budgeted (grid-and-pnl.md D4). */
export const UsualMonth = z.object({
  code: z.enum(USUAL_ROWS),
  month: MonthPeriod,
  /** What counts of the month. */
  value: z.string(),
  /** Eight of ten such months end between these. */
  low: z.string(),
  expected: z.string(),
  high: z.string(),
  /** Earlier stretches it was learned from, one a week. */
  weeks: z.number().int(),
  lies: z.enum(['below', 'inside', 'above']),
  /** Outside of it, and by as much as the settings ask. */
  isSurprising: z.boolean(),
})
export type UsualMonth = z.infer<typeof UsualMonth>

export const PlKey = z.strictObject({ siteId: SiteId, year: z.number().int().min(2000).max(2100) })
export type PlKey = z.infer<typeof PlKey>

/** The P&L of one site and year, computed on the laptop from its own store: the rows of domain.md 9.1 in order. */
export const ProfitAndLoss = z.object({
  siteId: SiteId,
  siteName: z.string(),
  year: z.number().int(),
  /** Today in the business time zone, as far as this laptop knows. */
  today: z.string(),
  /** False until the first snapshot of this site and year is in. */
  loaded: z.boolean(),
  /** False until contract and staff of the site are in: internal revenue and payroll are then the budget's. */
  hasReference: z.boolean(),
  /** False until somebody saved a forecast of the year. */
  hasForecast: z.boolean(),
  /** Why a calculator failed and the budget stands in (domain.md 6.0); null when none did. */
  error: z.string().nullable(),
  rows: z.array(z.object({ code: z.enum(CODES), cells: z.array(PlCell).length(12) })).length(PL_ROWS.length),
  /** Where the site has been loaded long enough. */
  usual: z.array(UsualMonth),
  /** The newest forecast of record of the year, and the one before it. */
  record: RecordYear.nullable(),
  priorRecord: RecordYear.nullable(),
})
export type ProfitAndLoss = z.infer<typeof ProfitAndLoss>

/** What a P&L is compared with (domain.md 9.4). */
export const PL_BASELINES = ['budget', 'prior-year', 'record', 'prior-record'] as const

/** Levels above a site, of the sites this person may see (domain.md 9.6). */
export const ROLLUP_LEVELS = ['district', 'region', 'company'] as const

export const RollupKey = z.strictObject({
  level: z.enum(ROLLUP_LEVELS),
  /** Number of the district, name of the region; `all` for the company. */
  id: z.string().min(1).max(200),
  year: PlKey.shape.year,
  /** Of these sites only those it leaves. */
  filter: SiteFilter.optional(),
})
export type RollupKey = z.infer<typeof RollupKey>

/** A site of a rollup, with its contribution by month. */
const RollupSite = z.object({
  siteId: SiteId,
  name: z.string(),
  districtId: z.string(),
  districtName: z.string(),
  regionName: z.string(),
  /** False until the first snapshot of the year is in: the site is then in no sum. */
  loaded: z.boolean(),
  hasForecast: z.boolean(),
  error: z.string().nullable(),
  /** The state of each month's forecast; one that was not moved is a draft. */
  states: z.array(z.enum(STATES)).length(12),
  /** Of each month, whether a step of this person's waits to be sent. */
  waiting: z.array(z.boolean()).length(12),
  record: RecordYear.nullable(),
  priorRecord: RecordYear.nullable(),
  flc: z.array(z.object({ kind: MonthKind, amounts: Amounts })),
})

/** The P&L of several sites from the store of this laptop: amounts add, ratios are made anew (domain.md 9.6). */
export const Rollup = ProfitAndLoss.pick({ year: true, today: true, rows: true }).extend({
  level: z.enum(ROLLUP_LEVELS),
  id: z.string(),
  name: z.string(),
  filter: RollupKey.shape.filter,
  /** Of each month, the rows outside the limits of this level (grid-and-pnl.md D4). */
  outside: z.array(z.array(z.enum(CODES))).length(12),
  sites: z.array(RollupSite),
})
export type Rollup = z.infer<typeof Rollup>

export const PlCellKey = PlKey.extend({ code: z.enum(CODES), month: MonthPeriod })
export type PlCellKey = z.infer<typeof PlCellKey>

/** A figure with everything that led to it, exact (domain.md 9.5). */
export const Told = z.object({
  total: Exact,
  /** They add up to the total; where they do not, the remark says why. */
  parts: z.array(Part),
  steps: z.array(
    z.object({
      label: z.string(),
      /** Section of the domain description the rule stands in. */
      rule: z.string(),
      given: z.array(
        z.object({ name: z.string(), value: Exact, unit: Unit.or(z.literal('text')), origin: z.string() }),
      ),
      value: Exact,
      unit: Unit,
    }),
  ),
  remark: z.string().nullable(),
})
export type Told = z.infer<typeof Told>

/** What opens behind one cell (domain.md 9.5). */
export const PlCellDetail = z.object({
  kind: MonthKind,
  amounts: Amounts,
  told: Told,
  /** Ledger accounts with the amount that counts; rows without accounts have none. */
  accounts: z.array(
    z.object({
      account: z.string(),
      title: z.string(),
      budget: Exact,
      forecast: Exact,
      actual: Exact,
      used: Exact,
      from: z.enum(['forecast', 'budget', 'actual']).nullable(),
    }),
  ),
})
export type PlCellDetail = z.infer<typeof PlCellDetail>
