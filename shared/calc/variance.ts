import type { Decimal } from '../core/decimal.ts'

export type Variance = {
  readonly amount: Decimal
  /** Percent of the baseline's size; null ("N/A") when the baseline is 0. */
  readonly percent: Decimal | null
  readonly verdict: 'favorable' | 'unfavorable' | 'on-plan' | 'neutral'
}

/**
 * A value against its baseline (domain.md 9.4): `amount = value − baseline`, percent of |baseline|.
 * Polarity 1 reads more as good, −1 more as bad, 0 as neither. A missing side has no variance.
 */
export function variance(value: Decimal | null, baseline: Decimal | null, polarity: 1 | 0 | -1): Variance | null {
  if (value === null || baseline === null) return null
  const amount = value.minus(baseline)
  const percent = baseline.isZero() ? null : amount.div(baseline.abs()).times(100)
  if (amount.isZero()) return { amount, percent, verdict: 'on-plan' }
  if (polarity === 0) return { amount, percent, verdict: 'neutral' }
  return { amount, percent, verdict: amount.isPositive() === (polarity === 1) ? 'favorable' : 'unfavorable' }
}
