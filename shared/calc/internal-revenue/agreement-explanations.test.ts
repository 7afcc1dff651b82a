import { describe, expect, test } from 'vitest'
import {
  accountsOf,
  aContract,
  aMonth,
  anAgreement,
  anEscalator,
  d,
  revenueOf,
  someBillableAccounts,
  tiersOf,
} from '../../../tests/support/a-contract.ts'
import { told } from '../../../tests/support/told.ts'
import type { ManagementAgreement } from './contract.ts'
import { managementAgreement } from './management-agreement.ts'
import type { MonthInput } from './month-input.ts'

const TODAY = '2026-04-10'

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
    expect(agreed({ managementFee: { type: 'FixedFee', amounts: rows, escalator: anEscalator(10) } })).toEqual([
      'total 445.5',
      'part managementFee Management fee: 445.5',
      '6.6 Management fee: 440 money ← stored 400 money contract ← steps on 2026-03-01 text contract',
      '6.6 Management fee: 5.5 money ← stored 5 money contract ← steps on 2026-03-01 text contract',
    ])
    const percentage = { type: 'RevenuePercentage', percentages: rows.slice(1), escalator: null } as const
    expect(agreed({ managementFee: percentage })).toEqual([
      'total 450',
      'part managementFee Management fee: 450',
      '6.6 Management fee percent: 5 count ← stored 5 count contract ← steps on  text contract',
      '6.6 Percentage of net external revenue: 450 money ← net external revenue 9000 money external revenue ← percent 5 count contract',
    ])
    expect(agreed({ managementFee: percentage }, { revenue: null })).toEqual([
      'total unknown',
      'part managementFee Management fee: unknown',
      '6.6 Management fee percent: 5 count ← stored 5 count contract ← steps on  text contract',
      '6.6 Percentage of net external revenue: unknown money ← net external revenue unknown money external revenue ← percent 5 count contract',
      'remark External revenue of this month is not known.',
    ])
    const jobs = ['VLT1', 'VLT9'].map((code) => ({
      code,
      description: `Job ${code}`,
      standardRate: d(20),
      overtimeRate: d(31),
      standardRateEscalatorValue: d(10),
      overtimeRateEscalatorValue: d(5),
    }))
    const labor = { type: 'PerLaborHour', jobs, useOvertimeSplit: true, escalator: anEscalator(0) } as const
    expect(agreed({ managementFee: labor }, { hours })).toEqual([
      'total 1100',
      'part managementFee Management fee: 1100',
      '6.6 Job VLT1: hours × rates: 1100 money ← regular hours 50 hours budget ← rate 22 rate contract ← overtime hours 0 hours budget ← overtime rate 32.55 rate contract',
      'remark No hours are known for VLT9. Budget hours have no weeks, so VLT1 earns no overtime.',
    ])
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
      ['total 321', 'part insurance Insurance: 321', '6.6 Fixed insurance: 321 money ← amount 321 money contract'],
      [
        'total 107.47',
        'part insurance Insurance: 107.47',
        '6.6 Insurance before the additional percentage: 97.7 money ← billable payroll 1000 money billable accounts ← percent 5.77 count contract ← Percentage of billable payroll 57.7 money budget ← Vehicle insurance 40 money budget',
        '6.6 Additional insurance: 9.77 money ← percent 10 count contract',
      ],
      [
        'total 88',
        'part insurance Insurance: 88',
        '6.6 Insurance before the additional percentage: 80 money ← Insurance accounts 80 money actual',
        '6.6 Additional insurance: 8 money ← percent 10 count contract',
      ],
    ])
  })

  test('claims: each one, or up to what the yearly cap leaves', () => {
    const accounts = accountsOf({ 7100: { forecast: 60, budget: 50 }, 7101: { budget: 8 } })
    expect([
      agreed({ claims: { type: 'PerClaim', capAmount: d(1) } }, { accounts }),
      agreed({ claims: { type: 'AnnualCalendar', capAmount: null } }, { accounts }),
      agreed({ claims: { type: 'AnnualCalendar', capAmount: d(100) } }, { accounts }),
    ]).toEqual([
      ['total 60', 'part claims Claims: 60', '6.6 Claims: 60 money ← claims 60 money forecast'],
      [
        'total 60',
        'part claims Claims: 60',
        '6.6 Claims: 60 money ← claims 60 money forecast',
        'remark The contract names no cap, so all claims are billed.',
      ],
      [
        'total 30',
        'part claims Claims: 30',
        '6.6 Claims up to the yearly cap: 30 money ← claims 60 money forecast ← billed before in the year 70 money earlier months ← cap 100 money contract',
        'remark The yearly cap leaves less than the claims of the month. No amount of claims is known for 2026-01, 2026-02, 2026-04: it counts as nothing there.',
      ],
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
    ).toEqual([
      'total 1356',
      'part nonGl Non-GL expenses: 1356',
      '6.6 Uniforms: 12 money ← amount 12 money contract',
      '6.6 Admin: 120 money ← percent 12 count contract ← payroll 1000 money this month',
      '6.6 Care: 144 money ← percent 12 count contract ← payroll 1200 money this month',
      '6.6 Marketing: 1080 money ← percent 12 count contract ← net external revenue 9000 money this month',
    ])
  })

  test('the profit share names what is deducted and what filled the bands before', () => {
    const profitShare = {
      accumulationType: 'AnnualAnniversary',
      tiers: tiersOf([10, 5_000], [20, null]),
      escalator: null,
    } as const
    const validationThreshold = { type: 'ValidationAmount', amount: d(300) } as const
    expect(agreed({ profitShare, validationThreshold })).toEqual([
      'total 1211',
      'part profitShare Profit share: 1211',
      '6.6 Profit: 8255 money ← net external revenue 9000 money external revenue ← validation excess 500 money external revenue ← less billable payroll 1000 money this month ← less additional payroll 11 money this month ← less PTEB 200 money this month ← less support services 30 money this month ← less insurance unknown money this month ← less claims unknown money this month ← less management fee unknown money this month ← less billable expenses 4 money this month ← less non-GL expenses unknown money this month',
      '6.6 Share from 0 to 5000: 440 money ← accumulated before 600 money earlier months ← profit in tier 4400 money tier ← percent 10 count contract',
      '6.6 Share from 5000 to no end: 771 money ← accumulated before 600 money earlier months ← profit in tier 3855 money tier ← percent 20 count contract',
      'remark No profit is known for 2026-02, 2026-04: it counts as nothing there.',
    ])
    expect(agreed({ profitShare: { ...profitShare, tiers: [] } }, { revenue: null }).at(-1)).toEqual(
      'remark External revenue of this month is not known. No tier is in effect in this month. No profit is known for 2026-02, 2026-04: it counts as nothing there.',
    )
    expect(agreed({ profitShare }, { revenue: revenueOf('2026-05', 1_000) }).at(-1)).toEqual(
      'remark There is no profit to share in this month. No profit is known for 2026-02, 2026-04: it counts as nothing there.',
    )
  })
})
