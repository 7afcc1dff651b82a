import { describe, expect, test } from 'vitest'
import {
  accountsOf,
  aContract,
  aFee,
  aJob,
  aMonth,
  anAgreement,
  anEscalator,
  aStructure,
  d,
  revenueOf,
  someBillableAccounts,
  tiersOf,
} from '../../../tests/support/a-contract.ts'
import { told } from '../../../tests/support/told.ts'
import { billableAccounts } from './billable-accounts.ts'
import type { Contract } from './contract.ts'
import { escalated } from './escalation.ts'
import { fixedFee } from './fixed-fee.ts'
import { internalRevenue, NO_HISTORY } from './internal-revenue.ts'
import type { MonthInput } from './month-input.ts'
import { perLaborHour } from './per-labor-hour.ts'
import { perOccupiedRoom } from './per-occupied-room.ts'
import { revenueShare } from './revenue-share.ts'

const TODAY = '2026-04-10'
const on = (code: string) => ({ code, title: code, isEnabled: true })

describe('what a fee, hours, rooms and shares say about how they came about', () => {
  test('fixed fees name each fee and each increment', () => {
    const started = aFee({ fee: d(1_000), startDate: '2025-02-01' })
    const shuttle = aFee({ name: 'Shuttle', code: '4716', fee: d(70), startDate: '2026-05-01' })
    const contract = { incrementMonth: 3, incrementAmount: d(10), fixedFee: { serviceRates: [started, shuttle] } }
    expect(told(fixedFee(aContract(contract), '2026-05'))).toEqual([
      'total 1280',
      'part 4715 Management: 1210',
      'part 4716 Shuttle: 70',
      '6.1 Fees before increments: 1070 money ← Management 1000 money contract ← Shuttle 70 money contract',
      '6.1 Management: increment of 2025-03-01: 1100 money ← before 1000 money contract ← percent 10 count contract',
      '6.1 Management: increment of 2026-03-01: 1210 money ← before 1100 money contract ← percent 10 count contract',
    ])
    expect(told(fixedFee(aContract(contract), '2024-05'))).toEqual([
      'total 0',
      '6.1 Fees before increments: 0 money',
      'remark No fee is active in this month.',
    ])
  })

  test('labor hours name hours, rates and increments of each job, and whose hours are not known', () => {
    const jobRates = [
      aJob({ rate: d(20), overtimeRate: d(30), startDate: '2026-01-01' }),
      aJob({ jobCode: 'VLT2', name: 'Lead', rate: d(21), overtimeRate: null, startDate: '2026-04-01' }),
      aJob({ jobCode: 'VLT3', name: 'Runner' }),
    ]
    const worked = [
      { day: '2026-05-01', hours: d(30) },
      { day: '2026-05-04', hours: d(45) },
    ]
    const hours = { VLT1: { days: worked, budget: null }, VLT2: { days: null, budget: d(7) } }
    const found = (useOvertimeSplit: boolean, month = '2026-05') =>
      told(
        perLaborHour(
          aContract({ incrementMonth: 3, incrementAmount: d(10), perLaborHour: { useOvertimeSplit, jobRates } }),
          month,
          hours,
        ),
      )
    expect(found(true)).toEqual([
      'total 1852',
      'part VLT1 Valet attendant: 1705',
      'part VLT2 Lead: 147',
      'part VLT3 Runner: unknown',
      '6.3 Valet attendant: hours × rates: 1550 money ← regular hours 70 hours forecast ← rate 20 rate contract ← overtime hours 5 hours forecast ← overtime rate 30 rate contract',
      '6.3 Valet attendant: contract increments: 1705 money ← before 1550 money Valet attendant: hours × rates ← percent 10 count contract ← steps on 2026-03-01 text contract',
      '6.3 Lead: hours × rates: 147 money ← regular hours 7 hours budget ← rate 21 rate contract ← overtime hours 0 hours budget ← overtime rate 31.5 rate contract',
      'remark No hours are known for VLT3. Budget hours have no weeks, so VLT2 earns no overtime.',
    ])
    expect(found(false).at(-1)).toEqual('remark No hours are known for VLT3.')
    const none = aContract({ perLaborHour: { useOvertimeSplit: true, jobRates: [] } })
    expect(told(perLaborHour(none, '2026-05', hours))).toEqual([
      'total 0',
      'remark No job of the contract is active in this month.',
    ])
  })

  test('occupied rooms say whether forecast or budget was used', () => {
    const contract = aContract({ perOccupiedRoom: { roomRate: d('4.25') } })
    const found = (forecast: number | null, budget: number | null) =>
      perOccupiedRoom(contract, {
        occupiedRooms: { forecast: forecast === null ? null : d(forecast), budget: budget === null ? null : d(budget) },
      })
    expect([found(100, 90), found(0, 90), found(0, null), found(null, null)].map(told)).toEqual([
      [
        'total 425',
        'part rooms Occupied rooms: 425',
        '6.2 Room rate × occupied rooms: 425 money ← room rate 4.25 rate contract ← occupied rooms 100 count forecast',
      ],
      [
        'total 382.5',
        'part rooms Occupied rooms: 382.5',
        '6.2 Room rate × occupied rooms: 382.5 money ← room rate 4.25 rate contract ← occupied rooms 90 count budget',
      ],
      [
        'total 0',
        'part rooms Occupied rooms: 0',
        '6.2 Room rate × occupied rooms: 0 money ← room rate 4.25 rate contract ← occupied rooms 0 count forecast',
      ],
      [
        'total unknown',
        'part rooms Occupied rooms: unknown',
        '6.2 Room rate × occupied rooms: unknown money ← room rate 4.25 rate contract ← occupied rooms unknown count forecast',
        'remark No occupied rooms are known, neither forecast nor budget.',
      ],
    ])
    expect(
      [found(100, 90), found(0, 90), found(0, null)].map((one) => [
        one?.forecastRooms?.toString() ?? null,
        one?.budgetRooms?.toString() ?? null,
      ]),
    ).toEqual([
      ['100', null],
      [null, '90'],
      ['0', null],
    ])
  })

  test('revenue shares name the band, what filled it before, and the validations', () => {
    const structure = aStructure({
      accumulationType: 'AnnualCalendar',
      tiers: tiersOf([10, 1_000], [20, null]),
      validationThreshold: { type: 'ValidationAmount', amount: d(50) },
    })
    const contract = aContract({ revenueShare: { thresholdStructures: [structure] } })
    const march = revenueOf('2026-03', 700, { validations: d(80), origin: 'actual' })
    const found = revenueShare(contract, '2026-03', march, [revenueOf('2026-01', 600)], TODAY)
    expect(told(found)).toEqual([
      'total 100',
      'part structure-1 Share of VD1, VO1: 100',
      'part validation Validation fee: 0',
      '6.4 Share from 0 to 1000: 40 money ← revenue of the month 700 money actual ← accumulated before 600 money earlier months ← revenue in tier 400 money tier ← percent 10 count contract',
      '6.4 Share from 1000 to no end: 60 money ← revenue of the month 700 money actual ← accumulated before 600 money earlier months ← revenue in tier 300 money tier ← percent 20 count contract',
      '6.4 Validation fee: 0 money ← validations 80 money actual',
      'remark No external revenue is known for 2026-02: it counts as nothing there.',
    ])
    expect(told(revenueShare(contract, '2026-01', null, [], TODAY))).toEqual([
      'total unknown',
      'part structure-1 Share of VD1, VO1: unknown',
      '6.4 Share from 0 to 1000: 0 money ← revenue of the month unknown money forecast ← accumulated before 0 money earlier months ← revenue in tier 0 money tier ← percent 10 count contract',
      '6.4 Share from 1000 to no end: 0 money ← revenue of the month unknown money forecast ← accumulated before 0 money earlier months ← revenue in tier 0 money tier ← percent 20 count contract',
      'remark External revenue of this month is not known.',
    ])
    const empty = aContract({ revenueShare: { thresholdStructures: [aStructure({ tiers: [] })] } })
    expect(told(revenueShare(empty, '2026-01', march, [], TODAY))).toEqual([
      'total unknown',
      'part structure-1 Share of VD1, VO1: unknown',
      'remark A structure has no tier in effect in this month.',
    ])
  })

  test('an escalated rate names the stored value and what each step adds', () => {
    const found = (type: 'Percentage' | 'FixedAmount') =>
      told(escalated(d('20.01'), anEscalator(5, { type, asOf: '2024-12-31' }), '2026-05', TODAY, 'rate'))
    expect([found('Percentage'), found('FixedAmount')]).toEqual([
      [
        'total 22.06',
        'part stored Stored value: 20.01',
        'part 2025-03-01 Step of 2025-03-01: 1',
        'part 2026-03-01 Step of 2026-03-01: 1.05',
        '6.10 Step of 2025-03-01: 21.01 rate ← before 20.01 rate contract ← percent 5 count contract',
        '6.10 Step of 2026-03-01: 22.06 rate ← before 21.01 rate contract ← percent 5 count contract',
      ],
      [
        'total 30.01',
        'part stored Stored value: 20.01',
        'part 2025-03-01 Step of 2025-03-01: 5',
        'part 2026-03-01 Step of 2026-03-01: 5',
        '6.10 Step of 2025-03-01: 25.01 rate ← before 20.01 rate contract ← amount 5 count contract',
        '6.10 Step of 2026-03-01: 30.01 rate ← before 25.01 rate contract ← amount 5 count contract',
      ],
    ])
  })
})

