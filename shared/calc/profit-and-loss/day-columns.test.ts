import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { addColumns, type ColumnLine, type SiteColumns } from './day-columns.ts'

const LINES: readonly ColumnLine[] = [
  { row: 'ExternalRevenue', unit: 'count' },
  { row: 'ExternalRevenue', unit: 'count' },
  { row: 'Payroll', unit: 'money' },
]
/** Two months of three and two days. */
const ENDS = [3, 5]
const known = (value: number | null) => value ?? Number.NaN
const aSite = (days: readonly (number | null)[], rates: readonly (number | null)[]): SiteColumns => ({
  days: Float64Array.from(days, known),
  rates: Float64Array.from(rates, known),
})
const shown = (sites: readonly SiteColumns[]) =>
  [...addColumns(sites, LINES, ENDS)].map(([row, months]) => [row, months.map((amount) => amount && String(amount))])

describe('many sites from their days', () => {
  test('each line of each month earns its own rate; a month of which no day is known has no answer', () => {
    const first = aSite(
      [
        1_500_000,
        null,
        500_000,
        7_000_000,
        1,
        /**/ null,
        null,
        null,
        3_000_000,
        null,
        /**/ 12_345,
        5,
        null,
        null,
        null,
      ],
      [2_000, 2_500, /**/ 900, null, /**/ null, null],
    )
    expect(shown([first])).toEqual([
      ['ExternalRevenue', ['40', '175.000025']],
      ['Payroll', ['123.5', null]],
    ])
  })

  test('a known 0 is a 0', () => {
    const zero = aSite(
      [0, ...Array.from({ length: 14 }, () => null)],
      Array.from({ length: 6 }, () => null),
    )
    expect(shown([zero])).toEqual([
      ['ExternalRevenue', ['0', null]],
      ['Payroll', [null, null]],
    ])
  })

  test('a sum that would leave the whole numbers is refused, not rounded', () => {
    const huge = aSite(
      Array.from({ length: 15 }, () => Number.MAX_SAFE_INTEGER),
      Array.from({ length: 6 }, () => 1),
    )
    expect(() => shown([huge])).toThrow('left the whole numbers')
  })

  test('always: it is what exact decimals give, to the last digit', () => {
    const count = fc.option(fc.integer({ min: 0, max: 99_999_000_000 }), { freq: 3 })
    const rate = fc.option(fc.integer({ min: 0, max: 99_999 }))
    const site = fc.record({
      days: fc.array(count, { minLength: 15, maxLength: 15 }),
      rates: fc.array(rate, { minLength: 6, maxLength: 6 }),
    })
    fc.assert(
      fc.property(fc.array(site, { maxLength: 4 }), (sites) => {
        const expected = (lines: readonly number[], month: number) => {
          let total: Decimal | null = null
          for (const { days, rates } of sites) {
            for (const line of lines) {
              for (let day = ENDS[month - 1] ?? 0; day < (ENDS[month] ?? 0); day += 1) {
                const value = days[line * 5 + day] ?? null
                if (value === null) continue
                const each = LINES[line]?.unit === 'count' ? new Decimal(rates[line * 2 + month] ?? 0).div(1e6) : 1
                total = (total ?? ZERO).plus(new Decimal(value).times(each).div(100))
              }
            }
          }
          return total && String(total)
        }
        expect(shown(sites.map(({ days, rates }) => aSite(days, rates)))).toEqual([
          ['ExternalRevenue', [expected([0, 1], 0), expected([0, 1], 1)]],
          ['Payroll', [expected([2], 0), expected([2], 1)]],
        ])
      }),
    )
  })
})

test('each line of a site begins where the one before ended, over any number of months', () => {
  const site = {
    days: Float64Array.from([1, 2, 4, 100, 200, 400]),
    rates: Float64Array.from(Array(6).fill(Number.NaN)),
  }
  const lines = [
    { row: 'Payroll', unit: 'money' },
    { row: 'Claims', unit: 'money' },
  ] as const
  const totals = addColumns([site], lines, [1, 2, 3])
  expect([...totals].map(([row, months]) => [row, months.map(String)])).toEqual([
    ['Payroll', ['0.01', '0.02', '0.04']],
    ['Claims', ['1', '2', '4']],
  ])
})
