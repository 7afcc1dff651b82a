import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { roundToCents } from '../../core/money.ts'
import { sumOf } from '../day-figures.ts'
import { accountRow, claimsRow } from './account-rows.ts'
import { type AccountAmounts, UNASSIGNED, useAccount } from './account-use.ts'
import { type Loaded, NOTHING_LOADED } from './data-sets.ts'
import { insuranceRow, type PayrollBase, ptebRow } from './payroll-burden.ts'
import { DEFAULT_PL_RULES } from './rules.ts'

const of = (amount: string | number | null) => (amount === null ? null : new Decimal(amount))
const anAccount = (
  account: string,
  { forecast = null, budget = null, actual = null }: Partial<Record<'forecast' | 'budget' | 'actual', number | null>>,
): AccountAmounts => ({ account, title: account, forecast: of(forecast), budget: of(budget), actual: of(actual) })
const loaded = (amounts: Partial<Record<keyof Loaded, number | string>>): Loaded => ({
  ...NOTHING_LOADED,
  ...Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, new Decimal(amount)])),
})
const aPayroll = (forecast: number | null, budget: number | string | null): PayrollBase => ({
  forecast: of(forecast ?? budget),
  trend: of(forecast ?? budget),
  budget: of(budget),
  kind: forecast === null ? (budget === null ? 'empty' : 'budget') : 'forecast',
})

describe('8 accounts: parking rents and other expense', () => {
  test('max rule: 50,000 forecast against 1,000 posted is 50,000, against 52,300 it is 52,300', () => {
    const row = (actual: number) =>
      accountRow('ParkingRents', 'current', [anAccount('7170', { forecast: 50_000, actual })], NOTHING_LOADED)
    expect([row(1_000), row(52_300)].map(({ amounts, kind }) => [String(amounts.trend), kind])).toEqual([
      ['50000', 'forecast'],
      ['52300', 'mixed'],
    ])
    expect(String(row(52_300).amounts.forecast)).toBe('50000')
  })

  test('the larger is taken per account before adding, not of the sums', () => {
    const accounts = [
      anAccount('7075', { forecast: 100, actual: 160 }),
      anAccount('7113', { budget: 300, actual: 20 }),
      anAccount('7185', { actual: 7 }),
    ]
    const { amounts, explained } = accountRow('OtherExpense', 'current', accounts, NOTHING_LOADED)
    expect(String(amounts.trend)).toBe('467')
    expect(explained.parts.map(({ id, value }) => [id, String(value)])).toEqual([
      ['7075', '160'],
      ['7113', '300'],
      ['7185', '7'],
    ])
    expect(explained.remark).toBe('Already posted above the forecast in 2 of 3 accounts.')
  })

  test('ahead, an account without entry keeps its budget, and an entered 0 is a 0', () => {
    const accounts = [anAccount('7075', { forecast: 0, budget: 90 }), anAccount('7000', { budget: 40, actual: 75 })]
    expect(String(accountRow('OtherExpense', 'future', accounts, NOTHING_LOADED).amounts.trend)).toBe('40')
  })

  test('rents, claims, insurance and payroll accounts are no other expense (C-34)', () => {
    const accounts = ['7170', '7099', '7100', '7101', '7102', '7080', '7082', '7085', '6200', '7171'].map((account) =>
      anAccount(account, { budget: 5 }),
    )
    expect(String(accountRow('OtherExpense', 'future', accounts, NOTHING_LOADED).amounts.trend)).toBe('5')
  })

  test('what the category holds beyond its accounts is kept as one part of its own', () => {
    const accounts = [anAccount('7075', { forecast: 130, budget: 90 })]
    const { amounts, explained } = accountRow('OtherExpense', 'future', accounts, loaded({ budget: 1_000 }))
    expect(String(amounts.trend)).toBe('1040')
    expect(explained.parts.map(({ id, value }) => [id, String(value)])).toEqual([
      ['7075', '130'],
      [UNASSIGNED, '910'],
    ])
  })

  test('a closed month is its actual; one that is not loaded has no answer', () => {
    const accounts = [anAccount('7170', { forecast: 9, budget: 8 })]
    const row = (actual?: number) =>
      accountRow('ParkingRents', 'past', accounts, loaded(actual === undefined ? {} : { actual }))
    expect([row(7).amounts.trend, row().amounts.trend].map((amount) => amount && String(amount))).toEqual(['7', null])
    expect([row(7).kind, row().kind]).toEqual(['actual', 'empty'])
  })

  const amount = fc.option(fc.integer({ min: 0, max: 1e7 }).map((cents) => cents / 100))
  const anyAccount = fc
    .record({ forecast: amount, budget: amount, actual: amount })
    .map((amounts) => anAccount('7075', amounts))

  test('always: in the current month an account is never less than what is posted, forecast or lacking that budgeted', () => {
    fc.assert(
      fc.property(anyAccount, (account) => {
        const { used, from } = useAccount(account, 'current')
        const known = [account.forecast ?? account.budget, account.actual].filter((value) => value !== null)
        expect(used === null ? null : String(used)).toBe(known.length === 0 ? null : String(Decimal.max(...known)))
        expect(from === null ? null : account[from]).toBe(used)
      }),
    )
  })

  test('always: the parts add up to the total', () => {
    const month = fc.constantFrom('current' as const, 'future' as const)
    fc.assert(
      fc.property(fc.array(anyAccount), amount, amount, month, (accounts, budget, actual, when) => {
        const category = { actual: of(actual), budget: of(budget), priorYear: null }
        const { total, parts } = accountRow('OtherExpense', when, accounts, category).explained
        expect(String(sumOf(parts.map(({ value }) => value)))).toBe(String(total))
      }),
    )
  })
})

