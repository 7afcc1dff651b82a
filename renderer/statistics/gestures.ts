import { checkCell } from '../../shared/calc/check-cell.ts'
import { twinLineOf } from '../../shared/calc/twin-line.ts'
import { parseNumber } from '../../shared/entry/parse-number.ts'
import type { Reading, Write } from '../grid/grid-sheet.ts'
import { formatDayLong, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'
import { type InputMode, lineOf, obstacleOf, type SheetModel, storedForecast } from './sheet-model.ts'

/** A cell of Statistics: a line, and a day of the open month by its place. */
export type DayCell = { readonly lineId: string; readonly dayIndex: number }

/** `Valet daily, Thu, Apr 16`. */
export const nameOfCell = (model: SheetModel, { lineId, dayIndex }: DayCell): string =>
  `${lineOf(lineId)?.label ?? lineId}, ${formatDayLong(model.month.days[dayIndex]?.day ?? '')}`

/** Reads one text for one cell and says what would be written; the same rules for typing, pasting and filling. */
export function readText(model: SheetModel, cell: DayCell, text: string, mode: InputMode): Reading {
  const line = lineOf(cell.lineId)
  const obstacle = obstacleOf(model, cell.lineId, cell.dayIndex, mode)
  if (line === undefined || obstacle !== null) return { ok: false, reason: words.obstacles[obstacle ?? 'computed'] }
  const entry = parseNumber(text, line)
  if (entry.kind === 'question') return { ok: false, reason: entry.message }
  const value = entry.kind === 'empty' ? null : entry.value
  const problem = checkCell(line, value, model.sheet.site.totalRooms)
  if (problem?.level === 'error') return { ok: false, reason: problem.message }
  const notes = [entry.kind === 'value' ? entry.note : null, problem?.message ?? null].filter((note) => note !== null)
  const day = formatDayLong(model.month.days[cell.dayIndex]?.day ?? '')
  return {
    ok: true,
    writes: writesOf(model, cell, value),
    note: notes.length > 0 ? notes.join(' ') : null,
    label:
      value === null
        ? words.grid.clearedOne(line.label, day)
        : words.grid.typed(formatStored(value, line), line.label, day),
  }
}

/** The writes of one value: itself where it changes something, and its twin cleared in the same gesture. */
export function writesOf(model: SheetModel, { lineId, dayIndex }: DayCell, value: number | null): Write[] {
  const period = model.month.days[dayIndex]?.day ?? ''
  const writes: Write[] = []
  if (storedForecast(model.sheet, lineId, dayIndex) !== value) writes.push({ lineId, period, value })
  const twin = twinLineOf(lineId)
  if (twin !== null && storedForecast(model.sheet, twin, dayIndex) !== null) {
    writes.push({ lineId: twin, period, value: null })
  }
  return writes
}
