import { z } from 'zod'
import { CellPeriod, LineId } from './cell.ts'

/** A warning of a cell that somebody looked at and decided to keep; it stands as long as the value does. */
export const WarnedCell = z.strictObject({
  lineId: LineId,
  period: CellPeriod,
  /** Which rule warned: FindingRule. */
  rule: z.string().min(1).max(40),
  /** The value it was about; another one is warned of again. */
  value: z.number().int(),
})

/** Why a warned value is right, as a person says it. */
export const KeepReason = z.string().trim().min(1, 'Say why.').max(500)

/** One as the server tells it. */
export const SiteKeptWarning = WarnedCell.extend({
  id: z.uuid(),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
})
export type SiteKeptWarning = z.infer<typeof SiteKeptWarning>

/** One as the window shows it: the server's, or this person's own that is not there yet or was not taken. */
export const KeptWarning = SiteKeptWarning.extend({
  state: z.enum(['sent', 'waiting', 'refused']),
  /** Why it was refused. */
  message: z.string().nullable(),
})
export type KeptWarning = z.infer<typeof KeptWarning>
