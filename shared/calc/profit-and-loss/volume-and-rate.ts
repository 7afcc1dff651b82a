import { type Decimal, ZERO } from '../../core/decimal.ts'

/** A line as volume × rate on both sides: vehicles and dollars per vehicle, or hours and dollars per hour. */
export type VolumeAndRate = {
  readonly volumeBefore: Decimal
  readonly rateBefore: Decimal
  readonly volumeAfter: Decimal
  readonly rateAfter: Decimal
}

/** Why an amount moved, in dollars; the three add up to the difference, exactly. */
export type Causes = { readonly volume: Decimal; readonly rate: Decimal; readonly mix: Decimal }

/**
 * A difference of volume × rate split into its causes (grid-and-pnl.md D5): volume at the old rate, rate at the new
 * volume; over several lines volume is taken at their common old rate, and what shifted between lines is the mix.
 */
export function causesOf(lines: readonly VolumeAndRate[]): Causes {
  const add = (amount: (line: VolumeAndRate) => Decimal) => lines.reduce((sum, line) => sum.plus(amount(line)), ZERO)
  const rate = add((line) => line.rateAfter.minus(line.rateBefore).times(line.volumeAfter))
  const perLine = add((line) => line.volumeAfter.minus(line.volumeBefore).times(line.rateBefore))
  const before = add((line) => line.volumeBefore)
  if (lines.length < 2 || before.isZero()) return { volume: perLine, rate, mix: ZERO }
  const moved = add((line) => line.volumeAfter).minus(before)
  // Multiplied first, and to the cent's millionth, so that the mix is the exact rest.
  const atCommonRate = add((line) => line.volumeBefore.times(line.rateBefore))
    .times(moved)
    .div(before)
  const volume = atCommonRate.toDecimalPlaces(8)
  return { volume, rate, mix: perLine.minus(volume) }
}