describe('what billable accounts say about how they came about', () => {
  const entries = [
    someBillableAccounts({
      additionalPayrollAmount: d(500),
      payrollTaxesEnabled: true,
      payrollTaxesPercentage: d(15),
      payrollTaxesEscalator: anEscalator(1),
      payrollSupportEnabled: true,
      payrollSupportAmount: d(10),
      payrollSupportPayrollType: 'Total',
      payrollAccounts: [on('6000')],
    }),
    someBillableAccounts({
      payrollTaxesEnabled: true,
      payrollTaxesBillingType: 'Actual',
      payrollSupportEnabled: true,
      payrollSupportAmount: d(33),
      payrollSupportBillingType: 'Fixed',
      payrollAccounts: [on('6005')],
    }),
  ]
  const found = (input: Partial<MonthInput>, contract: Partial<Contract> = { billableAccounts: entries }) =>
    told(billableAccounts(aContract(contract), aMonth('2026-05', input), TODAY))
  const accounts = accountsOf({
    6000: { budget: 900 },
    6005: { budget: 100 },
    6200: { budget: 41, actual: 43 },
    7000: { budget: 5 },
    7075: { budget: 60, forecast: 66 },
    7225: { budget: 17, forecast: 18, actual: 19 },
  })

  test('ahead: the share of the payroll forecast, the percentage, the accounts with forecast or budget', () => {
    expect(found({ accounts, payrollForecast: d(2_000) })).toEqual([
      'total 3141.97',
      'part additionalPayroll Additional payroll: 500',
      'part billablePayroll Billable payroll: 2000',
      'part pteb Payroll taxes and benefits: 313.7',
      'part supportServices Support services: 240.27',
      'part expenseAccounts Expense accounts: 88',
      '6.5 Additional payroll: 500 money ← entry 1 500 money contract ← entry 2 unknown money contract',
      '6.5 Billable payroll: 2000 money ← payroll forecast 2000 money forecast ← budget of the enabled accounts 1000 money budget ← budget of all payroll accounts 1000 money budget',
      '6.5 Payroll taxes and benefits as a percentage of billable payroll: 272.7 money ← billable payroll 1800 money billable payroll ← stored percent 15 count contract ← percent 15.15 count contract',
      '6.5 Payroll taxes and benefits as they are: 41 money ← 6200 41 money budget',
      '6.5 Support services: 207.27 money ← billable payroll and PTEB 2072.7 money billable accounts ← percent 10 count contract',
      '6.5 Support services: 33 money ← amount 33 money contract',
      '6.5 Expense accounts: 88 money ← 7000 5 money budget ← 7075 66 money forecast ← 7225 17 money budget',
    ])
  })
  test('closed: the ledger, where it is loaded', () => {
    expect(found({ accounts, kind: 'past' })).toEqual([
      'total 1834.985',
      'part additionalPayroll Additional payroll: 500',
      'part billablePayroll Billable payroll: 1000',
      'part pteb Payroll taxes and benefits: 179.35',
      'part supportServices Support services: 136.635',
      'part expenseAccounts Expense accounts: 19',
      '6.5 Additional payroll: 500 money ← entry 1 500 money contract ← entry 2 unknown money contract',
      '6.5 Billable payroll: 1000 money ← 6000 900 money budget ← 6005 100 money budget',
      '6.5 Payroll taxes and benefits as a percentage of billable payroll: 136.35 money ← billable payroll 900 money billable payroll ← stored percent 15 count contract ← percent 15.15 count contract',
      '6.5 Payroll taxes and benefits as they are: 43 money ← 6200 43 money actual',
      '6.5 Support services: 103.635 money ← billable payroll and PTEB 1036.35 money billable accounts ← percent 10 count contract',
      '6.5 Support services: 33 money ← amount 33 money contract',
      '6.5 Expense accounts: 19 money ← 7000 unknown money actual ← 7075 unknown money actual ← 7225 19 money actual',
    ])
  })
  test('expenses known in two sums, and a payroll nobody knows', () => {
    const expenseTotals = { otherAccountsBudget: d(10), enteredAccountsBudget: d(20), record: null }
    expect(found({ expenseTotals })).toEqual([
      'total 563',
      'part additionalPayroll Additional payroll: 500',
      'part billablePayroll Billable payroll: unknown',
      'part pteb Payroll taxes and benefits: unknown',
      'part supportServices Support services: 33',
      'part expenseAccounts Expense accounts: 30',
      '6.5 Additional payroll: 500 money ← entry 1 500 money contract ← entry 2 unknown money contract',
      '6.5 Billable payroll: unknown money',
      '6.5 Payroll taxes and benefits as a percentage of billable payroll: unknown money ← billable payroll unknown money billable payroll ← stored percent 15 count contract ← percent 15.15 count contract',
      '6.5 Payroll taxes and benefits as they are: unknown money',
      '6.5 Support services: unknown money ← billable payroll and PTEB unknown money billable accounts ← percent 10 count contract',
      '6.5 Support services: 33 money ← amount 33 money contract',
      '6.5 Expense accounts, known in two sums: 30 money ← other accounts 10 money budget ← entered accounts 20 money budget',
      'remark No payroll is known, neither forecast nor budget.',
    ])
    expect(found({ expenseTotals: { ...expenseTotals, record: { 7225: d(7), 7075: d(8) } } }).at(-2)).toEqual(
      '6.5 Expense accounts, known in two sums: 18 money ← other accounts 10 money budget ← entered accounts 8 money forecast',
    )
  })
  test('a contract that enables the block without an entry bills nothing', () => {
    expect(found({ accounts }, { billableAccounts: [] })).toEqual([
      'total 0',
      'part additionalPayroll Additional payroll: 0',
      'part billablePayroll Billable payroll: unknown',
      'part pteb Payroll taxes and benefits: unknown',
      'part supportServices Support services: unknown',
      'part expenseAccounts Expense accounts: unknown',
      '6.5 Additional payroll: 0 money',
      '6.5 Billable payroll: unknown money',
    ])
  })
})

