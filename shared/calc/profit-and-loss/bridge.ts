import { type Decimal, ZERO } from '../../core/decimal.ts'
import { FLC_INPUTS } from './flc.ts'
import { type Comparable, type Comparison, sidesOf } from './variance-view.ts'

/** One step of the bridge: what a row adds to or takes from the contribution. */
export type BridgeStep = {
  /** Row code, or `other` for the steps folded into one. */
  readonly code: string
  readonly label: string
  /** Effect on FLC in dollars: a payroll 500 above budget is −500. */
  readonly impact: Decimal
  /** True when a side of a month is not known and counts as 0. */
  readonly isPartial: boolean
}

export type Bridge = { readonly start: Decimal; readonly steps: readonly BridgeStep[]; readonly end: Decimal }

export type BridgeOptions = {
  /** Statement order keeps one shape the eye learns; by size, the largest comes first (domain.md 9.5). */
  readonly order?: 'statement' | 'size'
  /** Steps smaller than this fold into one "other". */
  readonly fold?: Decimal
}

/**
 * The seven inputs of FLC as a bridge from the baseline to the value (domain.md 9.5, grid-and-pnl.md D6) over the given
 * months, each by its index: start + Σ steps = end, exactly.
 */
export function flcBridge(
  pl: Comparable,
  comparison: Comparison,
  months: readonly number[],
  { order = 'size', fold = ZERO }: BridgeOptions = {},
): Bridge {
  let [start, end] = [ZERO, ZERO]
  const steps = FLC_INPUTS.map(({ code, label, inFlc }): BridgeStep => {
    let [impact, isPartial] = [ZERO, false]
    for (const month of months) {
      const { value, baseline } = sidesOf(pl, comparison, code, month)
      isPartial ||= (value === null) !== (baseline === null)
      const [before, after] = [(baseline ?? ZERO).times(inFlc), (value ?? ZERO).times(inFlc)]
      impact = impact.plus(after.minus(before))
      start = start.plus(before)
      end = end.plus(after)
    }
    return { code, label, impact, isPartial }
  })
  return { start, steps: folded(order === 'size' ? bySize(steps) : steps, fold), end }
}

const bySize = (steps: readonly BridgeStep[]): BridgeStep[] =>
  steps.toSorted((a, b) => b.impact.abs().cmp(a.impact.abs()))

function folded(steps: readonly BridgeStep[], fold: Decimal): readonly BridgeStep[] {
  const small = steps.filter(({ impact }) => impact.abs().lt(fold))
  if (small.length < 2) return steps
  const other: BridgeStep = {
    code: 'other',
    label: `Other (${small.length})`,
    impact: small.reduce((sum, { impact }) => sum.plus(impact), ZERO),
    isPartial: small.some(({ isPartial }) => isPartial),
  }
  return [...steps.filter((step) => !small.includes(step)), other]
}
