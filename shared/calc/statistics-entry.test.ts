import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findLine } from '../categories/index.ts'
import { STATISTICS_INPUTS } from '../categories/statistics.ts'
import { must } from '../core/bug.ts'
import { daysOf, monthsOf } from '../core/calendar.ts'
import { Decimal } from '../core/decimal.ts'
import { adjustmentRate } from './adjustment-rate.ts'
import { EARNING_COUNTS, type RateCard } from './day-figures.ts'
import { mixedSpan, statisticsBucket } from './statistics-bucket.ts'
import {
  copyWeekBefore,
  ENTRY_ORDER,
  fillDown,
  inputMode,
  monthlyBudget,
  occupancyHint,
  smartSpread,
  spreadOverDays,
} from './statistics-entry.ts'
import { statisticsMonth } from './statistics-month.ts'
import { twinLineOf } from './twin-line.ts'
import { statisticsVariance } from './statistics-variance.ts'

const CARS = 1_000_000
const RATES = Object.fromEntries(EARNING_COUNTS.map((id) => [id, id === 'valetDaily' ? 4896 : null])) as RateCard
const on = (filled: Record<number, number>) => daysOf('2026-04').map((_, i) => filled[i + 1] ?? null)

describe('input modes (domain.md 2.2, 2.3)', () => {
  test('a percentage is typed and rooms follow with two decimals, or the other way round', () => {
    expect([inputMode('Percentage'), inputMode('OccupiedRooms')]).toEqual([
      { typed: 'occupancy', derived: 'occupiedRooms', roomDecimals: 2 },
      { typed: 'occupiedRooms', derived: 'occupancy', roomDecimals: 0 },
    ])
    expect([occupancyHint(0), occupancyHint(184)]).toEqual(['Rooms available is not set.', null])
  })

  test('two ways to say one thing clear each other, nothing else does', () => {
    const ids = [
      'occupancy',
      'occupiedRooms',
      'payroll.hours.GSA1',
      'payroll.cost.GSA1',
      'payroll.rate.GSA1',
      'valetDaily',
    ]
    expect(ids.map(twinLineOf)).toEqual([
      'occupiedRooms',
      'occupancy',
      'payroll.cost.GSA1',
      'payroll.hours.GSA1',
      null,
      null,
    ])
  })

  test('the order of entry holds every typed line once (domain.md 2.10)', () => {
    expect(ENTRY_ORDER.toSorted()).toEqual(STATISTICS_INPUTS.toSorted())
  })
})

describe('spreading (domain.md 2.5)', () => {
  test('a total follows the days as they are, and is even where there is nothing', () => {
    const days = [
      { day: '2026-04-11', value: 30 },
      { day: '2026-04-12', value: 10 },
      { day: '2026-04-13', value: null },
    ]
    const values = (list: readonly { value: number | null }[]) => list.map(({ value }) => value)
    expect(values(spreadOverDays('valetDaily', 81, days))).toEqual([61, 20, 0])
    expect(values(spreadOverDays('valetDaily', 80, days.slice(2)))).toEqual([80])
    expect(
      values(
        spreadOverDays(
          'valetDaily',
          5,
          days.map((day) => ({ ...day, value: null })),
        ),
      ),
    ).toEqual([2, 2, 1])
    expect(spreadOverDays('valetDaily', 5, [])).toEqual([])
  })

  test('a smart spread weighs each day like its weekday last year', () => {
    const days = ['2026-04-11', '2026-04-12', '2026-04-13']
    const lastYear: Record<string, number> = { '2025-04-12': 60, '2025-04-13': 20 }
    expect(smartSpread(400, days, (day) => lastYear[day] ?? null).map(({ value }) => value)).toEqual([300, 100, 0])
    expect(smartSpread(9, days, () => null).map(({ value }) => value)).toEqual([3, 3, 3])
  })

  test('C-20: the year’s budget counts only where no month has one, and its twelfths are the year again', () => {
    const none = () => null
    const months = monthsOf(2026).map((month) => monthlyBudget(month, none, 1_000_003))
    expect([months[0], months[11], months.reduce((sum: number, one) => sum + (one ?? 0), 0)]).toEqual([
      83_334, 83_333, 1_000_003,
    ])
    const april = (month: string) => (month === '2026-04' ? 77 : null)
    expect([
      monthlyBudget('2026-04', april, 120),
      monthlyBudget('2026-05', april, 120),
      monthlyBudget('2026-05', none, null),
    ]).toEqual([77, null, null])
  })

  test('a copied week repeats the same weekdays; where nothing was, nothing is overwritten', () => {
    const stored: Record<string, number> = { '2026-04-05': 8, '2026-04-07': 9 }
    const week = ['2026-04-12', '2026-04-13', '2026-04-14']
    expect(copyWeekBefore(['selfDaily'], week, (_, day) => stored[day] ?? null)).toEqual([
      { lineId: 'selfDaily', period: '2026-04-12', value: 8 },
      { lineId: 'selfDaily', period: '2026-04-14', value: 9 },
    ])
    expect(fillDown('selfDaily', 5, week.slice(1)).map(({ period }) => period)).toEqual(['2026-04-13', '2026-04-14'])
  })

  test('always: days spread from a total are the total', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1e13 }),
        fc.array(fc.option(fc.nat({ max: 1e11 })), { minLength: 1, maxLength: 31 }),
        (total, values) => {
          const days = values.map((value, i) => ({ day: daysOf('2026-01')[i] ?? '', value }))
          expect(spreadOverDays('valetDaily', total, days).reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(
            total,
          )
        },
      ),
    )
  })
})

