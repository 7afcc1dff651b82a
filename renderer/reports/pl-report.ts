import { DATA_SETS, type Amounts } from '../../shared/calc/profit-and-loss/data-sets.ts'
import { totalled, type RollupCell } from '../../shared/calc/profit-and-loss/rollup.ts'
import type { ProfitAndLoss as Pl } from '../../shared/calc/profit-and-loss/site-year.ts'
import type { Part } from '../../shared/calc/explained.ts'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { PlCell, ProfitAndLoss } from '../../shared/contract/profit-and-loss.ts'
import { monthsOf } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'

/** One row and month: amounts, kind, and what the trend is the sum of. */
export type ReportCell = RollupCell & { readonly parts: readonly Part[] }
export type Report = Pl<ReportCell>

const decimal = (text: string | null): Decimal | null => (text === null ? null : new Decimal(text))

/** An answer's amounts in exact decimals. */
export const amountsOf = (amounts: PlCell['amounts']): Amounts =>
  Object.fromEntries(DATA_SETS.map((set) => [set, decimal(amounts[set])])) as Amounts

export const partsOf = (parts: PlCell['parts']): Part[] =>
  parts.map(({ id, label, value }) => ({ id, label, value: decimal(value) }))

/** The P&L of an answer, with totals and percents made again from the exact amounts. */
export function reportOf({ year, rows }: Pick<ProfitAndLoss, 'year' | 'rows'>): Report {
  const cells = new Map<PlRowCode, readonly ReportCell[]>(
    rows.map(({ code, cells: months }) => [
      code,
      months.map(({ kind, amounts, parts }) => ({ kind, amounts: amountsOf(amounts), parts: partsOf(parts) })),
    ]),
  )
  const { months, rows: totals } = totalled(monthsOf(year), cells)
  const withParts = Object.entries(totals).map(([code, row]) => [
    code,
    { ...row, cells: cells.get(code as PlRowCode) ?? [] },
  ])
  return { months, rows: Object.fromEntries(withParts) as Report['rows'] }
}
