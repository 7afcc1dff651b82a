import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { type StatisticsInput, statisticsMonth } from '../statistics-month.ts'
import { type PayrollInput, payrollMonth } from '../payroll/payroll-month.ts'
import type { SiteJob } from '../payroll/site-job.ts'
import { keptHours, restatedMonth, restatedPayroll } from './kept-days.ts'

const MONTH = '2026-02'
const CARS = 1_000_000
const cell = fc.option(fc.integer({ min: 0, max: 50 }))
/** Few days are filled, so that two inputs often share most of theirs. */
const list = fc
  .array(fc.tuple(fc.nat({ max: 27 }), cell), { maxLength: 3 })
  .map((filled) => daysOf(MONTH).map((_, i) => filled.findLast(([day]) => day === i)?.[1] ?? null))
  .map((values) => values.map((value) => value && value * CARS))
const lists = fc.record({ valetDaily: list, occupiedRooms: list, selfOvernight: list }, { requiredKeys: [] })
/** Few sites open or close in the middle of the month. */
const open = fc.constantFrom(
  { startDate: null, closeDate: null },
  { startDate: null, closeDate: '2026-02-20' },
  { startDate: '2026-02-05', closeDate: null },
)
const piece = {
  totalRooms: fc.constantFrom(200, 210),
  adjustmentRate: fc.constantFrom(new Decimal(0), new Decimal('0.03')),
  forecast: lists,
  actual: lists,
  budget: fc.constantFrom({}, { selfDaily: 28 * CARS }, { valetOvernight: 56 * CARS, occupiedRooms: 90 * CARS }),
  forecastRates: fc.constantFrom({}, { valetDaily: 2_500 }),
  budgetRates: fc.constantFrom({ selfDaily: 900 }, { selfDaily: 950 }),
  open,
}
const anyInput: fc.Arbitrary<StatisticsInput> = fc.record(piece).map((input) => ({ month: MONTH, ...input }))

test('always: a month brought up to date is the month computed anew, whatever changed', () => {
  fc.assert(
    fc.property(anyInput, anyInput, fc.subarray(Object.keys(piece), { maxLength: 2 }), (first, other, changed) => {
      const input = {
        ...first,
        ...Object.fromEntries(changed.map((name) => [name, other[name as keyof StatisticsInput]])),
      }
      const restated = restatedMonth(input, { input: first, month: statisticsMonth(first) })
      expect(JSON.stringify(restated)).toBe(JSON.stringify(statisticsMonth(input)))
    }),
    { numRuns: 150 },
  )
})

/** A month in which only cars are loaded, on the days given. */
const loaded = (cars: Readonly<Record<number, number>>): StatisticsInput => ({
  month: MONTH,
  totalRooms: 200,
  forecast: {},
  actual: { valetDaily: daysOf(MONTH).map((_, i) => (i + 1 in cars ? (cars[i + 1] ?? 0) * CARS : null)) },
  budget: {},
  forecastRates: {},
  budgetRates: {},
})
const kinds = (month: ReturnType<typeof statisticsMonth>) => month.days.slice(0, 5).map(({ kind }) => kind)

test('a later loaded day makes the zeros before it actual, though their own cells are as before', () => {
  const before = statisticsMonth(loaded({ 1: 7, 2: 0 }))
  expect(kinds(before)).toEqual(['actual', 'budget', 'budget', 'budget', 'budget'])
  const after = restatedMonth(loaded({ 1: 7, 2: 0, 4: 9 }), { input: loaded({ 1: 7, 2: 0 }), month: before })
  expect(kinds(after)).toEqual(['actual', 'actual', 'budget', 'actual', 'budget'])
})

test('a corrected actual counts, though the latest loaded day is as before', () => {
  const before = statisticsMonth(loaded({ 1: 7, 4: 9 }))
  const after = restatedMonth(loaded({ 1: 8, 4: 9 }), { input: loaded({ 1: 7, 4: 9 }), month: before })
  expect(after.total.valetDaily?.toString()).toBe('17')
})

