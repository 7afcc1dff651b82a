import { z } from 'zod'
import { SCENARIOS } from '../categories/line.ts'
import { isDay, isMonth } from '../core/calendar.ts'
import { SITE_ID_FORMAT } from '../core/ids.ts'

export const SiteId = z.string().regex(SITE_ID_FORMAT, 'Site id is not valid.')
export const MonthPeriod = z.string().refine(isMonth, 'Period must look like 2025-04.')
export const DayPeriod = z.string().refine(isDay, 'A day must look like 2025-04-16.')
/** A cell's own period: its day or its month, as the line's grain says. */
export const CellPeriod = z
  .string()
  .refine((text) => isDay(text) || isMonth(text), 'A period must look like 2025-04-16 or 2025-04.')
export const LineId = z.string().regex(/^[A-Za-z][A-Za-z0-9.]{0,39}$/, 'Line id is not valid.')
/** A stored integer at the line's scale; null is an empty cell, never zero. */
export const CellValue = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER).nullable()

/** What names a cell everywhere (design.md D6). */
export const CellKey = z.strictObject({
  siteId: SiteId,
  lineId: LineId,
  period: CellPeriod,
  scenario: z.enum(SCENARIOS),
})
export type CellKey = z.infer<typeof CellKey>
