import { checkCell } from '../../shared/calc/check-cell.ts'
import { spreadTotal } from '../../shared/calc/spread.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import type { Day } from '../../shared/core/calendar.ts'
import { toScaled } from '../../shared/core/scaled.ts'
import { parseNumber } from '../../shared/entry/parse-number.ts'
import type { Obstacle as ObstacleWords, Reading, Write } from '../grid/grid-sheet.ts'
import { formatDay, formatStored, formatWeek } from '../text/format.ts'
import { words } from '../text/words.ts'
import { writesOf } from './gestures.ts'
import { type InputMode, isStatistic, lineOf, obstacleOf, type SheetModel } from './sheet-model.ts'

/** A week row's cell: a line over the days of a display week, by their places in the month. */
export type WeekCell = { readonly lineId: string; readonly first: number; readonly days: readonly Day[] }

/** `Valet daily, Apr 5–11`. */
export const nameOfWeek = ({ lineId, days }: WeekCell): string =>
  `${lineOf(lineId)?.label ?? lineId}, ${formatWeek(days)}`

/** Why a week cannot be typed: no day of it can. Null when one can. */
export function weekObstacle(model: SheetModel, cell: WeekCell, mode: InputMode): ObstacleWords | null {
  const obstacles = indexesOf(cell).map((i) => obstacleOf(model, cell.lineId, i, mode))
  const [first = 'computed'] = obstacles
  if (obstacles.includes(null)) return null
  return {
    isComputed: first === 'computed' || first === 'other-input-mode',
    words: words.obstacles[first ?? 'computed'],
  }
}

/**
 * Reads a text for a week: a count is spread over its open days in their present proportions, to whole vehicles where
 * it is whole, and what locked days hold is part of it; a percentage is every open day's. Nothing clears every open day.
 */
export function readWeek(model: SheetModel, cell: WeekCell, text: string, mode: InputMode): Reading {
  const found = spreadWeek(model, cell, text, mode)
  if (!found.ok) return found
  const { value, shares, notes, line } = found
  const name = nameOfWeek(cell)
  return {
    ok: true,
    writes: shares.flatMap(({ dayIndex, value: share }) => writesOf(model, { lineId: cell.lineId, dayIndex }, share)),
    note: notes.length > 0 ? notes.join(' ') : null,
    label: value === null ? words.week.cleared(name) : words.week.typed(formatStored(value, line), name),
  }
}

/** What a text would do to the days of a week, before it is taken: the rule, and every share. */
export function previewWeek(model: SheetModel, cell: WeekCell, text: string, mode: InputMode): string | null {
  const found = spreadWeek(model, cell, text, mode)
  if (!found.ok) return null
  const { value, shares, notes, line } = found
  if (value === null) return words.week.clears(shares.length)
  return [...notes, ...(line.unit === 'ratio' ? [] : sharesTold(model, shares, line))].join('\n')
}

/** Every share by its day; of a whole month by its weeks, which can still be taken in at a glance. */
function sharesTold({ month, weeks }: SheetModel, shares: readonly Share[], line: LineDefinition): string[] {
  if (shares.length <= DAYS_OF_WEEK) {
    return shares.map(({ dayIndex, value }) =>
      words.week.share(formatDay(month.days[dayIndex]?.day ?? ''), formatStored(value ?? 0, line)),
    )
  }
  return weeks.flatMap(({ first, days }) => {
    const own = shares.filter(({ dayIndex }) => dayIndex >= first && dayIndex < first + days.length)
    const sum = own.reduce((all, { value }) => all + (value ?? 0), 0)
    return own.length === 0 ? [] : [words.week.share(formatWeek(days), formatStored(sum, line))]
  })
}
const DAYS_OF_WEEK = 7

/** What clearing a week writes: its open days fall back to the budget. */
export const clearWeek = (model: SheetModel, cell: WeekCell, mode: InputMode): readonly Write[] =>
  openOf(model, cell, mode).flatMap((dayIndex) => writesOf(model, { lineId: cell.lineId, dayIndex }, null))

type Share = { readonly dayIndex: number; readonly value: number | null }
type SpreadWeek =
  | { readonly ok: false; readonly reason: string }
  | {
      readonly ok: true
      readonly line: LineDefinition
      readonly value: number | null
      readonly shares: readonly Share[]
      readonly notes: readonly string[]
    }

const indexesOf = ({ first, days }: WeekCell): number[] => days.map((_, i) => first + i)
const openOf = (model: SheetModel, cell: WeekCell, mode: InputMode): number[] =>
  indexesOf(cell).filter((i) => obstacleOf(model, cell.lineId, i, mode) === null)

function spreadWeek(model: SheetModel, cell: WeekCell, text: string, mode: InputMode): SpreadWeek {
  const line = lineOf(cell.lineId)
  const obstacle = weekObstacle(model, cell, mode)
  if (line === undefined || obstacle !== null) return { ok: false, reason: obstacle?.words ?? words.obstacles.computed }
  const entry = parseNumber(text, line)
  if (entry.kind === 'question') return { ok: false, reason: entry.message }
  const open = openOf(model, cell, mode)
  if (entry.kind === 'empty')
    return { ok: true, line, value: null, shares: open.map((dayIndex) => ({ dayIndex, value: null })), notes: [] }
  const { value, note } = entry
  const spread = line.unit === 'ratio' ? onEachDay(value, line, open) : overDays(model, cell, value, line, open)
  if (!spread.ok) return spread
  for (const share of spread.shares) {
    const problem = checkCell(line, share.value, model.sheet.site.totalRooms)
    if (problem?.level === 'error') return { ok: false, reason: problem.message }
  }
  return { ok: true, line, value, shares: spread.shares, notes: note === null ? spread.notes : [note, ...spread.notes] }
}

type Shares =
  Extract<SpreadWeek, { ok: false }> | (Pick<Extract<SpreadWeek, { ok: true }>, 'shares' | 'notes'> & { ok: true })

const onEachDay = (value: number, line: LineDefinition, open: readonly number[]): Shares => ({
  ok: true,
  shares: open.map((dayIndex) => ({ dayIndex, value })),
  notes: [words.week.onEachDay(formatStored(value, line), open.length)],
})

function overDays(
  model: SheetModel,
  cell: WeekCell,
  value: number,
  line: LineDefinition,
  open: readonly number[],
): Shares {
  if (value < line.min) return { ok: false, reason: line.messageBelow ?? line.message }
  const parts = indexesOf(cell).map((i) => {
    const figures = model.month.days[i]?.figures
    const figure = figures && isStatistic(cell.lineId) ? figures[cell.lineId] : null
    const held = figure === null ? null : toScaled(figure, line.scale)
    return { dayIndex: i, value: held, isLocked: !open.includes(i), weight: held ?? 0 }
  })
  const spread = spreadTotal(value, parts, 10 ** line.scale)
  if (!spread.ok) return { ok: false, reason: words.week.refused[spread.reason] }
  const shares = parts.flatMap(({ dayIndex }, i) => {
    const share = spread.shares[i] ?? null
    return share === null ? [] : [{ dayIndex, value: share }]
  })
  const hasPattern = parts.some(({ isLocked, weight }) => !isLocked && weight > 0)
  const notes = [words.week.spreadOver(formatStored(value, line), open.length, hasPattern)]
  if (spread.held !== 0) notes.push(words.week.held(formatStored(spread.held, line)))
  return { ok: true, shares, notes }
}
