import { Decimal } from '../../core/decimal.ts'
import { type Days, forecastOf, sumOfDays } from './expected-days.ts'

/** Where a stretch of days would be expected to end from the days before it: whole cents. */
export type UsualRange = {
  readonly low: number
  readonly expected: number
  readonly high: number
  /** Earlier stretches of the same length that the width was learned from. */
  readonly learnedFrom: number
}

/** Eight weeks are the least to say anything by (grid-and-pnl.md A2); a year of them is enough. */
const LEAST = 8
const MOST = 52
/** Beyond the month after the last loaded day the recent weeks say little. */
const FURTHEST = 31
/** Of ten months eight end inside (grid-and-pnl.md D4). */
const TAIL = 0.1

/**
 * The 80 % range of the `length` days from place `first` on, whatever was budgeted: the forecast of `expected-days.ts`,
 * and as far off as its sums of as many days were off before, week by week, in the site's own record (grid-and-pnl.md
 * D4, F3). Only days before `first` are looked at. Null with less than eight weeks to learn from, or when the last
 * loaded day is more than a month before.
 */
export function usualRanges(days: Days): (first: number, length: number) => UsualRange | null {
  const forecast = forecastOf(days)
  return (first, length) => {
    const cut = lastBefore(days, first)
    if (cut === null) return null
    const gap = first - 1 - cut
    const expected = forecast(cut, gap, length)
    if (expected === null || expected <= 0) return null
    const offs: number[] = []
    // Each as long before its own days as these are after the cut, and over by then.
    for (let then = cut - 7 * Math.ceil((gap + length) / 7); then >= 0 && offs.length < MOST; then -= 7) {
      const guess = forecast(then, gap, length)
      const was = sumOfDays(days, then + gap + 1, length)
      if (guess !== null && was !== null && guess > 0) offs.push(was / guess)
    }
    if (offs.length < LEAST) return null
    offs.sort((a, b) => a - b)
    const place = Math.max(0, Math.floor(TAIL * (offs.length + 1)) - 1)
    const [low = 1, high = 1] = [offs[place], offs[offs.length - 1 - place]]
    return {
      low: wholeCents(expected * low),
      expected: wholeCents(expected),
      high: wholeCents(expected * high),
      learnedFrom: offs.length,
    }
  }
}

const wholeCents = (estimate: number): number => new Decimal(estimate).toDecimalPlaces(0).toNumber()

/** The last loaded day before a place; null where it is too long before. */
function lastBefore(days: Days, first: number): number | null {
  for (let at = first - 1; at >= Math.max(0, first - 1 - FURTHEST); at -= 1) if (days[at] != null) return at
  return null
}
