import { z } from 'zod'
import { CellKey, CellPeriod, CellValue, LineId, MonthPeriod, SiteId } from './cell.ts'
import { SyncSite } from './sync.ts'

export const SheetKey = z.strictObject({ siteId: SiteId, month: MonthPeriod })
export type SheetKey = z.infer<typeof SheetKey>

/** One value per day of the month, by line. */
const DayLists = z.record(LineId, z.array(CellValue))
/** One value for the month, by line. */
const MonthValues = z.record(LineId, CellValue)

/** Something a person should know about a cell beyond its value. */
export const CellMark = z.object({
  lineId: LineId,
  period: CellPeriod,
  /** waiting: saved here, not sent yet. conflict: somebody else changed it too. rejected: the server refused it. */
  kind: z.enum(['waiting', 'conflict', 'rejected']),
  message: z.string(),
  /** The other value of a conflict. */
  theirs: CellValue.optional(),
  theirsBy: z.string().optional(),
})
export type CellMark = z.infer<typeof CellMark>

/** Statistics of one site and month as stored integers; figures are computed from it with shared/calc. */
export const StatisticsSheet = z.object({
  site: SyncSite,
  month: MonthPeriod,
  /** Today in the business time zone, as far as this laptop knows. */
  today: z.string(),
  /** False until the first snapshot of this site and year is in. */
  loaded: z.boolean(),
  /** False for roles that only read (domain.md 10.4). */
  editable: z.boolean(),
  forecast: DayLists,
  actual: DayLists,
  budget: MonthValues,
  /** Actual of the same weekday last year, in this month's days. */
  lastYear: DayLists,
  forecastRates: MonthValues,
  budgetRates: MonthValues,
  marks: z.array(CellMark),
})
export type StatisticsSheet = z.infer<typeof StatisticsSheet>

export const GESTURE_SOURCES = ['typed', 'paste', 'clear', 'fill', 'resolve'] as const

/** Everything one gesture writes: one keystroke's cell, or one paste's thousand. One transaction, one undo step. */
export const Gesture = z.strictObject({
  gestureId: z.uuid(),
  siteId: SiteId,
  /** What the undo list calls it: `Typed 96 in Valet daily, Thu 16`. */
  label: z.string().min(1).max(200),
  source: z.enum(GESTURE_SOURCES),
  writes: z
    .array(z.strictObject({ lineId: LineId, period: CellPeriod, value: CellValue }))
    .min(1)
    .max(100_000),
})
export type Gesture = z.infer<typeof Gesture>

/** What became of a gesture; all of it is durable when this arrives, or none of it and the reply is an error. */
export const Saved = z.object({ savedAt: z.iso.datetime(), cells: z.number().int(), waiting: z.number().int() })
export type Saved = z.infer<typeof Saved>

/** A gesture that undo or redo just took back or did again. */
export const Undone = z.object({
  label: z.string(),
  siteId: SiteId,
  month: MonthPeriod,
  lineId: LineId,
  period: CellPeriod,
  cells: z.number().int(),
})
export type Undone = z.infer<typeof Undone>

export const UndoState = z.object({ undo: z.string().nullable(), redo: z.string().nullable() })
export type UndoState = z.infer<typeof UndoState>

export const CellHistory = z.array(
  z.object({
    at: z.iso.datetime(),
    by: z.string(),
    value: CellValue,
    source: z.string(),
    state: z.enum(['waiting', 'sent', 'conflict', 'rejected', 'server']),
  }),
)
export type CellHistory = z.infer<typeof CellHistory>

export const HistoryKey = CellKey.pick({ siteId: true, lineId: true, period: true })
