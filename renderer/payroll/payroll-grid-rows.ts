import { isForecast } from '../../shared/calc/payroll/payroll-entry.ts'
import { PAYROLL_METRICS, payrollLineId } from '../../shared/categories/payroll.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import type { CellMark } from '../../shared/contract/sheet.ts'
import type { Day } from '../../shared/core/calendar.ts'
import { must } from '../../shared/core/bug.ts'
import { placeKey } from '../categories/shown-sheet.ts'
import { monthTag } from '../categories/year-sheet.ts'
import { cellView } from '../grid/cell-view.ts'
import type { CellView, GridRow } from '../grid/grid-sheet.ts'
import { formatDay, formatMonthLong, formatMonthShort, formatWeek } from '../text/format.ts'
import { words } from '../text/words.ts'
import { formOf, sumColumnsOf, sumFigure } from './payroll-columns.ts'
import { codeDaysOf, figureOf, isBillable, originOf } from './payroll-figures.ts'
import type { PayrollModel } from './payroll-model.ts'
import { payrollObstacle, type PayrollSpan, spanOf, TOTAL, weekRowId, WHOLE_MONTH } from './payroll-places.ts'
import type { PayrollColumn, PayrollView } from './payroll-view.ts'

/** What is drawn: a month of payroll in one view, its columns worked out. */
export type PayrollDrawing = {
  readonly model: PayrollModel
  readonly view: PayrollView
  readonly columns: readonly PayrollColumn[]
  readonly zoom: Preferences['zoom']
}
export type PayrollGridRows = { readonly rows: readonly GridRow[]; readonly total: GridRow | null }

/**
 * The days of a month and after each display week its sums, which can be typed as well; zoomed out, the weeks alone, or
 * the month as one row of a year; with rates, first the whole month. A row that would look as before is the same object again.
 */
export function payrollGridRows(drawing: PayrollDrawing, before: PayrollGridRows | null): PayrollGridRows {
  const { model, view, zoom } = drawing
  const known = new Map(before?.rows.map((row) => [row.id, row]))
  const isRate = view.metric === 'rate'
  const rows =
    zoom === 'month'
      ? [monthRow(drawing)]
      : [
          ...(isRate ? [sumRow(drawing, WHOLE_MONTH, words.payroll.wholeMonth, '')] : []),
          ...model.weeks.flatMap((week) => [
            ...(zoom === 'day' ? week.map((day) => dayRow(drawing, day)) : []),
            sumRow(drawing, weekRowId(week), formatWeek(week), words.payroll.spread),
          ]),
        ]
  return {
    rows: rows.map((row) => asBefore(row, known.get(row.id))),
    total:
      isRate || zoom === 'month' ? null : sumRow(drawing, TOTAL, formatMonthLong(model.month), words.payroll.total),
  }
}

function asBefore(row: GridRow, old: GridRow | undefined): GridRow {
  const isSame =
    old !== undefined &&
    old.tag === row.tag &&
    old.classes === row.classes &&
    Object.entries(row.cells).every(([id, { signature }]) => old.cells[id]?.signature === signature)
  return isSame ? old : row
}

/** Cells of the columns that are only looked at. */
const sumCells = (
  { model, view: { metric }, columns }: PayrollDrawing,
  { days }: PayrollSpan,
): [string, CellView][] => {
  const jobs = columns.flatMap((column) => column.jobs)
  return sumColumnsOf(model, metric).map((id) => {
    const figure = sumFigure(model, { jobs, days }, id, metric)
    const classes = id === TOTAL || id === 'revenue' ? 'sum' : 'sum reference'
    return [id, cellView(figure, formOf(id === 'revenue' ? 'revenue' : metric), classes, false, null)]
  })
}

const spanAt = (model: PayrollModel, rowId: string): PayrollSpan => must(spanOf(model, rowId), rowId)

