import type { LineDefinition } from '../../shared/categories/line.ts'
import { isMonth, type Month, monthOf } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { sumOf } from '../../shared/calc/day-figures.ts'
import { entryText } from '../../shared/entry/entry-text.ts'
import type { BesideKind, CellView, GridColumn, GridRow, Spot } from '../grid/grid-sheet.ts'
import { formatFigure, formatMonth, formatMonthShort } from '../text/format.ts'
import { words } from '../text/words.ts'
import type { CategoryGrid } from './category-page.tsx'
import {
  besideFigure,
  type CellOrigin,
  clearLine,
  lineCell,
  nameOfLine,
  readLine,
  referenceText,
  sumCell,
} from './line-cells.ts'
import { obstacleAt, type ShownSheet } from './shown-sheet.ts'

/** A figure with where it comes from. */
export type Shown = { readonly figure: Decimal | null; readonly origin: CellOrigin }

/** A year of monthly amounts: lines as rows, months as columns (domain.md C-33). */
export type MonthLines = {
  readonly label: string
  readonly corner: string
  /** Pixels for the longest name of a line. */
  readonly cornerWidth: number
  /** Lines a person types, and lines that are only shown, in the order of the screen. */
  readonly lines: readonly LineDefinition[]
  readonly valueAt: (line: LineDefinition, month: Month) => Shown
  /** What is posted so far in the current month, beside what is forecast; null where the tab has no such column. */
  readonly toDate: ((line: LineDefinition, month: Month) => Decimal | null) | null
  /** The stored lines a row adds up; left out where each row is one of its own. */
  readonly storedLinesOf?: (line: LineDefinition) => readonly string[]
  readonly totalTitle: string
}

const TOTAL = 'total'
const TO_DATE = 'to-date'
const LOOKED_AT = { isComputed: true, words: words.obstacles.computed } as const

