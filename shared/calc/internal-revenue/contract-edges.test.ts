import { describe, expect, test } from 'vitest'
import {
  accountsOf,
  aContract,
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
import { told } from '../../../tests/support/told.ts'
import { PAYROLL_ACCOUNTS } from '../../categories/ledger-accounts.ts'
import { AppError } from '../../core/errors.ts'
import { accountsBilledApart, billableAccounts } from './billable-accounts.ts'
import { knownCodes } from './billable-codes.ts'
import { compareWithBilled } from './comparison-report.ts'
import type { BillableAccounts } from './contract.ts'
import { internalRevenue, internalRevenueOfSite, internalRevenueOfSites, NO_HISTORY } from './internal-revenue.ts'
import { managementAgreement } from './management-agreement.ts'
import { emptyMonth } from './month-input.ts'
import { perLaborHour } from './per-labor-hour.ts'
import { revenueOfRows, type RevenueRow, structureRevenues } from './revenue-base.ts'
import { revenueShare } from './revenue-share.ts'

const TODAY = '2026-04-10'
const on = (code: string) => ({ code, title: code, isEnabled: true })
const billed = (entries: readonly BillableAccounts[], input: Parameters<typeof aMonth>[1]) =>
  billableAccounts(aContract({ billableAccounts: entries }), aMonth('2026-05', input), TODAY)

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
    const off = PAYROLL_ACCOUNTS.map(({ account }) => ({ code: account, title: account, isEnabled: false }))
    const entries = [
      someBillableAccounts({ payrollAccounts: off }),
      someBillableAccounts({ payrollAccounts: [on('6000')] }),
    ]
    const found = billed(entries, { payrollForecast: d(90) })
    expect(found?.lines.billablePayroll.parts.map(({ id, label, value }) => [id, label, text(value)])).toEqual([
      ['entry-1', 'Billable payroll 1', '0'],
      ['entry-2', 'Billable payroll 2', '90'],
    ])
    expect(billed([someBillableAccounts()], { payrollForecast: d(90) })?.lines.billablePayroll.parts).toEqual([
      { id: 'entry-1', label: 'Billable payroll', value: d(90) },
    ])
  })
  test('expenses are told in order over all entries, by what counts of each; nothing known is no answer', () => {
    const entries = [
      someBillableAccounts({ expenseAccounts: [on('7225')] }),
      someBillableAccounts({ expenseAccounts: [on('7000')] }),
    ]
    const accounts = accountsOf({
      7225: { budget: 5 },
      7000: { budget: 3 },
      7045: { budget: 2 },
      7075: { forecast: 4 },
    })
    const origins = billed(entries, { accounts })?.lines.expenseAccounts.steps[0]?.given
    expect(origins?.map(({ name, origin }) => [name, origin])).toEqual([
      ['7000', 'budget'],
      ['7045', 'budget'],
      ['7075', 'forecast'],
      ['7225', 'budget'],
    ])
    expect([
      billed(entries, { accounts: accountsOf({ 7000: {} }) })?.amounts.expenses,
      billed([], { accounts })?.amounts.expenses,
    ]).toEqual([null, null])
  })
})

describe('the lines of a management agreement', () => {
  const agreed = (changed: Parameters<typeof anAgreement>[0], input: Parameters<typeof aMonth>[1] = {}) =>
    managementAgreement(
      aContract({ managementAgreement: anAgreement(changed) }),
      aMonth('2026-05', input),
      null,
      { claims: [], profits: [] },
      TODAY,
    )?.lines
  const expense = {
    title: 'Care',
    type: 'Payroll',
    payrollType: 'Total',
    amount: d(12),
    finalPeriodBilled: null,
  } as const
  const profitShare = { accumulationType: 'Monthly', tiers: tiersOf([10, null]), escalator: null } as const
  const accounts = accountsOf({ 7100: { budget: 60 }, 7080: { actual: 50 } })

  test('without billable accounts, claims and insurance take all their accounts', () => {
    const insurance = {
      type: 'BasedOnBillableAccounts',
      additionalPercentage: null,
      fixedFeeAmount: null,
      payrollPercentage: d('5.77'),
    } as const
    expect([
      told(agreed({ claims: { type: 'PerClaim', capAmount: null } }, { accounts })?.claims ?? null)[1],
      told(agreed({ claims: { type: 'AnnualCalendar', capAmount: d(45) } }, { accounts })?.claims ?? null)[1],
      told(agreed({ insurance }, { accounts, kind: 'past' })?.insurance ?? null)[1],
    ]).toEqual(['part claims Claims: 60', 'part claims Claims: 45', 'part accounts Insurance accounts: 50'])
    expect(told(agreed({ insurance })?.insurance ?? null).slice(0, 4)).toEqual([
      'total unknown',
      'part payroll Percentage of billable payroll: unknown',
      'part vehicle Vehicle insurance: unknown',
      'part additional Additional insurance: unknown',
    ])
  })
  test('a share of profit names its part, and without a tier it has no answer', () => {
    const input = { revenue: revenueOf('2026-05', 90) }
    expect([
      told(agreed({ profitShare }, input)?.profitShare ?? null).slice(0, 2),
      told(agreed({ profitShare: { ...profitShare, tiers: [] } }, input)?.profitShare ?? null).slice(0, 2),
    ]).toEqual([
      ['total 9', 'part profitShare Profit share: 9'],
      ['total unknown', 'part profitShare Profit share: unknown'],
    ])
  })
  test('an expense of a payroll nobody knows is not known', () => {
    expect(told(agreed({ nonGlBillableExpenses: [expense] })?.nonGl ?? null)).toEqual([
      'total unknown',
      'part nonGl-1 Care: unknown',
      '6.6 Care: unknown money ← percent 12 count contract ← payroll unknown money this month',
    ])
  })
})

test('a job without a start in a contract without one is never raised', () => {
  const contract = aContract({
    incrementMonth: 3,
    incrementAmount: d(10),
    perLaborHour: { jobRates: [aJob({ rate: d(10) })], useOvertimeSplit: true },
  })
  expect(text(perLaborHour(contract, '2026-05', { VLT1: { days: null, budget: d(3) } })?.total)).toBe('30')
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

describe('gaps and fees of a share', () => {
  const shared = (...thresholdStructures: ReturnType<typeof aStructure>[]) =>
    aContract({ revenueShare: { thresholdStructures } })
  test('months without revenue are named in order, whichever structure misses them', () => {
    const yearly = (code: string) => aStructure({ revenueCodes: [code], accumulationType: 'AnnualCalendar' })
    const earlier = [
      revenueOf('2026-01', null, { byCategory: { valetDaily: d(1) } }),
      revenueOf('2026-02', null, { byCategory: { selfDaily: d(1) } }),
    ]
    const march = revenueOf('2026-03', null, { byCategory: { valetDaily: d(1), selfDaily: d(2) } })
    expect(revenueShare(shared(yearly('VD1'), yearly('SD1')), '2026-03', march, earlier, TODAY)?.remark).toBe(
      'No external revenue is known for 2026-01, 2026-02: it counts as nothing there.',
    )
  })
  test('a validation fee needs a tier that gives its percentage', () => {
    const structure = aStructure({ tiers: [], validationThreshold: { type: 'ValidationAmount', amount: d(5) } })
    const found = revenueShare(
      shared(structure),
      '2026-03',
      revenueOf('2026-03', 90, { validations: d(50) }),
      [],
      TODAY,
    )
    expect(found?.parts.map(({ id }) => id)).toEqual(['structure-1'])
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
