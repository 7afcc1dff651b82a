import type { z } from 'zod'
import type { SignificanceLevels } from '../../shared/calc/profit-and-loss/significance.ts'
import {
  type Comparable,
  type Comparison,
  type VarianceCell,
  varianceView,
} from '../../shared/calc/profit-and-loss/variance-view.ts'
import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import type { plViewApi } from '../../shared/contract/pl-view.ts'
import { rounded } from '../calculate/to-wire.ts'

type Rows = z.input<(typeof plViewApi)['variance']['data']>['rows']

const LABELS = new Map<string, string>(PL_ROWS.map(({ code, label }) => [code, label]))

/** Every row against a baseline on the wire: amounts in cents, percents with two decimals (domain.md 9.4). */
export const varianceRows = (pl: Comparable, comparison: Comparison, levels: SignificanceLevels): Rows =>
  varianceView(pl, comparison, levels).map(({ code, cells, total, leftOut }) => ({
    code,
    label: LABELS.get(code) ?? code,
    months: cells.map((cell, i) => ({ month: pl.months[i] ?? '', ...toCell(cell) })),
    total: toCell(total),
    leftOut: [...leftOut],
  }))

function toCell({ value, baseline, variance, percent, level }: VarianceCell) {
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
