import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysOf } from '../../core/calendar.ts'
import { must } from '../../core/bug.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { fromScaled } from '../../core/scaled.ts'
import { laborRevenue, overtimeRateOf } from './labor-revenue.ts'
import { splitOvertime } from './overtime.ts'
import { payrollCost } from './payroll-cost.ts'
import { hoursByDay, payrollBudgetDays, type PayrollInput, payrollMonth, payrollTotal } from './payroll-month.ts'
import { payrollBand, payrollToBudget, scheduledAccuracy } from './payroll-variance.ts'
import type { SiteJob } from './site-job.ts'

const aJob = (changed: Partial<SiteJob> = {}): SiteJob => ({
  code: 'GSA1',
  title: 'Guest service agent',
  familyId: 'GSA',
  averageRate: new Decimal('17.25'),
  employees: 3,
  annualSalary: null,
  billing: null,
  ...changed,
})
const VALET = aJob({ code: 'VLT1', title: 'Valet attendant', familyId: 'Valet', averageRate: null })
const MANAGER = aJob({
  code: 'MGR',
  title: 'Site manager',
  familyId: 'Salaried',
  annualSalary: new Decimal(73_000),
  employees: 1,
})
const on = (filled: Record<number, number | null>) => daysOf('2026-04').map((_, i) => filled[i + 1] ?? null)
const aMonth = (changed: Partial<PayrollInput> = {}): PayrollInput => ({
  month: '2026-04',
  jobs: [aJob()],
  forecast: {},
  actual: {},
  budget: {},
  ...changed,
})
/** Hours, cost and origin of a code on a day of April. */
function shown(input: PayrollInput, date: number, code = 'GSA1') {
  const figure = must(payrollMonth(input).days[date - 1]?.byCode[code], code)
  return [figure.hours?.toString() ?? null, figure.cost?.toString() ?? null, figure.origin]
}

