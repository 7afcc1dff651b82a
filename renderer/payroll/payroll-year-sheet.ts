import { sumOf } from '../../shared/calc/day-figures.ts'
import type { CategorySheet, Gesture } from '../../shared/contract/sheet.ts'
import { must } from '../../shared/core/bug.ts'
import { yearOf } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { entryText } from '../../shared/entry/entry-text.ts'
import { shownOf } from '../categories/shown-sheet.ts'
import { withWritesAround } from '../categories/with-stored-writes.ts'
import { yearSheet } from '../categories/year-sheet.ts'
import { cellView } from '../grid/cell-view.ts'
import type { CellView, GridColumn, GridRow, GridSheet } from '../grid/grid-sheet.ts'
import { formatFigure } from '../text/format.ts'
import { words } from '../text/words.ts'
import { TOTAL } from './payroll-places.ts'
import { type PayrollChoice, type PayrollSheet, payrollSheet } from './payroll-sheet.ts'

type Choice = Omit<PayrollChoice, 'zoom'>
type Drawn = { readonly choice: Choice; readonly months: readonly PayrollSheet[] }
export type PayrollYearSheet = GridSheet & { readonly drawn: Drawn }

/**
 * A year of Payroll by its months (domain.md 1.6, 3.7). A month is typed as a week is: its number is spread over the days
 * that are open, and on each over the codes. `before` is the state drawn last.
 */
export function payrollYearSheet(
  base: readonly CategorySheet[],
  pending: readonly Gesture[],
  choice: Choice,
  before: PayrollYearSheet | null,
): PayrollYearSheet {
  const drawn = before && isSameChoice(before.drawn.choice, choice) ? before.drawn : null
  const months = base.map((sheet, i) => {
    const shown = shownOf(sheet, pending, withWritesAround)
    const old = drawn?.months[i] ?? null
    return old?.shown === shown ? old : payrollSheet(shown, { ...choice, zoom: 'month' }, old)
  })
  if (before && drawn && months.every((month, i) => month === drawn.months[i])) return before
  const first = must(months[0], 'a year has months')
  const columns = first.columns.map(asWideAsAYear)
  const unitOf = new Map(columns.map(({ id, unit }) => [id, unit]))
  const sumAt = (columnId: string): Decimal | null =>
    sumOf(months.map(({ rows }) => rows[0]?.cells[columnId]?.figure ?? null))
  const isAddable = columns.every(({ addable }) => addable !== false)
  const year = yearSheet(new Map(months.map((month) => [must(month.shown.sheet.months[0], 'a month'), month])), {
    label: words.payroll.yearLabel,
    columns,
    total: isAddable ? totalRow(String(yearOf(must(first.shown.sheet.months[0], 'a month'))), columns, sumAt) : null,
    exactTotal: (columnId) => entryText(sumAt(columnId), { unit: unitOf.get(columnId) ?? 'hours', scale: 2 }),
    besideTotal: (kind, columnId) => {
      const figures = months.map((month) => month.figureBeside(kind, { rowId: month.rows[0]?.id ?? '', columnId }))
      return formatFigure(sumOf(figures), { unit: unitOf.get(columnId) ?? 'hours', shownDecimals: 2 })
    },
  })
  return { ...year, drawn: { choice, months } }
}

const isSameChoice = (a: Choice, b: Choice): boolean =>
  a.payrollMode === b.payrollMode && a.payrollMetric === b.payrollMetric

/** A month and a year have a digit more than a day and a month. */
const asWideAsAYear = (column: GridColumn): GridColumn => {
  const { widest, addable } = column
  return addable === false ? column : { ...column, widest: `${/^\d{3},/.test(widest) ? '8,' : '8'}${widest}` }
}

function totalRow(title: string, columns: readonly GridColumn[], sumAt: (columnId: string) => Decimal | null): GridRow {
  const cells = columns.map(({ id, unit }): [string, CellView] => [
    id,
    cellView(sumAt(id), { unit, shownDecimals: 2 }, 'sum', false, null),
  ])
  return {
    id: TOTAL,
    kind: 'total',
    title,
    tag: words.payroll.total,
    classes: 'row-total',
    cells: Object.fromEntries(cells),
  }
}
