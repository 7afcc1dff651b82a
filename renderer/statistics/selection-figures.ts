import type { Decimal } from '../../shared/core/decimal.ts'
import { sumOf } from '../../shared/calc/day-figures.ts'
import { formatFigure, formatPlain } from '../text/format.ts'
import type { Spot } from './gestures.ts'
import { isStatistic, lineOf, type SheetModel } from './sheet-model.ts'

/** What the status bar says of a selection, already in words. */
export type SelectionFigures = {
  readonly rows: number
  readonly columns: number
  readonly count: number
  /** Null where adding would mean nothing: percentages, or different units together. */
  readonly sum: string | null
  readonly average: string | null
}

/** Sum, average and count of the numbers in a selection; blank cells are not numbers. */
export function selectionFigures(
  model: SheetModel,
  spots: readonly Spot[],
  rows: number,
  columns: number,
): SelectionFigures | null {
  if (spots.length < 2) return null
  const units = new Set(spots.map(({ lineId }) => lineOf(lineId)?.unit))
  const unit = units.size === 1 ? [...units][0] : undefined
  const values = spots.flatMap(({ lineId, dayIndex }): Decimal[] => {
    const figure = isStatistic(lineId) ? (model.month.days[dayIndex]?.figures[lineId] ?? null) : null
    return figure === null ? [] : [figure]
  })
  const sum = sumOf(values)
  if (sum === null || unit === undefined) return { rows, columns, count: values.length, sum: null, average: null }
  const average = sum.div(values.length)
  if (unit === 'ratio') {
    return {
      rows,
      columns,
      count: values.length,
      sum: null,
      average: formatFigure(average, { unit, shownDecimals: 1 }),
    }
  }
  return { rows, columns, count: values.length, sum: formatPlain(sum), average: formatPlain(average) }
}
