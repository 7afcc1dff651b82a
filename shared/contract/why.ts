import { z } from 'zod'
import { CAUSE_IDS } from '../calc/why/causes.ts'
import { MonthPeriod } from './cell.ts'
import { PL_BASELINES, PlCellKey, RollupKey } from './profit-and-loss.ts'

/** The months a difference is explained over, and what it is a difference to. */
const Question = {
  code: PlCellKey.shape.code,
  months: z.array(MonthPeriod).min(1).max(12),
  baseline: z.enum(PL_BASELINES),
}
export const WhyKey = z.strictObject({ siteId: PlCellKey.shape.siteId, year: PlCellKey.shape.year, ...Question })
export type WhyKey = z.infer<typeof WhyKey>
export const RollupWhyKey = RollupKey.extend(Question)
export type RollupWhyKey = z.infer<typeof RollupWhyKey>
/** What moved at one of the sites behind it. */
export const SiteCausesKey = RollupWhyKey.extend({ siteId: PlCellKey.shape.siteId })
export type SiteCausesKey = z.infer<typeof SiteCausesKey>

/** Exact dollars as decimal text. */
const Exact = z.string()
const Cents = z.string().regex(/^-?\d+(\.\d{1,2})?$/)

/** Causes in whole cents, in order, without those of 0. */
export const Causes = z.array(z.object({ id: z.enum(CAUSE_IDS), amount: Cents }))
export type Causes = z.infer<typeof Causes>

/** Why a figure differs from its baseline; causes and contributions add up to `amount`, to the cent (grid-and-pnl.md D5). */
export const Why = z.object({
  value: Exact,
  baseline: Exact,
  amount: Cents,
  /** Of several sites there is none: each explains itself. */
  causes: Causes,
  facts: z.array(z.object({ id: z.enum(['vehicles', 'hours']), before: Exact, after: Exact })),
  contributions: z.object({
    of: z.enum(['days', 'months', 'accounts', 'rows', 'sites', 'nothing']),
    list: z.array(
      z.object({
        id: z.string(),
        label: z.string().nullable(),
        value: Exact.nullable(),
        baseline: Exact.nullable(),
        amount: Cents,
      }),
    ),
  }),
})
export type Why = z.infer<typeof Why>
