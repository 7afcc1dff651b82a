import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualRanges } from './usual-range.ts'

const usualRange = (days: readonly (number | null)[], first: number, length: number) => usualRanges(days)(first, length)

/** So many days; every seventh is a Saturday. */
const record = (count: number, amountOf: (at: number) => number | null) =>
  Array.from({ length: count }, (_, at) => amountOf(at))

describe('grid-and-pnl.md D4: the range a month would be expected in, whatever its budget', () => {
  test('a site that repeats its week is expected to repeat it, and nothing beside it', () => {
    const days = record(203, (at) => (at % 7 === 6 ? 900_00 : 500_00))
    const expected = 4 * 900_00 + 26 * 500_00
    expect(usualRange(days, 203, 30)).toMatchObject({ low: expected, expected, high: expected, learnedFrom: 21 })
    // three days later, from the same days
    expect(usualRange(days, 206, 30)?.expected).toBe(4 * 900_00 + 26 * 500_00)
    expect(usualRange(days, 206, 25)?.expected).toBe(4 * 900_00 + 21 * 500_00)
  })

  test('a site whose months came out off its weeks before has a range that wide', () => {
    const days = record(300, (at) => 1_000_00 + (Math.floor(at / 28) % 2 === 0 ? 0 : 100_00))
    const range = usualRange(days, 300, 30)
    expect(range?.low).toBeLessThan(range?.expected ?? 0)
    expect(range?.high).toBeGreaterThan(range?.expected ?? 0)
    expect((range?.high ?? 0) / (range?.expected ?? 1)).toBeLessThanOrEqual(1.12)
  })

  test('with less than eight weeks to learn from, a hole, or a month too far ahead, there is none', () => {
    const even = (count: number) => record(count, () => 500_00)
    expect(usualRange(even(111), 111, 30)).toBeNull()
    expect(usualRange(even(112), 112, 30)?.learnedFrom).toBe(8)
    expect(usualRange(even(300), 332, 30)).toBeNull()
    expect(usualRange(even(300), 331, 30)).not.toBeNull()
    expect(usualRange([], 0, 30)).toBeNull()
    expect(
      usualRange(
        record(300, () => 0),
        300,
        30,
      ),
    ).toBeNull()
    expect(
      usualRange(
        record(300, (at) => (at === 290 ? null : 500_00)),
        300,
        30,
      ),
    ).toBeNull()
  })

  test('nothing after the month began is looked at', () => {
    const days = record(200, () => 500_00)
    const later = days.map((amount, at) => (at >= 170 ? 9_999_00 : amount))
    expect(usualRange(later, 170, 30)).toEqual(usualRange(days, 170, 30))
  })

  test('grid-and-pnl.md E5: of months like those before, with a season and luck of each day, 75 to 85 in a hundred end inside', () => {
    let state = 7
    const luck = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
    let [inside, all] = [0, 0]
    for (let site = 0; site < 60; site += 1) {
      const swing = 0.2 * luck()
      const days = record(850, (at) => {
        const season = 1 + swing * Math.sin((2 * Math.PI * at) / 365 + site)
        const event = luck() < 0.04 ? 1.24 : 1
        return Math.round(5_000_00 * season * (at % 7 < 2 ? 0.8 : 1.1) * (0.9 + 0.2 * luck()) * event)
      })
      const rangeOf = usualRanges(days)
      for (let first = 460; first <= 820; first += 30) {
        const range = rangeOf(first, 30)
        const was = days.slice(first, first + 30).reduce<number>((sum, day) => sum + (day ?? 0), 0)
        all += 1
        if (range !== null && was >= range.low && was <= range.high) inside += 1
      }
    }
    expect(inside / all).toBeGreaterThan(0.75)
    expect(inside / all).toBeLessThan(0.85)
  })

  test('always: the range is in order and whole cents', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 5_000_00 }), { minLength: 120, maxLength: 320 })
    fc.assert(
      fc.property(amounts, (days) => {
        const range = usualRange(days, days.length, 31)
        expect(range !== null && range.low <= range.high && range.low >= 0 && Number.isInteger(range.low)).toBe(true)
      }),
    )
  })
})