describe('weeks and months (domain.md 2.4, 2.6, 2.8)', () => {
  const month = statisticsMonth({
    month: '2026-04',
    totalRooms: 184,
    adjustmentRate: new Decimal('0.03'),
    forecast: { valetDaily: on({ 10: 12 * CARS }) },
    actual: { valetDaily: on({ 8: 20 * CARS, 9: 25 * CARS }), externalRevenue: on({ 8: 70_000, 9: 80_000 }) },
    budget: { valetDaily: 300 * CARS },
    forecastRates: {},
    budgetRates: RATES,
  })
  const bucket = (from: number, to: number) => statisticsBucket(month.days.slice(from - 1, to), 184, RATES)

  test('a bucket of actual and open days is mixed and counts both', () => {
    const mixed = must(bucket(8, 11), 'days')
    expect([mixed.kind, mixed.actualDays, mixed.openDays, mixed.figures.valetDaily?.toString()]).toEqual([
      'mixed',
      2,
      2,
      '67',
    ])
    expect([bucket(8, 9)?.kind, bucket(10, 11)?.kind, bucket(11, 12)?.kind, bucket(9, 8)]).toEqual([
      'actual',
      'forecast',
      'budget',
      null,
    ])
    expect([mixedSpan(month.days.slice(7, 11)), mixedSpan(month.days.slice(9))]).toEqual([
      { actual: ['2026-04-08', '2026-04-09'], open: ['2026-04-10', '2026-04-11'] },
      null,
    ])
  })

  test('its adjustment is Σ net ÷ Σ gross of the open days', () => {
    expect([bucket(8, 11)?.adjustmentRate?.toString(), bucket(8, 9)?.adjustmentRate]).toEqual(['0.03', null])
  })

  test('C-13: the adjustment rate is never negative, and 0 without revenue', () => {
    const rate = (adjustments: string | null, revenue: string | null) =>
      adjustmentRate(
        adjustments === null ? null : new Decimal(adjustments),
        revenue === null ? null : new Decimal(revenue),
      ).total?.toString()
    expect([rate('-3000', '100000'), rate('3000', '100000'), rate(null, '5'), rate('4', null), rate('4', '0')]).toEqual(
      ['0.03', '0.03', '0', '0', '0'],
    )
  })
})

describe('variance on the tab (domain.md 2.9, C-70)', () => {
  const of = (lineId: string, actual: string, forecast: string) => {
    const found = must(
      statisticsVariance(must(findLine(lineId), lineId), new Decimal(actual), new Decimal(forecast)),
      'both sides',
    )
    return [found.amount.toString(), found.percent?.toString() ?? null, found.isPoints, found.direction]
  }

  test('counts show percent of the forecast with one decimal, ratios show points: 85.2 → 87.1 is +1.9', () => {
    expect([
      of('occupancy', '0.871', '0.852'),
      of('valetDaily', '25', '24'),
      of('valetDaily', '6', '0'),
      of('selfDaily', '7', '7'),
    ]).toEqual([
      ['1.9', null, true, 'up'],
      ['1', '4.2', false, 'up'],
      ['6', null, false, 'up'],
      ['0', '0', false, 'equal'],
    ])
    expect(of('selfDaily', '19', '20')).toEqual(['-1', '-5', false, 'down'])
    expect(statisticsVariance({ unit: 'count' }, null, new Decimal(1))).toBeNull()
  })
})
