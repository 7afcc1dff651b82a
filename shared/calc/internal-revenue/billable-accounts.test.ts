import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accountsOf,
  aContract,
  aMonth,
  anAgreement,
  anEscalator,
  d,
  someBillableAccounts,
  text,
} from '../../../tests/support/a-contract.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { billableAccounts } from './billable-accounts.ts'
import type { BillableAccounts, Contract } from './contract.ts'
import type { MonthInput } from './month-input.ts'

const TODAY = '2026-04-10'
const billed = (
  changed: Partial<BillableAccounts> | readonly BillableAccounts[],
  input: Partial<MonthInput>,
  contract: Partial<Contract> = {},
) => {
  const entries = Array.isArray(changed) ? changed : [someBillableAccounts(changed as Partial<BillableAccounts>)]
  return billableAccounts(aContract({ billableAccounts: entries, ...contract }), aMonth('2026-05', input), TODAY)
}
const amount = (found: ReturnType<typeof billed>, id: string) =>
  text(found?.parts.find((part) => part.id === id)?.value)
const off = (...codes: string[]) => codes.map((code) => ({ code, title: code, isEnabled: false }))
const on = (...codes: string[]) => codes.map((code) => ({ code, title: code, isEnabled: true }))
const INSURED = {
  type: 'BasedOnBillableAccounts',
  additionalPercentage: null,
  fixedFeeAmount: null,
  payrollPercentage: d('5.77'),
} as const

