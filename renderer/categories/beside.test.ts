import { expect, test } from 'vitest'
import type { CategorySheet, SheetCategory } from '../../shared/contract/sheet.ts'
import { accountLineId, MISCELLANEOUS_EXPENSE_ACCOUNTS } from '../../shared/categories/ledger-accounts.ts'
import { ENTERED_EXPENSE_LINES } from '../../shared/categories/ledger-lines.ts'
import { must } from '../../shared/core/bug.ts'
import { monthsOf } from '../../shared/core/calendar.ts'
import { FAKE_SITES } from '../../tests/support/fake-data.ts'
import { isBesideOther } from '../grid/beside.ts'
import { otherExpensesSheet } from './other-expenses-sheet.ts'
import { otherRevenueSheet } from './other-revenue-sheet.ts'
import { parkingRatesSheet } from './parking-rates-sheet.ts'
import { shownSheet } from './shown-sheet.ts'

type Stored = CategorySheet['stored']
const of = (values: Record<string, number>) => ({ days: {}, values })

/** A year of a category as it is shown on April 10. */
function shown(category: SheetCategory, stored: Stored) {
  const site = must(FAKE_SITES[0], 'the first site')
  const months = monthsOf(2026)
  const key = { siteId: site.siteId, category, month: '2026-04' }
  const base = {
    site,
    category,
    months,
    today: '2026-04-10',
    loaded: true,
    editable: true,
    stored,
    reference: null,
    marks: [],
  }
  return must(shownSheet({ category: { status: 'open', key, base }, pending: [] }, key), 'it is the open one')
}

const [FUEL, ...OTHER] = ENTERED_EXPENSE_LINES.map(({ id }) => id)
const [MISC_1, MISC_2] = MISCELLANEOUS_EXPENSE_ACCOUNTS.map(({ account }) => accountLineId(account))
const line = must(FUEL, 'an account')

test('an expense stands beside its budget and the same month of last year; the sums beside theirs', () => {
  const sheet = otherExpensesSheet(
    shown('other-expenses', {
      '2026-05': { budget: of({ [line]: 120_000, [must(OTHER[0], 'another')]: 30_000 }), forecast: of({}) },
      '2026-06': { budget: of({ [line]: 80_000 }), forecast: of({}) },
      '2025-05': { actual: of({ [line]: 99_900 }) },
    }),
  )
  const at = (kind: 'budget' | 'last-year', rowId: string, columnId: string) =>
    sheet.beside?.(kind, { rowId, columnId })
  expect(at('budget', line, '2026-05')).toBe('1,200')
  expect(at('last-year', line, '2026-05')).toBe('999')
  expect(at('budget', line, 'total')).toBe('2,000')
  expect(at('budget', 'total', '2026-05')).toBe('1,500')
  expect(at('budget', 'total', 'total')).toBe('2,300')
  expect(at('budget', line, '2026-07')).toBe('')
})

test('what several accounts come to stands beside what they come to', () => {
  const sheet = otherExpensesSheet(
    shown('other-expenses', {
      '2026-05': { budget: of({ [must(MISC_1, 'one')]: 10_000, [must(MISC_2, 'two')]: 20_000 }), forecast: of({}) },
    }),
  )
  expect(sheet.beside?.('budget', { rowId: 'expense.miscellaneous', columnId: '2026-05' })).toBe('300')
})

test('of a closed month, whose actual is shown, the forecast stands beside it; of an open one the actual so far', () => {
  const sheet = otherExpensesSheet(
    shown('other-expenses', {
      '2026-02': { actual: of({ [line]: 50_000 }), forecast: of({ [line]: 45_000 }) },
      '2026-04': { actual: of({ [line]: 7_000 }), forecast: of({ [line]: 60_000 }) },
    }),
  )
  expect(sheet.rows.find(({ id }) => id === line)?.cells['2026-02']?.text).toBe('500')
  expect(sheet.beside?.('actual', { rowId: line, columnId: '2026-02' })).toBe('450')
  expect(sheet.beside?.('actual', { rowId: line, columnId: '2026-04' })).toBe('70')
})

test('other revenue and rates stand beside last year and the actual of their month', () => {
  const [row] = otherRevenueSheet(shown('other-revenue', {})).rows
  const id = must(row, 'a row').id
  const revenue = otherRevenueSheet(shown('other-revenue', { '2026-02': { actual: of({ [id]: 12_300 }) } }))
  expect(revenue.beside?.('actual', { rowId: id, columnId: '2026-02' })).toBe('123.00')
  const rates = parkingRatesSheet(
    shown('parking-rates', {
      '2026-05': { budget: of({ 'rate.valetDaily': 4200 }) },
      '2025-05': { actual: of({ 'rate.valetDaily': 3950 }) },
    }),
  )
  expect(rates.beside?.('budget', { rowId: '2026-05', columnId: 'rate.valetDaily' })).toBe('42.00')
  expect(rates.beside?.('last-year', { rowId: '2026-05', columnId: 'rate.valetDaily' })).toBe('39.50')
})

test('a total is shown as the lines above it are: other revenue with its cents, other expenses in dollars', () => {
  const revenue = otherRevenueSheet(
    shown('other-revenue', {
      '2026-05': { budget: of({ 'revenue.gpoFees': -120_050 }), forecast: of({ 'revenue.gpoFees': -125_075 }) },
    }),
  )
  expect(revenue.total?.cells['2026-05']?.text).toBe('-1,250.75')
  expect(revenue.total?.cells['total']?.text).toBe('-1,250.75')
  expect(revenue.beside?.('budget', { rowId: 'total', columnId: '2026-05' })).toBe('-1,200.50')
  const expenses = otherExpensesSheet(shown('other-expenses', { '2026-05': { forecast: of({ [line]: 125_000 }) } }))
  expect(expenses.total?.cells['2026-05']?.text).toBe('1,250')
})

test('a budget that arrives later is other than what stood there; a number that was typed is not', () => {
  const sheet = (budget: number, forecast: number) =>
    otherExpensesSheet(
      shown('other-expenses', { '2026-05': { budget: of({ [line]: budget }), forecast: of({ [line]: forecast }) } }),
    )
  expect(isBesideOther(sheet(100, 500), sheet(100, 600), 'budget')).toBe(false)
  expect(isBesideOther(sheet(100, 500), sheet(9900, 500), 'budget')).toBe(true)
})
