import { isForecast } from '../../shared/calc/payroll/payroll-entry.ts'
import { sumOf } from '../../shared/calc/day-figures.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { entryText } from '../../shared/entry/entry-text.ts'
import type { CategoryGrid } from '../categories/category-page.tsx'
import type { ShownSheet } from '../categories/shown-sheet.ts'
import type { BesideKind, Obstacle, ReferenceKind, Spot } from '../grid/grid-sheet.ts'
import { formatFigure } from '../text/format.ts'
import { words } from '../text/words.ts'
import { formOf, gridColumnsOf, SUM_COLUMNS, sumFigure } from './payroll-columns.ts'
import { payrollAddends } from './payroll-addends.ts'
import type { EntryPlace } from './payroll-entry.ts'
import { codeDaysOf, figureOf, pairSum, type Part } from './payroll-figures.ts'
import { lastYearOf, type PayrollModel, payrollModel } from './payroll-model.ts'
import { payrollObstacle, placeOfCell, placesOfCell, spanOf, spotOfPlace, TOTAL } from './payroll-places.ts'
import { clearPayroll, nameOfPlace, previewPayroll, readPayroll } from './payroll-reading.ts'
import { type PayrollGridRows, payrollGridRows } from './payroll-grid-rows.ts'
import { lineOfColumn, payrollColumns, payrollView } from './payroll-view.ts'

/** What a person chose to see of payroll. */
export type PayrollChoice = Pick<Preferences, 'payrollMode' | 'payrollMetric' | 'zoom'>
export type PayrollSheet = CategoryGrid & {
  readonly drawn: PayrollGridRows
  /** What a cell stands beside, with all its digits. */
  readonly figureBeside: (kind: BesideKind, spot: Spot) => Decimal | null
}