test('only the day that was typed is another object', () => {
  const typed = (cars: number) => daysOf(MONTH).map((_, i) => (i === 9 ? cars * CARS : CARS))
  const input = (cars: number): StatisticsInput => ({
    month: MONTH,
    totalRooms: 200,
    forecast: { valetDaily: typed(cars) },
    actual: {},
    budget: {},
    forecastRates: {},
    budgetRates: {},
  })
  const before = statisticsMonth(input(4))
  const after = restatedMonth(input(5), { input: input(4), month: before })
  expect(after.days.flatMap((day, i) => (day === before.days[i] ? [] : [i]))).toEqual([9])
})

const LINES = ['payroll.hours.VLT1', 'payroll.cost.VLT1', 'payroll.rate.VLT1', 'payroll.hours.GSA1']
const payrollLists = fc.record(Object.fromEntries(LINES.map((id) => [id, list])), { requiredKeys: [] })
const job = (code: string, averageRate: number, annualSalary: number | null = null): SiteJob => ({
  code,
  title: code,
  familyId: 'Valet',
  averageRate: new Decimal(averageRate),
  employees: 2,
  annualSalary: annualSalary === null ? null : new Decimal(annualSalary),
  billing: null,
})
const payrollPiece = {
  jobs: fc.constantFrom(
    [job('VLT1', 20), job('GSA1', 0)],
    [job('VLT1', 21), job('GSA1', 0)],
    [job('GSA1', 0), job('VLT1', 20)],
    [job('VLT1', 20), job('GSA1', 0, 36_500)],
    [job('VLT1', 20)],
  ),
  forecast: payrollLists,
  actual: payrollLists,
  budget: fc.constantFrom({}, { 'payroll.hours.VLT1': 28_000 }, { 'payroll.cost.GSA1': 56_000 }),
  defaultRate: fc.constantFrom(new Decimal(15), new Decimal(16)),
  open,
}
// A line that is left out has no key at all.
const anyPayroll = fc.record(payrollPiece).map((input) => ({ month: MONTH, ...input }) as PayrollInput)

test('always: a month of payroll brought up to date is the month computed anew, whatever changed', () => {
  const pieces = fc.subarray(Object.keys(payrollPiece), { maxLength: 2 })
  fc.assert(
    fc.property(anyPayroll, anyPayroll, pieces, (first, other, changed) => {
      const taken = changed.map((name) => [name, other[name as keyof PayrollInput]])
      const input: PayrollInput = { ...first, ...Object.fromEntries(taken) }
      const restated = restatedPayroll(input, { input: first, month: payrollMonth(first) })
      expect(JSON.stringify(restated)).toBe(JSON.stringify(payrollMonth(input)))
    }),
    { numRuns: 150 },
  )
})

test('only the day whose hours were typed is another object', () => {
  const input = (hours: number): PayrollInput => ({
    month: MONTH,
    jobs: [job('VLT1', 20)],
    forecast: { 'payroll.hours.VLT1': daysOf(MONTH).map((_, i) => (i === 9 ? hours : 800)) },
    actual: {},
    budget: {},
  })
  const before = payrollMonth(input(400))
  const after = restatedPayroll(input(500), { input: input(400), month: before })
  expect(after.days.flatMap((day, i) => (day === before.days[i] ? [] : [i]))).toEqual([9])
})

test('a line that comes or goes moves the day it is filled on only', () => {
  const one = daysOf(MONTH).map((_, i) => (i === 9 ? 800 : null))
  const input = (forecast: PayrollInput['forecast']): PayrollInput => ({
    month: MONTH,
    jobs: [job('VLT1', 20)],
    forecast,
    actual: {},
    budget: {},
  })
  const moved = (now: PayrollInput['forecast'], then: PayrollInput['forecast']) => {
    const before = payrollMonth(input(then))
    const after = restatedPayroll(input(now), { input: input(then), month: before })
    expect(after).toEqual(payrollMonth(input(now)))
    return after.days.flatMap((day, i) => (day === before.days[i] ? [] : [i]))
  }
  const filled = { 'payroll.hours.VLT1': one }
  expect([moved(filled, {}), moved({}, filled), moved(filled, filled)]).toEqual([[9], [9], []])
})

