import { z } from 'zod'
import { CellPeriod, LineId, MonthPeriod, SiteId } from './cell.ts'
import { ErrorCodeSchema } from './api.ts'
import { KeptWarning } from './kept-warning.ts'
import { CATEGORY_IDS } from '../categories/line.ts'
import { UsualMonth } from './profit-and-loss.ts'
import { ExplainedRow, NamedCell, ReasonPart, ReviewAct, ReviewMove } from './review.ts'
import { ACTIONS, STATES } from './workflow.ts'

export const ReviewKey = z.strictObject({ siteId: SiteId, month: MonthPeriod })
export type ReviewKey = z.infer<typeof ReviewKey>

/** A step as the window asks for it: what its author had seen is known to the store. */
export const NewReviewAct = z.discriminatedUnion('kind', [
  ReviewAct.options[0].omit({ seen: true, asOfSeq: true }),
  ReviewAct.options[1].omit({ explained: true }),
  ReviewAct.options[2],
  ReviewAct.options[3],
  ReviewAct.options[5],
])
export type NewReviewAct = z.infer<typeof NewReviewAct>

/** One of this person's steps that is not the server's: waiting to be sent, or not taken. */
export const OpenAct = z.object({
  act: ReviewAct,
  madeAt: z.iso.datetime(),
  /** waiting: may still be taken back. inflight: sent, not answered. */
  state: z.enum(['waiting', 'inflight', 'refused']),
  code: ErrorCodeSchema.nullable(),
  message: z.string().nullable(),
})
export type OpenAct = z.infer<typeof OpenAct>

const Exact = z.string()

/** A row that is off its budget by enough to be looked at, with what was said about it. */
export const MaterialRow = z.object({
  row: ExplainedRow,
  value: Exact,
  baseline: Exact,
  /** Value less baseline, in dollars and cents. */
  amount: Exact,
  percent: Exact.nullable(),
  verdict: z.enum(['favorable', 'unfavorable', 'on-plan', 'neutral']),
  materiality: z.enum(['notice', 'material']),
  state: z.enum(['missing', 'stale', 'given']),
  reason: z
    .object({
      parts: z.array(ReasonPart),
      explained: Exact,
      by: z.string(),
      at: z.iso.datetime(),
      isWaiting: z.boolean(),
    })
    .nullable(),
})
export type MaterialRow = z.infer<typeof MaterialRow>

const Progress = z.object({
  category: z.enum(CATEGORY_IDS),
  cells: z.number().int(),
  typed: z.number().int(),
  filled: z.number().int(),
  errors: z.number().int(),
})
const Check = z.object({
  level: z.enum(['error', 'confirm', 'warning']),
  lineId: LineId.nullable(),
  period: CellPeriod.nullable(),
  message: z.string(),
})

/** A month's forecast on its way to being accepted, as far as this laptop knows. */
export const ReviewSheet = z.object({
  siteId: SiteId,
  siteName: z.string(),
  month: MonthPeriod,
  /** False until the first snapshot of the year is in. */
  loaded: z.boolean(),
  /** With this person's own steps that wait to be sent. */
  state: z.enum(STATES),
  /** Oldest first; the last ones may be this person's own that wait. */
  history: z.array(ReviewMove.extend({ isWaiting: z.boolean() })),
  /** What this person may do with the month now. */
  actions: z.array(z.enum(ACTIONS)),
  mayFreeze: z.boolean(),
  mayExplain: z.boolean(),
  open: z.array(OpenAct),
  progress: z.array(Progress),
  checks: z.array(Check),
  /** Warnings of the month that somebody kept, with the reason, as long as the value is the same. */
  kept: z.array(KeptWarning),
  canSubmit: z.boolean(),
  material: z.array(MaterialRow),
  /** Rows that are surprising by the site's own days: to be looked at, never in the way (grid-and-pnl.md D4). */
  surprises: z.array(UsualMonth),
  /** A comment is asked for with the submit, because the contribution is far from its budget. */
  needsComment: z.boolean(),
  /** What the last return asked about; null unless the month is returned. */
  returned: z.object({ comment: z.string(), cells: z.array(NamedCell), by: z.string() }).nullable(),
})
export type ReviewSheet = z.infer<typeof ReviewSheet>

/** How a month of a site stands that is more than a draft. */
export const MonthState = z.object({
  siteId: SiteId,
  month: MonthPeriod,
  state: z.enum(STATES),
  /** By a step of this person's that is not the server's yet. */
  isWaiting: z.boolean(),
  /** How many cells a return named. */
  cells: z.number().int(),
})
export type MonthState = z.infer<typeof MonthState>

/** The months of the sites a person looks after, those first that need a look most. */
export const ReviewQueue = z.object({
  month: MonthPeriod,
  sites: z.array(
    z.object({
      siteId: SiteId,
      name: z.string(),
      districtName: z.string(),
      loaded: z.boolean(),
      hasForecast: z.boolean(),
      error: z.string().nullable(),
      state: z.enum(STATES),
      isWaiting: z.boolean(),
      isRefused: z.boolean(),
      by: z.string().nullable(),
      at: z.iso.datetime().nullable(),
      flc: Exact.nullable(),
      budget: Exact.nullable(),
      material: z.array(
        MaterialRow.pick({ row: true, amount: true, percent: true, verdict: true, materiality: true, state: true }),
      ),
    }),
  ),
})
export type ReviewQueue = z.infer<typeof ReviewQueue>

/** One month of many sites made the forecast of record; each site's steps have ids of their own. */
export const FreezeSites = z.strictObject({
  month: MonthPeriod,
  months: z.number().int().min(1).max(12),
  sites: z
    .array(z.strictObject({ siteId: SiteId, finaliseId: z.uuid(), freezeId: z.uuid() }))
    .min(1)
    .max(5000),
})
export type FreezeSites = z.infer<typeof FreezeSites>

/** What became of each; `left` says why nothing changed there. */
export const FrozenSites = z.array(
  z.object({
    siteId: SiteId,
    left: z.enum(['not-loaded', 'draft', 'submitted', 'returned', 'finalised']).nullable(),
  }),
)
export type FrozenSites = z.infer<typeof FrozenSites>
