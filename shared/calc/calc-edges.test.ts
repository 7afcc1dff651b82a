import { describe, expect, test } from 'vitest'
import { told } from '../../tests/support/told.ts'
import { findLine } from '../categories/index.ts'
import { must } from '../core/bug.ts'
import { daysOf } from '../core/calendar.ts'
import { Decimal, ZERO } from '../core/decimal.ts'
import { adjustmentOf, adjustmentRate } from './adjustment-rate.ts'
import { checkCell } from './check-cell.ts'
import { dayFigures, EARNING_COUNTS, type Figures, type RateCard, STATISTIC_IDS, totalFigures } from './day-figures.ts'
import { single, sumOfParts } from './explain.ts'
import type { MonthCell } from './month-value.ts'
import { expenseBridge, expenseValues, expenseVariance, otherExpenses } from './other-expenses.ts'
import { otherRevenue } from './other-revenue.ts'
import { blendedRate, budgetRate, effectiveRate } from './parking-rates.ts'
import { mixedSpan, statisticsBucket } from './statistics-bucket.ts'
import { monthlyBudget, smartSpread, spreadOverDays } from './statistics-entry.ts'
import { budgetDays, lastActualDay, type StatisticsInput, statisticsMonth } from './statistics-month.ts'
import { statisticsVariance } from './statistics-variance.ts'
import { variance } from './variance.ts'

const of = (amount: number | string) => new Decimal(amount)
const ROOMS = 1_000_000
const CARS = 1_000_000
const cell = (forecast: number | null, budget: number | null, actual: number | null): MonthCell => ({
  forecast,
  budget,
  actual,
})

describe('one stored value', () => {
  const check = (value: number, totalRooms: number) => {
    const found = checkCell(must(findLine('occupiedRooms'), 'rooms'), value, totalRooms)
    return found && [found.level, found.message]
  }
  test('all rooms are not too many, one more is, and without rooms available nobody knows', () => {
    expect([
      check(184 * ROOMS, 184),
      check(184 * ROOMS + 1, 184),
      check(184 * ROOMS, 0),
      check(1.5, 184),
      check(NaN, 184),
    ]).toEqual([
      null,
      ['warning', 'More rooms than the site has (184).'],
      null,
      ['error', 'Enter a number.'],
      ['error', 'Enter a number.'],
    ])
  })
})

