import { z } from 'zod'
import { MonthPeriod, SiteId } from './cell.ts'

/** Whole US cents; null where there is nothing to show. */
const Amount = z.number().int().nullable()

/** Which data a month's value comes from (domain.md 9.3). */
export const MONTH_KINDS = ['actual', 'mixed', 'forecast', 'budget', 'empty'] as const

export const PlMonth = z.object({
  month: MonthPeriod,
  kind: z.enum(MONTH_KINDS),
  value: Amount,
  budget: Amount,
  lastYear: Amount,
})

/** One line below a row: a rate category with its statistic × rate, or the actual to date. */
export const PlDetail = z.object({
  id: z.string(),
  label: z.string(),
  months: z.array(z.object({ statistic: z.string().nullable(), rate: Amount, value: Amount })),
})

export const PlRow = z.object({
  code: z.string(),
  label: z.string(),
  /** 1: more is good, -1: more is bad. */
  polarity: z.union([z.literal(1), z.literal(-1)]),
  months: z.array(PlMonth).length(12),
  details: z.array(PlDetail),
})
export type PlRow = z.infer<typeof PlRow>

/** The P&L of one site and year, computed on the laptop from its own store. */
export const ProfitAndLoss = z.object({
  siteId: SiteId,
  siteName: z.string(),
  year: z.number().int(),
  today: z.string(),
  loaded: z.boolean(),
  rows: z.array(PlRow),
})
export type ProfitAndLoss = z.infer<typeof ProfitAndLoss>

export const PlKey = z.strictObject({ siteId: SiteId, year: z.number().int().min(2000).max(2100) })
