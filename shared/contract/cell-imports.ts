import { z } from 'zod'
import { SCENARIOS } from '../categories/line.ts'
import { CellPeriod, LineId, SiteId } from './cell.ts'

export const CellImportsKey = z.strictObject({
  siteId: SiteId,
  lineId: LineId,
  period: CellPeriod,
  scenario: z.enum(SCENARIOS),
})
export type CellImportsKey = z.infer<typeof CellImportsKey>

/** The rows of files a loaded cell is made from; the server alone knows them. */
export const CellImports = z.object({
  /** Null where no file brought the cell. */
  feed: z.string().nullable(),
  rows: z.array(
    z.object({
      fileName: z.string(),
      /** When the file was brought in. */
      at: z.iso.datetime(),
      /** Of the file, as it counts its rows; null where that was not kept yet. */
      line: z.number().int().nullable(),
      /** Revenue code, account, job or shift, and which figure of it, as the source has them. */
      code: z.string(),
      kind: z.string(),
      /** Exact, as the file had it. */
      value: z.string(),
    }),
  ),
  /** Rows beyond those. */
  more: z.number().int(),
})
export type CellImports = z.infer<typeof CellImports>
