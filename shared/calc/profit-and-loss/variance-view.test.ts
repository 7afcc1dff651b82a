import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { monthsOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { variance } from '../variance.ts'
import { flcBridge } from './bridge.ts'
import { NOTHING_LOADED } from './data-sets.ts'
import { AMOUNT_ROWS, type AmountRow } from './flc.ts'
import { percentRule } from './percent-rule.ts'
import { DEFAULT_PL_RULES } from './rules.ts'
import { direction, isReasonStale, materiality, PL_SIGNIFICANCE, significance } from './significance.ts'
import { emptyMonth } from './site-month.ts'
import { siteYear } from './site-year.ts'
import { varianceAt, varianceView } from './variance-view.ts'
import { causesOf } from './volume-and-rate.ts'

const of = (amount: string | number) => new Decimal(amount)
const terms = { today: '2026-01-10', rules: DEFAULT_PL_RULES }
type Given = Partial<
  Record<AmountRow, { actual?: string | number; budget?: string | number; priorYear?: string | number }>
>
/** A closed year whose months hold the amounts given, the others nothing. */
const aYear = (months: readonly Given[]) =>
  siteYear(
    monthsOf(2025).map((month, i) => ({
      ...emptyMonth(month),
      loaded: Object.fromEntries(
        Object.entries(months[i] ?? {}).map(([row, amounts]) => [
          row,
          { ...NOTHING_LOADED, ...Object.fromEntries(Object.entries(amounts).map(([set, value]) => [set, of(value)])) },
        ]),
      ),
    })),
    terms,
  )

const GOLDEN: Given = {
  ExternalRevenue: { budget: '1250357.92', actual: '1258925.10' },
  InternalRevenue: { budget: '279663.89', actual: '308022.41' },
  Payroll: { budget: '82246.00', actual: '82330.62' },
  Claims: { budget: 0, actual: 0 },
  ParkingRents: { budget: 0, actual: 0 },
  OtherExpense: { budget: '33029.99', actual: '42600.37' },
  Pteb: { budget: '10857.28', actual: '10980.61' },
  Insurance: { budget: '5114.93', actual: '5143.74' },
}

describe('9.4 variance of the P&L', () => {
  test('the golden sample of March 2025, row by row with its verdict and level', () => {
    const view = varianceView(aYear([{}, {}, GOLDEN]), { type: 'budget' })
    const shown = view.map(({ code, cells }) => {
      const found = cells[2]?.variance
      return [code, found?.amount.toFixed(2), found?.percent?.toFixed(2) ?? null, found?.verdict, cells[2]?.level]
    })
    expect(shown).toEqual([
      ['ExternalRevenue', '8567.18', '0.69', 'favorable', 'low'],
      ['InternalRevenue', '28358.52', '10.14', 'favorable', 'high'],
      ['Payroll', '84.62', '0.10', 'unfavorable', 'low'],
      ['Claims', '0.00', null, 'on-plan', null],
      ['ParkingRents', '0.00', null, 'on-plan', null],
      ['OtherExpense', '9570.38', '28.97', 'unfavorable', 'high'],
      ['Pteb', '123.33', '1.14', 'unfavorable', 'low'],
      ['Insurance', '28.81', '0.56', 'unfavorable', 'low'],
      ['FLC', '18551.38', '12.50', 'favorable', 'high'],
      ['FLC_CUMULATIVE', '18551.38', null, 'favorable', null],
    ])
  })

  test('one cell alone is the cell of the view; the cumulative row is worked out to its month', () => {
    const year = aYear([
      { InternalRevenue: { budget: 100, actual: 110 } },
      { InternalRevenue: { budget: 200, actual: 230 } },
      GOLDEN,
    ])
    const view = varianceView(year, { type: 'budget' })
    const alone = view.map(({ code, cells }) =>
      cells.map((_, month) => varianceAt(year, { type: 'budget' }, code, month)),
    )
    expect(alone).toEqual(view.map(({ cells }) => cells))
    const cumulative = [0, 1, 2, 3].map((month) => varianceAt(year, { type: 'budget' }, 'FLC_CUMULATIVE', month).value)
    expect(cumulative.map(String)).toEqual(['10', '40', '18591.38', '18591.38'])
  })

  test('the trending sample: 125,000 − 45,000 − 2,500 − 8,000 = 69,500 against 65,000 is +4,500, 6.92 %', () => {
    const sample: Given = {
      InternalRevenue: { budget: 110_000, actual: 125_000 },
      Payroll: { budget: 45_000, actual: 45_000 },
      ParkingRents: { actual: 2_500 },
      OtherExpense: { actual: 8_000 },
    }
    const flc = varianceView(aYear([sample]), { type: 'budget' }).find(({ code }) => code === 'FLC')?.cells[0]
    expect([flc?.value, flc?.baseline, flc?.variance?.amount].map(String)).toEqual(['69500', '65000', '4500'])
    expect([flc?.variance?.percent?.toFixed(2), flc?.variance?.verdict, flc?.level]).toEqual([
      '6.92',
      'favorable',
      'medium',
    ])
  })

  test('a month with one side only is left out of the total and named', () => {
    const pl = aYear([
      { Payroll: { budget: 100, actual: 130 } },
      { Payroll: { actual: 70 } },
      { Payroll: { budget: 55 } },
    ])
    const payroll = varianceView(pl, { type: 'budget' }).find(({ code }) => code === 'Payroll')
    expect([String(payroll?.total.variance?.amount), payroll?.leftOut]).toEqual(['30', ['2025-02', '2025-03']])
  })

  test('the same trend is compared with the prior year, a forecast of record, and the actual with the forecast', () => {
    const pl = aYear([{ InternalRevenue: { actual: 120, budget: 90, priorYear: 100 } }])
    const record = aYear([{ InternalRevenue: { actual: 150 } }])
    const amount = (view: ReturnType<typeof varianceView>) =>
      view.find(({ code }) => code === 'InternalRevenue')?.cells[0]?.variance?.amount.toString()
    expect([
      amount(varianceView(pl, { type: 'prior-year' })),
      amount(varianceView(pl, { type: 'forecast', record })),
      amount(varianceView(pl, { type: 'actual' })),
    ]).toEqual(['20', '-30', '30'])
  })
})

describe('9.4 significance, direction and what must be explained', () => {
  test('exactly 7.5 is high, exactly 5 is medium, below 5 is low, whatever the sign', () => {
    const levels = ['7.5', '-7.5', '7.49', '5', '4.99'].map((percent) => significance(of(percent), PL_SIGNIFICANCE))
    expect(levels).toEqual(['high', 'high', 'medium', 'medium', 'low'])
    expect(significance(null, PL_SIGNIFICANCE)).toBe(null)
  })

  test('the arrow follows the direction of the amount, not the verdict', () => {
    expect([of(3), of(-3), of(0)].map(direction)).toEqual(['up', 'down', 'none'])
  })

  test('payroll $1,000 and 5 %: outside one measure is a notice, outside both is material, under the floor is nothing', () => {
    const bounds = { amount: 1_000, percent: 5 }
    const limits = { favorable: { amount: 5_000, percent: 10 }, unfavorable: bounds, floor: 50 }
    const of2 = (value: number, baseline: number, isContribution = false) => {
      const found = variance(of(value), of(baseline), isContribution ? 1 : -1)
      return found && materiality(found, limits, isContribution)
    }
    expect([of2(21_050, 20_000), of2(101_500, 100_000), of2(140, 80), of2(49, 0)]).toEqual([
      'material',
      'notice',
      'notice',
      'neutral',
    ])
    expect([of2(98_900, 100_000), of2(98_900, 100_000, true), of2(1_200, 0)]).toEqual([
      'neutral',
      'material',
      'material',
    ])
  })

  test('a reason is stale when the variance moved by more than 20 % or turned round', () => {
    const stale = (explained: number, now: number) => isReasonStale(of(explained), of(now))
    expect([stale(100, 120), stale(100, 121), stale(-100, -79), stale(100, -100), stale(0, 0), stale(0, 1)]).toEqual([
      false,
      true,
      true,
      true,
      false,
      true,
    ])
  })

  test('the ladder of percent rules: missing side, points, zero baseline, change of sign, percent of its size', () => {
    expect(percentRule(null, of(5), 'money')).toEqual({ kind: 'missing' })
    expect(percentRule(of('0.871'), of('0.852'), 'ratio')).toEqual({ kind: 'points', value: of('1.9') })
    expect(percentRule(of(5), of(0), 'money')).toEqual({ kind: 'not-applicable' })
    expect(percentRule(of(5), of(-10), 'money')).toEqual({ kind: 'not-meaningful' })
    expect(percentRule(of(-5), of(-10), 'money')).toEqual({ kind: 'percent', value: of(50) })
    expect(percentRule(of(0), of(10), 'money')).toEqual({ kind: 'percent', value: of(-100) })
  })
})

describe('9.5 FLC as a bridge', () => {
  const pl = aYear([{}, {}, GOLDEN])

  test('the golden sample: largest first, and other expense takes what it costs', () => {
    const { start, steps, end } = flcBridge(pl, { type: 'budget' }, [2])
    expect([start.toFixed(2), end.toFixed(2)]).toEqual(['148415.69', '166967.07'])
    expect(steps.slice(0, 3).map(({ code, impact }) => [code, impact.toFixed(2)])).toEqual([
      ['InternalRevenue', '28358.52'],
      ['OtherExpense', '-9570.38'],
      ['Pteb', '-123.33'],
    ])
  })

  test('small steps fold into one other, and statement order keeps the order of the rows', () => {
    const { steps } = flcBridge(pl, { type: 'budget' }, [2], { order: 'statement', fold: of(100) })
    expect(steps.map(({ code }) => code)).toEqual(['InternalRevenue', 'OtherExpense', 'Pteb', 'other'])
    expect(steps.at(-1)?.impact.toFixed(2)).toBe('-113.43')
  })

  const amount = fc.option(
    fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100),
    { nil: undefined },
  )
  const sides = fc.record({ actual: amount, budget: amount }, { requiredKeys: [] })
  const anyMonth = fc.record(Object.fromEntries(AMOUNT_ROWS.map((row) => [row, sides])))
  const defined = (month: object) => JSON.parse(JSON.stringify(month)) as Given

  test('always: start and all steps give the end, to the last digit, folded or not', () => {
    fc.assert(
      fc.property(fc.array(anyMonth, { maxLength: 4 }), fc.integer({ min: 0, max: 1e7 }), (months, fold) => {
        const { start, steps, end } = flcBridge(
          aYear(months.map(defined)),
          { type: 'budget' },
          months.map((_, i) => i),
          { fold: of(fold) },
        )
        expect(String(steps.reduce((sum, { impact }) => sum.plus(impact), start))).toBe(String(end))
      }),
      { numRuns: 60 },
    )
  })
})