describe('what internal revenue says about how it came about', () => {
  test('the enabled components with their totals, and the remarks of each', () => {
    const contract = aContract({
      fixedFee: { serviceRates: [aFee()] },
      perOccupiedRoom: { roomRate: d('4.25') },
      perLaborHour: { useOvertimeSplit: true, jobRates: [aJob()] },
      revenueShare: { thresholdStructures: [aStructure()] },
      billableAccounts: [someBillableAccounts({ additionalPayrollAmount: d(3) })],
      managementAgreement: anAgreement(),
    })
    const input = aMonth('2026-05', { otherRevenue: d(-12) })
    expect(told(internalRevenue(contract, input, NO_HISTORY, TODAY))).toEqual([
      'total 33291',
      'part fixedFee Fixed fee: 33300',
      'part perOccupiedRoom Per occupied room: unknown',
      'part perLaborHour Per labor hour: unknown',
      'part revenueShare Revenue share: unknown',
      'part billableAccounts Billable accounts: 3',
      'part managementAgreement Management agreement: unknown',
      'part otherRevenue Other revenue: -12',
      '6.1 Fees before increments: 33300 money ← Management 33300 money contract',
      '6.2 Room rate × occupied rooms: unknown money ← room rate 4.25 rate contract ← occupied rooms unknown count forecast',
      '6.4 Share from 0 to no end: 0 money ← revenue of the month unknown money forecast ← accumulated before 0 money earlier months ← revenue in tier 0 money tier ← percent 50 count contract',
      '6.5 Additional payroll: 3 money ← entry 1 3 money contract',
      '6.5 Billable payroll: unknown money',
      '6.5 Expense accounts: unknown money',
      '6.8 Net of Other Revenue: -12 money ← net -12 money forecast',
      'remark No occupied rooms are known, neither forecast nor budget. No hours are known for VLT1. External revenue of this month is not known. No payroll is known, neither forecast nor budget.',
    ])
  })
  test('without a component that has a value, the budget stands in and says so', () => {
    const input = aMonth('2026-05', { budgetInternalRevenue: d(99) })
    expect(told(internalRevenue(aContract(), input, NO_HISTORY, TODAY))).toEqual([
      'total 99',
      'part budget Budget: 99',
      '6.0 Budget stands in: 99 money ← internal revenue 99 money budget',
      'remark No calculator of the contract has a value in this month.',
    ])
  })
})
