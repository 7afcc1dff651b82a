import { describe, expect, test } from 'vitest'
import { Decimal } from '../../core/decimal.ts'
import { daysOf } from '../../core/calendar.ts'
import { NOT_COMPUTED } from '../profit-and-loss/data-sets.ts'
import { DEFAULT_PL_RULES } from '../profit-and-loss/rules.ts'
import type { SiteResult } from '../profit-and-loss/rollup.ts'
import { type StatisticsInput, statisticsMonth } from '../statistics-month.ts'
import { affectedBy, evaluate, type Reach, type Rule } from './graph.ts'
import { restatedMonth } from './kept-days.ts'
import { computeRollup, recomputeRollup, rollupOf } from './rollup-sheet.ts'
import { type Calculators, computeSiteYear, profitAndLossOf, type SiteYearInput } from './site-year-sheet.ts'

const MONTH = '2026-02'
const CARS = 1_000_000
const aMonth = (changed: Partial<StatisticsInput> = {}): StatisticsInput => ({
  month: MONTH,
  totalRooms: 200,
  forecast: { valetDaily: daysOf(MONTH).map((_, i) => (i === 1 ? 4 * CARS : null)) },
  actual: {},
  budget: { selfDaily: 28 * CARS },
  forecastRates: { valetDaily: 2_500 },
  budgetRates: { selfDaily: 900 },
  ...changed,
})

describe('the days of a month that are kept', () => {
  const keeps = (changed: Partial<StatisticsInput>, before: Partial<StatisticsInput> = {}) => {
    const old = statisticsMonth(aMonth(before))
    const after = restatedMonth(aMonth({ ...before, ...changed }), { input: aMonth(before), month: old })
    return after.days.filter((day, i) => day === old.days[i]).length
  }
  test('all of them when nothing changed, though budget, rates and days came as new copies', () => {
    const { forecast, actual } = aMonth()
    expect(keeps({}, { forecast, actual })).toBe(28)
    expect([
      keeps({}),
      keeps({
        forecast: structuredClone(aMonth().forecast),
        budget: { selfDaily: 28 * CARS },
        budgetRates: { selfDaily: 900 },
      }),
      keeps({ budget: { selfDaily: 28 * CARS, selfComps: null } }),
      keeps({ adjustmentRate: new Decimal('0.030') }, { adjustmentRate: new Decimal('0.03') }),
    ]).toEqual([28, 28, 28, 28])
  })
  test('none when rooms, budget, rates or the adjustment changed, or the adjustment came or went', () => {
    expect([
      keeps({ totalRooms: 201 }),
      keeps({ budget: { selfDaily: 29 * CARS } }),
      keeps({ budgetRates: {} }),
      keeps({ forecastRates: { valetDaily: 2_501 } }),
      keeps({ adjustmentRate: new Decimal('0.03') }),
      keeps({ adjustmentRate: new Decimal('0.04') }, { adjustmentRate: new Decimal('0.03') }),
    ]).toEqual([0, 0, 0, 0, 0, 0])
    const old = aMonth({ adjustmentRate: new Decimal('0.03') })
    const after = restatedMonth(aMonth(), { input: old, month: statisticsMonth(old) })
    expect(after.days.filter((day, i) => day === statisticsMonth(old).days[i])).toEqual([])
  })
  test('all but the day that was typed', () => {
    expect(keeps({ forecast: { valetDaily: daysOf(MONTH).map((_, i) => (i === 1 ? 5 * CARS : null)) } })).toBe(27)
  })
  test('another month of as many days is computed anew', () => {
    const old = aMonth({ month: '2027-02' })
    expect(restatedMonth(aMonth(), { input: old, month: statisticsMonth(old) })).toEqual(statisticsMonth(aMonth()))
  })
})

describe('the months a need reaches', () => {
  const rule = (reach: Reach): Rule[] => [{ name: 'sum', grain: 'month', needs: [{ on: 'given', reach }] }]
  const touched = (reach: Reach, ...changed: number[]) =>
    affectedBy(
      rule(reach),
      4,
      changed.map((month) => ({ name: 'given', month })),
    ).map(({ month }) => month)
  const readable = (reach: Reach) =>
    [0, 1, 2, 3].filter((other) => {
      try {
        evaluate({ rules: rule(reach), months: 4, source: () => 7, compute: (_, __, read) => read('given', other) }, [
          { name: 'sum', month: 2 },
        ])
        return true
      } catch {
        return false
      }
    })
  test('a change touches its month, the next, the later ones or all, as the need says', () => {
    const reaches = ['same', 'previous', 'before', 'upTo', 'all'] as const
    expect(reaches.map((reach) => [reach, touched(reach, 1)])).toEqual([
      ['same', [1]],
      ['previous', [2]],
      ['before', [2, 3]],
      ['upTo', [1, 2, 3]],
      ['all', [0, 1, 2, 3]],
    ])
    expect([touched('before', 1, 3), touched('upTo', 1, 3), touched('all')]).toEqual([[2, 3], [1, 2, 3], []])
  })
  test('a value reads the months its need names and no other', () => {
    const reaches = ['same', 'previous', 'before', 'upTo', 'all', 'year'] as const
    expect(reaches.map((reach) => [reach, readable(reach)])).toEqual([
      ['same', [2]],
      ['previous', [1]],
      ['before', [0, 1]],
      ['upTo', [0, 1, 2]],
      ['all', [0, 1, 2, 3]],
      ['year', [0]],
    ])
  })
})

