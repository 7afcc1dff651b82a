import { z } from 'zod'
import { AMOUNT_ROWS } from '../calc/profit-and-loss/flc.ts'
import { EXPLAINED_ROWS } from '../calc/review/material-lines.ts'
import type { PlRowCode } from '../categories/profit-and-loss.ts'
import { endpoint, ErrorCodeSchema } from './api.ts'
import { CellPeriod, LineId, MonthPeriod, SiteId } from './cell.ts'
import { KeepReason, SiteKeptWarning, WarnedCell } from './kept-warning.ts'
import { ACTIONS, CellComment, Remark, STATES } from './workflow.ts'

/** Why a figure is off its budget (grid-and-pnl.md D4). */
export const REASON_CODES = ['volume', 'rate', 'timing', 'one-off', 'error', 'event', 'staffing', 'other'] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** Dollars and cents as text, exact. */
export const Cents = z.string().regex(/^-?\d{1,12}(\.\d{1,2})?$/, 'Enter dollars and cents.')
const Said = z.string().trim().min(1).max(2000)
export const NamedCell = z.strictObject({ lineId: LineId, period: CellPeriod })
export type NamedCell = z.infer<typeof NamedCell>
export const ExplainedRow = z.enum(EXPLAINED_ROWS as [PlRowCode, ...PlRowCode[]])

/** One cause of a variance; without an amount it stands for all that the others leave. */
export const ReasonPart = z.strictObject({ code: z.enum(REASON_CODES), text: Said, amount: Cents.nullable() })
export type ReasonPart = z.infer<typeof ReasonPart>

/** A laptop keeps so many comments of a site, the newest. */
export const MOST_COMMENTS = 2000
/** More than a laptop keeps of a site, with those of its own that wait. */
export const MOST_CARRIED = 2 * MOST_COMMENTS

const Act = { actId: z.uuid(), siteId: SiteId }

/** A step of a month's review by one person: made on a laptop, with or without a network, and sent under its id. */
export const ReviewAct = z.discriminatedUnion('kind', [
  z.strictObject({
    ...Act,
    kind: z.literal('move'),
    period: MonthPeriod,
    action: z.enum(ACTIONS),
    comment: Said.nullable(),
    /** Cells a return asks about. */
    cells: z.array(NamedCell).max(200),
    /** Moves of the month its author had seen: whoever decides over a newer one is told first. */
    seen: z.number().int().min(0),
    /** Up to which commit its author had seen the site's cells; null where nobody needs to have. */
    asOfSeq: z.number().int().min(0).nullable(),
  }),
  z.strictObject({
    ...Act,
    kind: z.literal('reason'),
    period: MonthPeriod,
    row: ExplainedRow,
    reference: z.literal('budget'),
    /** None takes the reason back. */
    parts: z.array(ReasonPart).max(8),
    /** The variance it explains: when it moves, the reason is asked again. */
    explained: Cents,
  }),
  z.strictObject({
    ...Act,
    kind: z.literal('freeze'),
    /** The first of the months that become the forecast of record of the site. */
    period: MonthPeriod,
    months: z.number().int().min(1).max(12),
  }),
  z.strictObject({
    ...Act,
    kind: z.literal('comment'),
    /** The cell it is about; the act's id is the comment's. */
    lineId: LineId,
    period: CellPeriod,
    text: Remark,
    answers: z.uuid().nullable(),
    settles: z.boolean(),
  }),
  z.strictObject({
    ...Act,
    kind: z.literal('carry'),
    /** The month of the first of them. */
    period: MonthPeriod,
    /** Comments whose numbers were moved go along; one that stands elsewhere by then stays there (decision 31). */
    comments: z
      .array(z.strictObject({ id: z.uuid(), from: NamedCell, to: NamedCell }))
      .min(1)
      .max(MOST_CARRIED),
  }),
  z.strictObject({
    ...Act,
    kind: z.literal('keep'),
    /** The warned cell with the value that is right; the act's id is that of the word on it. */
    ...WarnedCell.shape,
    reason: KeepReason,
  }),
])
export type ReviewAct = z.infer<typeof ReviewAct>

/** What became of one; stored with its effect, so that the same act gets the same answer. */
export const ActResult = z.discriminatedUnion('status', [
  z.object({ actId: z.uuid(), status: z.literal('accepted'), seq: z.number().int() }),
  z.object({ actId: z.uuid(), status: z.literal('refused'), code: ErrorCodeSchema, message: z.string() }),
])
export type ActResult = z.infer<typeof ActResult>

/** One move of a month, told. */
export const ReviewMove = z.object({
  period: MonthPeriod,
  state: z.enum(STATES),
  comment: z.string().nullable(),
  cells: z.array(NamedCell),
  by: z.string(),
  at: z.iso.datetime(),
})
export type ReviewMove = z.infer<typeof ReviewMove>

export const ReviewReason = z.object({
  period: MonthPeriod,
  row: ExplainedRow,
  reference: z.literal('budget'),
  parts: z.array(ReasonPart),
  explained: Cents,
  by: z.string(),
  at: z.iso.datetime(),
})
export type ReviewReason = z.infer<typeof ReviewReason>

/** A comment as a laptop keeps it; `bySub` tells one's own from others'. */
export const SiteComment = CellComment.omit({ siteId: true }).extend({ bySub: z.string() })
export type SiteComment = z.infer<typeof SiteComment>

/** A laptop keeps the words on so many warned cells of a site, the newest. */
export const MOST_KEPT = 2000

/** A frozen year of a site: the trend of each row by month, in exact dollars; null is no answer. */
export const ForecastOfRecord = z.object({
  snapshotId: z.uuid(),
  name: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  year: z.number().int(),
  rows: z.array(
    z.object({ row: z.enum(AMOUNT_ROWS as [PlRowCode, ...PlRowCode[]]), trend: z.array(z.string().nullable()) }),
  ),
})
export type ForecastOfRecord = z.infer<typeof ForecastOfRecord>

/** All that people decided and said about the months of a site, as a laptop keeps it. */
export const SiteReview = z.object({
  siteId: SiteId,
  reviewVer: z.number().int().min(0),
  /** Oldest first. */
  moves: z.array(ReviewMove),
  /** The last of each row and month. */
  reasons: z.array(ReviewReason),
  /** The newest two of each year, newest first. */
  records: z.array(ForecastOfRecord),
  /** What people said about cells, oldest first. */
  comments: z.array(SiteComment).default([]),
  /** The last word on each warned cell that somebody decided to keep, oldest first. */
  kept: z.array(SiteKeptWarning).default([]),
})
export type SiteReview = z.infer<typeof SiteReview>

/** At most so many acts in one request. */
export const MOST_ACTS = 100

export const reviewApi = {
  review: endpoint({
    method: 'GET',
    path: '/sync/review',
    summary: 'States, reasons, forecasts of record, comments and kept warnings of a site, for a laptop to keep',
    scopes: ['forecasting:read', 'revenue:read'],
    query: z.object({ site: SiteId }),
    data: SiteReview,
  }),
  acts: endpoint({
    method: 'POST',
    path: '/sync/acts',
    summary:
      'Takes the steps of a review that people made on their laptops and answers each; the same act twice is one',
    // Who only reads may comment; any other step of theirs is refused by itself (domain.md 10.4).
    scopes: ['forecasting:read'],
    body: z.strictObject({ acts: z.array(ReviewAct).min(1).max(MOST_ACTS) }),
    data: z.object({
      results: z.array(ActResult),
      /** The sites of these acts as they are after them, as far as the caller may see them. */
      reviews: z.array(SiteReview),
    }),
  }),
} as const