describe('why an amount moved', () => {
  const line = fc
    .array(fc.integer({ min: 0, max: 1e7 }), { minLength: 4, maxLength: 4 })
    .map(([a = 0, b = 0, c = 0, d = 0]) => ({
      volumeBefore: of(a).div(100),
      rateBefore: of(b).div(100),
      volumeAfter: of(c).div(100),
      rateAfter: of(d).div(100),
    }))

  test('100 cars at 20 becoming 110 at 22 are 200 by volume and 220 by rate', () => {
    const { volume, rate, mix } = causesOf([
      { volumeBefore: of(100), rateBefore: of(20), volumeAfter: of(110), rateAfter: of(22) },
    ])
    expect([volume, rate, mix].map(String)).toEqual(['200', '220', '0'])
  })

  test('the same cars shifting from a cheap line to a dear one are mix, not volume', () => {
    const at = (rate: number, before: number, after: number) => ({
      volumeBefore: of(before),
      rateBefore: of(rate),
      volumeAfter: of(after),
      rateAfter: of(rate),
    })
    const { volume, rate, mix } = causesOf([at(10, 60, 50), at(30, 40, 50)])
    expect([volume, rate, mix].map(String)).toEqual(['0', '0', '200'])
  })

  test('always: the causes add up to the difference, to the last digit', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const { volume, rate, mix } = causesOf(lines)
        const difference = lines.reduce(
          (sum, { volumeBefore, rateBefore, volumeAfter, rateAfter }) =>
            sum.plus(volumeAfter.times(rateAfter)).minus(volumeBefore.times(rateBefore)),
          of(0),
        )
        expect(String(volume.plus(rate).plus(mix))).toBe(String(difference))
      }),
    )
  })
})
