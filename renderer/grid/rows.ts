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

/** The rows of a month in the order of the screen: the days, and after each display week its sums. */
export function gridRows(model: SheetModel, mode: InputMode): { rows: GridRow[]; total: GridRow } {
  const rows: GridRow[] = []
  for (const week of model.weeks) {
    for (let i = 0; i < week.days.length; i += 1) {
      const row = dayRow(model, week.first + i, mode)
      if (row) rows.push(row)
    }
    rows.push(sumRow(`week-${week.days[0] ?? ''}`, 'week', formatWeek(week.days), words.grid.week, week.figures))
  }
  const total = sumRow('total', 'total', formatMonthLong(model.sheet.month), words.grid.monthTotal, model.month.total)
  return { rows, total }
}

/** How a row looks as a whole. */
export function rowClass({ kind, actual, weekend }: GridRow): string {
  return [`row-${kind}`, ...(actual ? ['row-actual'] : []), ...(weekend ? ['row-weekend'] : [])].join(' ')
}
