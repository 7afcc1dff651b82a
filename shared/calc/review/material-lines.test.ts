import { expect, test } from 'vitest'
import { Settings } from '../../contract/config.ts'
import { monthsOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { NO_AMOUNTS } from '../profit-and-loss/data-sets.ts'
import { fromAmountRows } from '../profit-and-loss/rollup.ts'
import { materialLines, reasonState, unexplained } from './material-lines.ts'

const months = monthsOf(2026)
const { site } = Settings.parse({}).materiality
/** A year in which some rows of May have a trend and a budget. */
const year = (rows: Record<string, readonly [trend: number, budget: number]>) =>
  fromAmountRows(months, (code) =>
    months.map((month) => {
      const [trend, budget] = (month === '2026-05' && rows[code]) || [0, 0]
      const amounts = { ...NO_AMOUNTS, trend: new Decimal(trend), budget: new Decimal(budget) }
      return { kind: 'forecast' as const, amounts }
    }),
  )
const told = (rows: Parameters<typeof year>[0], limits = site) =>
  materialLines(year(rows), '2026-05', limits).map(({ row, materiality }) => `${row} ${materiality}`)

test('a row is material outside both of its limits, a notice outside one, and silent inside or under the floor', () => {
  expect(told({ Payroll: [21_000, 20_000], InternalRevenue: [21_000, 20_000] })).toEqual(['Payroll material'])
  expect(told({ Payroll: [10_600, 10_000], InternalRevenue: [10_600, 10_000] })).toEqual(['Payroll notice'])
  expect(told({ Claims: [499, 20] })).toEqual([])
})

test('the contribution is material as soon as one limit is breached the bad way, not the good way', () => {
  expect(told({ InternalRevenue: [94_999, 100_000] })).toContain('FLC material')
  expect(told({ InternalRevenue: [105_001, 100_000] })).toContain('FLC notice')
})

test('a group whose limits are switched off is never asked about', () => {
  expect(told({ Payroll: [40_000, 20_000] }, { ...site, payroll: null, contribution: null })).toEqual([])
})

test('a reason holds while what it explained moves by a fifth at most and keeps its sign', () => {
  const reason = { explained: new Decimal(1000), parts: [{}] }
  const states = [1200, 1200.01, 800, 799.99, -1000].map((now) => reasonState(new Decimal(now), reason))
  expect(states).toEqual(['given', 'stale', 'given', 'stale', 'stale'])
  expect(reasonState(new Decimal(1000), { ...reason, parts: [] })).toBe('missing')
  expect(reasonState(new Decimal(1000), undefined)).toBe('missing')
})

test('only material rows keep a month from being submitted', () => {
  const lines = materialLines(year({ Payroll: [21_000, 20_000], OtherExpense: [5_900, 5_000] }), '2026-05', {
    ...site,
    contribution: null,
  })
  expect(lines.map(({ row }) => row)).toEqual(['Payroll', 'OtherExpense'])
  expect(unexplained(lines, () => undefined).map(({ line, state }) => [line.row, state])).toEqual([
    ['Payroll', 'missing'],
  ])
})
