/** An exact number for the oracle: no library, no rounding unless asked. Always reduced, the denominator positive. */
export type Fraction = { readonly top: bigint; readonly bottom: bigint }

function reduced(top: bigint, bottom: bigint): Fraction {
  let [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  while (b > 0n) [a, b] = [b, a % b]
  const sign = bottom < 0n ? -1n : 1n
  return { top: (sign * top) / a, bottom: (sign * bottom) / a }
}

export const whole = (value: number): Fraction => ({ top: BigInt(value), bottom: 1n })
export const NOUGHT = whole(0)

/** From plain decimal text: `-12.345`. */
export function fractionOf(text: string): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw new Error(`${text} is not a plain decimal`)
  const [, sign = '', units = '', digits = ''] = match
  return reduced(BigInt(`${sign}${units}${digits}`), 10n ** BigInt(digits.length))
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  reduced(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { top: -b.top, bottom: b.bottom })
export const times = (a: Fraction, b: Fraction): Fraction => reduced(a.top * b.top, a.bottom * b.bottom)
export const over = (a: Fraction, b: Fraction): Fraction => reduced(a.top * b.bottom, a.bottom * b.top)
/** So many percent of an amount. */
export const percentOf = (percent: Fraction, amount: Fraction): Fraction => over(times(percent, amount), whole(100))

export const isLess = (a: Fraction, b: Fraction): boolean => a.top * b.bottom < b.top * a.bottom
export const smaller = (a: Fraction, b: Fraction): Fraction => (isLess(b, a) ? b : a)
export const larger = (a: Fraction, b: Fraction): Fraction => (isLess(a, b) ? b : a)
export const size = (a: Fraction): Fraction => (a.top < 0n ? { top: -a.top, bottom: a.bottom } : a)

/** Whole hundredths, half away from zero. */
export function hundredths(a: Fraction): bigint {
  const doubled = 200n * (a.top < 0n ? -a.top : a.top) + a.bottom
  const rounded = doubled / (2n * a.bottom)
  return a.top < 0n ? -rounded : rounded
}
/** Rounded to two decimals, half away from zero. */
export const toTwoDecimals = (a: Fraction): Fraction => reduced(hundredths(a), 100n)
