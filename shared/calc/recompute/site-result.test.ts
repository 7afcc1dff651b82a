import { expect, test } from 'vitest'
import { monthsOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { DEFAULT_PL_RULES } from '../profit-and-loss/rules.ts'
import { rollup } from '../profit-and-loss/rollup.ts'
import { computeSite } from './site-result.ts'
import type { Calculators, SiteYearInput } from './site-year-sheet.ts'

type Contract = { readonly hasManagementAgreement: boolean; readonly fee: number | null }
const MONTHS = monthsOf(2026)
const budget = (amount: number) => ({ actual: null, budget: new Decimal(amount), priorYear: null })
const input = (fee: number | null): SiteYearInput<number, Contract> => ({
  months: MONTHS,
  statistics: MONTHS.map(() => null),
  payroll: MONTHS.map(() => 40),
  otherRevenue: MONTHS.map(() => null),
  accounts: MONTHS.map(() => []),
  ledger: MONTHS.map(() => ({ InternalRevenue: budget(100), Payroll: budget(45) })),
  contract: { hasManagementAgreement: false, fee },
})
const calculators: Calculators<number, Contract> = {
  payrollCost: (cost) => ({ total: new Decimal(cost), isForecast: true, parts: [] }),
  internalRevenue: ({ contract }) => {
    if (contract.fee === null) throw new Error('The contract has no fee.')
    return { total: new Decimal(contract.fee), isForecast: true, parts: [] }
  },
}
const site = (siteId: string, fee: number | null) =>
  computeSite({ siteId, name: siteId, hasForecast: true }, input(fee), calculators, {
    today: '2025-12-31',
    rules: DEFAULT_PL_RULES,
  })

test('6.0 a site whose calculator fails is marked and falls back to budget; the others keep their forecast', () => {
  const [good, bad] = [site('A', 120), site('B', null)]
  const values = [good, bad].map(({ result }) => [
    String(result.year.rows.InternalRevenue.cells[0]?.amounts.trend),
    String(result.year.rows.Payroll.cells[0]?.amounts.trend),
    result.error,
  ])
  expect(values).toEqual([
    ['120', '40', null],
    ['100', '45', 'The contract has no fee.'],
  ])
  expect([good.sheet === null, bad.sheet]).toEqual([false, null])
  const all = rollup([good.result, bad.result], MONTHS)
  expect([String(all.rows.InternalRevenue.cells[0]?.amounts.trend), all.inError]).toEqual(['220', 1])
})

test('a calculator that says itself which month failed keeps the others, and the site is marked with that month', () => {
  const failing: Calculators<number, Contract> = {
    ...calculators,
    internalRevenue: ({ month }) =>
      month === 4
        ? { total: new Decimal(100), isForecast: false, parts: [], error: new Error('No tiers.') }
        : { total: new Decimal(130), isForecast: true, parts: [] },
  }
  const { result } = computeSite({ siteId: 'A', name: 'A', hasForecast: true }, input(1), failing, {
    today: '2025-12-31',
    rules: DEFAULT_PL_RULES,
  })
  const cells = result.year.rows.InternalRevenue.cells.slice(3, 5)
  expect(cells.map(({ amounts, kind }) => [String(amounts.trend), kind])).toEqual([
    ['130', 'forecast'],
    ['100', 'budget'],
  ])
  expect(result.error).toBe('2026-05: No tiers.')
})
