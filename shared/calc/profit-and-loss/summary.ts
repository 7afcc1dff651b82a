import type { Decimal } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { DataSet } from './data-sets.ts'
import { FLC_INPUTS } from './flc.ts'
import { margin, percentsOfRevenue, rowTotal } from './site-year.ts'
import type { Comparable } from './variance-view.ts'

/** The figures of a summary card over some months (domain.md 9.2, 9.8), of one data set. */
export type Summary = {
  readonly revenue: Decimal | null
  /** The six expense rows added. */
  readonly expense: Decimal | null
  readonly flc: Decimal | null
  /** Percent of revenue that is left. */
  readonly margin: Decimal | null
  /** Payroll per internal revenue in percent (PPIR); no answer where internal revenue is not above zero. */
  readonly payrollShare: Decimal | null
}

/** Internal revenue, expense, FLC, margin and payroll share of a month, a quarter, or any months by their index. */
export function summaryOf(pl: Comparable, dataSet: DataSet, months: readonly number[]): Summary {
  const total = (code: keyof Comparable['rows']) =>
    rowTotal(
      code,
      months.flatMap((month) => pl.rows[code].cells[month] ?? []),
    )
  const [revenue, payroll] = [total('InternalRevenue'), total('Payroll')]
  const expense = sumOf(FLC_INPUTS.filter(({ inFlc }) => inFlc === -1).map(({ code }) => total(code)[dataSet]))
  return {
    revenue: revenue[dataSet],
    expense,
    flc: total('FLC')[dataSet],
    margin: margin(revenue[dataSet], expense),
    payrollShare: percentsOfRevenue('Payroll', payroll, revenue)[dataSet],
  }
}

/** The months of each quarter, by their index in a year that starts in January (domain.md 0.2; C-11). */
export const QUARTERS: readonly (readonly number[])[] = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
  [9, 10, 11],
]