describe('8 claims (C-54)', () => {
  const accounts = [anAccount('7100', { forecast: 600, budget: 100, actual: 250 }), anAccount('7101', { actual: 30 })]

  test('the entered 7100, else the budget; posted claims count in the current month as soon as they are above zero', () => {
    const trend = (month: 'current' | 'future', list: readonly AccountAmounts[], amounts: Loaded) =>
      String(claimsRow(month, list, amounts).amounts.trend)
    expect(trend('future', accounts, loaded({ budget: 100, actual: 280 }))).toBe('600')
    expect(trend('current', accounts, loaded({ budget: 100, actual: 280 }))).toBe('280')
    expect(trend('current', accounts, loaded({ budget: 100, actual: 0 }))).toBe('600')
    expect(trend('future', [anAccount('7100', { budget: 100 })], loaded({ budget: 100 }))).toBe('100')
  })

  test('its accounts all take the side that counts', () => {
    const { detail } = claimsRow('current', accounts, loaded({ actual: 280 }))
    expect(detail.kind === 'accounts' && detail.accounts.map(({ used }) => String(used))).toEqual(['250', '30'])
  })
})

describe('8 PTEB', () => {
  const golden = loaded({ budget: '10857.28' })

  test('10,857.28 ÷ 82,246.00 = 0.132010, so that 90,000 of payroll bring 11,880.88', () => {
    const { amounts, detail } = ptebRow('future', aPayroll(90_000, '82246.00'), golden, DEFAULT_PL_RULES)
    expect(detail.kind === 'pteb' && detail.ratio?.toFixed(6)).toBe('0.132010')
    expect(roundToCents(amounts.trend ?? ZERO)).toBe(1_188_088)
  })

  test('without budgeted payroll the budget stays, and so it does in the current month where C-52 is set so', () => {
    expect(String(ptebRow('future', aPayroll(90_000, 0), golden, DEFAULT_PL_RULES).amounts.trend)).toBe('10857.28')
    const rules = { ...DEFAULT_PL_RULES, ptebInCurrentMonth: 'budget' } as const
    const trend = (month: 'current' | 'future') =>
      ptebRow(month, aPayroll(90_000, '82246.00'), golden, rules).amounts.trend?.toFixed(2)
    expect([trend('current'), trend('future')]).toEqual(['10857.28', '11880.88'])
  })

  test('always: payroll as budgeted brings the budgeted PTEB to the last digit', () => {
    const cents = fc.integer({ min: 1, max: 1e11 }).map((value) => new Decimal(value).div(100))
    fc.assert(
      fc.property(cents, cents, (budget, payroll) => {
        const base = { forecast: payroll, trend: payroll, budget: payroll, kind: 'forecast' } as const
        const { trend } = ptebRow('future', base, { ...NOTHING_LOADED, budget }, DEFAULT_PL_RULES).amounts
        expect(trend?.eq(budget)).toBe(true)
      }),
    )
  })
})

describe('8 insurance (C-53)', () => {
  const trend = (
    payroll: PayrollBase,
    {
      agreement = true,
      vehicle = null as number | null,
      budget = null as number | null,
      rules = DEFAULT_PL_RULES,
    } = {},
  ) => {
    const terms = { hasManagementAgreement: agreement, vehicle: of(vehicle) }
    const { amounts } = insuranceRow('future', payroll, terms, { ...NOTHING_LOADED, budget: of(budget) }, rules)
    return amounts.trend?.toFixed(2) ?? null
  }

  test('5.77 % of 90,000 is 5,193.00, plus the budget of 7082; 4.45 % without a management agreement', () => {
    expect(trend(aPayroll(90_000, 80_000))).toBe('5193.00')
    expect(trend(aPayroll(90_000, 80_000), { vehicle: 2_500 })).toBe('7693.00')
    expect(trend(aPayroll(90_000, 80_000), { agreement: false, vehicle: 2_500 })).toBe('6505.00')
  })

  test('the ratio of the budget where it knows payroll and insurance but not 7082, or where it is set so', () => {
    expect(trend(aPayroll(90_000, 80_000), { budget: 4_000 })).toBe('4500.00')
    expect(trend(aPayroll(90_000, 80_000), { budget: 4_000, vehicle: 2_500 })).toBe('7693.00')
    const ratio = { ...DEFAULT_PL_RULES, insuranceMethod: 'budgetRatio' } as const
    expect(trend(aPayroll(90_000, 80_000), { budget: 4_000, vehicle: 2_500, rules: ratio })).toBe('4500.00')
    const rate = { ...DEFAULT_PL_RULES, insuranceMethod: 'rate' } as const
    expect(trend(aPayroll(90_000, 80_000), { budget: 4_000, rules: rate })).toBe('5193.00')
  })

  test('while payroll is only budgeted the budgeted insurance counts, and without any payroll there is no answer', () => {
    expect(trend(aPayroll(null, 80_000), { budget: 4_000, vehicle: 2_500 })).toBe('4000.00')
    expect(trend(aPayroll(null, null))).toBe(null)
  })
})
