import { z } from 'zod'
import { CellKey, CellPeriod, CellValue, DayPeriod, LineId, MonthPeriod, SiteId } from './cell.ts'
import { SCENARIOS } from '../categories/line.ts'
import { TypedAs } from './typed-as.ts'
import { SyncReference, SyncSite } from './sync.ts'

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
  /** The days the site is in operation, both included (domain.md 1.1); null is no limit, or not known here yet. */
  open: z.object({ startDate: DayPeriod.nullable(), closeDate: DayPeriod.nullable() }),
  marks: z.array(CellMark),
})
export type StatisticsSheet = z.infer<typeof StatisticsSheet>

/** Categories whose sheet is told as it is stored; Statistics has a form of its own. */
export const SHEET_CATEGORIES = ['payroll', 'parking-rates', 'other-revenue', 'other-expenses'] as const
export type SheetCategory = (typeof SHEET_CATEGORIES)[number]

export const CategorySheetKey = z.strictObject({
  siteId: SiteId,
  category: z.enum(SHEET_CATEGORIES),
  /** The open month: Payroll shows it, the others its year. */
  month: MonthPeriod,
})
export type CategorySheetKey = z.infer<typeof CategorySheetKey>

/** What is stored of a month in one scenario: by the day, and for the month as a whole. */
const StoredScenario = z.object({ days: DayLists, values: MonthValues })

/** One category of a site as stored integers, what was typed already over the forecast; figures come from shared/calc. */
export const CategorySheet = z.object({
  site: SyncSite,
  category: z.enum(SHEET_CATEGORIES),
  /** The months on the screen, in order. */
  months: z.array(MonthPeriod),
  today: z.string(),
  /** False until the first snapshot of this site and every year on the screen is in. */
  loaded: z.boolean(),
  editable: z.boolean(),
  /**
   * The months on the screen and those a year before, as far as anything is stored; of Payroll also the month before,
   * in which its first overtime week begins.
   */
  stored: z.record(MonthPeriod, z.partialRecord(z.enum(SCENARIOS), StoredScenario)),
  /** Contract and staff; null until the server told them. */
  reference: SyncReference.nullable(),
  marks: z.array(CellMark),
})
export type CategorySheet = z.infer<typeof CategorySheet>

const CellPlace = z.strictObject({ lineId: LineId, period: CellPeriod })

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
  /** Arithmetic some of the numbers were typed as; it stays on this laptop. */
  typedAs: z.array(TypedAs).max(10_000).optional(),
  /** Cells whose numbers were moved: what belongs to a number (comments, arithmetic, kept warnings) goes with it. */
  moves: z
    .array(z.strictObject({ from: CellPlace, to: CellPlace }))
    .max(100_000)
    .optional(),
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

/** The gestures that can be taken back or done again, newest first: what undo and redo walk along. */
export const UndoList = z.array(
  z.object({
    gestureId: z.uuid(),
    siteId: SiteId,
    label: z.string(),
    savedAt: z.iso.datetime(),
    cells: z.number().int(),
    /** True when undo has taken it back; redo does it again. */
    isUndone: z.boolean(),
  }),
)
export type UndoList = z.infer<typeof UndoList>

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
