import { type Figures, sumOf, totalFigures } from '../../shared/calc/day-figures.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import type { Gesture, StatisticsSheet } from '../../shared/contract/sheet.ts'
import { type Month, monthOf, yearOf } from '../../shared/core/calendar.ts'
import { must } from '../../shared/core/bug.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { entryText } from '../../shared/entry/entry-text.ts'
import type { BesideKind, GridRow, GridSheet, Spot } from '../grid/grid-sheet.ts'
import { formatFigure, formatMonthShort } from '../text/format.ts'
import { words } from '../text/words.ts'
import { besideFigure } from './beside-figure.ts'
import { isStatistic, lineOf, type SheetModel, sheetModel, withMonthWrites } from './sheet-model.ts'
import { spanRow, totalRow } from './statistics-rows.ts'
import { daysAdded, STATISTICS_COLUMNS, statisticsSheet } from './statistics-sheet.ts'
import { clearWeek, nameOfWeek, previewWeek, readWeek, type WeekCell, weekObstacle } from './week-entry.ts'

type Mode = Preferences['inputMode']
type Drawn = {
  readonly base: readonly StatisticsSheet[]
  readonly pending: readonly Gesture[]
  readonly mode: Mode
  readonly models: readonly SheetModel[]
}
export type StatisticsYearSheet = GridSheet & { readonly drawn: Drawn }

/**
 * A year of Statistics by its months (domain.md 1.6, 2.6). A month is typed as a week is: its number is spread over the
 * days that are open. `before` is the state drawn last.
 */
export function statisticsYearSheet(
  base: readonly StatisticsSheet[],
  pending: readonly Gesture[],
  mode: Mode,
  before: StatisticsYearSheet | null,
): StatisticsYearSheet {
  const models = base.map((sheet, i) => modelOf(sheet, pending, before?.drawn.models[i] ?? null))
  const byMonth = new Map(models.map((model) => [model.sheet.month, model]))
  const drawn = { base, pending, mode, models }
  const first = must(models[0], 'a year has months')
  const total = yearTotal(models)
  const at = ({ rowId, columnId }: Spot): { model: SheetModel; cell: WeekCell } | null => {
    const model = byMonth.get(rowId)
    return model ? { model, cell: monthCell(model, columnId) } : null
  }
  const figuresAt = (rowId: string): Figures | undefined => (rowId === TOTAL ? total : byMonth.get(rowId)?.month.total)
  const sheet: StatisticsYearSheet = {
    drawn,
    label: words.grid.yearLabel,
    corner: words.plView.month,
    cornerWidth: 116,
    columns: COLUMNS,
    rows: models.map((model, i) => {
      const isAsBefore = before?.drawn.mode === mode && before.drawn.models[i] === model
      return (isAsBefore ? before.rows[i] : undefined) ?? monthRow(model, mode)
    }),
    total: totalRow(String(yearOf(first.sheet.month)), total),
    obstacleOf: (spot) => {
      const found = at(spot)
      return found ? weekObstacle(found.model, found.cell, mode) : { isComputed: true, words: words.obstacles.computed }
    },
    exactText: ({ rowId, columnId }) => {
      const [line, figures] = [lineOf(columnId), figuresAt(rowId)]
      return line && figures && isStatistic(line.id) ? entryText(figures[line.id], line) : ''
    },
    read: (spot, text) => {
      const found = at(spot)
      return found ? readWeek(found.model, found.cell, text, mode) : { ok: false, reason: words.obstacles.computed }
    },
    preview: (spot, text) => {
      const found = at(spot)
      return found && previewWeek(found.model, found.cell, text, mode)
    },
    reference: (kind, spot) => {
      const [found, line] = [at(spot), lineOf(spot.columnId)]
      const figure = found && line ? besideFigure(found.model, kind, line.id, spanOf(found.model)) : null
      return figure && line ? entryText(figure, line) : null
    },
    beside: (kind, spot) => {
      const [found, line] = [at(spot), lineOf(spot.columnId)]
      if (line === undefined) return null
      const figure = found
        ? besideFigure(found.model, kind, line.id, spanOf(found.model))
        : besideYear(models, kind, line.id)
      return formatFigure(figure, line)
    },
    addends: (spot) => {
      const found = at(spot)
      if (found) {
        const byDay = () => statisticsSheet(found.model, { inputMode: mode, zoom: 'day' }, null)
        return daysAdded(spot.columnId, found.cell.days, byDay)
      }
      return spot.rowId === TOTAL ? daysAdded(spot.columnId, [...byMonth.keys()], () => sheet) : null
    },
    clear: (spot) => {
      const found = at(spot)
      return found ? clearWeek(found.model, found.cell, mode) : []
    },
    nameOf: (spot) => {
      const found = at(spot)
      return found ? nameOfWeek(found.cell) : (lineOf(spot.columnId)?.label ?? '')
    },
    placeAt: () => null,
    spotOf: ({ lineId, period }) =>
      byMonth.has(monthOf(period)) && lineOf(lineId) !== undefined
        ? { rowId: monthOf(period), columnId: lineId }
        : null,
  }
  return sheet
}

