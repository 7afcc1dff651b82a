import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findLine } from '../categories/index.ts'
import { ENTERED_EXPENSE_ACCOUNTS, MISCELLANEOUS_EXPENSE_ACCOUNTS } from '../categories/ledger-accounts.ts'
import { OTHER_REVENUE_ROWS, type OtherRevenueId, otherRevenueLineId } from '../categories/other-revenue.ts'
import { must } from '../core/bug.ts'
import { Decimal, ZERO } from '../core/decimal.ts'
import { checkCell } from './check-cell.ts'
import { isSameAmount, type MonthCell } from './month-value.ts'
import { expenseBridge, expenseMonthLock, expenseValues, expenseVariance, otherExpenses } from './other-expenses.ts'
import { otherRevenue, type OtherRevenueInput, otherRevenueValues, withForcedSign } from './other-revenue.ts'

const cell = (forecast: number | null, budget: number | null = null, actual: number | null = null): MonthCell => ({
  forecast,
  budget,
  actual,
})
const revenueLine = (id: OtherRevenueId) => must(findLine(otherRevenueLineId(id)), id)
const amounts = fc.option(fc.integer({ min: -1e9, max: 1e9 }))

describe('other revenue (domain.md 5.1)', () => {
  test('typing 500 in a row of 0 or less stores −500, and −500 in a row of 0 or more stores 500', () => {
    expect([
      withForcedSign(revenueLine('gpoFees'), 50_000),
      withForcedSign(revenueLine('gpoFees'), -50_000),
      withForcedSign(revenueLine('billableExpense'), -50_000),
      withForcedSign(revenueLine('miscellaneous'), -50_000),
      withForcedSign(revenueLine('signingBonus'), null),
      Object.is(withForcedSign(revenueLine('signingBonus'), 0), 0),
    ]).toEqual([-50_000, -50_000, 50_000, -50_000, null, true])
  })

  test('500 of revenue and a credit of 200 are a net of 300', () => {
    const net = otherRevenue({ billableExpense: cell(50_000), miscellaneous: cell(-20_000) })
    expect(net.total?.toString()).toBe('300')
    expect(net.parts.map(({ id, value }) => [id, value === null ? null : value.toString()])).toEqual([
      ['billableExpense', '500'],
      ['clientPaidExpense', null],
      ['gpoFees', null],
      ['revenueValidation', null],
      ['signingBonus', null],
      ['miscellaneous', '-200'],
    ])
    expect(net.steps[0]?.given.map(({ name, origin }) => [name, origin])).toEqual([
      ['Billable expenses', 'forecast'],
      ['Miscellaneous', 'forecast'],
    ])
  })

  test('the budget stands where nothing is typed; a typed 0 stays 0; nothing at all is no answer', () => {
    const values = otherRevenueValues({ gpoFees: cell(null, -7000), revenueValidation: cell(0, 9000) })
    expect(
      [values.gpoFees, values.revenueValidation, values.signingBonus].map((one) => [String(one.value), one.origin]),
    ).toEqual([
      ['-70', 'budget'],
      ['0', 'forecast'],
      ['null', 'empty'],
    ])
    expect(otherRevenue({}).total).toBeNull()
  })

  test('amounts less than a cent apart are equal', () => {
    expect([
      isSameAmount(new Decimal('1.009'), new Decimal('1')),
      isSameAmount(new Decimal('1.01'), new Decimal('1')),
    ]).toEqual([true, false])
  })

  test('always: the parts add up, and what the sign was forced on is accepted by its line', () => {
    const record = fc.record(
      Object.fromEntries(OTHER_REVENUE_ROWS.map(({ id }) => [id, fc.record({ forecast: amounts, budget: amounts })])),
    ) as fc.Arbitrary<OtherRevenueInput>
    fc.assert(
      fc.property(record, (input) => {
        const net = otherRevenue(input)
        expect(Decimal.sum(0, ...net.parts.map(({ value }) => value ?? ZERO)).equals(net.total ?? ZERO)).toBe(true)
        for (const { id } of OTHER_REVENUE_ROWS)
          expect(checkCell(revenueLine(id), withForcedSign(revenueLine(id), input[id]?.forecast ?? null), 0)).toBeNull()
      }),
    )
  })
})

