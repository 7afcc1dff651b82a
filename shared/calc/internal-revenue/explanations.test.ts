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
import type { Contract, ManagementAgreement } from './contract.ts'
import { escalated } from './escalation.ts'
import { fixedFee } from './fixed-fee.ts'
import { internalRevenue, NO_HISTORY } from './internal-revenue.ts'
import { managementAgreement } from './management-agreement.ts'
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
    expect(told(fixedFee(aContract(contract), '2026-05'))).toEqual({
      parts: ['4715 Management: 1210', '4716 Shuttle: 70'],
      remark: null,
      steps: [
        '6.1 Fees before increments: 1070 money ← Management 1000 money contract ← Shuttle 70 money contract',
        '6.1 Management: increment of 2025-03-01: 1100 money ← before 1000 money contract ← percent 10 count contract',
        '6.1 Management: increment of 2026-03-01: 1210 money ← before 1100 money contract ← percent 10 count contract',
      ],
      total: '1280',
    })
    expect(told(fixedFee(aContract(contract), '2024-05'))).toEqual({
      parts: [],
      remark: 'No fee is active in this month.',
      steps: ['6.1 Fees before increments: 0 money'],
      total: '0',
    })
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
    expect(found(true)).toEqual({
      parts: ['VLT1 Valet attendant: 1705', 'VLT2 Lead: 147', 'VLT3 Runner: unknown'],
      remark: 'No hours are known for VLT3. Budget hours have no weeks, so VLT2 earns no overtime.',
      steps: [
        '6.3 Valet attendant: hours × rates: 1550 money ← regular hours 70 hours forecast ← rate 20 rate contract ← overtime hours 5 hours forecast ← overtime rate 30 rate contract',
        '6.3 Valet attendant: contract increments: 1705 money ← before 1550 money Valet attendant: hours × rates ← percent 10 count contract ← steps on 2026-03-01 text contract',
        '6.3 Lead: hours × rates: 147 money ← regular hours 7 hours budget ← rate 21 rate contract ← overtime hours 0 hours budget ← overtime rate 31.5 rate contract',
      ],
      total: '1852',
    })
    expect(found(false)?.remark).toEqual('No hours are known for VLT3.')
    const none = aContract({ perLaborHour: { useOvertimeSplit: true, jobRates: [] } })
    expect(told(perLaborHour(none, '2026-05', hours))).toEqual({
      parts: [],
      remark: 'No job of the contract is active in this month.',
      steps: [],
      total: '0',
    })
  })

  test('occupied rooms say whether forecast or budget was used', () => {
    const contract = aContract({ perOccupiedRoom: { roomRate: d('4.25') } })
    const found = (forecast: number | null, budget: number | null) =>
      perOccupiedRoom(contract, {
        occupiedRooms: { forecast: forecast === null ? null : d(forecast), budget: budget === null ? null : d(budget) },
      })
    expect([found(100, 90), found(0, 90), found(0, null), found(null, null)].map(told)).toEqual([
      {
        parts: ['rooms Occupied rooms: 425'],
        remark: null,
        steps: [
          '6.2 Room rate × occupied rooms: 425 money ← room rate 4.25 rate contract ← occupied rooms 100 count forecast',
        ],
        total: '425',
      },
      {
        parts: ['rooms Occupied rooms: 382.5'],
        remark: null,
        steps: [
          '6.2 Room rate × occupied rooms: 382.5 money ← room rate 4.25 rate contract ← occupied rooms 90 count budget',
        ],
        total: '382.5',
      },
      {
        parts: ['rooms Occupied rooms: 0'],
        remark: null,
        steps: [
          '6.2 Room rate × occupied rooms: 0 money ← room rate 4.25 rate contract ← occupied rooms 0 count forecast',
        ],
        total: '0',
      },
      {
        parts: ['rooms Occupied rooms: unknown'],
        remark: 'No occupied rooms are known, neither forecast nor budget.',
        steps: [
          '6.2 Room rate × occupied rooms: unknown money ← room rate 4.25 rate contract ← occupied rooms unknown count forecast',
        ],
        total: 'unknown',
      },
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
    expect(told(found)).toEqual({
      parts: ['structure-1 Share of VD1, VO1: 100', 'validation Validation fee: 0'],
      remark: 'No external revenue is known for 2026-02: it counts as nothing there.',
      steps: [
        '6.4 Share from 0 to 1000: 40 money ← revenue of the month 700 money actual ← accumulated before 600 money earlier months ← revenue in tier 400 money tier ← percent 10 count contract',
        '6.4 Share from 1000 to no end: 60 money ← revenue of the month 700 money actual ← accumulated before 600 money earlier months ← revenue in tier 300 money tier ← percent 20 count contract',
        '6.4 Validation fee: 0 money ← validations 80 money actual',
      ],
      total: '100',
    })
    expect(told(revenueShare(contract, '2026-01', null, [], TODAY))).toEqual({
      parts: ['structure-1 Share of VD1, VO1: unknown'],
      remark: 'External revenue of this month is not known.',
      steps: [
        '6.4 Share from 0 to 1000: 0 money ← revenue of the month unknown money forecast ← accumulated before 0 money earlier months ← revenue in tier 0 money tier ← percent 10 count contract',
        '6.4 Share from 1000 to no end: 0 money ← revenue of the month unknown money forecast ← accumulated before 0 money earlier months ← revenue in tier 0 money tier ← percent 20 count contract',
      ],
      total: 'unknown',
    })
    const empty = aContract({ revenueShare: { thresholdStructures: [aStructure({ tiers: [] })] } })
    expect(told(revenueShare(empty, '2026-01', march, [], TODAY))).toEqual({
      parts: ['structure-1 Share of VD1, VO1: unknown'],
      remark: 'A structure has no tier in effect in this month.',
      steps: [],
      total: 'unknown',
    })
  })

  test('an escalated rate names the stored value and what each step adds', () => {
    const found = (type: 'Percentage' | 'FixedAmount') =>
      told(escalated(d('20.01'), anEscalator(5, { type, asOf: '2024-12-31' }), '2026-05', TODAY, 'rate'))
    expect([found('Percentage'), found('FixedAmount')]).toEqual([
      {
        parts: [
          'stored Stored value: 20.01',
          '2025-03-01 Step of 2025-03-01: 1',
          '2026-03-01 Step of 2026-03-01: 1.05',
        ],
        remark: null,
        steps: [
          '6.10 Step of 2025-03-01: 21.01 rate ← before 20.01 rate contract ← percent 5 count contract',
          '6.10 Step of 2026-03-01: 22.06 rate ← before 21.01 rate contract ← percent 5 count contract',
        ],
        total: '22.06',
      },
      {
        parts: ['stored Stored value: 20.01', '2025-03-01 Step of 2025-03-01: 5', '2026-03-01 Step of 2026-03-01: 5'],
        remark: null,
        steps: [
          '6.10 Step of 2025-03-01: 25.01 rate ← before 20.01 rate contract ← amount 5 count contract',
          '6.10 Step of 2026-03-01: 30.01 rate ← before 25.01 rate contract ← amount 5 count contract',
        ],
        total: '30.01',
      },
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
    expect(found({ accounts, payrollForecast: d(2_000) })).toEqual({
      parts: [
        'additionalPayroll Additional payroll: 500',
        'billablePayroll Billable payroll: 2000',
        'pteb Payroll taxes and benefits: 313.7',
        'supportServices Support services: 240.27',
        'expenseAccounts Expense accounts: 88',
      ],
      remark: null,
      steps: [
        '6.5 Additional payroll: 500 money ← entry 1 500 money contract ← entry 2 unknown money contract',
        '6.5 Billable payroll: 2000 money ← payroll forecast 2000 money forecast ← budget of the enabled accounts 1000 money budget ← budget of all payroll accounts 1000 money budget',
        '6.5 Payroll taxes and benefits as a percentage of billable payroll: 272.7 money ← billable payroll 1800 money billable payroll ← stored percent 15 count contract ← percent 15.15 count contract',
        '6.5 Payroll taxes and benefits as they are: 41 money ← 6200 41 money budget',
        '6.5 Support services: 207.27 money ← billable payroll and PTEB 2072.7 money billable accounts ← percent 10 count contract',
        '6.5 Support services: 33 money ← amount 33 money contract',
        '6.5 Expense accounts: 88 money ← 7000 5 money budget ← 7075 66 money forecast ← 7225 17 money budget',
      ],
      total: '3141.97',
    })
  })
  test('closed: the ledger, where it is loaded', () => {
    expect(found({ accounts, kind: 'past' })).toEqual({
      parts: [
        'additionalPayroll Additional payroll: 500',
        'billablePayroll Billable payroll: 1000',
        'pteb Payroll taxes and benefits: 179.35',
        'supportServices Support services: 136.635',
        'expenseAccounts Expense accounts: 19',
      ],
      remark: null,
      steps: [
        '6.5 Additional payroll: 500 money ← entry 1 500 money contract ← entry 2 unknown money contract',
        '6.5 Billable payroll: 1000 money ← 6000 900 money budget ← 6005 100 money budget',
        '6.5 Payroll taxes and benefits as a percentage of billable payroll: 136.35 money ← billable payroll 900 money billable payroll ← stored percent 15 count contract ← percent 15.15 count contract',
        '6.5 Payroll taxes and benefits as they are: 43 money ← 6200 43 money actual',
        '6.5 Support services: 103.635 money ← billable payroll and PTEB 1036.35 money billable accounts ← percent 10 count contract',
        '6.5 Support services: 33 money ← amount 33 money contract',
        '6.5 Expense accounts: 19 money ← 7000 unknown money actual ← 7075 unknown money actual ← 7225 19 money actual',
      ],
      total: '1834.985',
    })
  })
  test('expenses known in two sums, and a payroll nobody knows', () => {
    const expenseTotals = { otherAccountsBudget: d(10), enteredAccountsBudget: d(20), record: null }
    expect(found({ expenseTotals })).toEqual({
      parts: [
        'additionalPayroll Additional payroll: 500',
        'billablePayroll Billable payroll: unknown',
        'pteb Payroll taxes and benefits: unknown',
        'supportServices Support services: 33',
        'expenseAccounts Expense accounts: 30',
      ],
      remark: 'No payroll is known, neither forecast nor budget.',
      steps: [
        '6.5 Additional payroll: 500 money ← entry 1 500 money contract ← entry 2 unknown money contract',
        '6.5 Billable payroll: unknown money',
        '6.5 Payroll taxes and benefits as a percentage of billable payroll: unknown money ← billable payroll unknown money billable payroll ← stored percent 15 count contract ← percent 15.15 count contract',
        '6.5 Payroll taxes and benefits as they are: unknown money',
        '6.5 Support services: unknown money ← billable payroll and PTEB unknown money billable accounts ← percent 10 count contract',
        '6.5 Support services: 33 money ← amount 33 money contract',
        '6.5 Expense accounts, known in two sums: 30 money ← other accounts 10 money budget ← entered accounts 20 money budget',
      ],
      total: '563',
    })
    expect(found({ expenseTotals: { ...expenseTotals, record: { 7225: d(7), 7075: d(8) } } })?.steps.at(-1)).toEqual(
      '6.5 Expense accounts, known in two sums: 18 money ← other accounts 10 money budget ← entered accounts 8 money forecast',
    )
  })
  test('a contract that enables the block without an entry bills nothing', () => {
    expect(found({ accounts }, { billableAccounts: [] })).toEqual({
      parts: [
        'additionalPayroll Additional payroll: 0',
        'billablePayroll Billable payroll: unknown',
        'pteb Payroll taxes and benefits: unknown',
        'supportServices Support services: unknown',
        'expenseAccounts Expense accounts: unknown',
      ],
      remark: null,
      steps: ['6.5 Additional payroll: 0 money', '6.5 Billable payroll: unknown money'],
      total: '0',
    })
  })
})

describe('what a management agreement says about how it came about', () => {
  const agreed = (changed: Partial<ManagementAgreement>, input: Partial<MonthInput> = {}) => {
    const contract = aContract({
      startDate: '2024-02-01',
      billableAccounts: [someBillableAccounts()],
      managementAgreement: anAgreement(changed),
    })
    const month = aMonth('2026-05', { revenue: revenueOf('2026-05', 9_000, { validations: d(800) }), ...input })
    const billable = {
      additionalPayroll: d(11),
      payroll: d(1_000),
      pteb: d(200),
      support: d(30),
      expenses: d(4),
    }
    const earlier = {
      claims: [{ month: '2026-03', claims: d(70) }],
      profits: [{ month: '2026-03', profit: d(600) }],
    }
    return told(managementAgreement(contract, month, billable, earlier, TODAY))
  }
  const rows = [
    { amount: d(400), from: null, to: '2026-12-31' },
    { amount: d(5), from: '2026-01-01', to: null },
    { amount: d(77), from: '2027-01-01', to: null },
  ]
  const hours = { VLT1: { days: null, budget: d(50) } }

  test('the fee: dated amounts, a percentage of revenue, or hours', () => {
    expect(agreed({ managementFee: { type: 'FixedFee', amounts: rows, escalator: anEscalator(10) } })).toEqual({
      parts: ['managementFee Management fee: 445.5'],
      remark: null,
      steps: [
        '6.6 Management fee: 440 money ← stored 400 money contract ← steps on 2026-03-01 text contract',
        '6.6 Management fee: 5.5 money ← stored 5 money contract ← steps on 2026-03-01 text contract',
      ],
      total: '445.5',
    })
    const percentage = { type: 'RevenuePercentage', percentages: rows.slice(1), escalator: null } as const
    expect(agreed({ managementFee: percentage })).toEqual({
      parts: ['managementFee Management fee: 450'],
      remark: null,
      steps: [
        '6.6 Management fee percent: 5 count ← stored 5 count contract ← steps on  text contract',
        '6.6 Percentage of net external revenue: 450 money ← net external revenue 9000 money external revenue ← percent 5 count contract',
      ],
      total: '450',
    })
    expect(agreed({ managementFee: percentage }, { revenue: null })).toEqual({
      parts: ['managementFee Management fee: unknown'],
      remark: 'External revenue of this month is not known.',
      steps: [
        '6.6 Management fee percent: 5 count ← stored 5 count contract ← steps on  text contract',
        '6.6 Percentage of net external revenue: unknown money ← net external revenue unknown money external revenue ← percent 5 count contract',
      ],
      total: 'unknown',
    })
    const jobs = ['VLT1', 'VLT9'].map((code) => ({
      code,
      description: `Job ${code}`,
      standardRate: d(20),
      overtimeRate: d(31),
      standardRateEscalatorValue: d(10),
      overtimeRateEscalatorValue: d(5),
    }))
    const labor = { type: 'PerLaborHour', jobs, useOvertimeSplit: true, escalator: anEscalator(0) } as const
    expect(agreed({ managementFee: labor }, { hours })).toEqual({
      parts: ['managementFee Management fee: 1100'],
      remark: 'No hours are known for VLT9. Budget hours have no weeks, so VLT1 earns no overtime.',
      steps: [
        '6.6 Job VLT1: hours × rates: 1100 money ← regular hours 50 hours budget ← rate 22 rate contract ← overtime hours 0 hours budget ← overtime rate 32.55 rate contract',
      ],
      total: '1100',
    })
  })

  test('insurance: fixed, a percentage of payroll with the vehicle policy, or the closed ledger', () => {
    const insurance = (type: 'FixedFee' | 'BasedOnBillableAccounts') => ({
      type,
      additionalPercentage: d(10),
      fixedFeeAmount: d(321),
      payrollPercentage: d('5.77'),
    })
    const accounts = accountsOf({ 7080: { actual: -50 }, 7082: { budget: -40, actual: -30 } })
    expect([
      agreed({ insurance: insurance('FixedFee') }, { accounts }),
      agreed({ insurance: insurance('BasedOnBillableAccounts') }, { accounts }),
      agreed({ insurance: insurance('BasedOnBillableAccounts') }, { accounts, kind: 'past' }),
    ]).toEqual([
      {
        parts: ['insurance Insurance: 321'],
        remark: null,
        steps: ['6.6 Fixed insurance: 321 money ← amount 321 money contract'],
        total: '321',
      },
      {
        parts: ['insurance Insurance: 107.47'],
        remark: null,
        steps: [
          '6.6 Insurance before the additional percentage: 97.7 money ← billable payroll 1000 money billable accounts ← percent 5.77 count contract ← Percentage of billable payroll 57.7 money budget ← Vehicle insurance 40 money budget',
          '6.6 Additional insurance: 9.77 money ← percent 10 count contract',
        ],
        total: '107.47',
      },
      {
        parts: ['insurance Insurance: 88'],
        remark: null,
        steps: [
          '6.6 Insurance before the additional percentage: 80 money ← Insurance accounts 80 money actual',
          '6.6 Additional insurance: 8 money ← percent 10 count contract',
        ],
        total: '88',
      },
    ])
  })

  test('claims: each one, or up to what the yearly cap leaves', () => {
    const accounts = accountsOf({ 7100: { forecast: 60, budget: 50 }, 7101: { budget: 8 } })
    expect([
      agreed({ claims: { type: 'PerClaim', capAmount: d(1) } }, { accounts }),
      agreed({ claims: { type: 'AnnualCalendar', capAmount: null } }, { accounts }),
      agreed({ claims: { type: 'AnnualCalendar', capAmount: d(100) } }, { accounts }),
    ]).toEqual([
      {
        parts: ['claims Claims: 60'],
        remark: null,
        steps: ['6.6 Claims: 60 money ← claims 60 money forecast'],
        total: '60',
      },
      {
        parts: ['claims Claims: 60'],
        remark: 'The contract names no cap, so all claims are billed.',
        steps: ['6.6 Claims: 60 money ← claims 60 money forecast'],
        total: '60',
      },
      {
        parts: ['claims Claims: 30'],
        remark:
          'The yearly cap leaves less than the claims of the month. No amount of claims is known for 2026-01, 2026-02, 2026-04: it counts as nothing there.',
        steps: [
          '6.6 Claims up to the yearly cap: 30 money ← claims 60 money forecast ← billed before in the year 70 money earlier months ← cap 100 money contract',
        ],
        total: '30',
      },
    ])
  })

  test('non-GL expenses: fixed, of payroll, of payroll with PTEB, of revenue', () => {
    const expense = (title: string, type: 'FixedAmount' | 'Payroll' | 'Revenue', payrollType: 'Total' | null) => ({
      title,
      type,
      payrollType,
      amount: d(12),
      finalPeriodBilled: null,
    })
    expect(
      agreed({
        nonGlBillableExpenses: [
          expense('Uniforms', 'FixedAmount', null),
          expense('Admin', 'Payroll', null),
          expense('Care', 'Payroll', 'Total'),
          expense('Marketing', 'Revenue', null),
          { ...expense('Over', 'FixedAmount', null), finalPeriodBilled: '2026-04' },
        ],
      }),
    ).toEqual({
      parts: ['nonGl Non-GL expenses: 1356'],
      remark: null,
      steps: [
        '6.6 Uniforms: 12 money ← amount 12 money contract',
        '6.6 Admin: 120 money ← percent 12 count contract ← payroll 1000 money this month',
        '6.6 Care: 144 money ← percent 12 count contract ← payroll 1200 money this month',
        '6.6 Marketing: 1080 money ← percent 12 count contract ← net external revenue 9000 money this month',
      ],
      total: '1356',
    })
  })

  test('the profit share names what is deducted and what filled the bands before', () => {
    const profitShare = {
      accumulationType: 'AnnualAnniversary',
      tiers: tiersOf([10, 5_000], [20, null]),
      escalator: null,
    } as const
    const validationThreshold = { type: 'ValidationAmount', amount: d(300) } as const
    expect(agreed({ profitShare, validationThreshold })).toEqual({
      parts: ['profitShare Profit share: 1211'],
      remark: 'No profit is known for 2026-02, 2026-04: it counts as nothing there.',
      steps: [
        '6.6 Profit: 8255 money ← net external revenue 9000 money external revenue ← validation excess 500 money external revenue ← less billable payroll 1000 money this month ← less additional payroll 11 money this month ← less PTEB 200 money this month ← less support services 30 money this month ← less insurance unknown money this month ← less claims unknown money this month ← less management fee unknown money this month ← less billable expenses 4 money this month ← less non-GL expenses unknown money this month',
        '6.6 Share from 0 to 5000: 440 money ← accumulated before 600 money earlier months ← profit in tier 4400 money tier ← percent 10 count contract',
        '6.6 Share from 5000 to no end: 771 money ← accumulated before 600 money earlier months ← profit in tier 3855 money tier ← percent 20 count contract',
      ],
      total: '1211',
    })
    expect(agreed({ profitShare: { ...profitShare, tiers: [] } }, { revenue: null })?.remark).toEqual(
      'External revenue of this month is not known. No tier is in effect in this month. No profit is known for 2026-02, 2026-04: it counts as nothing there.',
    )
    expect(agreed({ profitShare }, { revenue: revenueOf('2026-05', 1_000) })?.remark).toEqual(
      'There is no profit to share in this month. No profit is known for 2026-02, 2026-04: it counts as nothing there.',
    )
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
    expect(told(internalRevenue(contract, input, NO_HISTORY, TODAY))).toEqual({
      parts: [
        'fixedFee Fixed fee: 33300',
        'perOccupiedRoom Per occupied room: unknown',
        'perLaborHour Per labor hour: unknown',
        'revenueShare Revenue share: unknown',
        'billableAccounts Billable accounts: 3',
        'managementAgreement Management agreement: unknown',
        'otherRevenue Other revenue: -12',
      ],
      remark:
        'No occupied rooms are known, neither forecast nor budget. No hours are known for VLT1. External revenue of this month is not known. No payroll is known, neither forecast nor budget.',
      steps: [
        '6.1 Fees before increments: 33300 money ← Management 33300 money contract',
        '6.2 Room rate × occupied rooms: unknown money ← room rate 4.25 rate contract ← occupied rooms unknown count forecast',
        '6.4 Share from 0 to no end: 0 money ← revenue of the month unknown money forecast ← accumulated before 0 money earlier months ← revenue in tier 0 money tier ← percent 50 count contract',
        '6.5 Additional payroll: 3 money ← entry 1 3 money contract',
        '6.5 Billable payroll: unknown money',
        '6.5 Expense accounts: unknown money',
        '6.8 Net of Other Revenue: -12 money ← net -12 money forecast',
      ],
      total: '33291',
    })
  })
  test('without a component that has a value, the budget stands in and says so', () => {
    const input = aMonth('2026-05', { budgetInternalRevenue: d(99) })
    expect(told(internalRevenue(aContract(), input, NO_HISTORY, TODAY))).toEqual({
      parts: ['budget Budget: 99'],
      remark: 'No calculator of the contract has a value in this month.',
      steps: ['6.0 Budget stands in: 99 money ← internal revenue 99 money budget'],
      total: '99',
    })
  })
})
