import type { Decimal } from '../../core/decimal.ts'
import { variance } from '../variance.ts'

/** How far a month has to be from what one would expect, in dollars and in percent of it. */
export type SurpriseLimits = { readonly amount: number; readonly percent: number }

/**
 * Whether a month outside the range of its site's own days is worth a look: beyond both limits, so that a narrow range
 * does not make a surprise of little money (grid-and-pnl.md D4).
 */
export function isSurprising(value: Decimal, expected: Decimal, { amount, percent }: SurpriseLimits): boolean {
  const off = variance(value, expected, 0)
  if (off === null || off.amount.abs().lt(amount)) return false
  return off.percent === null || off.percent.abs().gte(percent)
}