const TOTAL = 'total'

/** A year of dollars is longer than a month of them. */
const COLUMNS = STATISTICS_COLUMNS.map((column) =>
  column.unit === 'money' ? { ...column, widest: '8,888,888' } : column,
)
const spanOf = ({ month }: SheetModel) => ({ first: 0, count: month.days.length })
const monthCell = ({ month }: SheetModel, lineId: string): WeekCell => ({
  lineId,
  first: 0,
  days: month.days.map(({ day }) => day),
})

/** What is typed and not answered yet laid over a month; the very same model where nothing of it is another. */
function modelOf(base: StatisticsSheet, pending: readonly Gesture[], before: SheetModel | null): SheetModel {
  const shown = pending
    .filter(({ siteId }) => siteId === base.site.siteId)
    .reduce((sheet, { writes }) => withMonthWrites(sheet, writes, words.marks.waiting), base)
  return before?.sheet === shown ? before : sheetModel(shown, before?.sheet.month === shown.month ? before : null)
}

function monthRow(model: SheetModel, mode: Mode): GridRow {
  const { month } = model.sheet
  return spanRow(
    { id: month, title: formatMonthShort(month), tag: tagOf(model, month) },
    model,
    mode,
    model.month.total,
    (lineId) => monthCell(model, lineId),
  )
}

/** In words what a month's numbers are, by its days. */
function tagOf({ month: { days }, sheet: { today } }: SheetModel, month: Month): string {
  if (month < monthOf(today)) return words.grid.closedTag
  const kinds = new Set(days.map(({ kind }) => kind))
  if (kinds.has('actual') && kinds.size > 1) return words.grid.underWay
  const [only] = kinds.size === 1 ? [...kinds] : ['forecast' as const]
  return only === undefined ? '' : words.grid.kinds[only]
}

/** What the year stands beside: a ratio of the budget's sums; of others the sum of the months that have one. */
function besideYear(models: readonly SheetModel[], kind: BesideKind, lineId: string): Decimal | null {
  if (kind === 'budget' && isStatistic(lineId)) {
    const days = models.flatMap(({ budget }) => budget.days)
    return totalFigures(days, models[0]?.sheet.site.totalRooms ?? 0)[lineId]
  }
  if (lineOf(lineId)?.unit === 'ratio') return null
  return sumOf(models.map((model) => besideFigure(model, kind, lineId, spanOf(model))))
}

const yearTotal = (models: readonly SheetModel[]): Figures =>
  totalFigures(
    models.flatMap(({ month }) => month.days.map(({ figures }) => figures)),
    models[0]?.sheet.site.totalRooms ?? 0,
  )
