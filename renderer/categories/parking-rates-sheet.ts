import { rateInForce } from '../../shared/calc/parking-rates.ts'
import { findLine } from '../../shared/categories/index.ts'
import { PARKING_RATE_LINES } from '../../shared/categories/parking-rates.ts'
import { monthOf } from '../../shared/core/calendar.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { entryText } from '../../shared/entry/entry-text.ts'
import type { GridColumn, GridRow, GridSheet, Spot } from '../grid/grid-sheet.ts'
import { formatFigure, formatMonthLong } from '../text/format.ts'
import { words } from '../text/words.ts'
import { besideFigure, clearLine, lineCell, nameOfLine, readLine, referenceText } from './line-cells.ts'
import { obstacleAt, type ShownSheet, storedAt } from './shown-sheet.ts'

const COLUMNS: readonly GridColumn[] = PARKING_RATE_LINES.map(({ id, label, group, unit }) => ({
  id,
  title: label.replace(
    /^(Valet|Self) (\w)(\w*) rate$/,
    (_all, _side, first: string, rest: string) => first.toUpperCase() + rest,
  ),
  fullTitle: label,
  group,
  unit,
  widest: '888.88',
}))

export type ParkingRatesSheet = GridSheet & { readonly shown: ShownSheet }

/** Parking rates of a year: 12 months × 8 categories (domain.md 4.1). A cell shows the rate in force. */
export function parkingRatesSheet(shown: ShownSheet): ParkingRatesSheet {
  const { sheet } = shown
  const cellsOf = (lineId: string, month: string) => ({
    forecast: storedAt(sheet, 'forecast', { lineId, period: month }),
    budget: storedAt(sheet, 'budget', { lineId, period: month }),
    actual: storedAt(sheet, 'actual', { lineId, period: month }),
  })
  const figureAt = ({ rowId, columnId }: Spot) => {
    const rate = rateInForce(cellsOf(columnId, rowId))
    return rate === null ? null : fromScaled(rate, 2)
  }
  const rows = sheet.months.map((month): GridRow => {
    const cells = PARKING_RATE_LINES.map((line) => {
      const { forecast, budget } = cellsOf(line.id, month)
      const origin = forecast !== null ? 'forecast' : budget !== null ? 'budget' : 'empty'
      const figure = figureAt({ rowId: month, columnId: line.id })
      return [line.id, lineCell(shown, line, month, { figure, origin })] as const
    })
    const isClosed = month < monthOf(sheet.today)
    return {
      id: month,
      kind: 'entry',
      title: formatMonthLong(month),
      tag: isClosed ? words.grid.closedTag : '',
      classes: isClosed ? 'row-entry row-actual' : 'row-entry',
      cells: Object.fromEntries(cells),
    }
  })
  const lineAt = ({ columnId }: Spot) => findLine(columnId)
  return {
    shown,
    label: words.rates.label,
    corner: words.plView.month,
    cornerWidth: 150,
    columns: COLUMNS,
    rows,
    total: null,
    obstacleOf: (spot) => {
      const line = lineAt(spot)
      return line ? obstacleAt(shown, line, spot.rowId) : { isComputed: true, words: words.obstacles.computed }
    },
    exactText: (spot) => {
      const line = lineAt(spot)
      return line ? entryText(figureAt(spot), line) : ''
    },
    read: (spot, text) => {
      const line = lineAt(spot)
      return line ? readLine(shown, line, spot.rowId, text) : { ok: false, reason: words.obstacles.computed }
    },
    reference: (kind, spot) => {
      const line = lineAt(spot)
      return line ? referenceText(shown, kind, line, spot.rowId) : null
    },
    beside: (kind, spot) => {
      const line = lineAt(spot)
      return line ? formatFigure(besideFigure(shown, kind, line, spot.rowId, false), line) : null
    },
    clear: (spot) => {
      const line = lineAt(spot)
      return line ? clearLine(shown, line, spot.rowId) : []
    },
    nameOf: (spot) => {
      const line = lineAt(spot)
      return line ? nameOfLine(line, spot.rowId) : ''
    },
    placeAt: ({ rowId, columnId }) => ({ lineId: columnId, period: rowId }),
    spotOf: ({ lineId, period }) =>
      sheet.months.includes(period) && COLUMNS.some(({ id }) => id === lineId)
        ? { rowId: period, columnId: lineId }
        : null,
  }
}
