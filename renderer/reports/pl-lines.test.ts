import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DATA_SETS } from '../../shared/calc/profit-and-loss/data-sets.ts'
import { FLC_INPUTS } from '../../shared/calc/profit-and-loss/flc.ts'
import { PL_ROWS, type PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { PlCell, ProfitAndLoss } from '../../shared/contract/profit-and-loss.ts'
import { monthsOf } from '../../shared/core/calendar.ts'
import { Decimal, ZERO } from '../../shared/core/decimal.ts'
import { fromAmountRows } from '../../shared/calc/profit-and-loss/rollup.ts'
import { axisTicks, bridgeSteps, type BridgeStep } from './bridge-steps.ts'
import { plLines } from './pl-lines.ts'
import { rowName } from './pl-baseline.ts'
import { monthsIn } from '../../shared/calc/profit-and-loss/months-in.ts'
import { amountsOf, reportOf } from './pl-report.ts'

const MONTHS = monthsOf(2026)
const NOTHING: PlCell['amounts'] = { actual: null, budget: null, forecast: null, priorYear: null, trend: null }
const isResult = (code: string) => code.startsWith('FLC')

/** An answer as the laptop gives it: rows with amounts as given, contribution made of them. */
function answer(amounts: (code: PlRowCode, month: number) => Partial<PlCell['amounts']>): ProfitAndLoss['rows'] {
  const given = (code: PlRowCode) =>
    MONTHS.map((_, month) => ({ ...NOTHING, ...amounts(code, month) })).map((one) => ({
      kind: 'forecast' as const,
      amounts: amountsOf(one),
    }))
  const pl = fromAmountRows(MONTHS, (code) => given(code))
  return PL_ROWS.map(({ code }) => ({
    code,
    cells: pl.rows[code].cells.map(({ kind, amounts: exact }) => ({
      kind,
      amounts: Object.fromEntries(DATA_SETS.map((set) => [set, exact[set]?.toFixed() ?? null])) as PlCell['amounts'],
      parts: isResult(code) ? [] : [{ id: 'all', label: 'All', value: exact.trend?.toFixed() ?? null }],
    })),
  }))
}
const lineOf = (lines: ReturnType<typeof plLines>, code: PlRowCode) => lines.find((line) => line.code === code)

describe('which months are added up', () => {
  test('month, quarter, to date and rest are counted from the open month', () => {
    expect(monthsIn('month', MONTHS, '2026-05')).toEqual(['2026-05'])
    expect(monthsIn('quarter', MONTHS, '2026-05')).toEqual(['2026-04', '2026-05', '2026-06'])
    expect(monthsIn('to-date', MONTHS, '2026-02')).toEqual(['2026-01', '2026-02'])
    expect(monthsIn('rest', MONTHS, '2026-11')).toEqual(['2026-12'])
    expect(monthsIn('rest', MONTHS, '2026-12')).toEqual([])
    expect(monthsIn('year', MONTHS, '2026-12')).toEqual(MONTHS)
  })
})

describe('the lines of a period', () => {
  const report = reportOf({
    year: 2026,
    rows: answer((code, month) =>
      code === 'InternalRevenue'
        ? { trend: '100.005', budget: month === 2 ? null : '90', priorYear: '80' }
        : code === 'Payroll'
          ? { trend: '60', budget: '50', priorYear: '40' }
          : {},
    ),
  })

  test('amounts are summed exactly, percents are of the period’s internal revenue', () => {
    const lines = plLines(report, ['2026-01', '2026-02'], 'budget')
    expect(lineOf(lines, 'InternalRevenue')?.value?.toFixed()).toBe('200.01')
    expect(lineOf(lines, 'Payroll')?.ofRevenue?.toFixed(4)).toBe('59.9970')
    expect(lineOf(lines, 'Payroll')?.against.variance).toMatchObject({ verdict: 'unfavorable' })
    expect(lineOf(lines, 'Payroll')?.parts.map(({ value }) => value?.toFixed())).toEqual(['120'])
    expect(lineOf(lines, 'Claims')?.value).toBeNull()
  })

  test('a month with one side only is left out of the variance, and named', () => {
    const line = lineOf(plLines(report, ['2026-02', '2026-03'], 'budget'), 'InternalRevenue')
    expect([line?.against.variance?.amount.toFixed(), line?.leftOut]).toEqual(['10.005', ['2026-03']])
  })

  test('the cumulative row counts from January and is compared with nothing', () => {
    const line = lineOf(plLines(report, ['2026-02'], 'prior-year'), 'FLC_CUMULATIVE')
    expect([line?.value?.toFixed(), line?.baseline]).toEqual(['0.01', null])
  })
})

test('always: the bridge begins at the baseline, ends at the forecast, and each step begins where the one before ended', () => {
  const amount = fc.option(
    fc.integer({ min: -9_999_999, max: 9_999_999 }).map((n) => new Decimal(n).div(700).toFixed()),
  )
  const months = fc.array(fc.tuple(amount, amount), { minLength: 12, maxLength: 12 })
  const rows = fc.array(months, { minLength: PL_ROWS.length, maxLength: PL_ROWS.length })
  const period = fc.constantFrom('month', 'quarter', 'to-date', 'year' as const)
  fc.assert(
    fc.property(rows, period, (all, chosen) => {
      const report = reportOf({
        year: 2026,
        rows: answer((code, month) => {
          const [trend, budget] = all[PL_ROWS.findIndex((row) => row.code === code)]?.[month] ?? [null, null]
          return { trend, budget }
        }),
      })
      const lines = plLines(report, monthsIn(chosen, MONTHS, '2026-05'), 'budget')
      const steps = bridgeSteps(lines, 'Budget', 'Forecast')
      const flc = lineOf(lines, 'FLC')
      expect(steps === null).toBe(flc?.value === null || flc?.baseline === null)
      if (steps === null) return
      expect(steps.map(({ id }) => id)).toEqual(['start', ...FLC_INPUTS.map(({ code }) => code), 'end'])
      const sum = steps.slice(0, -1).reduce((all, step) => all.plus(step.amount), ZERO)
      // Beyond 30 digits the exact numbers themselves end.
      expect(sum.toFixed(30)).toBe(flc?.value?.toFixed(30))
      expect(steps.slice(1, -1).map(({ from }) => from.toFixed())).toEqual(
        steps.slice(0, -2).map(({ to }) => to.toFixed()),
      )
    }),
  )
})

test.each([
  ['budget', 'FLC $ to Budget – Cumulative'],
  ['prior-year', 'FLC $ to Last year – Cumulative'],
  ['record', 'FLC $ to Forecast of record – Cumulative'],
  ['prior-record', 'FLC $ to Prior forecast – Cumulative'],
] as const)('the running difference to %s is called after it, and no other row is', (baseline, name) => {
  expect(PL_ROWS.map(({ code }) => rowName(code, baseline))).toEqual(
    PL_ROWS.map(({ code, label }) => (code === 'FLC_CUMULATIVE' ? name : label)),
  )
})

test('the axis is cut only where the ends dwarf the steps, and never into a bar', () => {
  const steps = (...ends: number[]) => ends.map((end) => ({ to: new Decimal(end) }) as BridgeStep)
  expect(axisTicks(steps(660_840, 670_444, 661_000))).toEqual([650_000, 655_000, 660_000, 665_000, 670_000, 675_000])
  expect(axisTicks(steps(67_170, 71_870, 50_000))).toEqual([])
  expect(axisTicks(steps(-500, 400))).toEqual([])
  expect(axisTicks(steps(1_000, 1_000))).toEqual([])
  const amount = fc.integer({ min: 1_000, max: 100_000_000 })
  fc.assert(
    fc.property(amount, amount, fc.integer({ min: 1, max: 24 }), (low, more, percent) => {
      const high = low + Math.ceil((Math.min(more, low) * percent) / 100)
      const ticks = axisTicks(steps(low, high))
      expect(ticks.length).toBeGreaterThanOrEqual(3)
      expect(ticks.length).toBeLessThanOrEqual(7)
      expect(ticks[0]).toBeLessThanOrEqual(low)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(high)
    }),
  )
})
