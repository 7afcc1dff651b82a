import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { d, text } from '../../tests/support/a-contract.ts'
import { addDays, daysOf } from '../core/calendar.ts'
import { type Figures, STATISTIC_IDS } from './day-figures.ts'
import { type KnownDay, trendSeries } from './trend-series.ts'

const known = (day: string, figures: Readonly<Partial<Record<keyof Figures, number>>>): KnownDay => ({
  day,
  figures: Object.fromEntries(
    STATISTIC_IDS.map((id) => [id, figures[id] === undefined ? null : d(figures[id])]),
  ) as Figures,
})
const UNTIL = '2026-03-10'

describe('trends (domain.md 15)', () => {
  test('30 and 90 days end with the day asked for, oldest first, and days nobody knows are blank', () => {
    const days = [
      known(UNTIL, { valetDaily: 9 }),
      known('2026-02-09', { valetDaily: 5 }),
      known('2026-02-08', { valetDaily: 7 }),
      known('2026-03-11', { valetDaily: 11 }),
    ]
    const month = trendSeries(days, '30d', UNTIL, 100)
    expect([month.periods.length, month.periods[0], month.periods.at(-1)]).toEqual([30, '2026-02-09', UNTIL])
    expect(month.series.valetDaily.map(text).filter((value) => value !== null)).toEqual(['5', '9'])
    expect([month.knownDays[0], month.knownDays[1], month.knownDays[29]]).toEqual([1, 0, 1])
    const quarter = trendSeries(days, '90d', UNTIL, 100)
    expect([quarter.periods.length, quarter.periods[0]]).toEqual([90, '2025-12-11'])
    expect(quarter.series.valetDaily.map(text).filter((value) => value !== null)).toEqual(['7', '5', '9'])
  })

  test('a day keeps its own figures', () => {
    const day = known(UNTIL, { occupiedRooms: 50, valetOvernight: 20, selfOvernight: 5, externalRevenue: 321 })
    const { series } = trendSeries([day], '30d', UNTIL, 100)
    const last = (['occupancy', 'driveInRatio', 'captureRatio', 'externalRevenue'] as const).map((id) =>
      text(series[id].at(-1) ?? null),
    )
    expect(last).toEqual(['0.5', '0.5', '0.8', '321'])
  })

  test('2.6: a month adds its counts and weighs its ratios, and the last month ends with the day asked for', () => {
    const days = [
      known('2026-02-01', { occupiedRooms: 20, valetOvernight: 9, selfOvernight: 1, externalRevenue: 100 }),
      known('2026-02-02', { occupiedRooms: 80, valetOvernight: 6, selfOvernight: 24, externalRevenue: 200 }),
      known('2025-04-30', { occupiedRooms: 10 }),
      known('2025-03-31', { occupiedRooms: 99 }),
      known(UNTIL, { occupiedRooms: 30 }),
      known('2026-03-11', { occupiedRooms: 31 }),
    ]
    const { periods, series, knownDays } = trendSeries(days, '12m', UNTIL, 100)
    expect([periods.length, periods[0], periods.at(-1)]).toEqual([12, '2025-04', '2026-03'])
    const month = (id: keyof typeof series, at: number) => text(series[id][at] ?? null)
    expect([month('occupiedRooms', 0), month('occupiedRooms', 11)]).toEqual(['10', '30'])
    expect([month('occupiedRooms', 10), month('externalRevenue', 10)]).toEqual(['100', '300'])
    // 100 of 200 available; 40 of 100 rooms; 15 of 40 cars. Plain means would be 0.5, 0.4375 and 0.55.
    expect([month('occupancy', 10), month('driveInRatio', 10), month('captureRatio', 10)]).toEqual([
      '0.5',
      '0.4',
      '0.375',
    ])
    expect([knownDays[10], knownDays[9], month('occupiedRooms', 9)]).toEqual([2, 0, null])
  })

  test('always: the twelve months add up to their days, whatever the order of the days', () => {
    const dayOf = fc.integer({ min: 0, max: 364 }).map((back) => addDays('2026-03-31', -back))
    const list = fc.uniqueArray(fc.record({ day: dayOf, cars: fc.nat({ max: 500 }) }), { selector: ({ day }) => day })
    fc.assert(
      fc.property(list, (given) => {
        const days = given.map(({ day, cars }) => known(day, { selfDaily: cars }))
        const { series, periods } = trendSeries(days, '12m', '2026-03-31', 0)
        const own = periods.map((month) => given.filter(({ day }) => daysOf(month).includes(day)))
        const sums = own.map((of) => (of.length === 0 ? null : `${of.reduce((sum, { cars }) => sum + cars, 0)}`))
        expect(series.selfDaily.map(text)).toEqual(sums)
      }),
      { numRuns: 40 },
    )
  })
})
