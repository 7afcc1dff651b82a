import { type Figures, sumOf, totalFigures } from '../../shared/calc/day-figures.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import type { Gesture, StatisticsSheet } from '../../shared/contract/sheet.ts'
import { yearOf } from '../../shared/core/calendar.ts'
import { must } from '../../shared/core/bug.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { entryText } from '../../shared/entry/entry-text.ts'
import { monthTag, yearSheet } from '../categories/year-sheet.ts'
import type { BesideKind, GridSheet } from '../grid/grid-sheet.ts'
import { formatFigure, formatMonthShort } from '../text/format.ts'
import { words } from '../text/words.ts'
import { besideDays, besideFigure } from './beside-figure.ts'
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
  readonly months: readonly GridSheet[]
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
  const drawn = before?.drawn
  if (before && drawn?.base === base && drawn.pending === pending && drawn.mode === mode) return before
  const models = base.map((sheet, i) => modelOf(sheet, pending, drawn?.models[i] ?? null))
  const months = models.map((model, i) => {
    const isAsBefore = drawn?.mode === mode && drawn.models[i] === model
    return (isAsBefore ? drawn.months[i] : undefined) ?? monthSheet(model, mode)
  })
  const total = yearTotal(models)
  const first = must(models[0], 'a year has months')
  const year = yearSheet(new Map(models.map(({ sheet }, i) => [sheet.month, must(months[i], sheet.month)])), {
    label: words.grid.yearLabel,
    columns: COLUMNS,
    total: totalRow(String(yearOf(first.sheet.month)), total),
    exactTotal: (lineId) => exactText(total, lineId),
    besideTotal: (kind, lineId) => {
      const line = lineOf(lineId)
      return line === undefined ? null : formatFigure(besideYear(models, kind, line.id), line)
    },
  })
  return { ...year, drawn: { base, pending, mode, models, months } }
}

/** A year of dollars is longer than a month of them. */
const COLUMNS = STATISTICS_COLUMNS.map((column) =>
  column.unit === 'money' ? { ...column, widest: '8,888,888' } : column,
)

/** A month as the one row of a sheet. */
function monthSheet(model: SheetModel, mode: Mode): GridSheet {
  const { month, today } = model.sheet
  const cellAt = (lineId: string): WeekCell => ({ lineId, first: 0, days: model.month.days.map(({ day }) => day) })
  const kinds = new Set(model.month.days.map(({ kind }) => kind))
  const tag = monthTag(month, today, kinds, words.grid.kinds)
  const beside = (kind: BesideKind, lineId: string) => besideFigure(model, kind, lineId, wholeMonth(model))
  return {
    label: words.grid.yearLabel,
    corner: words.plView.month,
    cornerWidth: 116,
    columns: COLUMNS,
    rows: [spanRow({ id: month, title: formatMonthShort(month), tag }, model, mode, model.month.total, cellAt)],
    total: null,
    obstacleOf: ({ columnId }) => weekObstacle(model, cellAt(columnId), mode),
    exactText: ({ columnId }) => exactText(model.month.total, columnId),
    read: ({ columnId }, text) => readWeek(model, cellAt(columnId), text, mode),
    preview: ({ columnId }, text) => previewWeek(model, cellAt(columnId), text, mode),
    reference: (kind, { columnId }) => {
      const [line, figure] = [lineOf(columnId), beside(kind, columnId)]
      return figure && line ? entryText(figure, line) : null
    },
    beside: (kind, { columnId }) => {
      const line = lineOf(columnId)
      return line === undefined ? null : formatFigure(beside(kind, columnId), line)
    },
    addends: ({ columnId }) =>
      daysAdded(columnId, cellAt(columnId).days, () => statisticsSheet(model, { inputMode: mode, zoom: 'day' }, null)),
    clear: ({ columnId }) => clearWeek(model, cellAt(columnId), mode),
    nameOf: ({ columnId }) => nameOfWeek(cellAt(columnId)),
    placeAt: () => null,
    placesAt: ({ columnId }) => cellAt(columnId).days.map((period) => ({ lineId: columnId, period })),
    spotOf: ({ lineId }) => (lineOf(lineId) === undefined ? null : { rowId: month, columnId: lineId }),
  }
}

const wholeMonth = ({ month }: SheetModel) => ({ first: 0, count: month.days.length })

function exactText(figures: Figures, lineId: string): string {
  const line = lineOf(lineId)
  return line && isStatistic(line.id) ? entryText(figures[line.id], line) : ''
}

/** What is typed and not answered yet laid over a month; the very same model where nothing of it is another. */
function modelOf(base: StatisticsSheet, pending: readonly Gesture[], before: SheetModel | null): SheetModel {
  const shown = pending
    .filter(({ siteId }) => siteId === base.site.siteId)
    .reduce((sheet, { writes }) => withMonthWrites(sheet, writes, words.marks.waiting), base)
  return before?.sheet === shown ? before : sheetModel(shown, before?.sheet.month === shown.month ? before : null)
}

/** What the year stands beside; of the forecast of closed days the sum of the months that have one. */
function besideYear(models: readonly SheetModel[], kind: BesideKind, lineId: string): Decimal | null {
  if (kind !== 'actual' && isStatistic(lineId)) {
    const days = models.flatMap((model) => besideDays(model, kind))
    return totalFigures(days, models[0]?.sheet.site.totalRooms ?? 0)[lineId]
  }
  if (lineOf(lineId)?.unit === 'ratio') return null
  return sumOf(models.map((model) => besideFigure(model, kind, lineId, wholeMonth(model))))
}

const yearTotal = (models: readonly SheetModel[]): Figures =>
  totalFigures(
    models.flatMap(({ month }) => month.days.map(({ figures }) => figures)),
    models[0]?.sheet.site.totalRooms ?? 0,
  )
