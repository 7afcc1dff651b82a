import { z } from 'zod'
import { CellPeriod, CellValue, LineId, MonthPeriod, SiteId } from './cell.ts'

/** Undo and redo of more cells than this are shown before anything happens (grid-and-pnl.md C2). */
export const SHOWN_ABOVE = 500
/** As many cells are named; of the rest it is said how many they are. */
export const CELLS_NAMED = 500

/** Undo or redo of the next step, or of every step up to and with one of the list. */
export const UndoPreviewKey = z.strictObject({ turn: z.enum(['undo', 'redo']), upTo: z.uuid().nullable() })
export type UndoPreviewKey = z.infer<typeof UndoPreviewKey>

/** A cell with what it holds now, what comes back, and what is in the way. */
const TurnedCell = z.object({
  siteId: SiteId,
  lineId: LineId,
  period: CellPeriod,
  now: CellValue,
  after: CellValue,
  reason: z.string().nullable(),
})
export type TurnedCell = z.infer<typeof TurnedCell>

/** What undo or redo would do, as the data service judges it: nothing has been done. */
export const UndoPreview = z.object({
  turn: z.enum(['undo', 'redo']),
  upTo: z.uuid().nullable(),
  /** Whose steps they are: the person's who works on this laptop. */
  by: z.string(),
  /** In the order they would be turned. The last one is refused where `refusal` says so. */
  steps: z
    .array(z.object({ gestureId: z.uuid(), siteId: SiteId, label: z.string(), savedAt: z.iso.datetime() }))
    .min(1),
  /** How many cells would hold something else after it, or would where it were not refused. */
  cells: z.number().int().min(0),
  /** Where they are. */
  siteIds: z.array(SiteId),
  months: z.array(MonthPeriod),
  lineIds: z.array(LineId),
  /** How many cells are in the way; they are named first. */
  inTheWay: z.number().int().min(0),
  named: z.array(TurnedCell).max(CELLS_NAMED),
  /** Why the last step would be refused, in the words undo says it; and whether it is passed over then. */
  refusal: z.object({ message: z.string(), isPassedOver: z.boolean() }).nullable(),
})
export type UndoPreview = z.infer<typeof UndoPreview>
