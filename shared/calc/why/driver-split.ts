import { type Decimal, ZERO } from '../../core/decimal.ts'
import { causesOf, type VolumeAndRate } from '../profit-and-loss/volume-and-rate.ts'

/** The two sides of a difference, in dollars. */
export type Sides = { readonly value: Decimal; readonly baseline: Decimal }

export type DriverSplit = {
  readonly volume: Decimal
  readonly rate: Decimal
  readonly mix: Decimal
  /** What the value holds beyond its lines: `value − Σ volume × rate`. */
  readonly beyond: Decimal
  /** What the baseline's lines hold beyond the baseline: `Σ volume × rate − baseline`. */
  readonly plan: Decimal
}

/**
 * A difference split by the lines that make both sides (grid-and-pnl.md D5). What a side holds that its lines do not,
 * or the other way round, is told apart, so that the five add up to the difference whatever the lines hold.
 */
export function driverSplit(lines: readonly VolumeAndRate[], { value, baseline }: Sides): DriverSplit {
  const total = (of: (line: VolumeAndRate) => Decimal) => lines.reduce((sum, line) => sum.plus(of(line)), ZERO)
  const after = total((line) => line.volumeAfter.times(line.rateAfter))
  const before = total((line) => line.volumeBefore.times(line.rateBefore))
  return { ...causesOf(lines), beyond: value.minus(after), plan: before.minus(baseline) }
}

/** A line as volume and amount; its rate is the one by the other. */
export type VolumeAndAmount = { readonly volume: Decimal; readonly amount: Decimal }

/**
 * A line of which amounts are known and not rates: the rate is amount ÷ volume, and where a side has no volume that of
 * the other side, so that all of the line is volume. An amount without volume is left to what lies beyond.
 */
export function lineOf(before: VolumeAndAmount, after: VolumeAndAmount): VolumeAndRate {
  const rateOf = ({ volume, amount }: VolumeAndAmount) => (volume.isZero() ? null : amount.div(volume))
  const [rateBefore, rateAfter] = [rateOf(before), rateOf(after)]
  return {
    volumeBefore: before.volume,
    rateBefore: rateBefore ?? rateAfter ?? ZERO,
    volumeAfter: after.volume,
    rateAfter: rateAfter ?? rateBefore ?? ZERO,
  }
}
