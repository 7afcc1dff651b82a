import type { Month } from '../../core/calendar.ts'
import type { AmountRow } from './flc.ts'
import { fromAmountRows, type RollupCell } from './rollup.ts'
import type { ProfitAndLoss } from './site-year.ts'

/**
 * A P&L cut to some of its months, in order: totals and percents are of these (domain.md 9.2); the cumulative row still
 * counts from the first month of the year. Months the P&L does not have are left out.
 */
export function cutTo(pl: ProfitAndLoss<RollupCell>, months: readonly Month[]): ProfitAndLoss<RollupCell> {
  const places = months.map((month) => pl.months.indexOf(month))
  const pick = (code: keyof typeof pl.rows) => places.flatMap((place) => pl.rows[code].cells[place] ?? [])
  const cut = fromAmountRows(months, (row: AmountRow) => pick(row))
  const cumulative = pick('FLC_CUMULATIVE')
  const row = {
    ...cut.rows.FLC_CUMULATIVE,
    cells: cumulative,
    total: cumulative.at(-1)?.amounts ?? cut.rows.FLC_CUMULATIVE.total,
  }
  return { months, rows: { ...cut.rows, FLC_CUMULATIVE: row } }
}