/** Payroll of a month for the grid: its days and weeks, or itself as one row of a year × job families or job codes (domain.md 3.1, 3.7). */
export function payrollSheet(shown: ShownSheet, choice: PayrollChoice, before: PayrollSheet | null): PayrollSheet {
  const model = payrollModel(shown)
  const view = payrollView(model, choice)
  const columns = payrollColumns(model, view.mode)
  const drawn = payrollGridRows({ model, view, columns, zoom: choice.zoom }, before?.drawn ?? null)
  const byId = new Map(columns.map((column) => [column.id, column]))
  const obstacleOf = ({ rowId, columnId }: Spot): Obstacle | null => {
    const sum = SUM_COLUMNS.find((id) => id === columnId)
    if (sum !== undefined) return { isComputed: true, words: words.payroll.obstacles[sum] }
    return payrollObstacle(model, view, byId.get(columnId), spanOf(model, rowId))
  }
  /** Where a spot enters something; null where it can stand for nothing typed. */
  const placeOf = ({ rowId, columnId }: Spot): EntryPlace | null => {
    const [column, span] = [byId.get(columnId), spanOf(model, rowId)]
    if (column === undefined || span === undefined || view.metric === 'revenue') return null
    return { column, span, metric: view.metric }
  }
  const figureBeside = (kind: BesideKind, { rowId, columnId }: Spot): Decimal | null => {
    const span = spanOf(model, rowId)
    const jobs = columnId === TOTAL ? columns.flatMap((column) => column.jobs) : byId.get(columnId)?.jobs
    const { metric } = view
    if (span === undefined || jobs === undefined || (metric !== 'hours' && metric !== 'cost')) return null
    return besideFigure(model, { jobs, days: span.days }, kind, metric)
  }
  const sheet: PayrollSheet = {
    shown,
    drawn,
    figureBeside,
    label: words.payroll.label,
    zoom: choice.zoom,
    corner: words.grid.day,
    cornerWidth: 124,
    columns: gridColumnsOf(model, view, columns),
    rows: drawn.rows,
    total: drawn.total,
    obstacleOf,
    exactText: ({ rowId, columnId }) => {
      const span = spanOf(model, rowId)
      if (span === undefined) return ''
      const sum = SUM_COLUMNS.find((id) => id === columnId)
      if (sum !== undefined) {
        const jobs = columns.flatMap((column) => column.jobs)
        return entryText(sumFigure(model, { jobs, days: span.days }, sum, view.metric), EXACT)
      }
      const column = byId.get(columnId)
      if (column === undefined) return ''
      // What a family holds beside the salaried, or putting it back would give their cost to the others.
      const jobs = column.isSalaried ? column.jobs : column.jobs.filter(isForecast)
      return entryText(figureOf(model, { jobs, days: span.days }, view.metric), lineOfColumn(column, view.metric))
    },
    read: (spot, text) => {
      const place = placeOf(spot)
      if (place !== null) return readPayroll(model, place, obstacleOf(spot), text)
      return { ok: false, reason: obstacleOf(spot)?.words ?? words.payroll.obstacles.total }
    },
    preview: (spot, text) => {
      const place = placeOf(spot)
      return place && previewPayroll(model, place, text)
    },
    reference: (kind, spot) => {
      const place = placeOf(spot)
      if (place === null || place.metric === 'rate') return null
      const figure = referenceFigure(model, place, kind)
      return figure && entryText(figure, lineOfColumn(place.column, place.metric))
    },
    beside: (kind, spot) => {
      const isKnown = view.metric === 'hours' || view.metric === 'cost'
      return isKnown ? formatFigure(figureBeside(kind, spot), formOf(view.metric)) : null
    },
    addends: (spot) => {
      const found = payrollAddends(model, view, columns, spot)
      if (found === null) return null
      const isHere = choice.zoom === 'day' || found.kind === 'columns'
      return {
        sheet: () => (isHere ? sheet : payrollSheet(shown, { ...choice, zoom: 'day' }, null)),
        spots: found.spots,
      }
    },
    clear: (spot) => {
      const place = placeOf(spot)
      return place ? clearPayroll(model, place, obstacleOf(spot)) : []
    },
    nameOf: (spot) => {
      const place = placeOf(spot)
      if (place !== null) return nameOfPlace(place)
      const sum = SUM_COLUMNS.find((id) => id === spot.columnId)
      const title = sum === undefined ? (byId.get(spot.columnId)?.label ?? '') : words.payroll.fullTitles[sum]
      return words.payroll.of(title, spanOf(model, spot.rowId)?.title ?? '')
    },
    placeAt: ({ rowId, columnId }) => placeOfCell(view, byId.get(columnId), rowId),
    placesAt: ({ rowId, columnId }) => placesOfCell(view, byId.get(columnId), spanOf(model, rowId)),
    spotOf: (place) => spotOfPlace(model, columns, place, choice.zoom),
  }
  return sheet
}

/** What a cell stands beside, of the codes a person forecasts: the salaried follow from their salary. */
function referenceFigure(model: PayrollModel, place: EntryPlace, kind: ReferenceKind): Decimal | null {
  const part = { jobs: place.column.jobs.filter(isForecast), days: place.span.days }
  return besideFigure(model, part, kind, place.metric === 'cost' ? 'cost' : 'hours')
}

/** What a number of Payroll stands beside, added over jobs and days (domain.md 3.2). */
function besideFigure(model: PayrollModel, part: Part, kind: BesideKind, metric: 'hours' | 'cost'): Decimal | null {
  const { jobs, days } = part
  if (kind === 'last-year')
    return sumOf(jobs.flatMap(({ code }) => days.map((day) => lastYearOf(model, code, day)[metric])))
  const codes = codeDaysOf(model, part)
  if (kind === 'budget') return pairSum(codes, ({ budget }) => budget)[metric]
  const countsActual = days.some((day) => model.days[model.indexOf.get(day) ?? -1]?.isActual)
  return pairSum(codes, ({ actual, forecast }) => (countsActual ? forecast : actual))[metric]
}

const EXACT = { unit: 'hours', scale: 2 } as const
