import { bug } from './bug.ts'
import { Decimal } from './decimal.ts'

/** Digits behind the point that a stored integer carries: 2 for dollars, 4 for ratios, 6 for counts. */
export type Scale = 0 | 2 | 4 | 6

/** The quantity a stored integer stands for: `fromScaled(20464286, 6)` is 20.464286. */
export function fromScaled(value: number, scale: Scale): Decimal {
  return new Decimal(`${value}e-${scale}`)
}

/** The integer to store for a quantity, rounded half away from zero to the scale's last digit. */
export function toScaled(quantity: Decimal, scale: Scale): number {
  const scaled = quantity
    .times(10 ** scale)
    .toDecimalPlaces(0)
    .toNumber()
  if (!Number.isSafeInteger(scaled)) bug(`${quantity.toString()} does not fit a scaled integer`)
  return scaled === 0 ? 0 : scaled // never -0
}

/**
 * Splits a scaled integer into `parts` equal shares whose sum is the whole; the odd units go to the first shares.
 * A month's budget becomes days this way (domain.md 2.5), so that the days add up to the month again.
 */
export function spreadEvenly(whole: number, parts: number): number[] {
  if (parts <= 0) return bug('a spread needs at least one part')
  const share = Math.trunc(whole / parts)
  const odd = whole - share * parts
  return Array.from({ length: parts }, (_, i) => share + (i < Math.abs(odd) ? Math.sign(odd) : 0))
}
