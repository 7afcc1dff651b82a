import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aContract, aSchedule, aStructure, d, revenueOf, text, tiersOf } from '../../../tests/support/a-contract.ts'
import { addMonths } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { AppError } from '../../core/errors.ts'
import { roundToCents } from '../../core/money.ts'
import type { Contract, ThresholdStructure } from './contract.ts'
import type { MonthRevenue } from './month-input.ts'
import { revenueOfRows, type RevenueRow, structureRevenues } from './revenue-base.ts'
import { revenueShare } from './revenue-share.ts'

const TODAY = '2026-04-10'
const sharing = (structures: readonly ThresholdStructure[], changed: Partial<Contract> = {}) =>
  aContract({ revenueShare: { thresholdStructures: structures }, ...changed })
const shareOf = (
  structures: readonly ThresholdStructure[],
  revenue: MonthRevenue | null,
  earlier: readonly MonthRevenue[] = [],
  changed: Partial<Contract> = {},
) => revenueShare(sharing(structures, changed), revenue?.month ?? '2026-05', revenue, earlier, TODAY)
const monthly = (net: string | number, ...tiers: Parameters<typeof tiersOf>) =>
  text(shareOf([aStructure({ tiers: tiersOf(...tiers) })], revenueOf('2026-05', net))?.total)

