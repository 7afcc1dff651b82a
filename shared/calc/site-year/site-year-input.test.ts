import { describe, expect, test } from 'vitest'
import { aContract, aFee, d, text } from '../../../tests/support/a-contract.ts'
import { daysOf } from '../../core/calendar.ts'
import { DEFAULT_PL_RULES } from '../profit-and-loss/rules.ts'
import { siteCalculators } from '../recompute/site-calculators.ts'
import { computeSiteYear, profitAndLossOf } from '../recompute/site-year-sheet.ts'
import type { SiteFacts } from './site-facts.ts'
import { siteYearInput } from './site-year-input.ts'
import { type StoredValue, storedYear } from './stored-year.ts'

const TODAY = '2026-04-10'
const facts: SiteFacts = {
  totalRooms: 100,
  contract: aContract({
    fixedFee: { serviceRates: [aFee({ fee: d(7_000), startDate: '2026-01-01' })] },
    perLaborHour: {
      useOvertimeSplit: false,
      jobRates: [{ jobCode: 'VLT1', name: 'Valet', rate: d(30), overtimeRate: null, startDate: null, endDate: null }],
    },
  }),
  jobs: [
    { code: 'VLT1', title: 'Valet', familyId: 'Valet', averageRate: d(20), employees: 3, annualSalary: null },
    { code: 'MGR', title: 'Manager', familyId: 'Salaried', averageRate: null, employees: 1, annualSalary: d(73_000) },
  ],
}
const cell = (lineId: string, period: string, scenario: StoredValue['scenario'], value: number | null) => ({
  lineId,
  period,
  scenario,
  value,
})
const each = (month: string, lineId: string, scenario: StoredValue['scenario'], value: number) =>
  daysOf(month).map((day) => cell(lineId, day, scenario, value))

const JUNE: readonly StoredValue[] = [
  ...each('2026-06', 'valetDaily', 'forecast', 10_000_000),
  cell('rate.valetDaily', '2026-06', 'forecast', 2_500),
  ...each('2026-06', 'payroll.hours.VLT1', 'forecast', 1_600),
  cell('account.7115', '2026-06', 'forecast', 123_400),
  cell('account.7170', '2026-06', 'budget', 50_000),
  cell('account.7090', '2026-06', 'budget', 9_900),
  cell('account.6200', '2026-06', 'budget', 100_000),
  cell('pl.payroll', '2026-06', 'budget', 1_000_000),
  cell('revenue.gpoFees', '2026-06', 'forecast', -30_000),
  cell('pl.internalRevenue', '2025-06', 'actual', 1_111_100),
  cell('account.7115', '2025-06', 'actual', 88_800),
  cell('nobody.knows', '2026-06', 'forecast', 1),
]
const yearOf = (cells: readonly StoredValue[], of: SiteFacts = facts) =>
  profitAndLossOf(
    computeSiteYear(siteYearInput(of, storedYear(cells), 2026), siteCalculators(TODAY), {
      today: TODAY,
      rules: DEFAULT_PL_RULES,
    }),
  )
const amounts = (pl: ReturnType<typeof yearOf>, row: keyof typeof pl.rows, month: number) => {
  const { trend, budget, actual, priorYear } = pl.rows[row].cells[month]?.amounts ?? {}
  return [trend, budget, actual, priorYear].map((amount) => text(amount ?? null))
}

