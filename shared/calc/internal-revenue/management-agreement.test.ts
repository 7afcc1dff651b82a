import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accountsOf,
  aContract,
  aMonth,
  anAgreement,
  anEscalator,
  aSchedule,
  d,
  revenueOf,
  someBillableAccounts,
  text,
  tiersOf,
} from '../../../tests/support/a-contract.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { billableAccounts } from './billable-accounts.ts'
import { cappedClaims } from './claims.ts'
import type { Contract, Insurance, ManagementAgreement, ManagementFee, NonGlExpense, ProfitShare } from './contract.ts'
import { internalRevenue, internalRevenueOfSite, NO_HISTORY } from './internal-revenue.ts'
import { managementAgreement } from './management-agreement.ts'
import { managementFee } from './management-fee.ts'
import type { MonthInput } from './month-input.ts'

const TODAY = '2026-04-10'
const BASED: Insurance = {
  type: 'BasedOnBillableAccounts',
  additionalPercentage: d(2),
  fixedFeeAmount: null,
  payrollPercentage: d('5.77'),
}
const fixed = (amount: string | number): ManagementFee => ({
  type: 'FixedFee',
  amounts: [{ amount: d(amount), from: null, to: null }],
  escalator: null,
})
const sharing = (changed: Partial<ProfitShare> = {}): ProfitShare => ({
  accumulationType: 'Monthly',
  tiers: tiersOf([20, 50_000], [30, 100_000], [40, null]),
  escalator: null,
  ...changed,
})

/** The agreement of a month on its billable accounts. */
function agreed(
  agreement: Partial<ManagementAgreement>,
  input: Partial<MonthInput>,
  contract: Partial<Contract> = {},
  history = NO_HISTORY,
) {
  const whole = aContract({
    billableAccounts: [someBillableAccounts()],
    managementAgreement: anAgreement(agreement),
    ...contract,
  })
  const month = aMonth('2026-05', input)
  const billable = billableAccounts(whole, month, TODAY)
  return managementAgreement(whole, month, billable?.amounts ?? null, history, TODAY)
}
const line = (found: ReturnType<typeof agreed>, id: string) => text(found?.parts.find((part) => part.id === id)?.value)

describe('management fee (domain.md 6.6)', () => {
  const feeIn = (fee: ManagementFee, month: string, net: number | null = null, hours: MonthInput['hours'] = {}) =>
    text(managementFee(fee, month, hours, net === null ? null : d(net), TODAY).total)

  test('6.6: per labor hour 40 × 55 + 80 × 30 + 160 × 22 is 8,120.00', () => {
    const job = (code: string, standardRate: number) => ({
      code,
      description: code,
      standardRate: d(standardRate),
      overtimeRate: null,
      standardRateEscalatorValue: null,
      overtimeRateEscalatorValue: null,
    })
    const fee: ManagementFee = {
      type: 'PerLaborHour',
      jobs: [job('M1', 55), job('M2', 30), job('M3', 22)],
      useOvertimeSplit: true,
      escalator: null,
    }
    const budget = (hours: number) => ({ days: null, budget: d(hours) })
    expect(feeIn(fee, '2026-05', null, { M1: budget(40), M2: budget(80), M3: budget(160) })).toBe('8120')
  })

  test('per labor hour: standard and overtime rate have their own steps, a derived overtime rate follows the step', () => {
    const fee = (overtimeRate: number | null): ManagementFee => ({
      type: 'PerLaborHour',
      jobs: [
        {
          code: 'M1',
          description: 'Manager',
          standardRate: d(20),
          overtimeRate: overtimeRate === null ? null : d(overtimeRate),
          standardRateEscalatorValue: d('2.03'),
          overtimeRateEscalatorValue: d(1),
        },
      ],
      useOvertimeSplit: true,
      escalator: aSchedule({ type: 'FixedAmount' }),
    })
    // 40 regular hours and 6 of overtime; the step is in March
    const hours = (month: string) => ({ M1: { days: [{ day: `${month}-02`, hours: d(46) }], budget: null } })
    const of = (overtimeRate: number | null, month: string) => feeIn(fee(overtimeRate), month, null, hours(month))
    expect([of(30, '2026-02'), of(30, '2026-05')]).toEqual(['980', '1067.2'])
    expect([of(null, '2026-02'), of(null, '2026-05')]).toEqual(['980', '1079.5'])
  })

  test('6.6: 5 % of 500,000 net external revenue is 25,000.00, and without revenue there is no answer', () => {
    const fee: ManagementFee = {
      type: 'RevenuePercentage',
      percentages: [{ amount: d(5), from: null, to: null }],
      escalator: null,
    }
    expect([feeIn(fee, '2026-05', 500_000), feeIn(fee, '2026-05')]).toEqual(['25000', null])
  })

  test('a fixed fee steps up from its month and compounds by the year', () => {
    const fee = { ...fixed(1_000), escalator: anEscalator(5) } as ManagementFee
    const months = ['2026-02', '2026-03', '2027-02', '2027-03', '2028-03']
    expect(months.map((month) => feeIn(fee, month))).toEqual(['1000', '1050', '1050', '1102.5', '1157.63'])
  })

  test('6.6: a fee by contract year is dated rows: 500, 1,000, 1,500', () => {
    const row = (amount: number, from: string, to: string | null) => ({ amount: d(amount), from, to })
    const amounts = [
      row(500, '2025-07-01', '2026-06-30'),
      row(1_000, '2026-07-01', '2027-06-30'),
      row(1_500, '2027-07-01', null),
    ]
    const fee: ManagementFee = { type: 'FixedFee', amounts, escalator: null }
    expect(['2025-06', '2026-06', '2026-07', '2027-07'].map((month) => feeIn(fee, month))).toEqual([
      '0',
      '500',
      '1000',
      '1500',
    ])
  })
})

