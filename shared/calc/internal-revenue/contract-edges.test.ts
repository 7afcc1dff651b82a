import { describe, expect, test } from 'vitest'
import {
  accountsOf,
  aContract,
  aFee,
  aJob,
  aMonth,
  anAgreement,
  aStructure,
  d,
  revenueOf,
  someBillableAccounts,
  text,
  tiersOf,
} from '../../../tests/support/a-contract.ts'
import { AppError } from '../../core/errors.ts'
import { accountsBilledApart, billableAccounts } from './billable-accounts.ts'
import { knownCodes } from './billable-codes.ts'
import { compareWithBilled } from './comparison-report.ts'
import { contractIssues } from './contract-rules.ts'
import type { Contract } from './contract.ts'
import { internalRevenue, internalRevenueOfSite, internalRevenueOfSites, NO_HISTORY } from './internal-revenue.ts'
import { managementAgreement } from './management-agreement.ts'
import { emptyMonth } from './month-input.ts'
import { perLaborHour } from './per-labor-hour.ts'
import { revenueOfRows, type RevenueRow, structureRevenues } from './revenue-base.ts'
import { revenueShare } from './revenue-share.ts'

const TODAY = '2026-04-10'

describe('contract rules at their limits (domain.md 1.3)', () => {
  const fieldsOf = (changed: Partial<Contract>) => contractIssues(aContract(changed)).map(({ field }) => field)
  test('an increment month is a whole number from 1 to 12, both included', () => {
    expect([1, 12, 0, 13, 6.5].map((incrementMonth) => fieldsOf({ incrementMonth }).length)).toEqual([0, 0, 1, 1, 1])
  })
  test('a price index needs its percentage in a labor-hour contract only', () => {
    const perLaborHour = { jobRates: [aJob()], useOvertimeSplit: true }
    expect([
      fieldsOf({ consumerPriceIndex: true }),
      fieldsOf({ consumerPriceIndex: true, perLaborHour, incrementAmount: d(2) }),
      fieldsOf({ consumerPriceIndex: true, perLaborHour }),
    ]).toEqual([[], [], ['incrementAmount']])
  })
  test('a term may end on the day it starts, and has no end without a start', () => {
    const jobRates = (startDate: string | null, endDate: string | null) => ({
      perLaborHour: { jobRates: [aJob({ startDate, endDate, overtimeRate: null })], useOvertimeSplit: true },
    })
    expect([
      fieldsOf(jobRates('2026-02-01', '2026-02-01')),
      fieldsOf(jobRates(null, '2026-02-01')),
      fieldsOf(jobRates('2026-02-02', '2026-02-01')),
    ]).toEqual([[], [], ['perLaborHour.jobRates[0].endDate']])
  })
  test('different job codes and different revenue codes are no duplicates', () => {
    expect([
      fieldsOf({ perLaborHour: { jobRates: [aJob(), aJob({ jobCode: 'VLT2' })], useOvertimeSplit: true } }),
      fieldsOf({
        revenueShare: {
          thresholdStructures: [aStructure({ revenueCodes: ['VD1'] }), aStructure({ revenueCodes: ['SD1'] })],
        },
      }),
    ]).toEqual([[], []])
  })
  test('dated tiers may all be open; undated ones only once', () => {
    const dated = (from: string | null, to: string | null) =>
      tiersOf([10, null]).map((tier) => ({ ...tier, effectiveFrom: from, effectiveTo: to }))
    const share = (...tiers: ReturnType<typeof dated>[]) =>
      fieldsOf({ revenueShare: { thresholdStructures: [aStructure({ tiers: tiers.flat() })] } })
    expect([
      share(dated(null, '2025-12-31'), dated('2026-01-01', null)),
      share(dated('2025-01-01', '2025-12-31'), dated(null, null)),
      share(dated(null, null), dated(null, null)),
    ]).toEqual([[], [], ['revenueShare.thresholdStructures[0].tiers']])
  })
  test('PTEB needs a percentage above 0 only where a percentage is billed', () => {
    const pteb = (payrollTaxesBillingType: 'Actual' | 'Percentage', percentage: number | null) =>
      fieldsOf({
        billableAccounts: [
          someBillableAccounts({
            payrollTaxesEnabled: true,
            payrollTaxesBillingType,
            payrollTaxesPercentage: percentage === null ? null : d(percentage),
          }),
        ],
      }).length
    expect([pteb('Actual', null), pteb('Percentage', null), pteb('Percentage', 0), pteb('Percentage', 15)]).toEqual([
      0, 1, 1, 0,
    ])
  })
  test('an agreement’s tiers, its yearly claims and its threshold are checked', () => {
    const agreed = (changed: Parameters<typeof anAgreement>[0], startDate: string | null = null) =>
      fieldsOf({ startDate, billableAccounts: [someBillableAccounts()], managementAgreement: anAgreement(changed) })
    const profitShare = { accumulationType: 'Monthly', tiers: tiersOf([120, null]), escalator: null } as const
    expect([
      agreed({ profitShare }),
      agreed({ claims: { type: 'AnnualAnniversary', capAmount: d(5) } }),
      agreed({ claims: { type: 'AnnualAnniversary', capAmount: d(5) } }, '2024-01-01'),
      agreed({ validationThreshold: { type: 'VehicleCount', amount: d(0) } }),
    ]).toEqual([['managementAgreement.profitShare.tiers[0].sharePercentage'], ['startDate'], [], []])
  })
  test('an issue tells what was given only where something was', () => {
    const fees = { fixedFee: { serviceRates: [aFee({ fee: d(-4) })] } }
    expect(contractIssues(aContract({ ...fees, managementAgreement: anAgreement() }))).toEqual([
      {
        code: 'INVALID_DATA_TYPE',
        field: 'fixedFee.serviceRates[0].fee',
        message: 'Enter an amount above 0.',
        expectedFormat: 'above 0',
        providedValue: '-4',
      },
      {
        code: 'MISSING_REQUIRED_FIELD',
        field: 'billableAccounts',
        message: 'A management agreement needs billable accounts.',
        expectedFormat: 'billable accounts enabled',
      },
    ])
    const open = contractIssues(
      aContract({ revenueShare: { thresholdStructures: [aStructure({ tiers: tiersOf([1, null], [2, null]) })] } }),
    )
    expect(open.map((issue) => Object.keys(issue))).toEqual([['code', 'field', 'message', 'expectedFormat']])
  })
})

