import type { Decimal } from '../../core/decimal.ts'
import type { FigureUnit } from '../explained.ts'

/** How a relative variance reads; what is shown where there is no percent is part of the answer. */
export type PercentRule =
  /** Percent of the baseline's size: 12.5 is 12.5 %. */
  | { readonly kind: 'percent'; readonly value: Decimal }
  /** Difference of two ratios in percentage points: 85.2 % → 87.1 % is 1.9. */
  | { readonly kind: 'points'; readonly value: Decimal }
  /** One side is not known; shown as a dash and left out of sums. */
  | { readonly kind: 'missing' }
  /** The baseline is 0: "n/a". */
  | { readonly kind: 'not-applicable' }
  /** The two sides have different signs: a percent would mislead, "n/m". */
  | { readonly kind: 'not-meaningful' }

/**
 * The ladder of percent rules, first that fits (domain.md 2.9, 9.4; C-56): missing side, ratios in points, zero
 * baseline, change of sign, else percent of |baseline|.
 */
export function percentRule(value: Decimal | null, baseline: Decimal | null, unit: FigureUnit): PercentRule {
  if (value === null || baseline === null) return { kind: 'missing' }
  const amount = value.minus(baseline)
  if (unit === 'ratio') return { kind: 'points', value: amount.times(100) }
  if (baseline.isZero()) return { kind: 'not-applicable' }
  if (!value.isZero() && value.isNegative() !== baseline.isNegative()) return { kind: 'not-meaningful' }
  return { kind: 'percent', value: amount.times(100).div(baseline.abs()) }
}
