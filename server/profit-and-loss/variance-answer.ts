import type { z } from 'zod'
import type { SignificanceLevels } from '../../shared/calc/profit-and-loss/significance.ts'
import {
  type Comparable,
  type Comparison,
  type VarianceCell,
  varianceView,
} from '../../shared/calc/profit-and-loss/variance-view.ts'
import { comparedLabel, PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import type { VarianceRows } from '../../shared/contract/pl-view.ts'
import type { Month } from '../../shared/core/calendar.ts'
import { rounded } from '../calculate/to-wire.ts'

type Rows = z.input<typeof VarianceRows>

const ROWS = new Map(PL_ROWS.map((row) => [row.code, row]))

const AGAINST: Readonly<Record<Comparison['type'], string>> = {
  budget: 'Budget',
  'prior-year': 'Last year',
  forecast: 'Forecast of record',
  actual: 'Forecast',
}

/** Every row against a baseline on the wire: amounts in cents, percents with two decimals (domain.md 9.4). */
export const varianceRows = (pl: Comparable, comparison: Comparison, levels: SignificanceLevels): Rows =>
  varianceView(pl, comparison, levels).map(({ code, cells, total, leftOut }) => ({
    code,
    label: comparedLabel(code, AGAINST[comparison.type]),
    polarity: ROWS.get(code)?.polarity ?? 1,
    months: cells.map((cell, i) => ({ month: pl.months[i] ?? '', ...varianceOut(cell) })),
    total: varianceOut(total),
    leftOut: [...leftOut],
  }))

/** The rows of one month: its own cell is the total. */
export const rowsOfMonth = (rows: Rows, month: Month): Rows =>
  rows.flatMap((row) => {
    const own = row.months.find((cell) => cell.month === month)
    if (!own) return []
    const { month: _month, ...total } = own
    return [{ ...row, months: [own], total, leftOut: row.leftOut.filter((one) => one === month) }]
  })

/** One comparison on the wire. */
export function varianceOut({ value, baseline, variance, percent, level }: VarianceCell) {
  return {
    value: rounded(value),
    baseline: rounded(baseline),
    amount: rounded(variance?.amount ?? null),
    percent: 'value' in percent ? rounded(percent.value) : null,
    percentRule: percent.kind,
    verdict: variance?.verdict ?? null,
    level,
  }
}
