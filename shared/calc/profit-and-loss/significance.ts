import { Decimal } from '../../core/decimal.ts'
import type { Variance } from '../variance.ts'

/** How loud a variance is shown (domain.md 9.4, C-58). */
export type Significance = 'high' | 'medium' | 'low'
/** Percents at which a variance becomes medium and high; each belongs to the louder side. */
export type SignificanceLevels = { readonly medium: number; readonly high: number }

/** The levels of the P&L: 5 and 7.5 %. */
export const PL_SIGNIFICANCE: SignificanceLevels = { medium: 5, high: 7.5 }

/** How loud a percent is: 7.5 exactly is high, 5 exactly is medium; null where there is no percent. */
export function significance(percent: Decimal | null, levels: SignificanceLevels): Significance | null {
  if (percent === null) return null
  const size = percent.abs()
  if (size.gte(levels.high)) return 'high'
  return size.gte(levels.medium) ? 'medium' : 'low'
}

/** Arrow of a variance: it follows the amount's direction, while the colour follows the verdict (domain.md 9.4, C-57). */
export const direction = (amount: Decimal): 'up' | 'down' | 'none' =>
  amount.isZero() ? 'none' : amount.isPositive() ? 'up' : 'down'

/** What one side of a variance may reach before anybody has to look; null is "not limited". */
export type Bounds = { readonly amount: number | null; readonly percent: number | null }

/** Limits of a line or group of lines, apart for good and bad, with a floor in dollars under which nothing is told. */
export type MaterialityLimits = { readonly favorable: Bounds; readonly unfavorable: Bounds; readonly floor: number }

/** Inside the limits, outside one measure, or to be explained (grid-and-pnl.md D4). */
export type Materiality = 'neutral' | 'notice' | 'material'

/**
 * Whether a variance has to be explained (grid-and-pnl.md D4): outside one measure is a notice, outside both is
 * material, and so is any unfavorable breach of the contribution. A variance without a percent (baseline 0) is outside
 * every percent; under the floor, nothing is ever told.
 */
export function materiality(variance: Variance, limits: MaterialityLimits, isContribution: boolean): Materiality {
  const size = variance.amount.abs()
  if (variance.amount.isZero() || size.lt(limits.floor)) return 'neutral'
  const isBad = variance.verdict === 'unfavorable'
  const bounds = isBad ? limits.unfavorable : limits.favorable
  const beyond = [
    bounds.amount === null ? null : size.gte(bounds.amount),
    bounds.percent === null ? null : variance.percent === null || variance.percent.abs().gte(bounds.percent),
  ]
  if (!beyond.includes(true)) return 'neutral'
  return (isContribution && isBad) || !beyond.includes(false) ? 'material' : 'notice'
}

/** A reason is asked again when what it explained moved by more than 20 %, as a change of sign always does (grid-and-pnl.md D4). */
export function isReasonStale(explained: Decimal, now: Decimal): boolean {
  return now
    .minus(explained)
    .abs()
    .gt(explained.abs().times(new Decimal('0.2')))
}