describe('a site’s year from its stored cells', () => {
  test('a site that closes on 10 June has a third of June, and nothing is expected in July', () => {
    const pl = yearOf(
      [
        ...JUNE,
        ...each('2026-07', 'valetDaily', 'forecast', 10_000_000),
        cell('rate.valetDaily', '2026-07', 'forecast', 2_500),
      ],
      { ...facts, open: { startDate: null, closeDate: '2026-06-10' } },
    )
    expect([5, 6].map((month) => amounts(pl, 'ExternalRevenue', month)[0])).toEqual(['2500', '0'])
    expect([5, 6].map((month) => amounts(pl, 'Payroll', month)[0])).toEqual(['5200', '0'])
    expect([5, 6].map((month) => amounts(pl, 'InternalRevenue', month)[0])).toEqual(['11500', '0'])
  })

  test('the hours of December before stand ready for the overtime week that begins in it', () => {
    const { payrollBefore } = siteYearInput(
      facts,
      storedYear([cell('payroll.hours.VLT1', '2025-12-31', 'forecast', 900)]),
      2026,
    )
    expect([payrollBefore?.month, payrollBefore?.forecast['payroll.hours.VLT1']?.[30]]).toEqual(['2025-12', 900])
  })

  test('June: every row from what was typed, budgeted and posted, as trend, budget, actual and prior year', () => {
    const pl = yearOf(JUNE)
    expect(Object.fromEntries(Object.keys(pl.rows).map((row) => [row, amounts(pl, row as 'FLC', 5)]))).toEqual({
      // 10 cars × 30 days × 25.00
      ExternalRevenue: ['7500', null, null, null],
      // fee 7,000 + 16 h × 30 days × 30.00 − 300
      InternalRevenue: ['21100', null, null, '11111'],
      // 480 h × 20.00 + 73,000 ÷ 365 × 30 days
      Payroll: ['15600', '10000', null, null],
      Claims: [null, null, null, null],
      ParkingRents: ['500', '500', null, null],
      OtherExpense: ['1333', '99', null, '888'],
      // 1,000 ÷ 10,000 of 15,600
      Pteb: ['1560', '1000', null, null],
      Insurance: ['694.2', null, null, null],
      FLC: ['1412.8', '-11599', null, '10223'],
      FLC_CUMULATIVE: ['13011.8', null, null, null],
    })
  })

  test('a closed month without a ledger total takes the daily receipts and the daily cost of labor', () => {
    const pl = yearOf([
      ...each('2026-03', 'externalRevenue', 'actual', 10_000),
      ...each('2026-03', 'payroll.cost.VLT1', 'actual', 30_000),
      ...each('2026-03', 'payroll.hours.VLT1', 'actual', 1_500),
    ])
    expect([amounts(pl, 'ExternalRevenue', 2)[0], amounts(pl, 'Payroll', 2)[0]]).toEqual(['3100', '9300'])
    const posted = yearOf([
      ...each('2026-03', 'externalRevenue', 'actual', 10_000),
      cell('pl.externalRevenue', '2026-03', 'actual', 299_900),
    ])
    expect(amounts(posted, 'ExternalRevenue', 2)[0]).toBe('2999')
  })

  test('a site whose contract earns nothing keeps its budget until other revenue is typed', () => {
    const bare: SiteFacts = { ...facts, contract: null, jobs: [] }
    const budget = [
      cell('pl.internalRevenue', '2026-08', 'budget', 500_000),
      cell('revenue.miscellaneous', '2026-08', 'budget', 20_000),
    ]
    expect(amounts(yearOf(budget, bare), 'InternalRevenue', 7)[0]).toBe('5000')
    const typed = [...budget, cell('revenue.miscellaneous', '2026-08', 'forecast', 30_000)]
    expect(amounts(yearOf(typed, bare), 'InternalRevenue', 7)[0]).toBe('300')
  })

  test('an amount set by hand counts in an open month, with who and why; the share of it follows', () => {
    const shared: SiteFacts = {
      ...facts,
      contract: aContract({
        revenueShare: {
          thresholdStructures: [
            {
              revenueCodes: ['VD1'],
              accumulationType: 'Monthly',
              tiers: [
                { sharePercentage: d(50), limit: null, escalatorValue: null, effectiveFrom: null, effectiveTo: null },
              ],
              escalator: null,
              validationThreshold: null,
            },
          ],
        },
      }),
      overrideNotes: [
        { lineId: 'override.externalRevenue', month: '2026-05', note: 'by Omar because of snow' },
        { lineId: 'override.internalRevenue', month: '2026-06', note: 'by Ada because of a dispute' },
        { lineId: 'override.externalRevenue', month: '2026-06', note: 'by Ines because of roadworks' },
      ],
    }
    const set = [
      ...JUNE,
      cell('override.externalRevenue', '2026-06', 'forecast', 200_000),
      cell('override.internalRevenue', '2026-07', 'forecast', -50_050),
    ]
    const pl = yearOf(set, shared)
    const [external, internal] = [pl.rows.ExternalRevenue.cells[5], pl.rows.InternalRevenue]
    expect([text(external?.amounts.trend ?? null), external?.kind, external?.explained.remark]).toEqual([
      '2000',
      'forecast',
      'Overridden by Ines because of roadworks.',
    ])
    // 50 % of 2,000, less 300 of GPO fees
    expect(text(internal.cells[5]?.amounts.trend ?? null)).toBe('700')
    expect([text(internal.cells[6]?.amounts.trend ?? null), internal.cells[6]?.explained.remark]).toEqual([
      '-500.5',
      'Overridden by an administrator.',
    ])
  })

  test('an amount set by hand leaves a closed month to the ledger', () => {
    const closed = [
      cell('pl.externalRevenue', '2026-03', 'actual', 299_900),
      cell('override.externalRevenue', '2026-03', 'forecast', 100),
    ]
    expect(amounts(yearOf(closed), 'ExternalRevenue', 2)[0]).toBe('2999')
  })

  test('the budget of a payroll account is not the budget of a job code', () => {
    const input = siteYearInput(
      facts,
      storedYear([...JUNE, cell('payroll.hours.VLT1', '2026-06', 'budget', 60_000)]),
      2026,
    )
    expect(input.payroll[5]?.budget).toEqual({ 'payroll.hours.VLT1': 60_000 })
    expect(input.accounts[5]?.map(({ account, budget }) => [account, text(budget)])).toEqual([
      ['6200', '1000'],
      ['7090', '99'],
      ['7115', null],
      ['7170', '500'],
    ])
  })

  test('a year share that began last July starts from last year’s receipts', () => {
    const input = siteYearInput(
      facts,
      storedYear([
        ...each('2025-12', 'externalRevenue', 'actual', 10_000),
        cell('account.7100', '2025-11', 'actual', 70_000),
      ]),
      2026,
    )
    expect(input.contract.history.revenues.map(({ month, net }) => [month, text(net)])).toEqual([['2025-12', '3100']])
    expect(input.contract.history.claims.map(({ month, claims }) => [month, text(claims)])).toEqual([
      ['2025-11', '700'],
    ])
  })
})
