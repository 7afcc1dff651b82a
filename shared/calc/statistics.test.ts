import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysOf } from '../core/calendar.ts'
import { Decimal, ZERO } from '../core/decimal.ts'
import { roundToCents } from '../core/money.ts'
import { fromScaled } from '../core/scaled.ts'
import {
  dayFigures,
  EARNING_COUNTS,
  type RateCard,
  STATISTIC_IDS,
  type StoredDay,
  totalFigures,
} from './day-figures.ts'
import { externalRevenue } from './external-revenue.ts'
import { budgetMonth, lastActualDay, lockOf, type StatisticsInput, statisticsMonth } from './statistics-month.ts'

const CARS = 1_000_000
const NO_RATES = Object.fromEntries(EARNING_COUNTS.map((id) => [id, null])) as RateCard
/** The rates of the worked example in domain.md 2.4. */
const RATES: RateCard = {
  ...NO_RATES,
  valetDaily: 4896,
  valetOvernight: 5124,
  selfDaily: 2500,
  selfOvernight: 3000,
  valetAggregator: 2000,
  selfAggregator: 1500,
}
const terms = (changed = {}) => ({ totalRooms: 200, rates: RATES, adjustmentRate: ZERO, ...changed })
const EXAMPLE: StoredDay = {
  occupancy: 9100,
  driveInRatio: 3500,
  captureRatio: 6000,
  valetDaily: 20 * CARS,
  selfDaily: 10 * CARS,
  valetAggregator: 4 * CARS,
  selfAggregator: 3 * CARS,
}

const aMonth = (changed: Partial<StatisticsInput> = {}): StatisticsInput => ({
  month: '2026-02',
  totalRooms: 200,
  forecast: {},
  actual: {},
  budget: {},
  forecastRates: {},
  budgetRates: RATES,
  ...changed,
})
/** A list of the month's days with some filled in. */
const on = (filled: Record<number, number | null>, month = '2026-02') =>
  daysOf(month).map((_, i) => filled[i + 1] ?? null)

describe('one day', () => {
  test('the worked example: 182 rooms, 38.22 valet and 25.48 self overnight, 4,076.99 gross, 3,954.68 net', () => {
    const figures = dayFigures(EXAMPLE, terms())
    expect([figures.occupiedRooms, figures.valetOvernight, figures.selfOvernight].map(String)).toEqual([
      '182',
      '38.22',
      '25.48',
    ])
    expect(figures.externalRevenue?.toString()).toBe('4076.9928')
    const net = dayFigures(EXAMPLE, terms({ adjustmentRate: new Decimal('0.03') })).externalRevenue
    expect(roundToCents(net ?? ZERO)).toBe(395_468)
  })

  test('comps earn nothing, and a count without a rate earns nothing', () => {
    expect(dayFigures({ valetComps: 9 * CARS, selfMonthly: 8 * CARS }, terms()).externalRevenue?.toString()).toBe('0')
  })

  test('a day of which nothing is stored has no figure at all, which is not zero', () => {
    expect(Object.values(dayFigures({}, terms())).every((figure) => figure === null)).toBe(true)
    expect(dayFigures({ valetDaily: 0 }, terms()).externalRevenue?.toString()).toBe('0')
  })

  test('counts give the ratios: no rooms and no cars give 0, never a division by zero', () => {
    const loaded = dayFigures(
      { occupiedRooms: 150 * CARS, valetOvernight: 33 * CARS, selfOvernight: 22 * CARS },
      terms(),
    )
    expect([loaded.captureRatio?.toString(), loaded.driveInRatio?.toDecimalPlaces(4).toString()]).toEqual([
      '0.6',
      '0.3667',
    ])
    const empty = dayFigures({ occupiedRooms: 0, valetOvernight: 0, selfOvernight: 0 }, terms())
    expect([empty.occupancy, empty.driveInRatio, empty.captureRatio].map(String)).toEqual(['0', '0', '0'])
  })

  test('without rooms available, typed rooms stay and occupancy is 0', () => {
    const figures = dayFigures({ occupiedRooms: 77 * CARS }, terms({ totalRooms: 0 }))
    expect([figures.occupiedRooms, figures.occupancy].map(String)).toEqual(['77', '0'])
    expect(dayFigures({ occupancy: 5000 }, terms({ totalRooms: 0 })).occupiedRooms).toBeNull()
  })

  test('a loaded revenue is never recomputed from count × rate', () => {
    expect(dayFigures({ valetDaily: 20 * CARS, externalRevenue: 12_345 }, terms()).externalRevenue?.toString()).toBe(
      '123.45',
    )
  })

  test('always: overnight cars are split without one getting lost', () => {
    const ratio = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(ratio, ratio, ratio, (occupancy, driveInRatio, captureRatio) => {
        const day = dayFigures({ occupancy, driveInRatio, captureRatio }, terms())
        const all = fromScaled(occupancy, 4).times(200).times(fromScaled(driveInRatio, 4))
        expect(day.valetOvernight?.plus(day.selfOvernight ?? 0).equals(all)).toBe(true)
      }),
    )
  })
})

