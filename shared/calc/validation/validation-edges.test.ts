import { describe, expect, test } from 'vitest'
import { findLine } from '../../categories/index.ts'
import { must } from '../../core/bug.ts'
import { daysOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { cellLock, type LockFacts } from './cell-lock.ts'
import { type CheckContext, checkWrite } from './check-write.ts'
import { completeness, type ForecastToSubmit } from './completeness.ts'
import { enteredWrites } from './entered-writes.ts'
import { vehiclesWithoutRate } from './gaps.ts'
import { type MonthFigures, reasonFindings } from './reasonableness.ts'

const CONTEXT: CheckContext = { totalRooms: 184 }
const check = (lineId: string, value: number | null, period: string, context: CheckContext = CONTEXT) =>
  checkWrite({ lineId, period, value }, context).map(({ rule, code, message }) => [rule, code, message])

describe('one value', () => {
  test('only occupancy needs the rooms available', () => {
    expect([
      check('valetDaily', 1, '2026-04-16', { totalRooms: 0 }),
      check('occupiedRooms', 1, '2026-04-16', { totalRooms: 0 }),
    ]).toEqual([[], []])
  })
  test('a value out of its limits is wrong data, a line that is only loaded is not a person’s to write', () => {
    expect([check('valetDaily', -1, '2026-04-16')[0]?.[1], check('account.7005', 1, '2026-04')[0]?.[1]]).toEqual([
      'INVALID_DATA_TYPE',
      'INSUFFICIENT_PERMISSIONS',
    ])
  })
  test('a jump is asked about in rates only, and only where there is a reference', () => {
    const rateReference = () => ({ actual: 100, budget: null })
    expect([
      check('valetDaily', 900_000, '2026-04-16', { totalRooms: 184, rateReference }),
      check('rate.valetDaily', 900, '2026-04', { totalRooms: 184 }),
      check('rate.valetDaily', 900, '2026-04', { totalRooms: 184, rateReference }).length,
    ]).toEqual([[], [], 1])
  })
  test('hours are checked against the people of the code, where these are known', () => {
    const one = { totalRooms: 184, employees: () => 1 }
    expect([
      check('payroll.hours.GSA1', 9_900, '2026-04-16'),
      check('payroll.hours.GSA1', 2_500, '2026-04-16', one),
      check('payroll.cost.GSA1', 2_500, '2026-04-16', one),
    ]).toEqual([[], [['hours-a-day', null, '25 hours are more than 1 employee can work in a day (24).']], []])
  })
})

describe('which lock holds a cell', () => {
  const facts: LockFacts = { today: '2026-04-10', isActual: () => true, isPosted: () => true, isSalaried: () => false }
  const lock = (lineId: string, period: string, changed: Partial<LockFacts> = {}) =>
    cellLock(must(findLine(lineId), lineId), period, { ...facts, ...changed })
  test('a loaded actual locks days of statistics and of payroll, and no month of other revenue', () => {
    expect([
      lock('valetDaily', '2026-05-01'),
      lock('payroll.hours.VLT1', '2026-05-01'),
      lock('revenue.gpoFees', '2026-05'),
    ]).toEqual(['actual-loaded', 'actual-loaded', null])
  })
  test('only payroll is locked for days before today, only other expenses for what the ledger posted', () => {
    const open = { isActual: () => false }
    expect([
      lock('payroll.hours.VLT1', '2026-04-09', open),
      lock('valetDaily', '2026-04-09', open),
      lock('account.7115', '2026-05', open),
      lock('revenue.gpoFees', '2026-05', open),
      lock('rate.valetDaily', '2026-05', open),
    ]).toEqual(['day-over', null, 'posted', null, null])
  })
})

test('a value that has no twin is written alone, and clearing one leaves the other', () => {
  const seen = () => 5
  expect([
    enteredWrites([{ lineId: 'valetDaily', period: '2026-04-16', value: 7 }], seen),
    enteredWrites([{ lineId: 'occupancy', period: '2026-04-16', value: null }], seen),
    enteredWrites([{ lineId: 'occupancy', period: '2026-04-16', value: 7 }], seen),
  ]).toEqual([
    [{ lineId: 'valetDaily', period: '2026-04-16', value: 7 }],
    [{ lineId: 'occupancy', period: '2026-04-16', value: null }],
    [
      { lineId: 'occupancy', period: '2026-04-16', value: 7 },
      { lineId: 'occupiedRooms', period: '2026-04-16', value: null },
    ],
  ])
})

describe('what a forecast leaves open', () => {
  const aForecast = (changed: Partial<ForecastToSubmit> = {}): ForecastToSubmit => ({
    months: ['2026-05'],
    linesInUse: [],
    forecast: () => null,
    budget: () => null,
    isClosed: () => false,
    open: [],
    ...changed,
  })
  const rules = (changed: Partial<ForecastToSubmit>) =>
    completeness(aForecast(changed), CONTEXT).findings.map(({ rule }) => rule)
  const lastDay = daysOf('2026-05').at(-1)

  test('a month is over only when every day and month of every line in use is closed', () => {
    const both = ['valetDaily', 'rate.valetDaily']
    expect([
      rules({ linesInUse: [], isClosed: () => true }),
      rules({ linesInUse: both, isClosed: () => true }),
      rules({ linesInUse: both, isClosed: (lineId) => lineId === 'valetDaily' }),
      rules({ linesInUse: ['valetDaily'], isClosed: (_, period) => period !== lastDay }),
      rules({ linesInUse: ['valetDaily'], isClosed: (_, period) => period !== '2026-05' }),
      rules({ linesInUse: ['rate.valetDaily'], isClosed: (_, period) => period === '2026-05' }),
      rules({ linesInUse: ['rate.valetDaily'], isClosed: (_, period) => period !== '2026-05' }),
    ]).toEqual([['month-empty'], [], ['month-empty'], ['value-missing', 'month-empty'], [], [], ['month-empty']])
  })
  test('one missing day is named, several are counted', () => {
    const missing = (isClosed: ForecastToSubmit['isClosed']) =>
      completeness(aForecast({ linesInUse: ['valetDaily'], isClosed }), CONTEXT).findings[0]?.message
    expect([missing((_, period) => period !== lastDay), missing((_, period) => period < '2026-05-30')]).toEqual([
      'Valet daily has neither forecast nor budget for 2026-05-31 and counts as 0.',
      'Valet daily has neither forecast nor budget for 2 days from 2026-05-30 to 2026-05-31 and counts as 0.',
    ])
  })
  test('both ratios have the budget of the overnight counts', () => {
    const budget = (lineId: string) => (lineId === 'selfOvernight' || lineId === 'rate.selfOvernight' ? 1 : null)
    expect([
      rules({ linesInUse: ['captureRatio'], budget }),
      rules({ linesInUse: ['driveInRatio'], budget }),
      rules({ linesInUse: ['valetDaily'], budget }),
    ]).toEqual([[], [], ['value-missing', 'month-empty']])
  })
  test('lines nobody knows are left out, and a cell of one that is stuck is named by its id', () => {
    expect(rules({ linesInUse: ['nobody-knows'] })).toEqual(['month-empty'])
    const open = [{ lineId: 'nobody-knows', period: '2026-05', kind: 'refused' as const }]
    expect(completeness(aForecast({ open }), CONTEXT).findings[0]?.message).toBe(
      'nobody-knows, 2026-05: the server did not take this value. Change or clear it.',
    )
  })
  test('vehicles without a rate are warned of, typed or budgeted; a typed rate or a closed month is enough', () => {
    const found = (changed: Partial<ForecastToSubmit>) =>
      vehiclesWithoutRate(aForecast(changed)).map(({ lineId }) => lineId)
    const typed = (lineId: string, period: string) => (lineId === 'valetDaily' && period === '2026-05-03' ? 4 : null)
    const budgeted = (lineId: string) => (lineId === 'selfDaily' ? 9 : null)
    expect([
      found({ forecast: typed }),
      found({ budget: budgeted }),
      found({}),
      found({ forecast: (lineId, period) => (lineId === 'rate.valetDaily' ? 500 : typed(lineId, period)) }),
      found({ budget: (lineId) => (lineId === 'rate.selfDaily' ? 500 : budgeted(lineId)) }),
      found({ forecast: typed, isClosed: () => true }),
    ]).toEqual([['rate.valetDaily'], ['rate.selfDaily'], [], [], [], []])
  })
})

test('a figure that is not known, or has nothing to be held against, looks odd to nobody', () => {
  const of = (amount: number) => new Decimal(amount)
  const figures: MonthFigures = {
    month: '2026-05',
    revenue: null,
    priorYearRevenue: of(5),
    expenses: [
      { lineId: 'account.7045', label: 'Employee relations', value: null, budget: of(100) },
      { lineId: 'account.7075', label: 'Other', value: of(100), budget: null },
    ],
    payroll: of(9),
    payrollHistory: [],
    overtimeHours: null,
    previousOvertimeHours: of(3),
    hasForecast: true,
    isActiveSite: true,
  }
  expect(reasonFindings(figures)).toEqual([])
})
