import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aContract, aJob, d, text } from '../../../tests/support/a-contract.ts'
import { addDays, daysOf, overtimeWeekOf } from '../../core/calendar.ts'
import { ZERO } from '../../core/decimal.ts'
import type { JobRate } from './contract.ts'
import type { JobHours } from './month-input.ts'
import { hoursOfMonth } from './overtime.ts'
import { variance } from '../variance.ts'
import { perLaborHour } from './per-labor-hour.ts'

type Days = Readonly<Record<string, number>>
const worked = (days: Days): JobHours => ({
  days: Object.entries(days).map(([day, hours]) => ({ day, hours: d(hours) })),
  budget: null,
})
const budgeted = (hours: number | null): JobHours => ({ days: null, budget: hours === null ? null : d(hours) })
/** Four full weeks of 45 hours in August 2026, which starts on a Saturday: 160 regular and 20 overtime hours. */
const FOUR_WEEKS = worked(
  Object.fromEntries(
    daysOf('2026-08')
      .slice(0, 28)
      .map((day, i) => [day, [9, 9, 9, 9, 9, 0, 0][i % 7] ?? 0]),
  ),
)

const perHour = (
  jobRates: readonly JobRate[],
  hours: Readonly<Record<string, JobHours>>,
  changed = {},
  month = '2026-08',
) => perLaborHour(aContract({ perLaborHour: { jobRates, useOvertimeSplit: true }, ...changed }), month, hours)
const split = (hours: JobHours, month: string, useOvertimeSplit = true) => {
  const found = hoursOfMonth(hours, month, useOvertimeSplit)
  return found && [text(found.regular), text(found.overtime), found.origin]
}

describe('overtime weeks (domain.md 0.2)', () => {
  test('a week runs from Saturday to Friday, also across months and years', () => {
    expect(['2026-04-03', '2026-04-04', '2026-04-10', '2026-04-11', '2026-01-02'].map(overtimeWeekOf)).toEqual([
      '2026-03-28',
      '2026-04-04',
      '2026-04-04',
      '2026-04-11',
      '2025-12-27',
    ])
  })

  test('hours before the first of the month fill the week and earn in their own month', () => {
    // Saturday 28 March to Friday 3 April 2026: 30 hours in March, 15 in April
    const hours = worked({ '2026-03-29': 15, '2026-03-30': 15, '2026-04-01': 15 })
    expect([split(hours, '2026-03'), split(hours, '2026-04')]).toEqual([
      ['30', '0', 'forecast'],
      ['10', '5', 'forecast'],
    ])
  })

  test('exactly 40 hours hold no overtime', () => {
    expect(split(worked({ '2026-04-06': 40 }), '2026-04')).toEqual(['40', '0', 'forecast'])
    expect(split(worked({ '2026-04-06': 40, '2026-04-07': 0.25 }), '2026-04')).toEqual(['40', '0.25', 'forecast'])
  })

  test('without the split all hours of the month are regular', () => {
    expect(split(worked({ '2026-03-31': 9, '2026-04-06': 46 }), '2026-04', false)).toEqual(['46', '0', 'forecast'])
  })

  test('hours with a memo asked again give the very answer, and another one for another month or without the split', () => {
    const hours = { ...worked({ '2026-03-31': 9, '2026-04-06': 46 }), memo: {} }
    const april = hoursOfMonth(hours, '2026-04', true)
    expect(hoursOfMonth(hours, '2026-04', true)).toBe(april)
    expect([split(hours, '2026-03'), split(hours, '2026-04', false), split(hours, '2026-04')]).toEqual([
      ['9', '0', 'forecast'],
      ['46', '0', 'forecast'],
      ['40', '6', 'forecast'],
    ])
  })

  test('always: each hour counts once, whatever the order of the days', () => {
    const days = fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 37, maxLength: 37 })
    fc.assert(
      fc.property(days, fc.integer(), (hours, seed) => {
        const entries = hours.map((n, i) => ({ day: addDays('2026-03-28', i), hours: d(n).div(100) }))
        const shuffled = [...entries].sort(
          (a, b) => (a.hours.times(seed).toNumber() % 7) - (b.hours.times(seed).toNumber() % 7),
        )
        const found = hoursOfMonth({ days: entries, budget: null }, '2026-04', true)
        const inApril = entries.filter(({ day }) => day.startsWith('2026-04'))
        const total = inApril.reduce((sum, { hours: n }) => sum.plus(n), ZERO)
        expect(text(found?.regular.plus(found.overtime))).toBe(text(total))
        expect(hoursOfMonth({ days: shuffled, budget: null }, '2026-04', true)).toEqual(found)
      }),
    )
  })
})