describe('figures of days', () => {
  const NO_RATES = Object.fromEntries(EARNING_COUNTS.map((id) => [id, null])) as RateCard
  const NOTHING = Object.fromEntries(STATISTIC_IDS.map((id) => [id, null])) as Figures
  test('a site without rooms has an occupancy of 0 on days with rooms, and none on days without', () => {
    const terms = { totalRooms: 0, rates: NO_RATES, adjustmentRate: ZERO }
    const [some, none] = [dayFigures({ occupiedRooms: 90 * ROOMS }, terms), dayFigures({ valetDaily: CARS }, terms)]
    expect([some.occupancy?.toString(), none.occupancy]).toEqual(['0', null])
    expect(dayFigures({ occupiedRooms: 90 * ROOMS }, { ...terms, totalRooms: 200 }).occupancy?.toString()).toBe('0.45')
    expect([totalFigures([some, none], 0).occupancy?.toString(), totalFigures([none], 0).occupancy]).toEqual([
      '0',
      null,
    ])
    expect(totalFigures([NOTHING], 100).occupancy).toBe(null)
  })

  const aMonth = (changed: Partial<StatisticsInput> = {}): StatisticsInput => ({
    month: '2026-02',
    totalRooms: 200,
    forecast: {},
    actual: {},
    budget: {},
    forecastRates: {},
    budgetRates: {},
    ...changed,
  })
  const on = (filled: Readonly<Record<number, number>>) => daysOf('2026-02').map((_, i) => filled[i + 1] ?? null)
  const origins = (changed: Partial<StatisticsInput>) => {
    const found = statisticsMonth(aMonth(changed)).days[0]?.origins
    const ids = [
      'occupiedRooms',
      'occupancy',
      'valetOvernight',
      'selfOvernight',
      'valetDaily',
      'externalRevenue',
    ] as const
    return ids.map((id) => found?.[id])
  }
  test('each line of a day says where it comes from', () => {
    expect([
      origins({}),
      origins({ forecast: { occupancy: on({ 1: 5_000 }) } }),
      origins({ forecast: { occupiedRooms: on({ 1: ROOMS }) } }),
      origins({ forecast: { captureRatio: on({ 1: 5_000 }) } }),
      origins({ forecast: { valetDaily: on({ 1: CARS }), selfOvernight: on({ 1: CARS }) } }),
      origins({ actual: { valetDaily: on({ 1: CARS }) } }),
    ]).toEqual([
      ['budget', 'budget', 'budget', 'budget', 'budget', 'derived'],
      ['derived', 'forecast', 'derived', 'derived', 'budget', 'derived'],
      ['forecast', 'derived', 'derived', 'derived', 'budget', 'derived'],
      ['budget', 'budget', 'derived', 'derived', 'budget', 'derived'],
      ['budget', 'budget', 'budget', 'forecast', 'forecast', 'derived'],
      ['actual', 'actual', 'actual', 'actual', 'actual', 'actual'],
    ])
  })
  test('typed rooms replace the budget’s, typed occupancy gives them', () => {
    const rooms = (forecast: StatisticsInput['forecast']) =>
      statisticsMonth(
        aMonth({ budget: { occupiedRooms: 28 * ROOMS }, forecast }),
      ).days[0]?.figures.occupiedRooms?.toString()
    expect([rooms({}), rooms({ occupiedRooms: on({ 1: 7 * ROOMS }) }), rooms({ occupancy: on({ 1: 5_000 }) })]).toEqual(
      ['1', '7', '100'],
    )
  })
  test('any one line above zero makes a day the last loaded one; a budget of nothing is spread on no day', () => {
    expect(lastActualDay('2026-02', { valetDaily: on({ 3: CARS }), selfDaily: on({ 3: 0, 4: 0 }) })).toBe('2026-02-03')
    expect(budgetDays({ month: '2026-02', budget: { valetDaily: null, selfDaily: 28 } })).toEqual(
      daysOf('2026-02').map(() => ({ selfDaily: 1 })),
    )
  })

  const month = statisticsMonth(aMonth({ actual: { valetDaily: on({ 1: CARS, 2: 2 * CARS }) } }))
  test('a bucket names its first and last day; no days are no bucket', () => {
    const bucket = statisticsBucket(month.days.slice(0, 4), 200, month.rates)
    expect([bucket?.first, bucket?.last, statisticsBucket([], 200, month.rates)]).toEqual([
      '2026-02-01',
      '2026-02-04',
      null,
    ])
  })
  test('a span is mixed only with both kinds of days in it', () => {
    expect([
      mixedSpan(month.days.slice(0, 5)),
      mixedSpan(month.days.slice(0, 2)),
      mixedSpan(month.days.slice(2)),
    ]).toEqual([{ actual: ['2026-02-01', '2026-02-02'], open: ['2026-02-03', '2026-02-05'] }, null, null])
  })
})

describe('variances', () => {
  test('a line that is neither good nor bad is neutral, whatever the direction', () => {
    expect([variance(of(9), of(4), 0), variance(of(4), of(5), 0)].map((found) => found?.verdict)).toEqual([
      'neutral',
      'neutral',
    ])
  })
  test('a side that is not known has no variance', () => {
    expect([
      statisticsVariance({ unit: 'count' }, of(1), null),
      statisticsVariance({ unit: 'count' }, null, of(1)),
      expenseVariance(of(1), null),
      expenseVariance(null, of(1)),
    ]).toEqual([null, null, null, null])
  })
  test('what is spread goes to its days', () => {
    const days = ['2026-02-01', '2026-02-02']
    expect(
      spreadOverDays(
        'valetDaily',
        7,
        days.map((day, i) => ({ day, value: i + 1 })),
      ),
    ).toEqual([
      { lineId: 'valetDaily', period: '2026-02-01', value: 2 },
      { lineId: 'valetDaily', period: '2026-02-02', value: 5 },
    ])
    expect(smartSpread(7, days, (day) => (day === '2025-02-02' ? 1 : 6))).toEqual([
      { day: '2026-02-01', value: 1 },
      { day: '2026-02-02', value: 6 },
    ])
  })
  test('a month’s own budget stands beside one of the year', () => {
    expect(monthlyBudget('2026-03', (month) => (month === '2026-03' ? 7 : null), 1_200)).toBe(7)
  })
})