describe('no day of payroll is kept when something all of them look at changed', () => {
  const staffed = (code: string, employees: number): SiteJob => ({ ...job(code, 0, 36_500), employees })
  const hours = { 'payroll.hours.VLT1': daysOf(MONTH).map(() => 800) }
  const input = (changed: Partial<PayrollInput> = {}): PayrollInput => ({
    month: MONTH,
    jobs: [job('VLT1', 20), staffed('MGR', 2)],
    forecast: hours,
    actual: {},
    budget: {},
    ...changed,
  })
  const kept = (now: PayrollInput, then: PayrollInput) => {
    const before = payrollMonth(then)
    const after = restatedPayroll(now, { input: then, month: before })
    expect(after).toEqual(payrollMonth(now))
    return after.days.filter((day, i) => day === before.days[i]).length
  }
  const jobs = (...of: SiteJob[]) => kept(input({ jobs: of }), input())

  test('jobs: one more at work, another code with as many, one that left or came', () => {
    expect([
      jobs(job('VLT1', 20), staffed('MGR', 2)),
      jobs(job('VLT1', 20), staffed('MGR', 3)),
      jobs(job('VLT1', 20), staffed('MGR2', 2)),
      jobs(job('VLT1', 20)),
      jobs(job('VLT1', 20), staffed('MGR', 2), job('GSA1', 18)),
    ]).toEqual([28, 0, 0, 0, 0])
  })

  test('the month, though it has as many days', () => {
    expect(kept(input(), input({ month: '2027-02' }))).toBe(0)
  })

  test('the latest loaded day: it makes the zeros before it actual', () => {
    const list = (day4: number | null) => daysOf(MONTH).map((_, i) => [700, 0, null, day4][i] ?? null)
    const loaded = (day4: number | null) => input({ actual: { 'payroll.hours.VLT1': list(day4) } })
    expect(
      payrollMonth(loaded(null))
        .days.map(({ isActual }) => isActual)
        .slice(0, 4),
    ).toEqual([true, false, false, false])
    expect(kept(loaded(900), loaded(null))).toBe(0)
  })
})

test('hours of a code stay the very object while they are the same, and only then', () => {
  const days = (hours: number, day = '2026-02-10') => [
    { day: '2026-02-09', hours: new Decimal(8) },
    { day, hours: new Decimal(hours) },
  ]
  const worked = (hours: number, day?: string) => ({ days: days(hours, day), budget: null })
  const planned = (budget: number | null) => ({ days: null, budget: budget === null ? null : new Decimal(budget) })
  const before = {
    same: worked(4),
    more: worked(4),
    moved: worked(4),
    longer: worked(4),
    planned: planned(300),
    typed: planned(300),
    shorter: worked(4),
    replanned: { days: days(4), budget: new Decimal(300) },
    unknown: planned(null),
    emptied: worked(4),
    gone: worked(1),
  }
  const now = {
    same: worked(4),
    more: worked(5),
    moved: worked(4, '2026-02-11'),
    longer: { days: [...days(4), { day: '2026-02-12', hours: new Decimal(1) }], budget: null },
    planned: planned(301),
    typed: worked(4),
    shorter: { days: days(4).slice(0, 1), budget: null },
    replanned: { days: days(4), budget: new Decimal(301) },
    unknown: worked(4),
    emptied: planned(null),
    added: worked(2),
  }
  const kept = keptHours(now, before)
  expect(kept).toEqual(now)
  expect(Object.keys(kept).filter((code) => kept[code] === before[code as keyof typeof before])).toEqual(['same'])
  expect(keptHours(now, undefined)).toBe(now)
})
