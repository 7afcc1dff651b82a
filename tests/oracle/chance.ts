import { Decimal } from '../../shared/core/decimal.ts'

/** Repeatable chance: the same seed gives the same case on every machine. */
export type Chance = {
  /** A whole number, both ends possible. */
  readonly whole: (min: number, max: number) => number
  /** True in so many of 100 cases. */
  readonly percent: (of100: number) => boolean
  readonly pick: <T>(list: readonly T[]) => T
  /** Up to `max` dollars with two decimals, now and then with more, often round. */
  readonly amount: (max: number) => Decimal
  /** The value, or null in so many of 100 cases. */
  readonly orNull: <T>(nullIn100: number, make: () => T) => T | null
  readonly some: <T>(min: number, max: number, make: (i: number) => T) => T[]
}

export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const percent = (of100: number) => next() * 100 < of100
  return {
    whole: integer,
    percent,
    pick: (list) => list[integer(0, list.length - 1)]!,
    amount: (max) => {
      if (percent(4)) return new Decimal(0)
      if (percent(25)) return new Decimal(integer(0, max / 100)).times(100)
      const decimals = percent(10) ? 5 : 2
      const digits = String(integer(0, 10 ** decimals - 1)).padStart(decimals, '0')
      return new Decimal(`${integer(0, max)}.${digits}`)
    },
    orNull: (nullIn100, make) => (percent(nullIn100) ? null : make()),
    some: (min, max, make) => Array.from({ length: integer(min, max) }, (_, i) => make(i)),
  }
}
