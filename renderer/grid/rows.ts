import type { Figures } from '../../shared/calc/day-figures.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { isStatistic, LINES, markKey, type InputMode, obstacleOf, type SheetModel } from '../statistics/sheet-model.ts'
import { formatDay, formatFigure, formatMonthLong, formatWeek } from '../text/format.ts'
import { words } from '../text/words.ts'

/** One cell as it is drawn. Two views with the same signature look the same, so the grid leaves the cell alone. */
export type CellView = {
  readonly text: string
  readonly figure: Decimal | null
  readonly classes: string
  readonly editable: boolean
  readonly tooltip: string | null
  readonly signature: string
}

export type GridRow = {
  /** `2026-04-16`, `week-2026-04-12`, or `total`. */
  readonly id: string
  readonly kind: 'day' | 'week' | 'total'
  /** Place among the days of the month; -1 for sums. */
  readonly dayIndex: number
  readonly title: string
  readonly tag: string
  readonly actual: boolean
  readonly weekend: boolean
  readonly cells: Readonly<Record<string, CellView>>
}

function cellView(
  line: LineDefinition,
  figure: Decimal | null,
  classes: string,
  editable: boolean,
  tooltip: string | null,
): CellView {
  const text = formatFigure(figure, line)
  return { text, figure, classes, editable, tooltip, signature: `${text}|${classes}|${tooltip ?? ''}` }
}

const figureOf = (figures: Figures, line: LineDefinition): Decimal | null =>
  isStatistic(line.id) ? figures[line.id] : null

function sumRow(id: string, kind: 'week' | 'total', title: string, tag: string, figures: Figures): GridRow {
  const cells = Object.fromEntries(
    LINES.map((line) => [line.id, cellView(line, figureOf(figures, line), 'sum', false, null)]),
  )
  return { id, kind, dayIndex: -1, title, tag, actual: false, weekend: false, cells }
}

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
      return [line.id, cellView(line, figureOf(entry.figures, line), classes.join(' '), obstacle === null, tooltip)]
    }),
  )
  const weekday = new Date(`${entry.day}T12:00:00Z`).getUTCDay()
  return {
    id: entry.day,
    kind: 'day',
    dayIndex,
    title: formatDay(entry.day),
    tag: words.grid.kinds[entry.kind],
    actual: entry.kind === 'actual',
    // Friday and Saturday nights are a hotel's weekend (domain.md C-17).
    weekend: weekday === 5 || weekday === 6,
    cells,
  }
}

/** What was drawn last, to draw only what is new. */
export type GridRows = {
  readonly model: SheetModel
  readonly mode: InputMode
  readonly rows: readonly GridRow[]
  readonly total: GridRow
}

/**
 * The rows of a month in the order of the screen: the days, and after each display week its sums. A row that would look
 * as before is the same object again: the grid leaves it alone.
 */
export function gridRows(model: SheetModel, mode: InputMode, before: GridRows | null = null): GridRows {
  const known = new Map(before?.rows.map((row) => [row.id, row]))
  const rows: GridRow[] = []
  model.weeks.forEach((week, weekIndex) => {
    week.days.forEach((day, i) => {
      const dayIndex = week.first + i
      const isKnown = before !== null && isAsBefore(model, mode, before, dayIndex)
      const row = (isKnown ? known.get(day) : undefined) ?? dayRow(model, dayIndex, mode)
      if (row) rows.push(row)
    })
    const id = `week-${week.days[0] ?? ''}`
    const isKnown = before?.model.weeks[weekIndex]?.figures === week.figures
    const sums = () => sumRow(id, 'week', formatWeek(week.days), words.grid.week, week.figures)
    rows.push((isKnown ? known.get(id) : undefined) ?? sums())
  })
  const total = sumRow('total', 'total', formatMonthLong(model.sheet.month), words.grid.monthTotal, model.month.total)
  return { model, mode, rows, total }
}

/** True when nothing a day's row shows has changed: its figures, its lock, its marks, what may be typed. */
function isAsBefore(model: SheetModel, mode: InputMode, before: GridRows, dayIndex: number): boolean {
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

/** How a row looks as a whole. */
export function rowClass({ kind, actual, weekend }: GridRow): string {
  return [`row-${kind}`, ...(actual ? ['row-actual'] : []), ...(weekend ? ['row-weekend'] : [])].join(' ')
}