describe('per labor hour (domain.md 6.3)', () => {
  const second = aJob({ jobCode: 'GSC1', name: 'Coordinator' })
  const twoJobs = { VLT1: FOUR_WEEKS, GSC1: worked({ '2026-08-03': 45 }) }

  test('6.3: 160 and 20 overtime hours at 25.08 are 4,514.40, with a second job of 40 and 5 hours 5,643.00', () => {
    const found = perHour([aJob(), second], twoJobs)
    expect(found?.parts.map(({ value }) => text(value))).toEqual(['4514.4', '1128.6'])
    expect(text(found?.total)).toBe('5643')
  })

  test('6.3: after a fixed step of 3.00 on the rates the same hours are 6,318.00, 675.00 or 11.96 % more', () => {
    const raised = { rate: d('28.08'), overtimeRate: d('28.08') }
    const found = perHour([aJob(raised), aJob({ ...raised, jobCode: 'GSC1' })], twoJobs)
    expect(found?.parts.map(({ value }) => text(value))).toEqual(['5054.4', '1263.6'])
    expect(text(found?.total)).toBe('6318')
    const more = variance(found?.total ?? null, perHour([aJob(), second], twoJobs)?.total ?? null, 1)
    expect([text(more?.amount), more?.percent?.toFixed(2)]).toEqual(['675', '11.96'])
  })

  test('6.3: 46 hours in a week at 25.03 and 37.55 are 1,001.20 + 225.30 = 1,226.50', () => {
    const job = aJob({ rate: d('25.03'), overtimeRate: null })
    const found = perHour([job], { VLT1: worked({ '2026-08-03': 20, '2026-08-04': 20, '2026-08-05': 6 }) })
    expect(text(found?.total)).toBe('1226.5')
    expect(found?.steps[0]?.given.map(({ name, value }) => [name, String(value)])).toEqual([
      ['regular hours', '40'],
      ['rate', '25.03'],
      ['overtime hours', '6'],
      ['overtime rate', '37.55'],
    ])
  })

  test('6.3: without payroll rows the budget hours count, 100 × 15 = 1,500.00', () => {
    const job = aJob({ rate: d(15), overtimeRate: d('22.50') })
    expect(text(perHour([job], { VLT1: budgeted(100) })?.total)).toBe('1500')
    const many = perHour([job], { VLT1: budgeted(900) })
    expect([text(many?.total), many?.remark]).toEqual([
      '13500',
      'Budget hours have no weeks, so VLT1 earns no overtime.',
    ])
  })

  test('payroll rows of zero hours are known and give 0, not the budget', () => {
    const hours = { VLT1: { ...worked({ '2026-08-03': 0 }), budget: d(100) } }
    expect(text(perHour([aJob()], hours)?.total)).toBe('0')
  })

  test('the flag off pays every hour at the regular rate', () => {
    const jobRates = [aJob({ rate: d(10), overtimeRate: d(15) })]
    const contract = aContract({ perLaborHour: { jobRates, useOvertimeSplit: false } })
    expect(text(perLaborHour(contract, '2026-08', { VLT1: FOUR_WEEKS })?.total)).toBe('1800')
  })

  test('the contract increment raises the amount from the start of the job, or of the contract', () => {
    const terms = { incrementMonth: 7, incrementAmount: d(10), startDate: '2025-01-01' }
    const hours = { VLT1: budgeted(10) }
    const job = aJob({ rate: d(20) })
    expect(text(perHour([job], hours, terms)?.total)).toBe('242')
    expect(text(perHour([{ ...job, startDate: '2026-01-01' }], hours, terms)?.total)).toBe('220')
    expect(text(perHour([{ ...job, startDate: '2026-08-01' }], hours, terms)?.total)).toBe('200')
    expect(text(perHour([job], hours, { ...terms, ratesAlreadyEscalatedThrough: '2025-12-31' })?.total)).toBe('220')
  })

  test('a job that is not active earns nothing, and one without hours has no answer', () => {
    const ended = aJob({ jobCode: 'OLD1', endDate: '2026-07-31' })
    expect(perHour([ended], { OLD1: budgeted(50) })?.total?.toFixed()).toBe('0')
    const found = perHour([aJob(), second], { VLT1: budgeted(null) })
    expect([found?.total, found?.remark]).toEqual([null, 'No hours are known for VLT1, GSC1.'])
    expect(perLaborHour(aContract(), '2026-08', {})).toBeNull()
  })
})
