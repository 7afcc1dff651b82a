import { sumOf } from '../../shared/calc/day-figures.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { formatFigure, formatPlain } from '../text/format.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'
import type { Size } from './selection.ts'

/** What the status bar says of a selection, already in words. */
export type SelectionFigures = {
  readonly rows: number
  readonly columns: number
  readonly count: number
  /** Null where adding would mean nothing: percentages, or different units together. */
  readonly sum: string | null
  readonly average: string | null
}

/** What chosen cells come to; null where adding them means nothing, or nothing is there. */
export function sumOfSpots(sheet: GridSheet, spots: readonly Spot[]): Decimal | null {
  const { values, unit } = valuesOf(sheet, spots)
  const isAddable = sheet.columns.every(({ addable }) => addable !== false)
  return isAddable && unit !== undefined && unit !== 'ratio' ? sumOf(values) : null
}

/** The numbers of some cells, and their unit where it is one. */
function valuesOf(sheet: GridSheet, spots: readonly Spot[]) {
  const unitOf = new Map(sheet.columns.map(({ id, unit }) => [id, unit]))
  const rowOf = new Map(sheet.rows.map((row) => [row.id, row]))
  const units = new Set(spots.map(({ columnId }) => unitOf.get(columnId)))
  const unit = units.size === 1 ? [...units][0] : undefined
  const values = spots.flatMap(({ rowId, columnId }): Decimal[] => {
    const figure = rowOf.get(rowId)?.cells[columnId]?.figure ?? null
    return figure === null ? [] : [figure]
  })
  return { values, unit }
}

/** Sum, average and count of the numbers in a selection; blank cells are not numbers. */
export function selectionFigures(sheet: GridSheet, spots: readonly Spot[], size: Size): SelectionFigures | null {
  if (spots.length < 2) return null
  const { values, unit } = valuesOf(sheet, spots)
  const isAddable = sheet.columns.every(({ addable }) => addable !== false)
  const figures = { rows: size.rows, columns: size.cols, count: values.length, sum: null, average: null }
  const sum = sumOf(values)
  if (sum === null || unit === undefined) return figures
  const average = sum.div(values.length)
  if (unit === 'ratio') return { ...figures, average: formatFigure(average, { unit, shownDecimals: 1 }) }
  return { ...figures, sum: isAddable ? formatPlain(sum) : null, average: formatPlain(average) }
}