describe('insurance (domain.md 6.6, C-44)', () => {
  const insured = (insurance: Insurance, input: Partial<MonthInput>, entry = {}) =>
    line(agreed({ insurance }, input, { billableAccounts: [someBillableAccounts(entry)] }), 'insurance')

  test('6.6: payroll 100,000, vehicle insurance 2,500 and 2 % more are 8,435.40', () => {
    const input = { payrollForecast: d(100_000), accounts: accountsOf({ 7082: { budget: -2_500 } }) }
    expect(insured(BASED, input)).toBe('8435.4')
    expect(insured({ ...BASED, additionalPercentage: null }, input)).toBe('8270')
  })

  test('a closed month takes the enabled insurance accounts of the ledger with the additional percentage', () => {
    const accounts = accountsOf({ 7080: { actual: 100 }, 7082: { budget: 9, actual: 200 }, 7085: { actual: 50 } })
    expect(insured(BASED, { accounts, kind: 'past' })).toBe('357')
    expect(insured({ ...BASED, additionalPercentage: null }, { accounts, payrollForecast: d(100) })).toBe('14.77')
    const disabled = { expenseAccounts: [{ code: '7085', title: 'Other', isEnabled: false }] }
    expect(insured(BASED, { accounts, kind: 'past' }, disabled)).toBe('306')
  })

  test('fixed insurance is its amount, and none is 0', () => {
    expect(insured({ ...BASED, type: 'FixedFee', fixedFeeAmount: d(750) }, {})).toBe('750')
    expect(insured({ ...BASED, type: 'FixedFee' }, {})).toBe('0')
  })
})

