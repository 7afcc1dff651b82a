import { PL_ROWS, type PlRowCode } from '../../categories/profit-and-loss.ts'
import { unreachable } from '../../core/bug.ts'
import type { Month } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import { type Variance, variance } from '../variance.ts'
import type { Amounts } from './data-sets.ts'
import { type PercentRule, percentRule } from './percent-rule.ts'
import { PL_SIGNIFICANCE, type Significance, significance, type SignificanceLevels } from './significance.ts'
import type { ProfitAndLoss } from './site-year.ts'

/** A P&L of a site or of many: only its amounts are compared. */
export type Comparable = ProfitAndLoss<{ readonly amounts: Amounts }>

/**
 * What the P&L is compared with (domain.md 9.4, C-79): the trend against the budget, the prior year or a forecast of
 * record, or the actual against the forecast, to see how good the forecast was.
 */
export type Comparison =
  | { readonly type: 'budget' }
  | { readonly type: 'prior-year' }
  | { readonly type: 'forecast'; readonly record: Comparable }
  | { readonly type: 'actual' }

/** A value against its baseline with everything a screen needs to show it. */
export type VarianceCell = {
  readonly value: Decimal | null
  readonly baseline: Decimal | null
  /** Null when a side is missing. */
  readonly variance: Variance | null
  readonly percent: PercentRule
  readonly level: Significance | null
}

export type VarianceRow = {
  readonly code: PlRowCode
  readonly cells: readonly VarianceCell[]
  /** Over the months in which both sides are known. */
  readonly total: VarianceCell
  /** Months with one side only, which the total leaves out; a footnote names them. */
  readonly leftOut: readonly Month[]
}

type Sides = { readonly value: Decimal | null; readonly baseline: Decimal | null }

/** Every row of a P&L against a baseline, month by month and in total (domain.md 9.4). */
export function varianceView(
  pl: Comparable,
  comparison: Comparison,
  levels: SignificanceLevels = PL_SIGNIFICANCE,
): VarianceRow[] {
  const sides = (code: PlRowCode) => pl.rows[code].cells.map((_, i) => sidesOf(pl, comparison, code, i))
  return PL_ROWS.map(({ code, polarity }) =>
    code === 'FLC_CUMULATIVE'
      ? cumulativeRow(sides('FLC'), levels)
      : varianceRow(code, polarity, sides(code), pl.months, levels),
  )
}

/** One cell of that view: a row and a month by its index. */
export function varianceAt(
  pl: Comparable,
  comparison: Comparison,
  code: PlRowCode,
  month: number,
  levels: SignificanceLevels = PL_SIGNIFICANCE,
): VarianceCell {
  if (code !== 'FLC_CUMULATIVE')
    return varianceCell(sidesOf(pl, comparison, code, month), POLARITY.get(code) ?? 1, levels)
  const toDate = pl.months.slice(0, month + 1).map((_, i) => sidesOf(pl, comparison, 'FLC', i))
  return cumulativeRow(toDate, levels).total
}

const POLARITY = new Map<PlRowCode, 1 | -1>(PL_ROWS.map(({ code, polarity }) => [code, polarity]))

/** The two sides of one cell under a comparison. */
export function sidesOf(pl: Comparable, comparison: Comparison, code: PlRowCode, month: number): Sides {
  const of = (from: Comparable, set: keyof Amounts) => from.rows[code].cells[month]?.amounts[set] ?? null
  switch (comparison.type) {
    case 'budget':
      return { value: of(pl, 'trend'), baseline: of(pl, 'budget') }
    case 'prior-year':
      return { value: of(pl, 'trend'), baseline: of(pl, 'priorYear') }
    case 'forecast':
      return { value: of(pl, 'trend'), baseline: of(comparison.record, 'trend') }
    case 'actual':
      return { value: of(pl, 'actual'), baseline: of(pl, 'forecast') }
    default:
      return unreachable(comparison)
  }
}

/** One cell's variance with its percent rule and level. */
export function varianceCell({ value, baseline }: Sides, polarity: 1 | -1, levels = PL_SIGNIFICANCE): VarianceCell {
  const found = variance(value, baseline, polarity)
  return {
    value,
    baseline,
    variance: found,
    percent: percentRule(value, baseline, 'money'),
    level: found && significance(found.percent, levels),
  }
}

function varianceRow(
  code: PlRowCode,
  polarity: 1 | -1,
  sides: readonly Sides[],
  months: readonly Month[],
  levels: SignificanceLevels,
): VarianceRow {
  const isBoth = (side: Sides) => side.value !== null && side.baseline !== null
  const both = sides.filter(isBoth)
  const total = { value: sumOf(both.map(({ value }) => value)), baseline: sumOf(both.map(({ baseline }) => baseline)) }
  return {
    code,
    cells: sides.map((side) => varianceCell(side, polarity, levels)),
    total: varianceCell(total, polarity, levels),
    leftOut: months.filter((_, i) => {
      const side = sides[i]
      return side !== undefined && !isBoth(side) && (side.value !== null || side.baseline !== null)
    }),
  }
}

/** The running difference of FLC to the baseline (C-74): its amount is the value, and it has no percent of its own. */
function cumulativeRow(flc: readonly Sides[], levels: SignificanceLevels): VarianceRow {
  let running: Decimal | null = null
  const cells = flc.map(({ value, baseline }): VarianceCell => {
    if (value !== null && baseline !== null) running = sumOf([running, value.minus(baseline)])
    return cumulativeVariance(running, levels)
  })
  return {
    code: 'FLC_CUMULATIVE',
    cells,
    total: cells.at(-1) ?? cumulativeVariance(null, levels),
    leftOut: [],
  }
}

function cumulativeVariance(running: Decimal | null, levels: SignificanceLevels): VarianceCell {
  const against = running === null ? null : running.minus(running)
  return varianceCell({ value: running, baseline: against }, 1, levels)
}