describe('accounts of a contract', () => {
  test('payroll and expense accounts have four digits and come in order', () => {
    const accounts = accountsOf({
      7225: {},
      7000: {},
      70001: {},
      17000: {},
      6005: {},
      6000: {},
      60001: {},
      16000: {},
      6200: {},
    })
    const unordered = Object.fromEntries(
      Object.entries({ b7100: accounts['7000']!, 7225: accounts['7225']!, 7000: accounts['7000']! }),
    )
    expect([
      knownCodes(accounts, 'payroll'),
      knownCodes(accounts, 'expense'),
      knownCodes(unordered, 'expense'),
    ]).toEqual([
      ['6000', '6005'],
      ['7000', '7225'],
      ['7000', '7225'],
    ])
  })
  test('claims and insurance leave the expense part only where the agreement bills them', () => {
    expect([accountsBilledApart(null), accountsBilledApart(anAgreement())]).toEqual([[], []])
  })
  test('with the support base “Total” and no known payroll, support is not known either', () => {
    const entry = someBillableAccounts({
      payrollSupportEnabled: true,
      payrollSupportAmount: d(10),
      payrollSupportPayrollType: 'Total',
      payrollTaxesEnabled: true,
      payrollTaxesBillingType: 'Actual',
    })
    const found = billableAccounts(
      aContract({ billableAccounts: [entry] }),
      aMonth('2026-05', { accounts: accountsOf({ 6200: { budget: 50 } }) }),
      TODAY,
    )
    expect(text(found?.amounts.support)).toBe(null)
  })
  test('a payroll forecast without any payroll budget goes to the first entry that bills payroll', () => {
    const entry = (isEnabled: boolean) =>
      someBillableAccounts({
        payrollAccounts: ['6000', '6005', '6010', '6014', '6100'].map((code) => ({ code, title: code, isEnabled })),
      })
    const found = billableAccounts(
      aContract({ billableAccounts: [someBillableAccounts(), entry(true)] }),
      aMonth('2026-05', { payrollForecast: d(90) }),
      TODAY,
    )
    expect(found?.lines.billablePayroll.parts.map(({ label, value }) => [label, text(value)])).toEqual([
      ['Billable payroll 1', '90'],
      ['Billable payroll 2', '0'],
    ])
  })
})