type Input = SiteYearInput<null, { readonly hasManagementAgreement: boolean; readonly adjustmentRate?: Decimal }>
const calculators: Calculators<null, Input['contract']> = {
  payrollCost: () => NOT_COMPUTED,
  internalRevenue: ({ external, month }) => external(month),
}
const terms = { today: '2026-01-10', rules: DEFAULT_PL_RULES }
const aYear = (
  statistics: StatisticsInput | null,
  contract: Input['contract'] = { hasManagementAgreement: false },
): Input => ({
  months: [MONTH],
  statistics: [statistics],
  payroll: [null],
  otherRevenue: [null],
  accounts: [[]],
  ledger: [{ ExternalRevenue: { actual: null, budget: new Decimal(77), priorYear: null } }],
  contract,
})
const externalOf = (input: Input) => {
  const { amounts, kind } =
    profitAndLossOf(computeSiteYear(input, calculators, terms)).rows.ExternalRevenue.cells[0] ?? {}
  return [amounts?.trend?.toString() ?? null, kind]
}

describe('external revenue of a site-year', () => {
  const untouched = aMonth({ forecast: {}, forecastRates: {} })
  test('an untouched month is on budget until one of its rates is typed', () => {
    expect([
      externalOf(aYear(untouched)),
      externalOf(aYear({ ...untouched, forecastRates: { valetDaily: null } })),
      externalOf(aYear({ ...untouched, forecastRates: { selfDaily: 1_000, valetDaily: null } })),
      externalOf(aYear(null)),
    ]).toEqual([
      ['77', 'budget'],
      ['77', 'budget'],
      ['280', 'forecast'],
      ['77', 'budget'],
    ])
  })
  test('the contract’s adjustment rate is taken off, where there is one', () => {
    expect([
      externalOf(aYear(aMonth())),
      externalOf(aYear(aMonth(), { hasManagementAgreement: false, adjustmentRate: new Decimal('0.5') })),
    ]).toEqual([
      ['352', 'forecast'],
      ['176', 'forecast'],
    ])
  })
})

test('only the rows and months of a rollup in which a site’s cell is another one are added up again', () => {
  const site = (siteId: string, cars: number): SiteResult => ({
    siteId,
    name: siteId,
    year: profitAndLossOf(
      computeSiteYear(
        aYear(aMonth({ forecast: { valetDaily: daysOf(MONTH).map((_, i) => (i === 1 ? cars * CARS : null)) } })),
        calculators,
        terms,
      ),
    ),
    hasForecast: true,
    error: null,
  })
  const [a, b] = [site('A', 4), site('B', 6)]
  const before = computeRollup([a, b], [MONTH])
  const external = { ...a.year.rows.ExternalRevenue, cells: site('A', 8).year.rows.ExternalRevenue.cells }
  const changed = { ...a, year: { ...a.year, rows: { ...a.year.rows, ExternalRevenue: external } } }
  const { sheet, recomputed } = recomputeRollup(before, [changed, b])
  expect(recomputed.filter(({ name }) => !name.includes('.'))).toEqual([{ name: 'ExternalRevenue', month: 0 }])
  expect(rollupOf(sheet).rows.ExternalRevenue.cells[0]?.amounts.trend?.toString()).toBe('854')
  expect(recomputeRollup(before, [a, b]).recomputed).toEqual([])
  const empty = rollupOf(computeRollup([], [MONTH])).rows.FLC_CUMULATIVE.cells[0]
  expect([empty?.kind, empty?.amounts.trend]).toEqual(['empty', null])
  const unbudgeted = rollupOf(computeRollup([a], [MONTH])).rows
  expect([unbudgeted.FLC.cells[0]?.kind, unbudgeted.FLC_CUMULATIVE.cells[0]?.kind]).toEqual(['forecast', 'empty'])
})