describe('days into a month', () => {
  test('2.6: occupancies of 85, 90 and 88 % are 87.7 % together, as the same rooms are available each day', () => {
    const days = [8_500, 9_000, 8_800].map((occupancy) => dayFigures({ occupancy }, terms()))
    expect(totalFigures(days, 200).occupancy?.times(100).toFixed(1)).toBe('87.7')
  })

  test('ratios come from the sums, not from averages of the days', () => {
    const busy = dayFigures({ occupiedRooms: 180 * CARS, valetOvernight: 60 * CARS, selfOvernight: 30 * CARS }, terms())
    const quiet = dayFigures({ occupiedRooms: 20 * CARS, valetOvernight: 1 * CARS, selfOvernight: 9 * CARS }, terms())
    const total = totalFigures([busy, quiet, dayFigures({}, terms())], 200)
    expect([total.occupancy, total.driveInRatio, total.captureRatio].map(String)).toEqual(['0.5', '0.5', '0.61'])
  })

  test('a month of nothing has no total', () => {
    expect(Object.values(totalFigures([dayFigures({}, terms())], 200)).every((figure) => figure === null)).toBe(true)
  })

  test('always: the month’s counts and revenue are the sum of its days, in any order', () => {
    const day = fc.record(
      Object.fromEntries(EARNING_COUNTS.map((id) => [id, fc.option(fc.integer({ min: 0, max: 99_999 * CARS }))])),
    ) as fc.Arbitrary<StoredDay>
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 31 }), (stored) => {
        const figures = stored.map((one) => dayFigures(one, terms()))
        const total = totalFigures(figures, 200)
        expect(totalFigures(figures.toReversed(), 200)).toEqual(total)
        for (const id of [...EARNING_COUNTS, 'externalRevenue'] as const) {
          const known = figures.flatMap((one) => one[id] ?? [])
          const sum = known.length === 0 ? null : Decimal.sum(...known)
          expect(total[id]?.toString()).toBe(sum?.toString())
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('the value that counts', () => {
  test('actual up to the last loaded day, then what was typed, else the budget', () => {
    const month = statisticsMonth(
      aMonth({
        actual: { valetDaily: on({ 1: 5 * CARS, 2: 0, 4: 6 * CARS }) },
        forecast: { valetDaily: on({ 1: 50 * CARS, 3: 51 * CARS, 5: 52 * CARS }) },
        budget: { valetDaily: 280 * CARS },
      }),
    )
    expect(month.lastActual).toBe('2026-02-04')
    expect(month.days.slice(0, 6).map((day) => [day.kind, day.figures.valetDaily?.toNumber()])).toEqual([
      ['actual', 5],
      ['actual', 0],
      ['forecast', 51], // a gap in what was loaded
      ['actual', 6],
      ['forecast', 52],
      ['budget', 10],
    ])
  })

  test('a file of zeros does not move the last loaded day', () => {
    expect(lastActualDay('2026-02', { valetDaily: on({ 1: 5 * CARS, 2: 0, 3: 0 }) })).toBe('2026-02-01')
    expect(lastActualDay('2026-02', { valetDaily: on({ 1: 0 }) })).toBeNull()
  })

  test('a typed drive-in ratio leaves the rest of the budget alone and drives the overnight cars', () => {
    const budget = {
      occupiedRooms: 2800 * CARS,
      valetOvernight: 560 * CARS,
      selfOvernight: 280 * CARS,
      valetDaily: 140 * CARS,
    }
    const [typed, plain] = statisticsMonth(aMonth({ budget, forecast: { driveInRatio: on({ 1: 5000 }) } })).days
    expect(
      [typed?.figures.valetOvernight, plain?.figures.valetOvernight].map((n) => n?.toDecimalPlaces(4).toNumber()),
    ).toEqual([
      33.3333, // 100 rooms × 0.5 × the budget's 2 of 3
      20,
    ])
    expect([typed?.figures.valetDaily?.toNumber(), typed?.origins.valetDaily, typed?.origins.valetOvernight]).toEqual([
      5,
      'budget',
      'derived',
    ])
  })

  test('a typed occupancy wins over the rooms of the budget', () => {
    const budget = { occupiedRooms: 2800 * CARS }
    const [typed, plain] = statisticsMonth(aMonth({ budget, forecast: { occupancy: on({ 1: 2500 }) } })).days
    expect([typed, plain].map((day) => day?.figures.occupiedRooms?.toNumber())).toEqual([50, 100])
    expect([typed?.origins.occupancy, typed?.origins.occupiedRooms]).toEqual(['forecast', 'derived'])
  })

  test('a cleared cell falls back to the budget; a typed 0 stays 0', () => {
    const month = (value: number | null) =>
      statisticsMonth(aMonth({ budget: { valetDaily: 280 * CARS }, forecast: { valetDaily: on({ 1: value }) } }))
        .days[0]
    expect([month(null)?.figures.valetDaily?.toNumber(), month(0)?.figures.valetDaily?.toNumber()]).toEqual([10, 0])
  })

  test('2.5: a budget of 573 cars in February is 20.464286 a day, and the days are 573 again', () => {
    const { days, total } = budgetMonth({
      month: '2026-02',
      totalRooms: 0,
      forecast: {},
      actual: {},
      budget: { valetDaily: 573 * CARS },
      forecastRates: {},
      budgetRates: {},
    })
    expect([days[0]?.valetDaily?.toString(), total.valetDaily?.toString()]).toEqual(['20.464286', '573'])
  })

  test('always: a month of budget only is the budget, to the last digit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.constantFrom('2026-02', '2024-02', '2026-04', '2026-05'),
        (valetDaily, month) => {
          const input = aMonth({ month, budget: { valetDaily } })
          const whole = fromScaled(valetDaily, 6).toString()
          expect(statisticsMonth(input).total.valetDaily?.toString()).toBe(whole)
          expect(budgetMonth(input).total.valetDaily?.toString()).toBe(whole)
        },
      ),
    )
  })

  test('always: every day has every figure and says where it comes from', () => {
    const value = fc.option(fc.integer({ min: 0, max: 9000 }))
    const lines = fc.record(
      Object.fromEntries(STATISTIC_IDS.map((id) => [id, fc.array(value, { minLength: 28, maxLength: 28 })])),
    )
    fc.assert(
      fc.property(lines, lines, (forecast, actual) => {
        for (const day of statisticsMonth(aMonth({ forecast, actual })).days) {
          expect(Object.keys(day.figures).toSorted()).toEqual(STATISTIC_IDS.toSorted())
          expect(Object.keys(day.origins).toSorted()).toEqual(STATISTIC_IDS.toSorted())
          expect(Object.values(day.figures).every((figure) => figure === null || figure.isFinite())).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('external revenue of a month', () => {
  test('loaded days bring their revenue, open days their count × the month’s rate', () => {
    const month = statisticsMonth(
      aMonth({
        actual: { valetDaily: on({ 1: 20 * CARS }), externalRevenue: on({ 1: 77_777 }) },
        budget: { valetDaily: 280 * CARS },
        forecastRates: { valetDaily: 5000 },
      }),
    )
    const revenue = externalRevenue(month, new Decimal(1))
    expect(revenue.categories.find((one) => one.id === 'valetDaily')).toMatchObject({
      statistic: new Decimal(270),
      rate: new Decimal(50),
      value: new Decimal(13_500),
    })
    expect([revenue.actualToDate, revenue.total].map(String)).toEqual(['777.77', '14277.77'])
  })

  test('a month that holds nothing has no revenue', () => {
    expect(externalRevenue(statisticsMonth(aMonth()), new Decimal(1)).total).toBeNull()
  })

  test('always: with open days only it is the sum of the days', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99_999 * CARS }), { minLength: 28, maxLength: 28 }), (cars) => {
        const month = statisticsMonth(aMonth({ forecast: { selfDaily: cars } }))
        expect(externalRevenue(month, new Decimal(1)).total?.toString()).toBe(month.total.externalRevenue?.toString())
      }),
      { numRuns: 30 },
    )
  })
})

describe('locks', () => {
  test('closed months, loaded days and months beyond the horizon are locked, and say which it is', () => {
    const today = '2026-04-10'
    expect([
      lockOf('2026-03-31', 'forecast', today),
      lockOf('2026-04-09', 'actual', today),
      lockOf('2026-04-09', 'forecast', today),
      lockOf('2027-04-30', 'budget', today),
      lockOf('2027-05-01', 'budget', today),
    ]).toEqual(['month-closed', 'actual-loaded', null, null, 'beyond-horizon'])
  })
})
