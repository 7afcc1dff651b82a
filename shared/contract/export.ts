import { z } from 'zod'
import { MonthPeriod, SiteId } from './cell.ts'
import { ROLLUP_LEVELS, RollupKey } from './profit-and-loss.ts'

export const EXPORT_FORMATS = ['xlsx', 'csv'] as const

/** What is exported: a site's month as its tabs show it, a site's year, or the year of all sites of a district or more. */
export const ExportKey = z.strictObject({
  of: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('month'), siteId: SiteId }),
    z.strictObject({ kind: z.literal('year'), siteId: SiteId }),
    z.strictObject({
      kind: z.literal('pack'),
      level: z.enum(ROLLUP_LEVELS),
      id: RollupKey.shape.id,
      filter: RollupKey.shape.filter,
    }),
  ]),
  /** The open month: of its year, and what periods of the P&L are counted from. */
  month: MonthPeriod,
  format: z.enum(EXPORT_FORMATS),
})
export type ExportKey = z.infer<typeof ExportKey>

/** The P&L that is on the screen, as a PDF. `name` is what the file is called, without its ending. */
export const PrintKey = z.strictObject({ name: z.string().min(1).max(160) })
export type PrintKey = z.infer<typeof PrintKey>
export const Printed = z.object({ file: z.string() })

/** A file that was written whole and counted. */
export const Exported = z.object({
  file: z.string(),
  /** Rows of figures in it, as counted. */
  rows: z.number().int(),
  sites: z.number().int(),
  /** Sites of which something is missing; the file says what. */
  remarks: z.number().int(),
})
export type Exported = z.infer<typeof Exported>

/** How far the export under way is, 0–100. */
export const ExportProgress = z.object({ percent: z.number().int().min(0).max(100) })
