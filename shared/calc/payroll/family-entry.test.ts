import { describe, expect, test } from 'vitest'
import { Decimal } from '../../core/decimal.ts'
import type { CodeDay } from './code-days.ts'
import { enterDay, enterWeek } from './family-entry.ts'

const of = (amount: number) => new Decimal(amount)
const NOTHING = { hours: null, cost: null }

/** A code of 20 dollars an hour: what is typed, what is budgeted, who works in it. */
function aCode(
  code: string,
  known: { hours?: number; cost?: number; budget?: number; employees?: number; salary?: number } = {},
): CodeDay {
  const { hours, cost, budget, employees = 1, salary } = known
  const shown = hours ?? (cost === undefined ? budget : cost / 20)
  const pair = shown === undefined ? NOTHING : { hours: of(shown), cost: of(shown * 20) }
  const typed = hours !== undefined ? 'hours' : cost !== undefined ? 'cost' : null
  return {
    job: {
      code,
      title: code,
      familyId: 'Valet',
      averageRate: of(20),
      employees,
      annualSalary: salary === undefined ? null : of(salary),
      billing: null,
    },
    value: { ...pair, rate: of(20), isRateTyped: false, origin: typed ? 'forecast' : 'budget' },
    scheduled: NOTHING,
    actual: NOTHING,
    forecast: { ...(typed ? pair : NOTHING), rateOverride: null, typed },
    budget: NOTHING,
  }
}

describe('a family’s day (domain.md 3.7, C-25)', () => {
  test('goes by what is typed, else by employees, else equally, and never to the salaried', () => {
    const all = [
      enterDay([aCode('VLT1', { hours: 6 }), aCode('VLT2', { hours: 2, employees: 9 })], 'hours', 1000),
      enterDay([aCode('VLT1', { budget: 6, employees: 3 }), aCode('VLT2', { budget: 2 })], 'hours', 1000),
      enterDay([aCode('VLT1', { employees: 0 }), aCode('VLT2', { employees: 0 })], 'hours', 1001),
      enterDay([aCode('VLT1'), aCode('MGR', { salary: 60_000 })], 'cost', 900),
      enterDay([aCode('MGR', { salary: 60_000 })], 'cost', 900),
    ].map(({ codes, rule }) => [rule, ...codes.map(({ code, value }) => `${code} ${value}`)])
    expect(all).toEqual([
      ['forecast', 'VLT1 750', 'VLT2 250'],
      ['employees', 'VLT1 750', 'VLT2 250'],
      ['equal', 'VLT1 501', 'VLT2 500'],
      ['employees', 'VLT1 900'],
      ['equal'],
    ])
  })

  test('what the codes hold already changes none of them', () => {
    const typed = [aCode('VLT1', { hours: 6 }), aCode('VLT2', { hours: 2 })]
    const mixed = [aCode('VLT1', { hours: 6 }), aCode('VLT2', { cost: 40 })]
    const budgeted = [aCode('VLT1', { budget: 6 }), aCode('VLT2', { budget: 2 })]
    const cells = (now: CodeDay[], value: number | null) => enterDay(now, 'hours', value).codes.length
    expect([cells(typed, 800), cells(typed, 801), cells(typed, null)]).toEqual([0, 2, 2])
    expect([cells(mixed, 800), cells(budgeted, 800), cells(budgeted, null)]).toEqual([2, 2, 0])
    expect(cells([aCode('VLT1', { hours: 6 })], 600)).toBe(1)
  })
})

describe('a family’s week (domain.md 3.7, C-27)', () => {
  const days = [
    { day: '2026-04-12', isLocked: true, codes: [aCode('VLT1', { hours: 5 }), aCode('VLT2', { hours: 1 })] },
    { day: '2026-04-13', isLocked: false, codes: [aCode('VLT1', { hours: 6 }), aCode('VLT2', { hours: 2 })] },
    { day: '2026-04-14', isLocked: false, codes: [aCode('VLT1', { hours: 1 }), aCode('VLT2', { hours: 3 })] },
  ]
  const told = (entry: ReturnType<typeof enterWeek>) =>
    entry.kind === 'refused'
      ? entry.message
      : [
          entry.rule,
          ...entry.days.flatMap(({ day, codes }) => codes.map((one) => `${day.slice(8)} ${one.code} ${one.value}`)),
        ]

  test('keeps the locked days, spreads the rest by the days’ pattern, and each day over its codes', () => {
    expect(told(enterWeek(days, 'hours', 3000))).toEqual([
      'pattern',
      '13 VLT1 1200',
      '13 VLT2 400',
      '14 VLT1 200',
      '14 VLT2 600',
    ])
  })

  test('is spread equally where the open days hold nothing', () => {
    const empty = days.map((day) => ({ ...day, codes: [aCode('VLT1')] }))
    expect(told(enterWeek(empty, 'hours', 501))).toEqual(['equal', '13 VLT1 251', '14 VLT1 250'])
  })

  test('cleared, it clears its open days', () => {
    expect(told(enterWeek(days, 'hours', null))).toEqual([
      'pattern',
      '13 VLT1 null',
      '13 VLT2 null',
      '14 VLT1 null',
      '14 VLT2 null',
    ])
  })

  test('is refused where the locked days hold more, or every day is locked', () => {
    const locked = days.map((day) => ({ ...day, isLocked: true }))
    expect([told(enterWeek(days, 'hours', 599)), told(enterWeek(locked, 'hours', 9000))]).toEqual([
      'The locked days already hold more than that.',
      'Every one of these days is locked.',
    ])
  })
})