/** Sums of a week or the month: typed where the metric can be, and looked at elsewhere. */
function sumRow(drawing: PayrollDrawing, id: string, title: string, tag: string): GridRow {
  const { model, view, columns } = drawing
  const span = spanAt(model, id)
  const isTyped = id !== TOTAL && view.metric !== 'revenue'
  const cells = columns.map((column): [string, CellView] => {
    const figure = figureOf(model, { jobs: column.jobs, days: span.days }, view.metric)
    const canType = isTyped && payrollObstacle(model, view, column, span) === null
    return [column.id, cellView(figure, formOf(view.metric), canType ? 'sum input' : 'sum', canType, null)]
  })
  return {
    id,
    kind: id === TOTAL ? 'total' : isTyped ? (id === WHOLE_MONTH ? 'whole' : 'spread') : 'sum',
    title,
    tag,
    classes: id === TOTAL ? 'row-total' : 'row-sum',
    cells: Object.fromEntries([...cells, ...sumCells(drawing, span)]),
  }
}

/** The month among those of its year. */
function monthRow(drawing: PayrollDrawing): GridRow {
  const { month, days, shown } = drawing.model
  const kinds = new Set(days.map(({ day }) => kindOf(drawing, spanAt(drawing.model, day))))
  const tag = monthTag(month, shown.sheet.today, kinds, words.payroll.tags)
  return sumRow(drawing, month, formatMonthShort(month), tag)
}

function dayRow(drawing: PayrollDrawing, day: Day): GridRow {
  const { model, columns } = drawing
  const span = spanAt(model, day)
  const cells = columns.map((column): [string, CellView] => [column.id, dayCell(drawing, column, span)])
  const kind = kindOf(drawing, span)
  // Friday and Saturday nights are a hotel's weekend (domain.md C-17).
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  const isWeekend = weekday === 5 || weekday === 6
  return {
    id: day,
    kind: 'entry',
    title: formatDay(day),
    tag: words.payroll.tags[kind],
    classes: ['row-entry', ...(kind === 'actual' ? ['row-actual'] : []), ...(isWeekend ? ['row-weekend'] : [])].join(
      ' ',
    ),
    cells: Object.fromEntries([...cells, ...sumCells(drawing, span)]),
  }
}

function dayCell({ model, view }: PayrollDrawing, column: PayrollColumn, span: PayrollSpan): CellView {
  const part = { jobs: column.jobs, days: span.days }
  const isPaid = view.metric !== 'revenue' || isBillable(model, column.jobs)
  const obstacle = payrollObstacle(model, view, column, span)
  const mark = markOf(model, part)
  const origin = view.metric === 'rate' ? rateOrigin(model, part) : originOf(codeDaysOf(model, part))
  const from = view.metric === 'revenue' ? 'derived' : origin
  const classes = [`from-${from}`, obstacle === null ? 'input' : 'locked', ...(mark ? [`mark-${mark.kind}`] : [])]
  const markWords = mark ? `${words.marks.names[mark.kind]}: ${mark.message}` : null
  const tooltip = isPaid ? markWords : words.payroll.notBillable(column.label)
  return cellView(
    isPaid ? figureOf(model, part, view.metric) : null,
    formOf(view.metric),
    classes.join(' '),
    obstacle === null,
    tooltip,
  )
}

const rateOrigin = (model: PayrollModel, part: Parameters<typeof codeDaysOf>[1]) =>
  codeDaysOf(model, part).some(({ value }) => value.isRateTyped) ? 'forecast' : 'budget'

/** What a day's numbers are, by the one that counts most for a person who looks down the month. */
function kindOf({ model, columns }: PayrollDrawing, span: PayrollSpan): keyof typeof words.payroll.tags {
  const day = model.days[model.indexOf.get(span.days[0] ?? '') ?? -1]
  if (day?.isActual === true) return 'actual'
  const origin = originOf(codeDaysOf(model, { jobs: columns.flatMap(({ jobs }) => jobs), days: span.days }))
  return origin === 'forecast' || origin === 'mixed' || origin === 'closed' ? origin : 'budget'
}

const WORST: readonly CellMark['kind'][] = ['conflict', 'rejected', 'waiting']

/** The mark of a cell, of a family the worst of its codes. */
function markOf({ shown }: PayrollModel, { jobs, days }: Parameters<typeof codeDaysOf>[1]): CellMark | undefined {
  const marks = jobs.filter(isForecast).flatMap(({ code }) =>
    days.flatMap((period) =>
      PAYROLL_METRICS.flatMap((metric) => {
        const mark = shown.marks.get(placeKey({ lineId: payrollLineId(metric, code), period }))
        return mark ? [mark] : []
      }),
    ),
  )
  return marks.toSorted((a, b) => WORST.indexOf(a.kind) - WORST.indexOf(b.kind))[0]
}