describe('what rates, revenue and expenses say about how they came about', () => {
  test('rates name revenue, vehicles, discounts and segments', () => {
    expect([
      told(budgetRate(of(100), of(8))),
      told(budgetRate(of(100), of(0))),
      told(budgetRate(of(100), null)),
      told(budgetRate(null, of(8))),
      told(effectiveRate(of(40), of('0.25'))),
      told(
        blendedRate([
          { share: of('0.6'), rate: of(30) },
          { share: of('0.3'), rate: of(20) },
        ]),
      ),
    ]).toEqual([
      [
        'total 12.5',
        'part total Budget rate: 12.5',
        '4.2 Budget rate: 12.5 rate ← revenue 100 money budget ← vehicles 8 count budget',
      ],
      [
        'total 0',
        'part total Budget rate: 0',
        '4.2 Budget rate: 0 rate ← revenue 100 money budget ← vehicles 0 count budget',
        'remark No vehicles: the rate is 0.',
      ],
      [
        'total 0',
        'part total Budget rate: 0',
        '4.2 Budget rate: 0 rate ← revenue 100 money budget ← vehicles unknown count budget',
        'remark Revenue or vehicles are missing: the rate is 0.',
      ],
      [
        'total 0',
        'part total Budget rate: 0',
        '4.2 Budget rate: 0 rate ← revenue unknown money budget ← vehicles 8 count budget',
        'remark Revenue or vehicles are missing: the rate is 0.',
      ],
      [
        'total 30',
        'part total Effective rate: 30',
        '4.2 Effective rate: 30 rate ← posted rate 40 rate forecast ← average discount 0.25 ratio forecast',
      ],
      [
        'total 24',
        'part total Blended rate: 24',
        '4.2 Blended rate: 24 rate ← segment 1, 60 % 30 rate forecast ← segment 2, 30 % 20 rate forecast',
        'remark The shares add up to 90 %, not to 100 %.',
      ],
    ])
  })
  test('the adjustment rate names both ledger accounts; a bucket without gross revenue has none', () => {
    expect([told(adjustmentRate(of(-30), of(1_000))), told(adjustmentRate(null, of(1_000)))]).toEqual([
      [
        'total 0.03',
        'part total Adjustment rate: 0.03',
        '2.4 Adjustment rate: 0.03 ratio ← adjustments 9419 -30 money budget ← external revenue 9410 1000 money budget',
      ],
      [
        'total 0',
        'part total Adjustment rate: 0',
        '2.4 Adjustment rate: 0 ratio ← adjustments 9419 unknown money budget ← external revenue 9410 1000 money budget',
        'remark Adjustments or external revenue are missing in the budget: the rate is 0.',
      ],
    ])
    expect([
      adjustmentOf(of(90), of(100))?.toString(),
      adjustmentOf(null, of(100)),
      adjustmentOf(of(90), null),
      adjustmentOf(of(0), of(0)),
    ]).toEqual(['0.1', null, null, null])
  })
  test('other expense names what counts of each row that has a value', () => {
    const input = { 7045: cell(1_000, 900, 1_100), 7099: cell(5, 700, 800) }
    expect(
      [told(otherExpenses(input, false)), told(otherExpenses(input, true))].map((lines) =>
        lines.filter((line) => !line.includes('unknown')),
      ),
    ).toEqual([
      [
        'total 17',
        'part 7045 Employee relations: 10',
        'part miscellaneous Miscellaneous other expenses: 7',
        '5.2 Total other expense: 17 money ← Employee relations 10 money forecast ← Miscellaneous other expenses 7 money budget',
      ],
      [
        'total 19',
        'part 7045 Employee relations: 11',
        'part miscellaneous Miscellaneous other expenses: 8',
        '5.2 Total other expense: 19 money ← Employee relations 11 money actual ← Miscellaneous other expenses 8 money actual',
      ],
    ])
    expect([expenseValues({}, true)['miscellaneous'], expenseValues(input, true)['miscellaneous']?.origin]).toEqual([
      { value: null, origin: 'empty' },
      'actual',
    ])
  })
  test('the bridge to the P&L names what leaves the tab’s total, in a step without anything before it', () => {
    const bridge = told(expenseBridge({ 7170: cell(1_000, 900, null), 7099: cell(null, 700, null) }, false))
    expect(bridge).toEqual([
      'total 0',
      'part total Total other expense: 17',
      'part ParkingRents in Parking Rents: -10',
      'part Claims in Claims: -7',
      'part Insurance in Insurance: unknown',
      '5.3 Other Expense on the P&L: unknown money',
    ])
  })
  test('other revenue has one step and nothing before it', () => {
    expect(
      told(otherRevenue({ gpoFees: { forecast: 500, budget: null } })).filter((line) => !line.includes('unknown')),
    ).toEqual(['total 5', 'part gpoFees GPO fees: 5', '5.1 Net other revenue: 5 money ← GPO fees 5 money forecast'])
  })
  test('a sum of nothing, and a figure without a step, have no answer', () => {
    expect([told(sumOfParts([], [])), told(single([]))]).toEqual([['total unknown'], ['total unknown']])
  })
})
