import { PL_ROWS, type PlRowCode } from '../../categories/profit-and-loss.ts'
import type { Month } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import { type Amounts, DATA_SETS, eachDataSet, type MonthKind, NO_AMOUNTS } from './data-sets.ts'
import { AMOUNT_ROWS, type AmountRow, FLC_INPUTS, flcOf, kindOf, toBudget } from './flc.ts'
import { percentsOfRevenue, type PlRow, type ProfitAndLoss, rowTotal } from './site-year.ts'

/** A site as it enters a rollup: its year, computed, or what stands in for it when that failed. */
export type SiteResult = {
  readonly siteId: string
  readonly name: string
  /** Only amounts and kinds are added up; how a cell came about is told by its site alone. */
  readonly year: ProfitAndLoss<RollupCell>
  /** True once somebody saved a forecast of it. */
  readonly hasForecast: boolean
  /** Why its calculation failed and the budget stands in (domain.md 6.0); null when it did not. */
  readonly error: string | null
}

/** One row and month over several sites. */
export type RollupCell = { readonly amounts: Amounts; readonly kind: MonthKind }

export type Rollup = ProfitAndLoss<RollupCell> & {
  readonly sites: number
  readonly withForecast: number
  readonly inError: number
}

type Cell = { readonly amounts: Amounts; readonly kind: MonthKind }

/** The P&L of several sites: amounts add; FLC, cumulative, totals and percents are recomputed from them (domain.md 9.6). */
export const rollup = (sites: readonly SiteResult[], months: readonly Month[]): Rollup => {
  const years = sites.map(({ year }) => year)
  return { ...addYears(years, months), ...rollupCounts(sites) }
}

/** Several P&Ls as one (domain.md 9.6). */
export function addYears(
  years: readonly ProfitAndLoss<RollupCell>[],
  months: readonly Month[],
): ProfitAndLoss<RollupCell> {
  return fromAmountRows(months, (code) =>
    months.map((_, month) => addCells(years.flatMap(({ rows }) => rows[code].cells[month] ?? []))),
  )
}

/** A whole P&L from the rows that have amounts of their own: FLC, cumulative, totals and percents follow (domain.md 9.2). */
export function fromAmountRows(
  months: readonly Month[],
  cellsOf: (code: AmountRow) => readonly RollupCell[],
): ProfitAndLoss<RollupCell> {
  const cells = new Map<PlRowCode, readonly RollupCell[]>(AMOUNT_ROWS.map((code) => [code, cellsOf(code)]))
  const flc = months.map((_, month) => rollupFlc((row) => cells.get(row)?.[month]))
  cells.set('FLC', flc)
  cells.set('FLC_CUMULATIVE', rollupCumulative(flc))
  return totalled(months, cells)
}

/** How many sites stand behind a rollup, have a forecast, or failed (domain.md 9.6). */
export const rollupCounts = (sites: readonly SiteResult[]): Pick<Rollup, 'sites' | 'withForecast' | 'inError'> => ({
  sites: sites.length,
  withForecast: sites.filter(({ hasForecast }) => hasForecast).length,
  inError: sites.filter(({ error }) => error !== null).length,
})

/** One row and month over sites: amounts added, null only where no site has any. */
export function addCells(cells: readonly Cell[]): RollupCell {
  const sums: Record<keyof Amounts, Decimal | null> = { ...NO_AMOUNTS }
  for (const set of DATA_SETS) {
    let sum: Decimal | null = null
    for (const { amounts } of cells) {
      const amount = amounts[set]
      if (amount !== null) sum = sum === null ? amount : sum.plus(amount)
    }
    sums[set] = sum
  }
  return { amounts: sums, kind: kindOf(cells.map(({ kind }) => kind)) }
}

/** FLC of a month from the added rows. */
export function rollupFlc(cell: (row: AmountRow) => Cell | undefined): RollupCell {
  const amountsOf = (row: AmountRow) => cell(row)?.amounts ?? NO_AMOUNTS
  return {
    amounts: eachDataSet((set) => flcOf(amountsOf, set)),
    kind: kindOf(FLC_INPUTS.map(({ code }) => cell(code)?.kind ?? 'empty')),
  }
}

/** The cumulative row from FLC, month after month. */
export function rollupCumulative(flc: readonly Cell[]): RollupCell[] {
  let running: Decimal | null = null
  return flc.map(({ amounts, kind }) => {
    running = sumOf([running, toBudget(amounts)])
    return { amounts: { ...NO_AMOUNTS, trend: running }, kind: running === null ? 'empty' : kind }
  })
}

/** Total column and percents of all rows. */
export function totalled(
  months: readonly Month[],
  cells: ReadonlyMap<PlRowCode, readonly RollupCell[]>,
): ProfitAndLoss<RollupCell> {
  const totalOf = (code: PlRowCode) => rowTotal(code, cells.get(code) ?? [])
  const revenue = totalOf('InternalRevenue')
  const rows = PL_ROWS.map(({ code }): [PlRowCode, PlRow<RollupCell>] => {
    const total = totalOf(code)
    return [
      code,
      { code, cells: cells.get(code) ?? [], total, percentOfRevenue: percentsOfRevenue(code, total, revenue) },
    ]
  })
  return { months, rows: Object.fromEntries(rows) as Record<PlRowCode, PlRow<RollupCell>> }
}
