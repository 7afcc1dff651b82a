import { expect, test } from 'vitest'
import { forecastOf } from './expected-days.ts'

/** So many days; every seventh is a Saturday. */
const record = (count: number, amountOf: (at: number) => number | null) =>
  Array.from({ length: count }, (_, at) => amountOf(at))
const week = (at: number) => (at % 7 === 6 ? 900 : 500)

test('grid-and-pnl.md F3: a site that grows by a tenth a year and has a season is expected to go through it again', () => {
  const season = (at: number) => 1000 * (1 + 0.3 * Math.sin((2 * Math.PI * at) / 364)) * (at >= 364 ? 1.1 : 1)
  const days = record(364 + 364, season)
  const cut = 364 + 40
  const came = days.slice(cut + 1, cut + 31).reduce<number>((sum, day) => sum + (day ?? 0), 0)
  const off = (known: typeof days) => Math.abs((forecastOf(known)(cut, 0, 30) ?? 0) / came - 1)
  // Four weeks and level lag behind the season; last year’s days, of which one is not known here, say where it goes.
  expect(off(days)).toBeLessThan(0.02)
  expect(off(days.with(cut - 364, null))).toBeGreaterThan(0.05)
})

test('a weekday that brings nothing stays nothing, and a hole in the last four weeks has no forecast', () => {
  const closed = record(200, (at) => (at % 7 === 0 ? 0 : 700))
  expect(forecastOf(closed)(199, 0, 28)).toBeCloseTo(24 * 700, 6)
  expect(forecastOf(record(200, week).with(180, null))(199, 0, 28)).toBeNull()
  expect(forecastOf(record(27, week))(26, 0, 28)).toBeNull()
})

test('a hole long ago is passed over, and what is expected later begins later in the week', () => {
  const days = record(300, week).with(30, null)
  expect(forecastOf(days)(299, 0, 7)).toBeCloseTo(6 * 500 + 900, 6)
  expect(forecastOf(days)(299, 3, 1)).toBeCloseTo(week(303), 6)
  expect(forecastOf(days)(299, 2, 1)).toBeCloseTo(week(302), 6)
})

test('a jump is followed by all that is known, half by what is slow to believe it', () => {
  const days = record(300, (at) => (at < 293 ? 1000 : 2000))
  const expected = forecastOf(days)(299, 0, 28) ?? 0
  expect(expected).toBeGreaterThan(28 * 1000)
  expect(expected).toBeLessThan(28 * 2000)
})
