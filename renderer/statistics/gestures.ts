import { checkCell } from '../../shared/calc/check-cell.ts'
import type { Gesture } from '../../shared/contract/sheet.ts'
import { parseNumber } from '../../shared/entry/parse-number.ts'
import { formatDayLong } from '../text/format.ts'
import { words } from '../text/words.ts'
import { twinLineOf } from '../../shared/calc/twin-line.ts'
import { type InputMode, lineOf, obstacleOf, type SheetModel, storedForecast } from './sheet-model.ts'

type Write = Gesture['writes'][number]
/** A cell of the grid: a line, and a day of the open month by its place. */
export type Spot = { readonly lineId: string; readonly dayIndex: number }
export type Refusal = { readonly spot: Spot; readonly text: string; readonly reason: string }

/** What a text would do to a cell: the writes, or the words that keep it in the editor. */
export type Reading =
  | { readonly ok: true; readonly writes: readonly Write[]; readonly note: string | null }
  | { readonly ok: false; readonly reason: string }

export const placeOf = (model: SheetModel, { lineId, dayIndex }: Spot): string =>
  `${lineOf(lineId)?.label ?? lineId}, ${formatDayLong(model.month.days[dayIndex]?.day ?? '')}`

/** Reads one text for one cell and says what would be written; the same rules for typing, pasting and filling. */
export function readText(model: SheetModel, spot: Spot, text: string, mode: InputMode): Reading {
  const line = lineOf(spot.lineId)
  const obstacle = obstacleOf(model, spot.lineId, spot.dayIndex, mode)
  if (line === undefined || obstacle !== null) return { ok: false, reason: words.obstacles[obstacle ?? 'computed'] }
  const entry = parseNumber(text, line)
  if (entry.kind === 'question') return { ok: false, reason: entry.message }
  const value = entry.kind === 'empty' ? null : entry.value
  const problem = checkCell(line, value, model.sheet.site.totalRooms)
  if (problem?.level === 'error') return { ok: false, reason: problem.message }
  const notes = [entry.kind === 'value' ? entry.note : null, problem?.message ?? null].filter((note) => note !== null)
  return { ok: true, writes: writesOf(model, spot, value), note: notes.length > 0 ? notes.join(' ') : null }
}

/** The writes of one value: itself where it changes something, and its twin cleared in the same gesture. */
function writesOf(model: SheetModel, { lineId, dayIndex }: Spot, value: number | null): Write[] {
  const period = model.month.days[dayIndex]?.day ?? ''
  const writes: Write[] = []
  if (storedForecast(model.sheet, lineId, dayIndex) !== value) writes.push({ lineId, period, value })
  const twin = twinLineOf(lineId)
  if (twin !== null && storedForecast(model.sheet, twin, dayIndex) !== null) {
    writes.push({ lineId: twin, period, value: null })
  }
  return writes
}

/** Clears what can be cleared among the spots; what cannot be typed is left as it is. */
export function clearing(model: SheetModel, spots: readonly Spot[], mode: InputMode): Write[] {
  return spots.flatMap((spot) =>
    obstacleOf(model, spot.lineId, spot.dayIndex, mode) === null ? writesOf(model, spot, null) : [],
  )
}

export type Block = {
  /** Days and lines in the order of the screen. */
  readonly lineIds: readonly string[]
  readonly dayCount: number
  readonly top: number
  readonly left: number
}

export type PastePlan = {
  readonly writes: readonly Write[]
  readonly refusals: readonly Refusal[]
  /** Cells that have a text and a place in the month. */
  readonly cells: number
  /** Computed cells inside the block, left as they are and never shifted. */
  readonly skipped: number
  readonly notes: readonly string[]
  readonly rows: number
  readonly columns: number
}

/**
 * What pasting a block would do, before anything is done (grid-and-pnl.md C4): computed cells inside it are passed
 * over in place, everything else that cannot be taken is refused with its reason. Whoever calls writes all or nothing.
 */
export function planPaste(
  model: SheetModel,
  texts: readonly (readonly string[])[],
  block: Block,
  size: { readonly rows: number; readonly columns: number },
  mode: InputMode,
): PastePlan {
  const writes: Write[] = []
  const refusals: Refusal[] = []
  const notes: string[] = []
  let cells = 0
  let skipped = 0
  for (let r = 0; r < size.rows; r += 1) {
    const row = texts[r % texts.length] ?? []
    for (let c = 0; c < size.columns; c += 1) {
      const text = row[c % Math.max(1, row.length)] ?? ''
      const dayIndex = block.top + r
      const lineId = block.lineIds[block.left + c]
      if (lineId === undefined || dayIndex >= block.dayCount) {
        if (text.trim() === '') continue
        cells += 1
        refusals.push({ spot: { lineId: lineId ?? '', dayIndex }, text, reason: words.paste.outside })
        continue
      }
      const obstacle = obstacleOf(model, lineId, dayIndex, mode)
      if (obstacle === 'computed' || obstacle === 'other-input-mode') {
        skipped += 1
        continue
      }
      cells += 1
      const spot = { lineId, dayIndex }
      const reading = readText(model, spot, text, mode)
      if (!reading.ok) refusals.push({ spot, text, reason: reading.reason })
      else {
        writes.push(...reading.writes)
        if (reading.note !== null) notes.push(`${placeOf(model, spot)}: ${reading.note}`)
      }
    }
  }
  return { writes, refusals, cells, skipped, notes, rows: size.rows, columns: size.columns }
}
