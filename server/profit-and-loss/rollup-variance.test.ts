import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eachDataSet, type DataSet } from '../../shared/calc/profit-and-loss/data-sets.ts'
import { fromAmountRows, type SiteResult } from '../../shared/calc/profit-and-loss/rollup.ts'
import type { Comparison } from '../../shared/calc/profit-and-loss/variance-view.ts'
import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import { monthsOf } from '../../shared/core/calendar.ts'
import { must } from '../../shared/core/bug.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import type { SiteComparison } from './comparisons.ts'
import { rollupVariance, siteValues } from './rollup-variance.ts'
import { varianceRows } from './variance-answer.ts'

const YEAR = 2026
const MONTHS = monthsOf(YEAR)
const levels = { medium: 5, high: 7.5 }

/** A year in which every row has every amount, made from one list of cents. */
function aYear(cents: readonly number[]): SiteResult['year'] {
  let at = 0
  const next = () => new Decimal(must(cents[at++ % cents.length], 'no cents')).div(100)
  return fromAmountRows(MONTHS, () => MONTHS.map(() => ({ kind: 'forecast', amounts: eachDataSet(next) })))
}
const aSite = (siteId: string, cents: readonly number[]): SiteResult => ({
  siteId,
  name: siteId,
  year: aYear(cents),
  hasForecast: true,
  error: null,
})

/** Against a record of its own, or against what the site's own year holds. */
const compared = (type: Comparison['type'], record: SiteResult['year']): SiteComparison =>
  type === 'forecast'
    ? { comparison: { type, record }, record, snapshot: 'taken' }
    : { comparison: { type }, record: null, snapshot: null }

const amounts = fc.array(fc.integer({ min: -90_000_000, max: 90_000_000 }), { minLength: 7, maxLength: 700 })
const sum = (values: readonly (number | null)[]) =>
  values.reduce<Decimal>((total, value) => total.plus(value ?? 0), new Decimal(0)).toNumber()

describe('rollups compared (domain.md 9.4–9.6)', () => {
  const types = fc.constantFrom('budget' as const, 'prior-year' as const, 'forecast' as const, 'actual' as const)

  test('always: value, baseline and variance of a rollup are those of its sites added up, in every row and month', () => {
    fc.assert(
      fc.property(types, fc.array(fc.tuple(amounts, amounts), { minLength: 1, maxLength: 4 }), (type, given) => {
        const sites = given.map(([own], i) => aSite(`S${i}`, own))
        const comparisons = new Map(given.map(([, record], i) => [`S${i}`, compared(type, aYear(record))]))
        const whole = rollupVariance(sites, comparisons, { type, year: YEAR, levels })
        const parts = sites.map(({ siteId, year }) =>
          varianceRows(year, must(comparisons.get(siteId), siteId).comparison, levels),
        )
        expect(whole.compared).toBe(sites.length)
        for (const [row, { code, months, total }] of whole.rows.entries()) {
          for (const [month, cell] of [...months, total].entries()) {
            const own = parts.flatMap((rows) => {
              const of = must(rows[row], code)
              return of.months[month] ?? of.total
            })
            for (const field of ['value', 'baseline', 'amount'] as const)
              expect([code, month, field, cell[field]]).toEqual([code, month, field, sum(own.map((one) => one[field]))])
          }
        }
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  test('always: the sites behind a cell add up to it', () => {
    const rows = fc.constantFrom(...PL_ROWS.map(({ code }) => code))
    const places = fc.integer({ min: 0, max: 11 })
    fc.assert(
      fc.property(types, rows, places, fc.array(amounts, { minLength: 2, maxLength: 4 }), (type, row, place, given) => {
        const sites = given.map((own, i) => aSite(`S${i}`, own))
        const comparisons = new Map(given.map((own, i) => [`S${i}`, compared(type, aYear(own.toReversed()))]))
        const whole = rollupVariance(sites, comparisons, { type, year: YEAR, levels })
        const cell = whole.rows.find(({ code }) => code === row)?.months[place]
        const behind = siteValues(sites, comparisons, { row, month: must(MONTHS[place], 'month'), levels })
        expect([cell?.value, cell?.amount]).toEqual([
          sum(behind.map(({ value }) => value)),
          sum(behind.map(({ amount }) => amount)),
        ])
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  test('a site without a forecast of record is on neither side, and is still told among the sites behind a cell', () => {
    const own = (trend: number): SiteResult => ({
      ...aSite('', [0]),
      year: fromAmountRows(MONTHS, () =>
        MONTHS.map(() => ({
          kind: 'forecast',
          amounts: eachDataSet((set: DataSet) => (set === 'trend' ? new Decimal(trend) : null)),
        })),
      ),
    })
    const sites = [
      { ...own(130), siteId: 'A' },
      { ...own(7_000), siteId: 'B' },
    ]
    const comparisons = new Map([['A', compared('forecast', own(100).year)]])
    const { compared: both, rows } = rollupVariance(sites, comparisons, { type: 'forecast', year: YEAR, levels })
    const payroll = rows.find(({ code }) => code === 'Payroll')?.months[3]
    expect([both, payroll?.value, payroll?.baseline, payroll?.amount, payroll?.verdict, payroll?.level]).toEqual([
      1,
      130,
      100,
      30,
      'unfavorable',
      'high',
    ])
    const behind = siteValues(sites, comparisons, { row: 'Payroll', month: '2026-04', levels })
    expect(behind.map(({ siteId, value, baseline, amount }) => [siteId, value, baseline, amount])).toEqual([
      ['A', 130, 100, 30],
      ['B', 7_000, null, null],
    ])
  })
})
