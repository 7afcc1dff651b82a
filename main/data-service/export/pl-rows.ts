import type { DataSet } from '../../../shared/calc/profit-and-loss/data-sets.ts'
import { type AmountRow, FLC_INPUTS } from '../../../shared/calc/profit-and-loss/flc.ts'
import type { RollupCell } from '../../../shared/calc/profit-and-loss/rollup.ts'
import type { ProfitAndLoss } from '../../../shared/calc/profit-and-loss/site-year.ts'
import { PL_ROWS, type PlRowCode } from '../../../shared/categories/profit-and-loss.ts'
import { must } from '../../../shared/core/bug.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import type { Formula, PlanCell, PlanRow, SheetPlan } from './sheet-plan.ts'
import { live, monthColumn, monthSpan, plain, sumFormula, TOTAL_COLUMN } from './year-plan.ts'

export type Pl = ProfitAndLoss<RollupCell>

/** What a P&L is exported of: what counts, and what it is compared with. */
export const PL_SETS = [
  { set: 'trend', title: 'Actual and forecast', name: '' },
  { set: 'budget', title: 'Budget', name: '_Budget' },
  { set: 'priorYear', title: 'Last year', name: '_LastYear' },
] as const satisfies readonly { set: DataSet; title: string; name: string }[]
export type PlSet = (typeof PL_SETS)[number]['set']

/** Rows of a set; the running difference to budget is of the trend alone. */
const rowsOf = (set: PlSet) => PL_ROWS.filter(({ code }) => set === 'trend' || code !== 'FLC_CUMULATIVE')

/** Rows that the P&L of one site or sum takes. */
export const PL_BLOCK = PL_SETS.reduce((sum, { set }) => sum + rowsOf(set).length, 0)

/** The row of a code in a block that begins at `first`. */
export function plRow(first: number, set: PlSet, code: PlRowCode): number {
  let at = first
  for (const one of PL_SETS) {
    const codes = rowsOf(one.set).map((row) => row.code)
    if (one.set === set) return at + codes.indexOf(code)
    at += codes.length
  }
  return at
}

/** Where an amount of a sum comes from: a formula over the sites; of a site it is the amount itself. */
export type AmountAt = (set: PlSet, code: AmountRow, month: number, amount: Decimal | null) => PlanCell

export const ITSELF: AmountAt = (_set, _code, _month, amount) => plain(amount)

const EXPENSES = FLC_INPUTS.filter(({ inFlc }) => inFlc === -1).map(({ code }) => code)
const [FIRST_EXPENSE, LAST_EXPENSE] = [must(EXPENSES[0], 'expenses'), must(EXPENSES.at(-1), 'expenses')]

/** A P&L with live FLC, running difference, totals and percents (domain.md 9.2). */
export function plRows(
  pl: Pl,
  first: number,
  [id, name]: readonly [id: string, name: string],
  amountAt: AmountAt = ITSELF,
): PlanRow[] {
  return PL_SETS.flatMap(({ set, title }) =>
    rowsOf(set).map(({ code, label, kind, percentOfRevenue }): PlanRow => {
      const row = pl.rows[code]
      const at = plRow(first, set, code)
      const months = row.cells.map(({ amounts }, month): PlanCell => {
        const amount = amounts[set]
        if (code === 'FLC') return live(flcFormula(first, set, monthColumn(month)), amount)
        if (code === 'FLC_CUMULATIVE') return cumulative(first, month, amount)
        return amountAt(set, code, month, amount)
      })
      const total =
        code === 'FLC_CUMULATIVE'
          ? live(`${monthColumn(11)}${at}`, row.total[set])
          : live(sumFormula(monthSpan(at)), row.total[set])
      const revenue = `${TOTAL_COLUMN}${plRow(first, set, 'InternalRevenue')}`
      const own = `${TOTAL_COLUMN}${at}`
      const share = row.percentOfRevenue[set]?.div(100) ?? null
      return {
        kind: kind === 'result' ? 'total' : 'figures',
        cells: [
          id,
          name,
          title,
          label,
          ...months,
          total,
          percentOfRevenue ? live(`IF(OR(N(${revenue})<=0,${own}=""),"",${own}/${revenue})`, share) : null,
        ],
      }
    }),
  )
}

/** Internal revenue less the six expense rows; a row without an amount counts as 0, and no row at all is no answer. */
function flcFormula(first: number, set: PlSet, column: string): string {
  const at = (code: PlRowCode) => `${column}${plRow(first, set, code)}`
  const [revenue, from, to] = [at('InternalRevenue'), at(FIRST_EXPENSE), at(LAST_EXPENSE)]
  return `IF(COUNT(${revenue}:${to})=0,"",N(${revenue})-SUM(${from}:${to}))`
}

/** What the months before added up to and this month's FLC to budget; a month that cannot be compared adds nothing. */
function cumulative(first: number, month: number, amount: Decimal | null): Formula {
  const column = monthColumn(month)
  const [flc, budget] = [`${column}${plRow(first, 'trend', 'FLC')}`, `${column}${plRow(first, 'budget', 'FLC')}`]
  const before = month === 0 ? null : `${monthColumn(month - 1)}${plRow(first, 'trend', 'FLC_CUMULATIVE')}`
  return live(
    before === null
      ? `IF(COUNT(${flc},${budget})=2,${flc}-${budget},"")`
      : `IF(COUNT(${flc},${budget})=2,N(${before})+${flc}-${budget},${before})`,
    amount,
  )
}

/** `PL_Payroll`, `PL_Payroll_Budget`, `PL_FLC_LastYear`: the twelve months of each row. */
export const plNames = (first: number): SheetPlan['names'] =>
  PL_SETS.flatMap(({ set, name }) =>
    rowsOf(set).map(({ code }) => {
      const at = plRow(first, set, code)
      return { name: `PL_${code}${name}`, cells: `$${monthColumn(0)}$${at}:$${monthColumn(11)}$${at}` }
    }),
  )
