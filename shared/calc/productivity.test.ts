import { describe, expect, test } from 'vitest'
import { d, text } from '../../tests/support/a-contract.ts'
import { told } from '../../tests/support/told.ts'
import { type Figures, STATISTIC_IDS } from './day-figures.ts'
import { productivity, type ProductivityInput, vehiclesOf } from './productivity.ts'

const figures = (known: Readonly<Partial<Record<keyof Figures, number>>>): Figures =>
  Object.fromEntries(STATISTIC_IDS.map((id) => [id, known[id] === undefined ? null : d(known[id])])) as Figures

const MONTH: ProductivityInput = {
  figures: figures({
    valetDaily: 100,
    valetOvernight: 200,
    valetMonthly: 30,
    valetAggregator: 4,
    selfDaily: 500,
    selfOvernight: 60,
    selfMonthly: 7,
    selfAggregator: 8,
    valetComps: 1_000,
    selfComps: 2_000,
    externalRevenue: 18_180,
  }),
  hours: d(606),
  payroll: d(12_120),
  internalRevenue: d(48_480),
}
const totals = (input: Partial<ProductivityInput>) => {
  const found = productivity({ ...MONTH, ...input })
  return [found.vehiclesPerLaborHour, found.payrollPerInternalRevenue, found.revenuePerLaborHour].map(
    ({ total, remark }) => [text(total), remark],
  )
}

describe('productivity (domain.md 15)', () => {
  test('909 vehicles without comps in 606 hours are 1.5 an hour, payroll is 25 % of revenue, an hour brings 30 dollars', () => {
    expect(text(vehiclesOf(MONTH.figures))).toBe('909')
    expect(totals({})).toEqual([
      ['1.5', null],
      ['25', null],
      ['30', null],
    ])
  })

  test('each measure says what it was made from', () => {
    const found = productivity(MONTH)
    expect(told(found.vehiclesPerLaborHour)).toEqual([
      'total 1.5',
      'part total Vehicles per labor hour: 1.5',
      '15 Vehicles per labor hour: 1.5 count ← vehicles 909 count statistics ← hours 606 hours payroll',
    ])
    expect(told(found.payrollPerInternalRevenue)).toEqual([
      'total 25',
      'part total Payroll per internal revenue (PPIR): 25',
      '15 Payroll per internal revenue (PPIR): 25 count ← payroll 12120 money payroll ← internal revenue 48480 money internal revenue',
    ])
    expect(told(found.revenuePerLaborHour)).toEqual([
      'total 30',
      'part total Revenue per labor hour: 30',
      '15 Revenue per labor hour: 30 rate ← external revenue 18180 money statistics ← hours 606 hours payroll',
    ])
  })

  test('without hours nothing is done per hour, whether they are 0 or not known', () => {
    const none = 'No labor hours are known, or they are 0.'
    for (const hours of [d(0), null]) {
      expect(totals({ hours })).toEqual([
        [null, none],
        ['25', null],
        [null, none],
      ])
    }
  })

  test('PPIR has no answer where internal revenue is 0, below 0 or not known', () => {
    const none = [null, 'Internal revenue is not known, or not above 0.']
    for (const internalRevenue of [d(0), d(-1), null]) expect(totals({ internalRevenue })[1]).toEqual(none)
  })

  test('what is not known at all is no answer, and a known 0 is 0', () => {
    expect(totals({ figures: figures({ valetComps: 5 }), payroll: null })).toEqual([
      [null, 'No vehicles are known.'],
      [null, 'No payroll is known.'],
      [null, 'No external revenue is known.'],
    ])
    expect(totals({ figures: figures({ selfDaily: 0, externalRevenue: 0 }), payroll: d(0) })).toEqual([
      ['0', null],
      ['0', null],
      ['0', null],
    ])
  })
})