describe('hours and cost of a day (domain.md 3.7)', () => {
  test('typed hours give the cost, a typed cost gives the hours, and a rate of 0 gives none', () => {
    const input = aMonth({
      forecast: { 'payroll.hours.GSA1': on({ 11: 750 }), 'payroll.cost.GSA1': on({ 12: 10_350 }) },
    })
    expect([shown(input, 11), shown(input, 12), shown(input, 13)]).toEqual([
      ['7.5', '129.375', 'forecast'],
      ['6', '103.5', 'forecast'],
      [null, null, 'empty'],
    ])
    const free = aMonth({
      forecast: { 'payroll.cost.GSA1': on({ 12: 10_350 }), 'payroll.rate.GSA1': on({ 12: 0 }) },
    })
    expect(shown(free, 12)).toEqual([null, '103.5', 'forecast'])
  })

  test('a code without a rate uses 15.00; a typed rate wins and prices the budget’s hours anew', () => {
    const input = aMonth({
      jobs: [VALET],
      forecast: { 'payroll.hours.VLT1': on({ 11: 800, 12: 800 }), 'payroll.rate.VLT1': on({ 12: 1850, 13: 1900 }) },
      budget: { 'payroll.hours.VLT1': 30_000, 'payroll.cost.VLT1': 480_000 },
    })
    expect([11, 12, 13, 14].map((date) => shown(input, date, 'VLT1'))).toEqual([
      ['8', '120', 'forecast'],
      ['8', '148', 'forecast'],
      ['10', '190', 'forecast'],
      ['10', '160', 'budget'],
    ])
    expect(payrollMonth({ ...input, defaultRate: new Decimal(21) }).days[10]?.byCode['VLT1']?.cost?.toString()).toBe(
      '168',
    )
  })

  test('a typed 0 is a zero, not a gap that the budget fills', () => {
    const input = aMonth({
      forecast: { 'payroll.hours.GSA1': on({ 11: 0 }) },
      budget: { 'payroll.hours.GSA1': 24_000 },
    })
    expect([shown(input, 11), shown(input, 12)]).toEqual([
      ['0', '0', 'forecast'],
      ['8', '138', 'budget'],
    ])
  })

  test('up to the last loaded day the actual counts, and a code that did not work then has none', () => {
    const input = aMonth({
      jobs: [aJob(), VALET, MANAGER],
      actual: { 'payroll.hours.GSA1': on({ 8: 1600, 9: 0 }), 'payroll.cost.GSA1': on({ 8: 29_999 }) },
      forecast: { 'payroll.hours.GSA1': on({ 7: 300, 8: 700, 9: 500 }), 'payroll.hours.VLT1': on({ 8: 450 }) },
    })
    expect(payrollMonth(input).lastActual).toBe('2026-04-08')
    expect([shown(input, 8), shown(input, 8, 'VLT1'), shown(input, 7), shown(input, 9)]).toEqual([
      ['16', '299.99', 'actual'],
      [null, null, 'actual'],
      ['3', '51.75', 'forecast'],
      ['5', '86.25', 'forecast'],
    ])
    expect([shown(input, 8, 'MGR'), shown(input, 20, 'MGR')]).toEqual([
      ['8', '200', 'salary'],
      ['8', '200', 'salary'],
    ])
  })

  test('a family of 100 hours has codes of 60 and 40 hours', () => {
    const input = aMonth({
      jobs: [aJob(), aJob({ code: 'GSA2' })],
      forecast: { 'payroll.hours.GSA1': on({ 11: 6000 }), 'payroll.hours.GSA2': on({ 11: 4000 }) },
    })
    expect(payrollTotal(payrollMonth(input).days, ['GSA1', 'GSA2']).hours?.toString()).toBe('100')
    expect(payrollTotal(payrollMonth(aMonth()).days, ['GSA1'])).toEqual({ hours: null, cost: null })
  })

  test('always: the days of a budget are its month again', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e9 }), fc.nat({ max: 1e9 }), (hours, cost) => {
        const days = payrollBudgetDays(
          aMonth({ budget: { 'payroll.hours.GSA1': hours, 'payroll.cost.GSA1': cost } }),
          aJob(),
        )
        expect(Decimal.sum(...days.map((day) => day.hours ?? ZERO)).equals(fromScaled(hours, 2))).toBe(true)
        expect(Decimal.sum(...days.map((day) => day.cost ?? ZERO)).equals(fromScaled(cost, 2))).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('payroll cost of a month (domain.md 8)', () => {
  test('is actual to date and forecast after it, and says which hours at which rate', () => {
    const jobs = [aJob(), MANAGER]
    const month = payrollMonth(
      aMonth({
        jobs,
        actual: { 'payroll.hours.GSA1': on({ 1: 1000 }), 'payroll.cost.GSA1': on({ 1: 20_011 }) },
        forecast: { 'payroll.hours.GSA1': on({ 2: 800, 3: 700 }) },
      }),
    )
    const cost = payrollCost(month, jobs)
    // 200.11 + 15 h × 17.25, and 30 days × 200
    expect(cost.total?.toString()).toBe('6458.86')
    expect(cost.parts.map(({ id, value }) => [id, value?.toString()])).toEqual([
      ['GSA', '458.86'],
      ['Salaried', '6000'],
    ])
    expect(cost.steps.map(({ label, value }) => [label, value?.toString()])).toEqual([
      ['Guest service agent, 1 day', '200.11'],
      ['Guest service agent, 2 days', '258.75'],
      ['Site manager, 30 days', '6000'],
    ])
    expect(cost.steps[1]?.given.map(({ name, value, origin }) => [name, String(value), origin])).toEqual([
      ['hours', '15', 'forecast'],
      ['rate', '17.25', 'forecast'],
    ])
  })

  test('always: the parts and the steps add up to the total', () => {
    const hours = fc.array(fc.option(fc.nat({ max: 2400 })), { minLength: 30, maxLength: 30 })
    fc.assert(
      fc.property(hours, hours, hours, fc.option(fc.nat({ max: 1e7 })), (typed, worked, valet, budget) => {
        const jobs = [aJob(), VALET, MANAGER]
        const month = payrollMonth(
          aMonth({
            jobs,
            forecast: { 'payroll.hours.GSA1': typed, 'payroll.cost.VLT1': valet },
            actual: { 'payroll.hours.GSA1': worked },
            budget: { 'payroll.hours.GSA1': budget, 'payroll.hours.VLT1': budget },
          }),
        )
        const cost = payrollCost(month, jobs)
        const added = (values: readonly (Decimal | null)[]) => Decimal.sum(0, ...values.map((value) => value ?? ZERO))
        expect(added(cost.parts.map(({ value }) => value)).equals(cost.total ?? ZERO)).toBe(true)
        expect(added(cost.steps.map(({ value }) => value)).equals(cost.total ?? ZERO)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('per-labor-hour sites (domain.md 3.9)', () => {
  const billed = aJob({ billing: { rate: new Decimal('25.03'), overtimeRate: null } })
  /** Saturday 4 April to Friday 10 April: 46 hours. */
  const week = ['04', '05', '06', '07', '08', '09'].map((date, i) => ({
    day: `2026-04-${date}`,
    hours: new Decimal([8, 8, 8, 8, 8, 6][i] ?? 0),
  }))

  test('46 h at 25.03 and 37.55 are 1,001.20 + 225.30 = 1,226.50', () => {
    const revenue = laborRevenue(billed, '2026-04', week)
    expect(revenue.parts.map(({ value }) => value?.toFixed(2))).toEqual(['1001.20', '225.30'])
    expect([revenue.total?.toFixed(2), overtimeRateOf(must(billed.billing, 'billing')).toString()]).toEqual([
      '1226.50',
      '37.55',
    ])
  })

  test('with the split turned off all hours earn the rate', () => {
    expect(laborRevenue(billed, '2026-04', week, false).total?.toFixed(2)).toBe('1151.38')
  })

  test('a code without a contract rate earns 0 and is flagged', () => {
    const revenue = laborRevenue(aJob(), '2026-04', week)
    expect([revenue.total?.toString(), revenue.remark]).toEqual([
      '0',
      'Guest service agent is not billable: the contract has no rate for it.',
    ])
  })

  test('a week over the end of the month fills its 40 hours with the days before, which earn nothing here', () => {
    const days = ['2026-03-28', '2026-03-30', '2026-03-31', '2026-04-01', '2026-04-04'].map((day) => ({
      day,
      hours: new Decimal(12),
    }))
    const revenue = laborRevenue(billed, '2026-04', days)
    // 36 h in March leave 4 of Wednesday's 12; Saturday starts anew.
    expect(revenue.steps.map(({ given }) => String(given[0]?.value))).toEqual(['16', '8'])
  })

  test('the hours of a month are taken from what counts of each day', () => {
    const month = payrollMonth(aMonth({ forecast: { 'payroll.hours.GSA1': on({ 5: 725 }) } }))
    const hours = hoursByDay(month.days, 'GSA1')
    expect([hours.length, hours[4]?.hours.toString(), hours[5]?.hours.toString()]).toEqual([30, '7.25', '0'])
  })

  test('always: no hour is lost in a split, and no week has more than 40 regular hours', () => {
    const hours = fc.array(fc.nat({ max: 2400 }), { minLength: 30, maxLength: 30 })
    fc.assert(
      fc.property(hours, (list) => {
        const days = daysOf('2026-04').map((day, i) => ({ day, hours: fromScaled(list[i] ?? 0, 2) }))
        const split = splitOvertime(days.toReversed())
        expect(split.every((one, i) => one.regular.plus(one.overtime).equals(days[i]?.hours ?? -1))).toBe(true)
        for (const first of ['2026-04-01', '2026-04-04', '2026-04-11', '2026-04-18', '2026-04-25']) {
          const start = daysOf('2026-04').indexOf(first)
          const regular = Decimal.sum(
            0,
            ...split.slice(start, first === '2026-04-01' ? 3 : start + 7).map((d) => d.regular),
          )
          const all = Decimal.sum(0, ...days.slice(start, first === '2026-04-01' ? 3 : start + 7).map((d) => d.hours))
          expect(regular.toString()).toBe(Decimal.min(40, all).toString())
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('variance (domain.md 3.10)', () => {
  const of = (forecast: string, budget: string) => {
    const found = must(payrollToBudget(new Decimal(forecast), new Decimal(budget)), 'both sides')
    return [found.amount.toString(), found.percent?.toFixed(1) ?? null, found.band, found.verdict]
  }

  test('over budget is unfavorable and says how far in size; a budget of 0 has no percent', () => {
    expect([of('106', '100'), of('80', '100'), of('5', '0'), of('7', '7')]).toEqual([
      ['6', '6.0', 'medium', 'unfavorable'],
      ['-20', '-20.0', 'high', 'favorable'],
      ['5', null, null, 'unfavorable'],
      ['0', '0.0', 'low', 'on-plan'],
    ])
    expect(payrollToBudget(null, ZERO)).toBeNull()
  })

  test('exactly 5 and exactly 15 are medium', () => {
    expect(['4.99', '5', '-15', '15.01'].map((percent) => payrollBand(new Decimal(percent)))).toEqual([
      'low',
      'medium',
      'medium',
      'high',
    ])
  })

  test('the schedule’s accuracy is 0 where nothing was scheduled', () => {
    expect([
      scheduledAccuracy(new Decimal(110), new Decimal(88)).toString(),
      scheduledAccuracy(new Decimal(9), ZERO).toString(),
    ]).toEqual(['25', '0'])
  })
})