describe('billable accounts (domain.md 6.5)', () => {
  test('6.5: payroll 100,000, additional 5,000, PTEB 15 %, support 10 % of total, expenses 10,200 are 141,700.00', () => {
    const found = billed(
      {
        additionalPayrollAmount: d(5_000),
        payrollTaxesEnabled: true,
        payrollTaxesPercentage: d(15),
        payrollSupportEnabled: true,
        payrollSupportPayrollType: 'Total',
        payrollSupportAmount: d(10),
      },
      { payrollForecast: d(100_000), accounts: accountsOf({ 7225: { budget: 10_200 } }) },
    )
    expect(found?.parts.map(({ id, value }) => [id, text(value)])).toEqual([
      ['additionalPayroll', '5000'],
      ['billablePayroll', '100000'],
      ['pteb', '15000'],
      ['supportServices', '11500'],
      ['expenseAccounts', '10200'],
    ])
    expect(text(found?.total)).toBe('141700')
  })

  test('6.5: additional payroll keeps its sign and its decimals, and none is 0', () => {
    const additional = (value: string | null) =>
      amount(billed({ additionalPayrollAmount: value === null ? null : d(value) }, {}), 'additionalPayroll')
    expect([additional('-500'), additional('1234.567'), additional(null)]).toEqual(['-500', '1234.567', '0'])
    expect(amount(billed([], {}), 'additionalPayroll')).toBe('0')
  })

  test('6.5: PTEB of 10 % of 2,000 with 5 % from March is 210.00 in May', () => {
    const pteb = { payrollTaxesEnabled: true, payrollTaxesPercentage: d(10), payrollTaxesEscalator: anEscalator(5) }
    expect(amount(billed(pteb, { payrollForecast: d(2_000) }), 'pteb')).toBe('210')
    const later = billed(
      { ...pteb, payrollTaxesEscalator: anEscalator(5, { month: 6 }) },
      { payrollForecast: d(2_000) },
    )
    expect(amount(later, 'pteb')).toBe('200')
  })

  test('6.5: actual PTEB is the size of the three accounts, of the ledger where the month is closed', () => {
    const pteb = {
      payrollTaxesEnabled: true,
      payrollTaxesBillingType: 'Actual',
      payrollTaxesEscalator: anEscalator(5),
    } as const
    const accounts = accountsOf({
      6200: { budget: '-1000.25', actual: '-900' },
      6399: { budget: '-200', actual: '-80' },
      6500: { budget: '-50.50', actual: '-7' },
    })
    expect(amount(billed(pteb, { accounts }), 'pteb')).toBe('1250.75')
    expect(amount(billed(pteb, { accounts, kind: 'past' }), 'pteb')).toBe('987')
    expect(amount(billed({ ...pteb, payrollAccounts: off('6500') }, { accounts }), 'pteb')).toBe('1200.25')
    const twice = [someBillableAccounts(pteb), someBillableAccounts(pteb)]
    expect(amount(billed(twice, { accounts }), 'pteb')).toBe('1250.75')
  })

  test('null percentages give 0, parts that are off are skipped', () => {
    const input = { payrollForecast: d(4_000) }
    expect(amount(billed({ payrollTaxesEnabled: true, payrollSupportEnabled: true }, input), 'pteb')).toBe('0')
    expect(amount(billed({ payrollSupportEnabled: true }, input), 'supportServices')).toBe('0')
    const none = billed({}, input)
    expect([amount(none, 'pteb'), amount(none, 'supportServices'), text(none?.total)]).toEqual([null, null, '4000'])
    expect(billableAccounts(aContract(), aMonth('2026-05'), TODAY)).toBeNull()
  })

  test('support is fixed, or a percentage of billable payroll with or without PTEB; unknown text reads as Billable', () => {
    const support = (changed: Partial<BillableAccounts>) =>
      amount(
        billed(
          {
            payrollSupportEnabled: true,
            payrollSupportAmount: d(10),
            payrollTaxesEnabled: true,
            payrollTaxesPercentage: d(20),
            ...changed,
          },
          { payrollForecast: d(1_000) },
        ),
        'supportServices',
      )
    expect(support({ payrollSupportBillingType: 'Fixed' })).toBe('10')
    expect(support({ payrollSupportPayrollType: 'Billable' })).toBe('100')
    expect(support({ payrollSupportPayrollType: 'Total' })).toBe('120')
    expect(support({ payrollSupportPayrollType: null })).toBe('100')
  })

  describe('billable payroll (C-42)', () => {
    const accounts = accountsOf({
      6000: { budget: 600 },
      6017: { budget: 300 },
      6010: { budget: 50 },
      6014: { budget: 25 },
      6200: { budget: 99 },
    })
    test('without a forecast the budget of the enabled accounts counts; 6010, 6014 and PTEB do not', () => {
      expect(amount(billed({}, { accounts }), 'billablePayroll')).toBe('900')
      expect(amount(billed({ payrollAccounts: off('6017') }, { accounts }), 'billablePayroll')).toBe('600')
      expect(amount(billed({ payrollAccounts: on('6010') }, { accounts }), 'billablePayroll')).toBe('950')
    })

    test('the forecast of the payroll tab counts whole, and by the budget where accounts are disabled', () => {
      const payrollForecast = d(1_800)
      expect(amount(billed({}, { accounts, payrollForecast }), 'billablePayroll')).toBe('1800')
      expect(amount(billed({ payrollAccounts: off('6017') }, { accounts, payrollForecast }), 'billablePayroll')).toBe(
        '1200',
      )
      expect(
        amount(billed({ payrollAccounts: off('6000', '6017') }, { accounts, payrollForecast }), 'billablePayroll'),
      ).toBe('0')
    })

    test('a forecast by account goes before the tab, and the ledger before both in a closed month', () => {
      const known = accountsOf({ 6000: { budget: 600, forecast: 700, actual: 0 }, 6017: { budget: 300, actual: 250 } })
      const input = { accounts: known, payrollForecast: d(1) }
      expect(amount(billed({}, input), 'billablePayroll')).toBe('1000')
      expect(amount(billed({}, { ...input, kind: 'past' }), 'billablePayroll')).toBe('250')
    })

    test('an account that two entries list counts once, in the first that enables it', () => {
      const entries = [
        someBillableAccounts({
          payrollAccounts: off('6017'),
          payrollTaxesEnabled: true,
          payrollTaxesPercentage: d(10),
        }),
        someBillableAccounts({ payrollAccounts: on('6017'), payrollTaxesEnabled: true, payrollTaxesPercentage: d(50) }),
        someBillableAccounts({ payrollAccounts: on('6017') }),
      ]
      const found = billed(entries, { accounts })
      expect([amount(found, 'billablePayroll'), amount(found, 'pteb')]).toEqual(['900', '210'])
    })

    test('the explanation says how the forecast of the tab became billable', () => {
      const found = billed({ payrollAccounts: off('6017') }, { accounts, payrollForecast: d(1_800) })
      expect(found?.lines.billablePayroll.steps[0]?.given.map(({ name, value }) => [name, String(value)])).toEqual([
        ['payroll forecast', '1800'],
        ['budget of the enabled accounts', '600'],
        ['budget of all payroll accounts', '900'],
      ])
    })

    test('no payroll at all is no answer and says so', () => {
      const found = billed({ payrollTaxesEnabled: true, payrollTaxesPercentage: d(10) }, {})
      expect([amount(found, 'billablePayroll'), amount(found, 'pteb'), found?.remark]).toEqual([
        null,
        null,
        'No payroll is known, neither forecast nor budget.',
      ])
    })
  })

  describe('expense accounts (C-41)', () => {
    const expenses = (
      changed: Partial<BillableAccounts>,
      input: Partial<MonthInput>,
      contract: Partial<Contract> = {},
    ) => amount(billed(changed, input, contract), 'expenseAccounts')

    test('6.5: 1,000 and a record of 150 are 1,150; without a record 1,000 + 600 are 1,600', () => {
      const totals = { otherAccountsBudget: d(1_000), enteredAccountsBudget: d(600) }
      expect(expenses({}, { expenseTotals: { ...totals, record: { 7185: d(150) } } })).toBe('1150')
      expect(expenses({}, { expenseTotals: { ...totals, record: null } })).toBe('1600')
      expect(expenses({}, { expenseTotals: { ...totals, record: {} } })).toBe('1000')
      expect(
        expenses({ expenseAccounts: off('7185') }, { expenseTotals: { ...totals, record: { 7185: d(150) } } }),
      ).toBe('1000')
    })

    test('account by account: the forecast of an entered account, else its budget; the others by budget', () => {
      const accounts = accountsOf({
        7185: { budget: 600, forecast: 0 },
        7045: { budget: 40 },
        7225: { budget: 1_000, forecast: 5 },
        7005: { budget: 11 },
        7016: { budget: 13 },
      })
      expect(expenses({}, { accounts })).toBe('1040')
      expect(expenses({ expenseAccounts: [...on('7005'), ...off('7045')] }, { accounts })).toBe('1011')
    })

    test('a closed month takes the ledger, and the forecast rule while the ledger is not loaded', () => {
      const accounts = accountsOf({ 7185: { budget: 600, actual: 20 }, 7225: { budget: 1_000 } })
      expect(expenses({}, { accounts, kind: 'past' })).toBe('20')
      expect(expenses({}, { accounts: accountsOf({ 7185: { budget: 600 } }), kind: 'past' })).toBe('600')
    })

    test('claims and insurance leave it when the agreement bills them as lines of its own', () => {
      const accounts = accountsOf({
        7100: { budget: 5 },
        7099: { budget: 7 },
        7082: { budget: 11 },
        7225: { budget: 100 },
      })
      const claims = { type: 'PerClaim', capAmount: null } as const
      const insurance = INSURED
      const left = (managementAgreement: Contract['managementAgreement']) =>
        expenses({}, { accounts }, { managementAgreement })
      expect(left(null)).toBe('123')
      expect(left(anAgreement({ claims }))).toBe('111')
      expect(left(anAgreement({ insurance }))).toBe('112')
      expect(left(anAgreement({ claims, insurance }))).toBe('100')
    })
  })

  test('always: the parts add up to the total, whatever is enabled', () => {
    const cents = fc.integer({ min: 0, max: 9_999_999 }).map((n) => d(n).div(100))
    const entry = fc.record({
      additionalPayrollAmount: cents,
      payrollTaxesEnabled: fc.boolean(),
      payrollTaxesPercentage: fc.integer({ min: 0, max: 4_000 }).map((n) => d(n).div(100)),
      payrollSupportEnabled: fc.boolean(),
      payrollSupportAmount: fc.integer({ min: 0, max: 100 }).map(d),
      payrollAccounts: fc.constantFrom(off('6000'), on('6010'), []),
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3 }), cents, cents, cents, (entries, one, two, expense) => {
        const accounts = accountsOf({
          6000: { budget: one.toFixed() },
          6002: { budget: two.toFixed() },
          7225: { budget: expense.toFixed() },
        })
        const found = billed(entries.map(someBillableAccounts), { accounts })
        for (const one of [found, ...Object.values(found?.lines ?? {})]) {
          const parts = one?.parts.map(({ value }) => value ?? ZERO) ?? []
          expect(text(one?.total ?? ZERO)).toBe(text(Decimal.sum(ZERO, ...parts)))
        }
      }),
    )
  })
})