/** The grid of a year of monthly amounts, with the total of each line and of each month. */
export function monthLinesSheet(shown: ShownSheet, year: MonthLines): CategoryGrid {
  const { sheet } = shown
  const { lines, valueAt, toDate } = year
  const lineById = new Map(lines.map((line) => [line.id, line]))
  const current = monthOf(sheet.today)
  const hasToDate = toDate !== null && sheet.months.includes(current)
  /** Totals are shown as the lines above them are. */
  const hasCents = lines.some(({ shownDecimals }) => shownDecimals > 0)
  const money = { unit: 'money', shownDecimals: hasCents ? 2 : 0 } as const
  const widest = hasCents ? '-88,888.88' : '-888,888'
  const columns = sheet.months.flatMap((month): GridColumn[] => {
    const column = monthColumn(month, formatMonthShort(month), widest)
    return hasToDate && month === current
      ? [column, monthColumn(TO_DATE, words.months.toDate(formatMonthShort(month)), widest)]
      : [column]
  })
  const figuresOf = (column: string): (Decimal | null)[] =>
    lines.map((line) => {
      if (column === TO_DATE) return toDate?.(line, current) ?? null
      if (column === TOTAL) return sumOf(sheet.months.map((month) => valueAt(line, month).figure))
      return valueAt(line, column).figure
    })
  const columnIds = [...columns.map(({ id }) => id), TOTAL]
  const byColumn = new Map(columnIds.map((id) => [id, figuresOf(id)]))

  const rows = lines.map((line, i): GridRow => {
    const cells = columnIds.map((id): [string, CellView] => {
      if (id === TOTAL) return [id, sumCell(byColumn.get(id)?.[i] ?? null, line)]
      if (id === TO_DATE) return [id, lookedAt(byColumn.get(id)?.[i] ?? null, line)]
      return [id, lineCell(shown, line, id, valueAt(line, id))]
    })
    return {
      id: line.id,
      kind: 'entry',
      title: line.shortLabel,
      tag: '',
      classes: line.entry === 'input' ? 'row-entry' : 'row-entry row-loaded',
      cells: Object.fromEntries(cells),
    }
  })
  const totals = columnIds.map((id): [string, CellView] => [id, sumCell(sumOf(byColumn.get(id) ?? []), money)])
  const besideIn = (kind: BesideKind, line: LineDefinition, month: Month) =>
    sumOf(
      (year.storedLinesOf?.(line) ?? [line.id]).map((id) =>
        besideFigure(shown, kind, { id, scale: line.scale }, month, valueAt(line, month).origin === 'actual'),
      ),
    )
  const besideOf = (kind: BesideKind, line: LineDefinition, column: string) => {
    if (column === TOTAL) return sumOf(sheet.months.map((month) => besideIn(kind, line, month)))
    return sheet.months.includes(column) ? besideIn(kind, line, column) : null
  }
  const lineAt = ({ rowId }: Spot) => lineById.get(rowId)
  const isMonthColumn = ({ columnId }: Spot) => sheet.months.includes(columnId)
  const grid: CategoryGrid = {
    shown,
    label: year.label,
    corner: year.corner,
    cornerWidth: year.cornerWidth,
    columns: [...columns, { ...monthColumn(TOTAL, words.grid.monthTotal, widest), pinned: true }],
    rows,
    total: {
      id: TOTAL,
      kind: 'total',
      title: year.totalTitle,
      tag: '',
      classes: 'row-total',
      cells: Object.fromEntries(totals),
    },
    obstacleOf: (spot) => {
      const line = lineAt(spot)
      return line && isMonthColumn(spot) ? obstacleAt(shown, line, spot.columnId) : LOOKED_AT
    },
    exactText: (spot) => {
      const line = lineAt(spot)
      const figures = byColumn.get(spot.columnId) ?? []
      if (spot.rowId === TOTAL) return entryText(sumOf(figures), { ...money, scale: 2 })
      return line ? entryText(figures[lines.indexOf(line)] ?? null, line) : ''
    },
    read: (spot, text) => {
      const line = lineAt(spot)
      return line && isMonthColumn(spot)
        ? readLine(shown, line, spot.columnId, text)
        : { ok: false, reason: LOOKED_AT.words }
    },
    reference: (kind, spot) => {
      const line = lineAt(spot)
      return line && isMonthColumn(spot) ? referenceText(shown, kind, line, spot.columnId) : null
    },
    beside: (kind, spot) => {
      const line = lineAt(spot)
      if (line) return formatFigure(besideOf(kind, line, spot.columnId), line)
      return formatFigure(sumOf(lines.map((one) => besideOf(kind, one, spot.columnId))), money)
    },
    addends: ({ rowId, columnId }) => {
      const line = lineById.get(rowId)
      if (line?.entry === 'input' && columnId === TOTAL)
        return { sheet: () => grid, spots: sheet.months.map((month) => ({ rowId, columnId: month })) }
      if (rowId !== TOTAL || !sheet.months.includes(columnId)) return null
      const typed = lines.filter(({ entry }) => entry === 'input')
      return { sheet: () => grid, spots: typed.map(({ id }) => ({ rowId: id, columnId })) }
    },
    clear: (spot) => {
      const line = lineAt(spot)
      return line && isMonthColumn(spot) ? clearLine(shown, line, spot.columnId) : []
    },
    nameOf: (spot) => {
      const line = lineAt(spot)
      return line && isMonthColumn(spot) ? nameOfLine(line, spot.columnId) : nameOfSum(line, spot, year.totalTitle)
    },
    placeAt: (spot) => (lineAt(spot) && isMonthColumn(spot) ? { lineId: spot.rowId, period: spot.columnId } : null),
    spotOf: ({ lineId, period }) =>
      lineById.has(lineId) && sheet.months.includes(period) ? { rowId: lineId, columnId: period } : null,
  }
  return grid
}

/** Of a month's total `Net other revenue, Apr 2026`, of a line's year `GPO fees, Total`. */
function nameOfSum(line: LineDefinition | undefined, { columnId }: Spot, totalTitle: string): string {
  const of = columnId === TOTAL ? words.grid.monthTotal : isMonth(columnId) ? formatMonth(columnId) : ''
  return words.months.sumOf(line?.label ?? totalTitle, of)
}

const monthColumn = (id: string, title: string, widest: string): GridColumn => ({
  id,
  title,
  fullTitle: title,
  group: null,
  unit: 'money',
  widest,
})

const lookedAt = (figure: Decimal | null, line: LineDefinition): CellView => {
  const view = sumCell(figure, line)
  return { ...view, classes: 'from-actual locked', signature: `${view.signature}|looked-at` }
}