describe('what is compared with what was billed (domain.md 6.9)', () => {
  test('only accounts of four digits that begin with 4 are revenue, and without a forecast there is no deviation', () => {
    const row = (account: string) => ({ account, entity: '02', amount: d(-10) })
    const found = compareWithBilled(aContract(), null, ['4000', '14000', '40001', '5000'].map(row), [])
    expect([text(found.posted), found.deviation, found.percent, found.needsReview]).toEqual(['10', null, null, false])
  })
})

describe('the base of a revenue share', () => {
  const row = (changed: Partial<RevenueRow>): RevenueRow => ({
    revenueCode: 'VD1',
    depositFlag: 'Y',
    revenueCategory: 'Daily',
    gross: d(10),
    net: d(8),
    ...changed,
  })
  test('“ Per Man Hour ” is left out however it is written', () => {
    const rows = [row({}), row({ revenueCategory: ' Per Man Hour ' }), row({ revenueCategory: 'PER MAN HOUR' })]
    expect(text(revenueOfRows('2026-05', rows, false).net)).toBe('8')
  })
  test('nothing known gives each structure nothing, and no structure needs nothing', () => {
    const structures = [{ revenueCodes: ['VD1'] }, { revenueCodes: ['SD1'] }]
    expect([
      structureRevenues(structures, null, false),
      structureRevenues(structures, revenueOf('2026-05', null), false),
      structureRevenues([], revenueOf('2026-05', 9), false),
    ]).toEqual([[null, null], [null, null], []])
  })
  test('one total for several structures names the field and what would be right', () => {
    const structures = [{ revenueCodes: ['VD1'] }, { revenueCodes: ['SD1'] }]
    const message =
      'External revenue of 2026-05 is known as one total only, and the contract shares it by several structures. Give it by category or by revenue code.'
    let thrown: unknown
    try {
      structureRevenues(structures, revenueOf('2026-05', 9), false)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(AppError)
    expect((thrown as AppError).issues).toEqual([
      { code: 'CALCULATION_ERROR', field: 'revenue.byCategory', message, expectedFormat: 'dollars by rate category' },
    ])
  })
  test('a share without a structure is nothing, and one structure of two may lack tiers or revenue', () => {
    const share = (
      structures: ReturnType<typeof aStructure>[],
      revenue = revenueOf('2026-05', null, { byCategory: { valetDaily: d(40) } }),
    ) => {
      const found = revenueShare(
        aContract({ revenueShare: { thresholdStructures: structures } }),
        '2026-05',
        revenue,
        [],
        TODAY,
      )
      return [text(found?.total), found?.parts.map(({ id, value }) => `${id} ${text(value)}`), found?.remark]
    }
    const valet = aStructure({ revenueCodes: ['VD1'] })
    const self = aStructure({ revenueCodes: ['SD1'], tiers: [] })
    expect([share([]), share([valet, self])]).toEqual([
      [null, [], null],
      [
        '20',
        ['structure-1 20', 'structure-2 null'],
        'External revenue of this month is not known. A structure has no tier in effect in this month.',
      ],
    ])
  })
})

describe('months and sites', () => {
  test('an agreement without billable accounts and without revenue still has its fee', () => {
    const contract = aContract({
      managementAgreement: anAgreement({
        managementFee: { type: 'FixedFee', amounts: [{ amount: d(70), from: null, to: null }], escalator: null },
        validationThreshold: { type: 'ValidationAmount', amount: d(3) },
      }),
    })
    const found = managementAgreement(contract, aMonth('2026-05'), null, { claims: [], profits: [] }, TODAY)
    expect([text(found?.total), found?.profit]).toEqual(['70', null])
  })
  test('claims and profits of history and of earlier months accumulate', () => {
    const contract = (changed: Parameters<typeof anAgreement>[0]) =>
      aContract({ billableAccounts: [someBillableAccounts()], managementAgreement: anAgreement(changed) })
    const months = ['2026-02', '2026-03'].map((month) =>
      aMonth(month, { accounts: accountsOf({ 7100: { forecast: 30 } }), revenue: revenueOf(month, 630) }),
    )
    const history = {
      ...NO_HISTORY,
      claims: [{ month: '2026-01', claims: d(50) }],
      profits: [{ month: '2026-01', profit: d(500) }],
    }
    const totals = (changed: Parameters<typeof anAgreement>[0]) =>
      internalRevenueOfSite({ siteId: '0427', contract: contract(changed), today: TODAY, months, history }).map(
        ({ components }) => text(components?.managementAgreement?.total),
      )
    const profitShare = {
      accumulationType: 'AnnualCalendar',
      tiers: tiersOf([10, 1_000], [20, null]),
      escalator: null,
    } as const
    expect([totals({ claims: { type: 'AnnualCalendar', capAmount: d(100) } }), totals({ profitShare })]).toEqual([
      ['30', '20'],
      ['70', '120'],
    ])
  })
  test('a month without a known profit leaves a gap, not a profit of nothing', () => {
    const profitShare = { accumulationType: 'AnnualCalendar', tiers: tiersOf([10, null]), escalator: null } as const
    const [, february] = internalRevenueOfSite({
      siteId: '0427',
      contract: aContract({ managementAgreement: anAgreement({ profitShare }) }),
      today: TODAY,
      months: [aMonth('2026-01'), aMonth('2026-02', { revenue: revenueOf('2026-02', 9) })],
    })
    expect(february?.remark).toBe('No profit is known for 2026-01: it counts as nothing there.')
  })
  test('several sites come month by month in order, each month with its own figures only', () => {
    const site = (siteId: string, ...months: readonly [string, number][]) => ({
      siteId,
      contract: aContract(),
      today: TODAY,
      months: months.map(([month, amount]) => aMonth(month, { otherRevenue: d(amount) })),
    })
    const found = internalRevenueOfSites([site('0427', ['2026-05', 3]), site('0431', ['2026-04', 5], ['2026-05', 7])])
    expect(found.map(({ month, total, sites }) => [month, text(total), sites.map(({ siteId }) => siteId)])).toEqual([
      ['2026-04', '5', ['0431']],
      ['2026-05', '10', ['0427', '0431']],
    ])
  })
  test('labor hours computed before are taken, even when they are off', () => {
    const contract = aContract({ perLaborHour: { jobRates: [aJob({ rate: d(10) })], useOvertimeSplit: true } })
    const input = aMonth('2026-05', { hours: { VLT1: { days: null, budget: d(3) } }, otherRevenue: d(1) })
    const before = perLaborHour(contract, '2026-05', { VLT1: { days: null, budget: d(4) } })
    const total = (known?: Parameters<typeof internalRevenue>[4]) =>
      text(internalRevenue(contract, input, NO_HISTORY, TODAY, known).total)
    expect([total(), total({ perLaborHour: before }), total({ perLaborHour: null })]).toEqual(['31', '41', '1'])
  })
  test('a month of which nothing is known holds no rooms, hours or accounts', () => {
    expect(emptyMonth('2026-05')).toEqual({
      month: '2026-05',
      kind: 'future',
      revenue: null,
      occupiedRooms: { forecast: null, budget: null },
      hours: {},
      payrollForecast: null,
      accounts: {},
      expenseTotals: null,
      otherRevenue: null,
      budgetInternalRevenue: null,
    })
  })
})
