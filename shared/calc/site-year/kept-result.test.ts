import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PL_ROWS } from '../../categories/profit-and-loss.ts'
import { monthsOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { type Amounts, DATA_SETS, eachDataSet } from '../profit-and-loss/data-sets.ts'
import { AMOUNT_ROWS } from '../profit-and-loss/flc.ts'
import { fromAmountRows, type RollupCell, type SiteResult } from '../profit-and-loss/rollup.ts'
import { amountsAlone, fromKept, type KeptResult, toKept } from './kept-result.ts'

const MONTHS = monthsOf(2025)
const NAMES = { siteId: '0170', name: 'Harbor Garage' }

const amount = fc.oneof(
  fc.constant(null),
  fc.maxSafeInteger().map((digits) => new Decimal(digits).div(10_000_000)),
)
const amounts: fc.Arbitrary<Amounts> = fc
  .tuple(amount, amount, amount, amount, amount)
  .map((five) => eachDataSet((set) => five[DATA_SETS.indexOf(set)] ?? null))
const cell: fc.Arbitrary<RollupCell> = fc.record({
  kind: fc.constantFrom('actual', 'mixed', 'forecast', 'budget', 'empty'),
  amounts,
})
const row = fc.array(cell, { minLength: 12, maxLength: 12 })
const result: fc.Arbitrary<SiteResult> = fc.record({
  siteId: fc.constant(NAMES.siteId),
  name: fc.constant(NAMES.name),
  hasForecast: fc.boolean(),
  error: fc.constantFrom(null, 'No rate.'),
  year: fc
    .tuple(...AMOUNT_ROWS.map(() => row))
    .map((rows) => fromAmountRows(MONTHS, (code) => rows[AMOUNT_ROWS.indexOf(code)] ?? [])),
})

/** Everything a rollup or a screen may read of a year, as text. */
const told = ({ siteId, name, hasForecast, error, year }: SiteResult) => ({
  siteId,
  name,
  hasForecast,
  error,
  months: year.months,
  rows: PL_ROWS.map(({ code }) => ({
    code,
    cells: year.rows[code].cells.map(({ kind, amounts }) => [kind, ...DATA_SETS.map((set) => textOf(amounts[set]))]),
    total: DATA_SETS.map((set) => textOf(year.rows[code].total[set])),
    percent: DATA_SETS.map((set) => textOf(year.rows[code].percentOfRevenue[set])),
  })),
})
const textOf = (value: Decimal | null) => value?.toFixed() ?? null

describe('a year that is kept for rollups', () => {
  test('is the same year to the last digit after it was written down and read', () => {
    fc.assert(
      fc.property(result, (computed) => {
        const written: KeptResult = JSON.parse(JSON.stringify(toKept(computed)))
        expect(told(fromKept(NAMES, MONTHS, written))).toEqual(told(computed))
        expect(told(amountsAlone(computed))).toEqual(told(computed))
      }),
      { numRuns: 30 },
    )
  })

  test('holds the rows that have amounts of their own, and nothing that follows from them', () => {
    fc.assert(
      fc.property(result, (computed) => {
        const { rows } = toKept(computed)
        expect(Object.keys(rows)).toEqual([...AMOUNT_ROWS])
        expect(Object.values(rows).every((cells) => cells.length === 12)).toBe(true)
      }),
      { numRuns: 3 },
    )
  })

  test('without a row, or without a data set, has nothing there; nothing is not 0', () => {
    const kept: KeptResult = { hasForecast: false, error: null, rows: { Payroll: [['forecast', '1.50']] } }
    const { rows } = fromKept(NAMES, MONTHS.slice(0, 1), kept).year
    expect(rows.Payroll.cells[0]?.amounts).toEqual({
      actual: new Decimal('1.50'),
      budget: null,
      forecast: null,
      priorYear: null,
      trend: null,
    })
    expect(rows.Claims.cells).toEqual([])
  })
})