describe('other expenses (domain.md 5.2, 5.3)', () => {
  const APRIL = {
    7045: cell(12_300, 10_000),
    7100: cell(null, 45_600),
    7170: cell(700_000, 650_000, 640_000),
    7005: cell(999_999, 2000, 2500),
    7082: cell(null, 31_000, null),
    7102: cell(null, 1100, 1200),
    7171: cell(null, 5000, 5100),
  }

  test('the twelve rows show the forecast, else the budget; Miscellaneous is only ever budget or ledger', () => {
    const values = expenseValues(APRIL, false)
    const shown = (id: string) => [values[id]?.value?.toString() ?? null, values[id]?.origin]
    expect(Object.keys(values)).toHaveLength(13)
    expect([shown('7045'), shown('7100'), shown('7220'), shown('miscellaneous')]).toEqual([
      ['123', 'forecast'],
      ['456', 'budget'],
      [null, 'empty'],
      ['391', 'budget'],
    ])
    expect(otherExpenses(APRIL, false).total?.toString()).toBe('7970')
  })

  test('a closed month shows the ledger and nothing else', () => {
    const values = expenseValues(APRIL, true)
    expect([
      values['7170']?.value?.toString(),
      values['7045']?.value,
      values['miscellaneous']?.value?.toString(),
    ]).toEqual(['6400', null, '88'])
    expect(otherExpenses(APRIL, true).total?.toString()).toBe('6488')
  })

  test('C-34: rents, claims and insurance leave the tab’s total on the way to the P&L', () => {
    const bridge = expenseBridge(APRIL, false)
    expect(bridge.parts.map(({ id, value }) => [id, value?.toString()])).toEqual([
      ['total', '7970'],
      ['ParkingRents', '-7000'],
      ['Claims', '-467'],
      ['Insurance', '-310'],
    ])
    expect([bridge.total?.toString(), bridge.steps[0]?.value?.toString()]).toEqual(['193', '193'])
  })

  test('past months and months with a ledger are closed; the current one stays open beside its actual', () => {
    expect([
      expenseMonthLock('2026-03', '2026-04-10', false),
      expenseMonthLock('2026-04', '2026-04-10', true),
      expenseMonthLock('2026-05', '2026-04-10', true),
      expenseMonthLock('2026-05', '2026-04-10', false),
    ]).toEqual(['month-closed', null, 'actual-loaded', null])
  })

  test('C-35: over budget is unfavorable, and the same cent is on plan', () => {
    const over = expenseVariance(new Decimal('42600.37'), new Decimal('33029.99'))
    expect([over?.amount.toString(), over?.percent?.toFixed(2), over?.verdict]).toEqual([
      '9570.38',
      '28.97',
      'unfavorable',
    ])
    expect(expenseVariance(new Decimal('5.004'), new Decimal('5'))?.verdict).toBe('on-plan')
    expect(expenseVariance(null, ZERO)).toBeNull()
  })

  test('always: the tab’s parts add up, and the bridge arrives at the P&L’s Other Expense', () => {
    const accounts = [...ENTERED_EXPENSE_ACCOUNTS, ...MISCELLANEOUS_EXPENSE_ACCOUNTS].map(({ account }) => account)
    const entry = fc.tuple(
      fc.constantFrom(...accounts),
      fc.record({ forecast: fc.option(fc.nat(1e9)), budget: amounts, actual: amounts }),
    )
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), fc.boolean(), (entries, isClosed) => {
        const input = Object.fromEntries(entries)
        const total = otherExpenses(input, isClosed)
        const bridge = expenseBridge(input, isClosed)
        expect(Decimal.sum(0, ...total.parts.map(({ value }) => value ?? ZERO)).equals(total.total ?? ZERO)).toBe(true)
        expect((bridge.total ?? ZERO).equals(bridge.steps[0]?.value ?? ZERO)).toBe(true)
      }),
    )
  })
})
