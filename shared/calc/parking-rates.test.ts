import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../core/decimal.ts'
import { yearOf } from '../core/calendar.ts'
import {
  actualRate,
  blendedRate,
  budgetRate,
  carryForward,
  effectiveRate,
  rateCellsOf,
  rateInForce,
  rateJump,
  rateMonthLock,
  storedRate,
} from './parking-rates.ts'

const d = (text: string) => new Decimal(text)

describe('parking rates (domain.md 4.2)', () => {
  test('the budget’s rate is revenue ÷ vehicles: 28,054.08 ÷ 573 = 48.96', () => {
    expect(budgetRate(d('28054.08'), d('573')).total?.toString()).toBe('48.96')
  })

  test('the actual’s rate is net revenue ÷ vehicles: 333,442.76 ÷ 6,507 = 51.24', () => {
    const rate = actualRate(d('333442.76'), d('6507'))
    expect([rate.total?.toFixed(2), storedRate(rate.total ?? d('0'))]).toEqual(['51.24', 5124])
    expect(rate.steps[0]?.given.map(({ name, origin }) => [name, origin])).toEqual([
      ['revenue', 'actual'],
      ['vehicles', 'actual'],
    ])
  })

  test('no vehicles or no data give 0, and say so', () => {
    expect(
      [budgetRate(d('5'), d('0')), budgetRate(null, d('3'))].map((rate) => [String(rate.total), rate.remark]),
    ).toEqual([
      ['0', 'No vehicles: the rate is 0.'],
      ['0', 'Revenue or vehicles are missing: the rate is 0.'],
    ])
  })

  test('the effective rate is after discounts: 25 × (1 − 0.15) = 21.25', () => {
    expect(effectiveRate(d('25'), d('0.15')).total?.toString()).toBe('21.25')
  })

  test('the blended rate is 0.70 × 12 + 0.30 × 8 = 10.80; shares that are not 100 % are said', () => {
    const segments = [
      { share: d('0.7'), rate: d('12') },
      { share: d('0.3'), rate: d('8') },
    ]
    const blended = blendedRate(segments)
    expect([blended.total?.toFixed(2), blended.remark]).toEqual(['10.80', null])
    expect(blendedRate(segments.slice(0, 1)).remark).toBe('The shares add up to 70 %, not to 100 %.')
    expect(blendedRate([]).total).toBeNull()
  })

  test('always: a blend of one rate is that rate, and any blend lies between its rates', () => {
    const cents = fc.integer({ min: 0, max: 99_999 })
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 0, max: 100 }), (a, b, percent) => {
        const share = new Decimal(percent).div(100)
        const rate = blendedRate([
          { share, rate: new Decimal(a) },
          { share: new Decimal(1).minus(share), rate: new Decimal(b) },
        ]).total
        expect(rate?.greaterThanOrEqualTo(Math.min(a, b)) && rate.lessThanOrEqualTo(Math.max(a, b))).toBe(true)
      }),
    )
  })
})

describe('a year of rates (domain.md 4.1, 4.3)', () => {
  test('has 96 cells, and the forecast wins over the budget, also when it is 0', () => {
    const cells = rateCellsOf(2026)
    expect([cells.length, new Set(cells.map(({ lineId, period }) => lineId + period)).size]).toEqual([96, 96])
    const cell = { forecast: null, budget: 4896, actual: 5124 }
    expect([rateInForce(cell), rateInForce({ ...cell, forecast: 0 })]).toEqual([4896, 0])
  })

  test('C-30: the current month and later are open, closed months and earlier years are not', () => {
    expect(['2025-12', '2026-03', '2026-04', '2027-01'].map((month) => rateMonthLock(month, '2026-04-10'))).toEqual([
      'previous-year',
      'month-closed',
      null,
      null,
    ])
  })

  test('a step of more than 10 % from the actual, else the budget, asks; exactly 10 % does not', () => {
    expect([rateJump(5500, 5000, 4000), rateJump(4500, 5000, 4000)]).toEqual([null, null])
    const jump = rateJump(5501, 5000, 4000)
    expect([jump?.percent.toString(), jump?.reference, jump?.origin]).toEqual(['10.02', 5000, 'actual'])
    expect([rateJump(4800, null, 4000)?.origin, rateJump(4800, 0, 4000)?.percent.toString()]).toEqual(['budget', '20'])
    expect([rateJump(4800, null, null), rateJump(4800, null, 0)]).toEqual([null, null])
  })

  test('carrying forward fills the later months of the year, from December on the next one', () => {
    expect(carryForward('selfDaily', '2026-10', 2600)).toEqual([
      { lineId: 'rate.selfDaily', period: '2026-11', value: 2600 },
      { lineId: 'rate.selfDaily', period: '2026-12', value: 2600 },
    ])
    expect(carryForward('selfDaily', '2026-12', 2600)).toEqual([])
    const next = carryForward('selfDaily', '2026-12', 2600, true)
    expect([next.length, next.every(({ period }) => yearOf(period) === 2027)]).toEqual([12, true])
  })
})
