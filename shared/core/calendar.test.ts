import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  businessDay,
  daysOf,
  displayWeeksOf,
  isDay,
  isLeapYear,
  isMonth,
  monthOf,
  monthsOf,
  overtimeWeekOf,
  overtimeWeeksOf,
  parseMonth,
  phaseOf,
  sameWeekdayLastYear,
  splitAt,
  weekdayOf,
  yearOf,
} from './calendar.ts'

const months = fc
  .tuple(fc.integer({ min: 1990, max: 2110 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`)
const days = months.chain((month) => fc.constantFrom(...daysOf(month)))

describe('months and days', () => {
  test('a month has its real days, also in leap years', () => {
    expect(['2025-02', '2024-02', '1900-02', '2000-02', '2026-04'].map((month) => daysOf(month).length)).toEqual([
      28, 29, 28, 29, 30,
    ])
  })

  test('only real days and months count', () => {
    const texts = ['2026-02-29', '2024-02-29', '2026-04-31', '2026-4-1', '2026-04', ' 2026-04-01', '2026-00-10', '']
    expect(texts.filter(isDay)).toEqual(['2024-02-29'])
    expect(['2026-04', '2026-13', '2026-00', '2026-4', '2026-04-01', '202604'].filter(isMonth)).toEqual(['2026-04'])
  })

  test('always: a text is a day exactly when the calendar has it', () => {
    const part = (most: number, width: number) =>
      fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(width, '0'))
    fc.assert(
      fc.property(part(9999, 4), part(14, 2), part(33, 2), (year, month, day) => {
        const text = `${year}-${month}-${day}`
        const isReal = (): boolean => {
          try {
            return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
          } catch {
            return false
          }
        }
        expect(isDay(text)).toBe(isReal())
      }),
      { numRuns: 3000 },
    )
    expect(['1900-02-29', '2000-02-29', '2100-02-29', '2400-02-29'].filter(isDay)).toEqual(['2000-02-29', '2400-02-29'])
  })

  test('a month that cannot be read names the field and the right form', () => {
    expect(() => parseMonth('202504', 'start')).toThrow(
      expect.objectContaining({
        code: 'INVALID_PERIOD',
        message: 'Period must look like 2025-04.',
        issues: [expect.objectContaining({ field: 'start', providedValue: '202504', expectedFormat: 'YYYY-MM' })],
      }),
    )
    expect(parseMonth('2025-04')).toBe('2025-04')
  })

  test('weeks run from Sunday to Saturday, clipped to the month', () => {
    const weeks = displayWeeksOf('2025-07').map((week) => [week[0], week.at(-1)])
    expect(weeks).toEqual([
      ['2025-07-01', '2025-07-05'],
      ['2025-07-06', '2025-07-12'],
      ['2025-07-13', '2025-07-19'],
      ['2025-07-20', '2025-07-26'],
      ['2025-07-27', '2025-07-31'],
    ])
  })

  test('the business day is the one of US Central, also around midnight and when the clocks change', () => {
    const at = (instant: string) => businessDay(Date.parse(instant), 'America/Chicago')
    expect(at('2026-04-10T04:59:59Z')).toBe('2026-04-09')
    expect(at('2026-04-10T05:00:00Z')).toBe('2026-04-10')
    expect(at('2026-01-10T05:59:59Z')).toBe('2026-01-09')
    expect(at('2026-11-01T05:00:00Z')).toBe('2026-11-01')
  })

  test('always: the days of a year are its months’ days, each once and in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2110 }), (year) => {
        const all = monthsOf(year).flatMap(daysOf)
        expect(all[0]).toBe(`${year}-01-01`)
        expect(all.slice(1)).toEqual(all.slice(0, -1).map((day) => addDays(day, 1)))
        expect(all.every((day) => isDay(day) && yearOf(day) === year)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('always: the weeks of a month hold its days, and only the first may begin on another day than Sunday', () => {
    fc.assert(
      fc.property(months, (month) => {
        const weeks = displayWeeksOf(month)
        expect(weeks.flat()).toEqual(daysOf(month))
        expect(weeks.slice(1).every((week) => weekdayOf(week[0] ?? '') === 7 && week.length <= 7)).toBe(true)
        expect(weeks[0]?.slice(1).every((day) => weekdayOf(day) !== 7)).toBe(true)
      }),
    )
  })

  test('always: last year’s same weekday is the same weekday, in the year before or on its edge', () => {
    fc.assert(
      fc.property(days, (day) => {
        const before = sameWeekdayLastYear(day)
        expect([weekdayOf(before), addDays(before, 364)]).toEqual([weekdayOf(day), day])
      }),
    )
  })

  test('always: months added and taken away again come back', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: -50, max: 50 }), (month, count) => {
        expect(addMonths(addMonths(month, count), -count)).toBe(month)
        expect(monthOf(`${month}-15`)).toBe(month)
      }),
    )
  })
})

describe('weeks and halves of a month', () => {
  test('0.2: the overtime week runs from Saturday to Friday, across the ends of the month', () => {
    const weeks = overtimeWeeksOf('2026-04').map((week) => [week[0], week.at(-1)])
    expect(weeks).toEqual([
      ['2026-03-28', '2026-04-03'],
      ['2026-04-04', '2026-04-10'],
      ['2026-04-11', '2026-04-17'],
      ['2026-04-18', '2026-04-24'],
      ['2026-04-25', '2026-05-01'],
    ])
  })

  test('leap years follow the calendar', () => {
    expect([1900, 2000, 2024, 2026].filter(isLeapYear)).toEqual([2000, 2024])
  })

  test('a month before that of today is past, also across the year', () => {
    expect(['2025-12', '2026-01', '2026-02'].map((month) => phaseOf(month, '2026-01-31'))).toEqual([
      'past',
      'current',
      'future',
    ])
  })

  test('2.8: the current month splits after the last loaded day; one without actuals is open', () => {
    const split = splitAt('2026-04', '2026-04-09')
    expect([split.loaded.at(-1), split.open[0], split.loaded.length]).toEqual(['2026-04-09', '2026-04-10', 9])
    expect([splitAt('2026-04', null).loaded, splitAt('2026-04', '2026-05-03').open]).toEqual([[], []])
  })

  test('always: a day lies in the overtime week it names, which starts on a Saturday', () => {
    fc.assert(
      fc.property(days, (day) => {
        const start = overtimeWeekOf(day)
        expect([weekdayOf(start), start <= day && day <= addDays(start, 6)]).toEqual([6, true])
      }),
    )
  })

  test('always: the overtime weeks of a month are whole, follow each other and hold each of its days once', () => {
    fc.assert(
      fc.property(months, (month) => {
        const weeks = overtimeWeeksOf(month)
        const all = weeks.flat()
        expect(all.slice(1)).toEqual(all.slice(0, -1).map((day) => addDays(day, 1)))
        expect(all.filter((day) => monthOf(day) === month)).toEqual(daysOf(month))
        expect(weeks.every((week) => week.length === 7)).toBe(true)
      }),
    )
  })
})
