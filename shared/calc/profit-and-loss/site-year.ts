import { PL_ROWS, type PlRowCode } from '../../categories/profit-and-loss.ts'
import type { Month } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { PlCell } from './cell.ts'
import { type Amounts, eachDataSet, NO_AMOUNTS } from './data-sets.ts'
import { cumulativeCell } from './flc.ts'
import { type PlTerms, type SiteMonth, siteMonth, type SiteMonthInput } from './site-month.ts'

/** One row of the P&L over the months: cells, total column and "% of IR". */
export type PlRow<Cell = PlCell> = {
  readonly code: PlRowCode
  readonly cells: readonly Cell[]
  readonly total: Amounts
  /** Percent of the internal revenue's total, per data set; 12.5 means 12.5 %. */
  readonly percentOfRevenue: Amounts
}

/** The P&L of a site or of several, all rows in display order. */
export type ProfitAndLoss<Cell = PlCell> = {
  readonly months: readonly Month[]
  readonly rows: Readonly<Record<PlRowCode, PlRow<Cell>>>
}

/** The P&L of one site and year (domain.md 9.1–9.3) from its months in order. */
export function siteYear(inputs: readonly SiteMonthInput[], terms: PlTerms): ProfitAndLoss {
  const months = inputs.map((input) => siteMonth(input, terms))
  return assemble(
    inputs.map(({ month }) => month),
    months,
  )
}

/** The cumulative row from the FLC cells in order: each month adds to what came before. */
export function cumulativeCells(flc: readonly PlCell[]): PlCell[] {
  let before: Decimal | null = null
  return flc.map((cell) => {
    const cumulative = cumulativeCell(before, cell)
    before = cumulative.amounts.trend
    return cumulative
  })
}

/** Rows, totals and percents from the months' cells. */
export function assemble(months: readonly Month[], cells: readonly SiteMonth[]): ProfitAndLoss {
  const cumulative = cumulativeCells(cells.map((month) => month.FLC))
  const cellsOf = (code: PlRowCode) =>
    code === 'FLC_CUMULATIVE' ? cumulative : cells.map((month) => month[code as keyof SiteMonth])
  const totals = new Map(PL_ROWS.map(({ code }) => [code, rowTotal(code, cellsOf(code))]))
  const revenue = totals.get('InternalRevenue') ?? NO_AMOUNTS
  const rows = PL_ROWS.map(({ code }): [PlRowCode, PlRow] => {
    const total = totals.get(code) ?? NO_AMOUNTS
    return [code, { code, cells: cellsOf(code), total, percentOfRevenue: percentsOfRevenue(code, total, revenue) }]
  })
  return { months, rows: Object.fromEntries(rows) as Record<PlRowCode, PlRow> }
}

/** The total column of a row: months added; of the cumulative row the last month's value (domain.md 9.2). */
export function rowTotal(code: PlRowCode, cells: readonly { readonly amounts: Amounts }[]): Amounts {
  if (code === 'FLC_CUMULATIVE') return cells.at(-1)?.amounts ?? NO_AMOUNTS
  return eachDataSet((dataSet) => sumOf(cells.map(({ amounts }) => amounts[dataSet])))
}

const HAS_PERCENT = new Map<PlRowCode, boolean>(PL_ROWS.map(({ code, percentOfRevenue }) => [code, percentOfRevenue]))

/**
 * A row's total as percent of internal revenue (domain.md 9.2): 100 for internal revenue itself, no answer for the
 * memo and cumulative rows nor where internal revenue is not above zero.
 */
export function percentsOfRevenue(code: PlRowCode, total: Amounts, revenue: Amounts): Amounts {
  if (HAS_PERCENT.get(code) !== true) return NO_AMOUNTS
  return eachDataSet((dataSet) => {
    const [part, whole] = [total[dataSet], revenue[dataSet]]
    return part === null || whole === null || whole.lte(0) ? null : part.times(100).div(whole)
  })
}

/** Margin of a summary card (domain.md 9.2): what is left of revenue after expense, in percent; no answer without revenue. */
export function margin(revenue: Decimal | null, expense: Decimal | null): Decimal | null {
  if (revenue === null || expense === null || revenue.isZero()) return null
  return revenue.minus(expense).times(100).div(revenue)
}
