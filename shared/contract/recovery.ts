import { z } from 'zod'
import { CellPeriod, CellValue, LineId, SiteId } from './cell.ts'

/** What was found damaged on this laptop, what came back and what was set aside (sync.md 3.10). */
export const RecoveryReport = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  /** store: the database was rebuilt. log: a part of the second copy could not be read. none: edits were missing. */
  damaged: z.enum(['store', 'log', 'none']),
  /** Rows of edits read from the damaged store, and rows that could not be. */
  saved: z.number().int().min(0),
  lost: z.number().int().min(0),
  /** Edited cells that came back from the second copy; they are on the sheet again and will be sent. */
  recovered: z.array(
    z.object({
      siteId: SiteId,
      lineId: LineId,
      period: CellPeriod,
      value: CellValue,
      editedAt: z.iso.datetime(),
    }),
  ),
  /** Names of the damaged files, kept under the store's folder in `quarantine`. */
  setAside: z.array(z.string()),
})
export type RecoveryReport = z.infer<typeof RecoveryReport>
