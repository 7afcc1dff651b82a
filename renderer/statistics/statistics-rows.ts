import type { Figures } from '../../shared/calc/day-figures.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import type { Day } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { cellView } from '../grid/cell-view.ts'
import type { GridRow } from '../grid/grid-sheet.ts'
import { formatDay, formatMonthLong, formatWeek } from '../text/format.ts'
import { words } from '../text/words.ts'
import { type InputMode, isStatistic, LINES, markKey, obstacleOf, type SheetModel } from './sheet-model.ts'
import { type WeekCell, weekObstacle } from './week-entry.ts'

const figureOf = (figures: Figures, line: LineDefinition): Decimal | null =>
  isStatistic(line.id) ? figures[line.id] : null

export const weekRowId = (days: readonly Day[]): string => `week-${days[0] ?? ''}`

/** The row under all others: sums, and ratios of the sums. */
export function totalRow(title: string, figures: Figures): GridRow {
  const cells = Object.fromEntries(
    LINES.map((line) => [line.id, cellView(figureOf(figures, line), line, 'sum', false, null)]),
  )
  return { id: 'total', kind: 'total', title, tag: words.grid.monthTotal, classes: 'row-total', cells }
}

/** The sums of several days; where one of these is open they can be typed, and are spread over those. */
export function spanRow(
  head: Pick<GridRow, 'id' | 'title' | 'tag'>,
  model: SheetModel,
  mode: InputMode,
  figures: Figures,
  cellOf: (lineId: string) => WeekCell,
): GridRow {
  const cells = Object.fromEntries(
    LINES.map((line) => {
      const isTyped = weekObstacle(model, cellOf(line.id), mode) === null
      return [line.id, cellView(figureOf(figures, line), line, isTyped ? 'sum input' : 'sum', isTyped, null)]
    }),
  )
  return { ...head, kind: 'spread', classes: 'row-sum', cells }
}

const weekRow = (id: string, model: SheetModel, mode: InputMode, { first, days, figures }: Week): GridRow =>
  spanRow({ id, title: formatWeek(days), tag: words.grid.week }, model, mode, figures, (lineId) => ({
    lineId,
    first,
    days,
  }))
type Week = SheetModel['weeks'][number]

function dayRow(model: SheetModel, dayIndex: number, mode: InputMode): GridRow | null {
  const entry = model.month.days[dayIndex]
  if (entry === undefined) return null
  const cells = Object.fromEntries(
    LINES.map((line) => {
      const origin = isStatistic(line.id) ? entry.origins[line.id] : 'derived'
      const obstacle = obstacleOf(model, line.id, dayIndex, mode)
      const mark = model.marks.get(markKey(line.id, entry.day))
      const classes = [`from-${origin}`, obstacle === null ? 'input' : 'locked', ...(mark ? [`mark-${mark.kind}`] : [])]
      const tooltip = mark ? `${words.marks.names[mark.kind]}: ${mark.message}` : null
      return [line.id, cellView(figureOf(entry.figures, line), line, classes.join(' '), obstacle === null, tooltip)]
    }),
  )
  const weekday = new Date(`${entry.day}T12:00:00Z`).getUTCDay()
  // Friday and Saturday nights are a hotel's weekend (domain.md C-17).
  const isWeekend = weekday === 5 || weekday === 6
  const classes = [...(entry.kind === 'actual' ? ['row-actual'] : []), ...(isWeekend ? ['row-weekend'] : [])]
  return {
    id: entry.day,
    kind: 'entry',
    title: formatDay(entry.day),
    tag: words.grid.kinds[entry.kind],
    classes: ['row-entry', ...classes].join(' '),
    cells,
  }
}

type Zoom = Preferences['zoom']

/** What was drawn last, to draw only what is new. */
export type StatisticsRows = {
  readonly model: SheetModel
  readonly mode: InputMode
  readonly rows: readonly GridRow[]
  readonly total: GridRow
}

/**
 * The rows of a month in the order of the screen: the days, and after each display week its sums; zoomed out, the weeks
 * alone. A row that would look as before is the same object again: the grid leaves it alone.
 */
export function statisticsRows(
  model: SheetModel,
  mode: InputMode,
  zoom: Zoom,
  before: StatisticsRows | null = null,
): StatisticsRows {
  const known = new Map(before?.rows.map((row) => [row.id, row]))
  const rows: GridRow[] = []
  model.weeks.forEach((week, weekIndex) => {
    const days = zoom === 'day' ? week.days : []
    days.forEach((day, i) => {
      const dayIndex = week.first + i
      const isKnown = before !== null && isAsBefore(model, mode, before, dayIndex)
      const row = (isKnown ? known.get(day) : undefined) ?? dayRow(model, dayIndex, mode)
      if (row) rows.push(row)
    })
    const id = weekRowId(week.days)
    const isKnown =
      before?.model.weeks[weekIndex]?.figures === week.figures && isOpenAsBefore(model, mode, before, week)
    const sums = () => weekRow(id, model, mode, week)
    rows.push((isKnown ? known.get(id) : undefined) ?? sums())
  })
  const total = totalRow(formatMonthLong(model.sheet.month), model.month.total)
  return { model, mode, rows, total }
}

/** True when the same days of a week can be typed. */
function isOpenAsBefore(model: SheetModel, mode: InputMode, before: StatisticsRows, { first, days }: Week): boolean {
  const old = before.model
  return (
    mode === before.mode &&
    model.sheet.editable === old.sheet.editable &&
    model.sheet.open === old.sheet.open &&
    days.every((_, i) => model.locks[first + i] === old.locks[first + i])
  )
}

/** True when nothing a day's row shows has changed: its figures, its lock, its marks, what may be typed. */
function isAsBefore(model: SheetModel, mode: InputMode, before: StatisticsRows, dayIndex: number): boolean {
  const old = before.model
  const day = model.month.days[dayIndex]
  return (
    mode === before.mode &&
    day === old.month.days[dayIndex] &&
    model.locks[dayIndex] === old.locks[dayIndex] &&
    model.sheet.editable === old.sheet.editable &&
    LINES.every(({ id }) => {
      const [mark, was] = [model, old].map(({ marks }) => marks.get(markKey(id, day?.day ?? '')))
      return mark?.kind === was?.kind && mark?.message === was?.message
    })
  )
}