describe('revenue share (domain.md 6.4)', () => {
  test('6.4 (a): 50 % without end of 2,000 is 1,000', () => {
    expect(monthly(2_000, [50, null])).toBe('1000')
  })
  test('6.4 (b): 30 % to 1,000 then 50 %: 1,500 gives 300 + 250', () => {
    expect(monthly(1_500, [30, 1_000], [50, null])).toBe('550')
  })
  test('6.4 (c): 15 % to 50,000, 17 % to 100,000, 20 % above: 120,000 gives 20,000', () => {
    const tiers = tiersOf([15, 50_000], [17, 100_000], [20, 0])
    const found = shareOf([aStructure({ tiers })], revenueOf('2026-05', 120_000))
    expect(found?.structures[0]?.bands.map((b) => [b.from, b.to, b.inTier, b.share].map(text))).toEqual([
      ['0', '50000', '50000', '7500'],
      ['50000', '100000', '50000', '8500'],
      ['100000', null, '20000', '4000'],
    ])
    expect(text(found?.total)).toBe('20000')
  })
  test('6.4 (d): by the year, 25 % to 750,000 then 32.5 %: after 700,000 a month of 100,000 gives 28,750', () => {
    const structure = aStructure({ accumulationType: 'AnnualCalendar', tiers: tiersOf([25, 750_000], ['32.5', null]) })
    const earlier = [revenueOf('2026-02', 300_000), revenueOf('2026-01', 400_000), revenueOf('2025-12', 999_999)]
    expect(text(shareOf([structure], revenueOf('2026-03', 100_000), earlier)?.total)).toBe('28750')
  })
  test('6.4 (e): 30 % of 133,509,635.10 is 40,052,890.53', () => {
    expect(monthly('133509635.10', [30, null])).toBe('40052890.53')
  })
  test('6.4 (f): 60 % above a floor of 5,000 and nothing below: 15,000 gives 6,000', () => {
    expect(monthly(15_000, [0, 5_000], [60, null])).toBe('6000')
  })
  test('6.4 (g): validations give 8,200 over a percentage, 2,500 over an amount, 5,000 as counted vehicles', () => {
    const fee = (
      percent: number,
      type: 'VehicleCount' | 'RevenuePercentage' | 'ValidationAmount',
      amount: number,
      v: number,
    ) => {
      const structure = aStructure({
        tiers: tiersOf([percent, null]),
        validationThreshold: { type, amount: d(amount) },
      })
      const found = shareOf([structure], revenueOf('2026-05', 90_000, { validations: d(v) }))
      return text(found?.parts.find(({ id }) => id === 'validation')?.value)
    }
    expect(fee(20, 'RevenuePercentage', 10, 50_000)).toBe('8200')
    expect(fee(10, 'ValidationAmount', 25_000, 50_000)).toBe('2500')
    expect(fee(10, 'VehicleCount', 0, 5_000)).toBe('5000')
    expect(fee(10, 'ValidationAmount', 25_000, 24_000)).toBe('0')
  })

  test('there is no validation fee once the accumulated revenue has reached the first limit (C-51)', () => {
    const structure = aStructure({
      tiers: tiersOf([20, 100_000], [30, null]),
      validationThreshold: { type: 'ValidationAmount', amount: d(1_000) },
    })
    const fee = (net: number) =>
      text(shareOf([structure], revenueOf('2026-05', net, { validations: d(4_000) }))?.parts[1]?.value)
    expect([fee(99_999), fee(100_000)]).toEqual(['600', '0'])
  })

  test('with several structures the first one gives the percentage of the validation fee (C-51)', () => {
    const first = aStructure({ revenueCodes: ['VD1'], tiers: tiersOf([20, null]) })
    const second = aStructure({
      revenueCodes: ['SD1'],
      tiers: tiersOf([70, null]),
      validationThreshold: { type: 'ValidationAmount', amount: d(1_000) },
    })
    const revenue = revenueOf('2026-05', 900, { byCode: { VD1: d(500), SD1: d(400) }, validations: d(4_000) })
    expect(shareOf([first, second], revenue)?.parts.map(({ value }) => text(value))).toEqual(['100', '280', '600'])
  })

  test('accumulation restarts on 1 January, or in the month the contract began', () => {
    const tiers = tiersOf([10, 1_000], [20, null])
    const months = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03']
    const revenues = months.map((month) => revenueOf(month, 600))
    const run = (accumulationType: 'Monthly' | 'AnnualCalendar' | 'AnnualAnniversary') =>
      revenues.map((revenue) =>
        text(shareOf([aStructure({ tiers, accumulationType })], revenue, revenues, { startDate: '2019-11-16' })?.total),
      )
    expect(run('Monthly')).toEqual(['60', '60', '60', '60', '60', '60'])
    expect(run('AnnualCalendar').slice(3)).toEqual(['60', '80', '120'])
    expect(run('AnnualAnniversary').slice(1)).toEqual(['60', '80', '120', '120', '120'])
  })

  test('a month of the period without revenue is named, and the anniversary needs a start date', () => {
    const structure = aStructure({ accumulationType: 'AnnualCalendar' })
    const found = shareOf([structure], revenueOf('2026-03', 10), [revenueOf('2026-02', 5)])
    expect(found?.remark).toBe('No external revenue is known for 2026-01: it counts as nothing there.')
    const anniversary = aStructure({ accumulationType: 'AnnualAnniversary' })
    expect(() => shareOf([anniversary], revenueOf('2026-03', 10))).toThrow(AppError)
  })

  test('a month that loses money shares nothing and lets later months start lower', () => {
    const structure = aStructure({ accumulationType: 'AnnualCalendar', tiers: tiersOf([10, 1_000], [20, null]) })
    const revenues = [revenueOf('2026-01', 900), revenueOf('2026-02', -300), revenueOf('2026-03', 500)]
    expect(revenues.map((revenue) => text(shareOf([structure], revenue, revenues)?.total))).toEqual(['90', '0', '60'])
  })

  test('revenue by category goes to the codes of its prefix, aggregators to the daily codes (C-50)', () => {
    const structures = [
      aStructure({ revenueCodes: ['VD1', 'VD2', 'SO1'], tiers: tiersOf([100, null]) }),
      aStructure({ revenueCodes: ['VD3', 'SD1', 'OR1'], tiers: tiersOf([100, null]) }),
    ]
    const byCategory = {
      valetDaily: d(200),
      valetAggregator: d(100),
      selfDaily: d(7),
      selfAggregator: null,
      selfOvernight: d(30),
      valetMonthly: d(5_000),
    }
    const found = shareOf(structures, revenueOf('2026-05', null, { byCategory }))
    expect(found?.structures.map(({ revenue }) => text(revenue))).toEqual(['230', '107'])
  })

  test('one total for several structures cannot be shared, and says what is needed', () => {
    const two = [aStructure({ revenueCodes: ['VD1'] }), aStructure({ revenueCodes: ['SD1'] })]
    expect(() => shareOf(two, revenueOf('2026-05', 100))).toThrow(/by category or by revenue code/)
    expect(text(shareOf([aStructure()], revenueOf('2026-05', 100, { origin: 'budget' }))?.total)).toBe('50')
  })

  test('no revenue at all is no answer; a known 0 is 0; no block is no answer', () => {
    expect([
      shareOf([aStructure()], null)?.total,
      text(shareOf([aStructure()], revenueOf('2026-05', 0))?.total),
    ]).toEqual([null, '0'])
    expect(revenueShare(aContract(), '2026-05', revenueOf('2026-05', 7), [], TODAY)).toBeNull()
  })

  test('percentages of tiers escalate by the year, and dated tiers count in their months only', () => {
    const [tier] = tiersOf([10, null])
    const raised = { ...tier!, escalatorValue: d(10) }
    const total = (month: string) =>
      text(shareOf([aStructure({ tiers: [raised], escalator: aSchedule() })], revenueOf(month, 1_000))?.total)
    expect([total('2026-02'), total('2026-03'), total('2027-03')]).toEqual(['100', '110', '121'])
    const dated = [
      { ...tier!, sharePercentage: d(6), effectiveTo: '2026-06-30' },
      { ...tier!, sharePercentage: d(8), effectiveFrom: '2026-07-01' },
    ]
    const of = (month: string) => text(shareOf([aStructure({ tiers: dated })], revenueOf(month, 1_000))?.total)
    expect([of('2026-06'), of('2026-07')]).toEqual(['60', '80'])
  })

  test('always: over a year the shares of the months add up to the share of the year', () => {
    const cents = fc.integer({ min: 0, max: 90_000_000 }).map((n) => d(n).div(100))
    const limit = fc.integer({ min: 1, max: 900_000 }).map((n) => d(n).times(100))
    const tiers = fc.tuple(limit, limit, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
    fc.assert(
      fc.property(fc.array(cents, { minLength: 12, maxLength: 12 }), tiers, (amounts, [a, b, p, q]) => {
        const [low, high] = [Decimal.min(a, b).toFixed(), Decimal.max(a, b).plus(1).toFixed()]
        const structure = aStructure({
          accumulationType: 'AnnualCalendar',
          tiers: tiersOf([p, low], [q, high], [33, null]),
        })
        const revenues = amounts.map((amount, i) => revenueOf(addMonths('2026-01', i), amount.toFixed()))
        const byMonth = revenues.map((revenue) => shareOf([structure], revenue, revenues)?.total ?? ZERO)
        const whole = revenueOf('2026-05', Decimal.sum(...amounts).toFixed())
        const atOnce = shareOf([{ ...structure, accumulationType: 'Monthly' }], whole)?.total ?? ZERO
        expect(text(Decimal.sum(...byMonth))).toBe(text(atOnce))
        expect(byMonth.every((share, i) => share.lessThanOrEqualTo(amounts[i] ?? ZERO))).toBe(true)
      }),
    )
  })

  test('always: the parts add up to the total to the cent', () => {
    const amount = fc.integer({ min: -1_000_000, max: 9_000_000 }).map((n) => d(n).div(100))
    fc.assert(
      fc.property(amount, amount, (valet, self) => {
        const structures = [aStructure({ revenueCodes: ['VD1'] }), aStructure({ revenueCodes: ['SD1'] })]
        const found = shareOf(structures, revenueOf('2026-05', null, { byCode: { VD1: valet, SD1: self } }))
        const parts = found?.parts.map(({ value }) => value ?? ZERO) ?? []
        expect(roundToCents(found?.total ?? ZERO)).toBe(roundToCents(Decimal.sum(...parts)))
      }),
    )
  })
})

describe('the base of a revenue share', () => {
  const row = (changed: Partial<RevenueRow>): RevenueRow => ({
    revenueCode: 'VD1',
    depositFlag: 'N',
    revenueCategory: 'parking',
    gross: d(0),
    net: d(0),
    ...changed,
  })
  const rows = [
    row({ net: d(100) }),
    row({ net: d(20), depositFlag: 'Y' }),
    row({ net: d(7_000), depositFlag: 'V' }),
    row({ net: d(800), revenueCategory: 'Per Man Hour' }),
    row({ net: d(33), revenueCode: 'OR1' }),
  ]

  test('leaves out validations and rows per man hour, with bell service also OR1 and OR2', () => {
    const found = revenueOfRows('2026-03', rows, false)
    expect([text(found.net), text(found.byCode?.['VD1']), text(found.validations)]).toEqual(['153', '120', '7000'])
    expect(text(revenueOfRows('2026-03', rows, true).net)).toBe('120')
  })

  test('one month of revenue with a memo is split once for a contract, and anew for another', () => {
    const revenue = { ...revenueOfRows('2026-03', rows, false), memo: {} }
    const amounts = (codes: readonly string[]) =>
      structureRevenues(
        codes.map((code) => ({ revenueCodes: [code] })),
        revenue,
        false,
      ).map(text)
    expect(amounts(['VD1', 'OR1'])).toEqual(['120', '33'])
    expect(amounts(['OR1'])).toEqual(['33'])
    const both = [{ revenueCodes: ['VD1', 'OR1'] }]
    expect([false, true].map((bell) => structureRevenues(both, revenue, bell).map(text))).toEqual([['153'], ['120']])
    expect(structureRevenues(both, revenue, true)).toBe(structureRevenues(both, revenue, true))
  })

  test('with bell service a structure does not share OR1 even where it lists it', () => {
    const structure = aStructure({ revenueCodes: ['VD1', 'OR1'], tiers: tiersOf([100, null]) })
    const revenue = revenueOf('2026-05', null, { byCode: { VD1: d(10), OR1: d(5) } })
    const total = (bellServiceFee: boolean) => text(shareOf([structure], revenue, [], { bellServiceFee })?.total)
    expect([total(false), total(true)]).toEqual(['15', '10'])
  })
})