describe('claims (domain.md 6.6)', () => {
  const CAPPED = { type: 'AnnualCalendar', capAmount: d(50_000) } as const
  const claimsOfMonths = (
    claims: ManagementAgreement['claims'],
    amounts: Readonly<Record<string, number>>,
    startDate = '2020-01-01',
  ) =>
    internalRevenueOfSite({
      siteId: '0427',
      today: TODAY,
      contract: aContract({
        startDate,
        billableAccounts: [someBillableAccounts()],
        managementAgreement: anAgreement({ claims }),
      }),
      months: Object.entries(amounts).map(([month, amount]) =>
        aMonth(month, { accounts: accountsOf({ 7100: { forecast: amount } }) }),
      ),
    }).map((result) => line(result.components?.managementAgreement ?? null, 'claims'))

  test('6.6: a cap of 50,000 on 15,000, 20,000, 18,000 and 10,000 bills 15,000, 20,000, 15,000 and 0', () => {
    const quarters = { '2026-03': 15_000, '2026-06': 20_000, '2026-09': 18_000, '2026-12': 10_000 }
    expect(claimsOfMonths(CAPPED, quarters)).toEqual(['15000', '20000', '15000', '0'])
    expect(claimsOfMonths({ type: 'PerClaim', capAmount: d(1) }, quarters)).toEqual([
      '15000',
      '20000',
      '18000',
      '10000',
    ])
  })

  test('the cap starts anew in January, or in the month of the anniversary', () => {
    const months = { '2025-12': 40_000, '2026-01': 30_000, '2026-02': 30_000, '2026-03': 30_000 }
    expect(claimsOfMonths(CAPPED, months)).toEqual(['40000', '30000', '20000', '0'])
    const anniversary = { type: 'AnnualAnniversary', capAmount: d(50_000) } as const
    expect(claimsOfMonths(anniversary, months, '2020-02-15')).toEqual(['40000', '10000', '30000', '20000'])
  })

  test('a credit gives back what the cap had taken, from what was billed', () => {
    const months = { '2026-01': 60_000, '2026-02': -20_000, '2026-03': 30_000 }
    expect(claimsOfMonths(CAPPED, months)).toEqual(['50000', '-20000', '20000'])
  })

  test('a forecast month takes the entry of 7100, else the budget, else 0; a closed month the ledger', () => {
    const of = (input: Partial<MonthInput>) =>
      line(agreed({ claims: { type: 'PerClaim', capAmount: null } }, input), 'claims')
    const accounts = accountsOf({
      7100: { budget: 5, forecast: 0, actual: 40 },
      7099: { actual: 2 },
      7101: { budget: 3 },
    })
    expect([of({ accounts }), of({ accounts, kind: 'past' }), of({})]).toEqual(['0', '42', '0'])
    expect(of({ accounts: accountsOf({ 7100: { budget: 5 }, 7101: { budget: 3 } }) })).toBe('8')
  })

  test('always: what is billed in a year never passes the cap, and is all that was claimed below it', () => {
    const amounts = fc.array(
      fc.integer({ min: 0, max: 3_000_000 }).map((n) => d(n).div(100)),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 90_000 }).map(d), (claims, cap) => {
        const billed = claims.reduce<Decimal>((sum, claim) => sum.plus(cappedClaims(claim, sum, cap)), ZERO)
        expect(text(billed)).toBe(
          text(
            Decimal.min(
              cap,
              claims.reduce((sum, claim) => sum.plus(claim), ZERO),
            ),
          ),
        )
      }),
    )
  })
})

describe('non-GL expenses (domain.md 6.6)', () => {
  const entry = (changed: Partial<NonGlExpense>): NonGlExpense => ({
    title: 'Radios',
    type: 'FixedAmount',
    payrollType: 'Billable',
    amount: d(300),
    finalPeriodBilled: null,
    ...changed,
  })
  const pteb = { payrollTaxesEnabled: true, payrollTaxesPercentage: d(25) }
  const found = (...nonGlBillableExpenses: NonGlExpense[]) =>
    line(
      agreed(
        { nonGlBillableExpenses },
        { payrollForecast: d(4_000), revenue: revenueOf('2026-05', 70_000) },
        { billableAccounts: [someBillableAccounts(pteb)] },
      ),
      'nonGl',
    )

  test('a fixed amount, a percentage of payroll with or without PTEB, or of net external revenue', () => {
    expect(found(entry({}))).toBe('300')
    expect(found(entry({ type: 'Payroll', amount: d(10) }))).toBe('400')
    expect(found(entry({ type: 'Payroll', amount: d(10), payrollType: 'Total' }))).toBe('500')
    expect(found(entry({ type: 'Revenue', amount: d(1) }))).toBe('700')
    expect(found(entry({}), entry({ amount: d(7) }))).toBe('307')
    expect(found(entry({ type: 'Revenue', amount: null }))).toBe('0')
  })

  test('it is billed up to and including its final period', () => {
    const until = (finalPeriodBilled: string) => found(entry({ finalPeriodBilled }))
    expect([until('2026-04'), until('2026-05')]).toEqual(['0', '300'])
  })
})

