import { z } from 'zod'
import { CellPeriod, LineId, MonthPeriod } from './cell.ts'
import { SiteComment } from './review.ts'

/** A comment on a cell as the window shows it. */
export const ShownComment = SiteComment.omit({ bySub: true }).extend({
  isMine: z.boolean(),
  /** Somebody else's, not looked at on this laptop. */
  isNew: z.boolean(),
  /** sent: the server's. waiting: may still be taken back. inflight: sent, not answered. refused: kept with its text. */
  state: z.enum(['sent', 'waiting', 'inflight', 'refused']),
  /** Why it was refused. */
  message: z.string().nullable(),
})
export type ShownComment = z.infer<typeof ShownComment>

/** A cell that the last return of its month asks about. */
export const AskedCell = z.object({
  month: MonthPeriod,
  lineId: LineId,
  period: CellPeriod,
  comment: z.string(),
  by: z.string(),
  /** Somebody said since that it is done: a comment of its own that settles. */
  isDone: z.boolean(),
})
export type AskedCell = z.infer<typeof AskedCell>

/** All that was said about cells of a site. */
export const Remarks = z.object({ comments: z.array(ShownComment), asked: z.array(AskedCell) })
export type Remarks = z.infer<typeof Remarks>
