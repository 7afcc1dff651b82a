import { z } from 'zod'
import { CellPeriod, LineId, SiteId } from './cell.ts'

/** A warning of a cell that somebody looked at and decided to keep; it stands as long as the value does. */
export const KeptWarning = z.strictObject({
  lineId: LineId,
  period: CellPeriod,
  /** Which rule warned: FindingRule. */
  rule: z.string().min(1).max(40),
  /** The value it was about; another one is warned of again. */
  value: z.number().int(),
  reason: z.string(),
  at: z.iso.datetime(),
})
export type KeptWarning = z.infer<typeof KeptWarning>

/** Keeps one warning, with the reason a person gives. */
export const KeepWarning = KeptWarning.omit({ at: true }).extend({
  siteId: SiteId,
  reason: z.string().trim().min(1, 'Say why.').max(500),
})
export type KeepWarning = z.infer<typeof KeepWarning>