describe('profit share (domain.md 6.6)', () => {
  const shareIn = (
    net: number | null,
    share = sharing(),
    changed: Partial<ManagementAgreement> = {},
    validations: number | null = null,
  ) => {
    const revenue = revenueOf('2026-05', net, { validations: validations === null ? null : d(validations) })
    return agreed({ profitShare: share, ...changed }, { revenue }, { billableAccounts: [someBillableAccounts()] })
  }

  test('6.6: 20 % to 50,000, 30 % to 100,000, 40 % above on 125,000 are 35,000 (limits, not widths, C-46)', () => {
    const found = shareIn(125_000)
    expect(found?.steps.slice(1).map(({ value }) => text(value))).toEqual(['10000', '15000', '10000'])
    expect(line(found, 'profitShare')).toBe('35000')
  })

  test('a month without profit shares 0; without external revenue there is no answer', () => {
    expect(line(shareIn(900, sharing(), { managementFee: fixed(1_000) }), 'profitShare')).toBe('0')
    expect(line(shareIn(null), 'profitShare')).toBeNull()
  })

  test('validation excess adds to the profit', () => {
    const over = (type: 'VehicleCount' | 'RevenuePercentage' | 'ValidationAmount', amount: number) =>
      text(shareIn(10_000, sharing(), { validationThreshold: { type, amount: d(amount) } }, 1_500)?.profit)
    expect([over('VehicleCount', 0), over('RevenuePercentage', 10), over('ValidationAmount', 1_600)]).toEqual([
      '11500',
      '10500',
      '10000',
    ])
  })

  test('a loss is not carried forward into a yearly accumulation (C-46)', () => {
    const nets = { '2026-01': 40_000, '2026-02': -90_000, '2026-03': 20_000 }
    const months = Object.entries(nets).map(([month, net]) => aMonth(month, { revenue: revenueOf(month, net) }))
    const contract = aContract({
      billableAccounts: [someBillableAccounts()],
      managementAgreement: anAgreement({ profitShare: sharing({ accumulationType: 'AnnualCalendar' }) }),
    })
    const found = internalRevenueOfSite({ siteId: '0431', contract, today: TODAY, months: months.toReversed() })
    expect(found.map((result) => line(result.components?.managementAgreement ?? null, 'profitShare'))).toEqual([
      '8000',
      '0',
      '5000',
    ])
  })
})

describe('the whole agreement', () => {
  test('6.6: the full example: agreement 63,435.40, billable accounts 146,564.60, together 210,000.00', () => {
    const contract = aContract({
      billableAccounts: [
        someBillableAccounts({
          payrollTaxesEnabled: true,
          payrollTaxesPercentage: d(35),
          payrollSupportEnabled: true,
          payrollSupportPayrollType: 'Total',
          payrollSupportAmount: d(3),
        }),
      ],
      managementAgreement: anAgreement({
        managementFee: fixed(15_000),
        insurance: BASED,
        claims: { type: 'PerClaim', capAmount: null },
        profitShare: sharing(),
      }),
    })
    const input = aMonth('2026-05', {
      revenue: revenueOf('2026-05', 300_000),
      payrollForecast: d(100_000),
      accounts: accountsOf({ 7082: { budget: 2_500 }, 7100: { forecast: 5_000 }, 7225: { budget: '7514.60' } }),
    })
    const found = internalRevenue(contract, input, NO_HISTORY, TODAY)
    const agreement = found.components?.managementAgreement
    expect(agreement?.parts.map(({ id, value }) => [id, text(value)])).toEqual([
      ['managementFee', '15000'],
      ['insurance', '8435.4'],
      ['claims', '5000'],
      ['profitShare', '35000'],
    ])
    expect(text(agreement?.profit)).toBe('125000')
    expect(found.parts.map(({ id, value }) => [id, text(value)])).toEqual([
      ['billableAccounts', '146564.6'],
      ['managementAgreement', '63435.4'],
    ])
    expect(text(found.total)).toBe('210000')
  })

  test('additional payroll and support lower the profit like the other lines', () => {
    const entry = { additionalPayrollAmount: d(70), payrollSupportEnabled: true, payrollSupportAmount: d(10) }
    const found = agreed(
      { managementFee: fixed(500) },
      {
        revenue: revenueOf('2026-05', 10_000),
        payrollForecast: d(1_000),
        accounts: accountsOf({ 7225: { budget: 30 } }),
      },
      { billableAccounts: [someBillableAccounts(entry)] },
    )
    expect(text(found?.profit)).toBe('8300')
  })

  test('without the block there is no answer, and nothing agreed has no value', () => {
    expect(managementAgreement(aContract(), aMonth('2026-05'), null, NO_HISTORY, TODAY)).toBeNull()
    expect(agreed({}, {})?.total).toBeNull()
  })
})
