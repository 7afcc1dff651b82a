import { checkCell } from '../../shared/calc/check-cell.ts'
import { withForcedSign } from '../../shared/calc/other-revenue.ts'
import { enteredWrites } from '../../shared/calc/validation/entered-writes.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import { addMonths, type Month } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { entryText } from '../../shared/entry/entry-text.ts'
import { parseNumber } from '../../shared/entry/parse-number.ts'
import type { BesideKind, CellView, Place, Reading, ReferenceKind, Write } from '../grid/grid-sheet.ts'
import { cellView } from '../grid/cell-view.ts'
import { formatPeriod, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'
import { obstacleAt, placeKey, type ShownSheet, storedAt } from './shown-sheet.ts'

/** Where the value of a cell comes from, as far as it shows. */
export type CellOrigin = 'actual' | 'forecast' | 'budget' | 'derived' | 'empty'

/** A cell of one line and period as it is drawn: its figure, where that comes from, and what waits or is wrong. */
export function lineCell(
  shown: ShownSheet,
  line: LineDefinition,
  period: string,
  { figure, origin }: { readonly figure: Decimal | null; readonly origin: CellOrigin },
): CellView {
  const obstacle = obstacleAt(shown, line, period)
  const mark = shown.marks.get(placeKey({ lineId: line.id, period }))
  const classes = [`from-${origin}`, obstacle === null ? 'input' : 'locked', ...(mark ? [`mark-${mark.kind}`] : [])]
  const tooltip = mark ? `${words.marks.names[mark.kind]}: ${mark.message}` : null
  return cellView(figure, line, classes.join(' '), obstacle === null, tooltip)
}

/** A cell that is only looked at: a sum, a total, a reference. */
export const sumCell = (figure: Decimal | null, line: Pick<LineDefinition, 'unit' | 'shownDecimals'>): CellView =>
  cellView(figure, line, 'sum', false, null)

/** `Valet daily rate, April 2026`. */
export const nameOfLine = (line: LineDefinition, period: string): string => `${line.label}, ${formatPeriod(period)}`

/** Reads a text for a cell of one line and period: the same rules for typing, pasting and filling. */
export function readLine(shown: ShownSheet, line: LineDefinition, period: string, text: string): Reading {
  const obstacle = obstacleAt(shown, line, period)
  if (obstacle !== null) return { ok: false, reason: obstacle.words }
  const entry = parseNumber(text, line)
  if (entry.kind === 'question') return { ok: false, reason: entry.message }
  const value = withForcedSign(line, entry.kind === 'empty' ? null : entry.value)
  const problem = checkCell(line, value, shown.sheet.site.totalRooms)
  if (problem?.level === 'error') return { ok: false, reason: problem.message }
  const notes = [entry.kind === 'value' ? entry.note : null, problem?.message ?? null].filter((note) => note !== null)
  const when = formatPeriod(period)
  return {
    ok: true,
    writes: changingWrites(shown, [{ lineId: line.id, period, value }]),
    note: notes.length > 0 ? notes.join(' ') : null,
    label:
      value === null
        ? words.grid.clearedOne(line.label, when)
        : words.grid.typed(formatStored(value, line), line.label, when),
  }
}

/** A line's budget, or last year's actual, of a month, as a person would type it; null where nothing is known. */
export function referenceText(
  shown: ShownSheet,
  kind: ReferenceKind,
  line: LineDefinition,
  month: Month,
): string | null {
  const figure = besideFigure(shown, kind, line, month, false)
  return figure && entryText(figure, line)
}

/** What a line's number of a month stands beside. `countsActual`: that number is the actual. */
export function besideFigure(
  { sheet }: ShownSheet,
  kind: BesideKind,
  { id: lineId, scale }: Pick<LineDefinition, 'id' | 'scale'>,
  month: Month,
  countsActual: boolean,
): Decimal | null {
  const period = kind === 'last-year' ? addMonths(month, -12) : month
  const scenario = kind === 'budget' ? 'budget' : kind === 'actual' && countsActual ? 'forecast' : 'actual'
  const stored = storedAt(sheet, scenario, { lineId, period })
  return stored === null ? null : fromScaled(stored, scale)
}

/** What clearing a cell writes; nothing where it cannot be typed or holds nothing. */
export const clearLine = (shown: ShownSheet, line: LineDefinition, period: string): readonly Write[] =>
  obstacleAt(shown, line, period) === null ? changingWrites(shown, [{ lineId: line.id, period, value: null }]) : []

/** What entering some values writes, without those that change nothing. */
export function changingWrites({ sheet }: ShownSheet, entered: readonly Write[]): readonly Write[] {
  const seen = (place: Place) => storedAt(sheet, 'forecast', place)
  return enteredWrites(entered, seen).filter((write) => seen(write) !== write.value)
}
