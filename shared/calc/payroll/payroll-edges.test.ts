import { describe, expect, test } from 'vitest'
import { told } from '../../../tests/support/told.ts'
import { daysOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { copySchedule } from './copy-schedule.ts'
import { averageHourlyRate } from './hourly-rate.ts'
import { assignmentProblem, type JobGroup, jobGroupProblem } from './job-administration.ts'
import { budgetByCode, codesOfProfile } from './job-profile.ts'
import { laborRevenue } from './labor-revenue.ts'
import { splitOvertime } from './overtime.ts'
import { payrollCost } from './payroll-cost.ts'
import { spreadWeek } from './payroll-entry.ts'
import { type PayrollInput, payrollMonth, payrollTotal } from './payroll-month.ts'
import { payrollToBudget } from './payroll-variance.ts'
import { scheduledHours } from './scheduled-shifts.ts'
import { familyOf, payrollRows, type SiteJob } from './site-job.ts'

const of = (amount: number | string) => new Decimal(amount)
const aJob = (changed: Partial<SiteJob> = {}): SiteJob => ({
  code: 'GSA1',
  title: 'Guest service agent',
  familyId: 'GSA',
  averageRate: of(20),
  employees: 3,
  annualSalary: null,
  billing: null,
  ...changed,
})

describe('a budget’s job profiles', () => {
  const site = ['GSA1 GSA', 'GSC1 GSC', 'BELL Bell', 'DRV1 Shuttle', 'VLT1 Valet', 'CASH Cashier'].map((text) => {
    const [code = '', familyId = ''] = text.split(' ')
    return { code, familyId, employees: 1 }
  })
  test('each profile finds its family by its name, also with spaces around it, and not by a word inside it', () => {
    const profiles = [
      ' GSA1 ',
      'gsa night',
      'GSC lead',
      'Bell Captain',
      'Shuttle driver',
      'Valet runner',
      'VLT night',
      'cashier',
    ]
    const found = (profile: string) => codesOfProfile(profile, site).map(({ code }) => code)
    expect(profiles.map(found)).toEqual([
      ['GSA1'],
      ['GSA1'],
      ['GSC1'],
      ['BELL'],
      ['DRV1'],
      ['VLT1'],
      ['VLT1'],
      ['CASH'],
    ])
    expect(['Senior GSA', 'Lead GSC', 'Night VLT', 'Night valet'].map(found)).toEqual([[], [], [], []])
    expect(codesOfProfile('cashier', site.slice(0, 3))).toEqual([])
  })
  test('a differential belongs to the job before it, however it is spaced, and alone to valet', () => {
    const cost = (profile: string) => Object.fromEntries(budgetByCode([{ profile, hours: 5, cost: 7 }], site).codes)
    expect(
      [
        'DRV1 Shift Differential',
        'DRV1 shift  differential',
        'DRV1 Differential',
        'DRV1 shiftdifferential',
        'Shift Differential',
      ].map(cost),
    ).toEqual([
      { DRV1: { hours: 0, cost: 7 } },
      { DRV1: { hours: 0, cost: 7 } },
      { DRV1: { hours: 0, cost: 7 } },
      { DRV1: { hours: 0, cost: 7 } },
      { VLT1: { hours: 0, cost: 7 } },
    ])
  })
})

describe('job groups', () => {
  const group = (changed: Partial<JobGroup> = {}): JobGroup => ({
    id: 'v',
    name: 'Valet',
    description: '',
    active: true,
    ...changed,
  })
  const job = { code: 'VLT1', title: 'Valet attendant', familyId: 'v', active: true }
  test('a name of 100 and a description of 500 characters are taken, an empty name is not, spaces make no other name', () => {
    expect([
      jobGroupProblem(group({ name: 'x'.repeat(100), description: 'x'.repeat(500) }), [], []),
      jobGroupProblem(group({ name: '' }), [], []),
      jobGroupProblem(group({ name: '  ' }), [], []),
      jobGroupProblem(group(), [group({ id: 'o', name: ' VALET ' })], []),
    ]).toEqual([null, 'Name is required.', 'Name is required.', 'A group with this name exists.'])
  })
  test('active codes of other groups do not keep a group active, one of many of its own does', () => {
    const others = [job, { ...job, code: 'GSA1', familyId: 'g' }]
    expect([
      jobGroupProblem(group({ id: 'x', active: false }), [], others),
      jobGroupProblem(group({ active: false }), [], [{ ...job, active: false }, job]),
    ]).toEqual([null, 'A group can be deactivated when all its job codes are inactive.'])
  })
  test('100 codes at a time are taken; no group, an empty one and one that is not there are all no group', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ ...job, code: `VLT${i}` }))
    const catalogue = { codes: many, groups: [group()] }
    const codes = many.map(({ code }) => code)
    expect([null, ''].map((id) => assignmentProblem([], id, catalogue))).toEqual([
      'Choose a target group.',
      'Choose a target group.',
    ])
    expect([null, '', 'nowhere', 'v'].map((id) => assignmentProblem(codes, id, catalogue))).toEqual([
      'Choose a target group.',
      'Choose a target group.',
      'Choose a target group.',
      null,
    ])
  })
})

test('copying a schedule takes the first and the last day of the window, in order, and says what it overwrites', () => {
  const shift = (day: string) => ({
    day,
    code: 'GSA1',
    status: 'SCHEDULED' as const,
    deleted: false,
    regularMinutes: 480,
    overtimeMinutes: 0,
    doubleOvertimeMinutes: 0,
  })
  const window = { first: '2026-04-11', last: '2026-04-13' }
  const days = ['2026-04-13', '2026-04-10', '2026-04-14', '2026-04-11', '2026-04-12']
  const forecast = (lineId: string, day: string) =>
    day === '2026-04-11' ? 800 : lineId === 'payroll.hours.GSA1' && day === '2026-04-12' ? 750 : null
  const copy = copySchedule(
    scheduledHours(days.map(shift)),
    [{ code: 'GSA1', annualSalary: null }],
    '2026-04-10',
    window,
    forecast,
  )
  expect([
    copy.writes.filter(({ value }) => value !== null).map(({ period }) => period),
    copy.range,
    copy.overwritten,
  ]).toEqual([
    ['2026-04-11', '2026-04-12', '2026-04-13'],
    { first: '2026-04-11', last: '2026-04-13' },
    [
      { lineId: 'payroll.cost.GSA1', period: '2026-04-11', value: 800 },
      { lineId: 'payroll.hours.GSA1', period: '2026-04-12', value: 750 },
    ],
  ])
})

test('overtime follows the days, in whatever order they come', () => {
  const day = (date: string, hours: number) => ({ day: `2026-04-${date}`, hours: of(hours) })
  const split = splitOvertime([day('14', 15), day('13', 14), day('16', 9), day('15', 12)])
  expect(split.map(({ day: date, regular, overtime }) => [date, String(regular), String(overtime)])).toEqual([
    ['2026-04-13', '14', '0'],
    ['2026-04-14', '15', '0'],
    ['2026-04-15', '11', '1'],
    ['2026-04-16', '0', '9'],
  ])
})

test('a week’s total that the locked days hold exactly leaves the open days 0', () => {
  const days = [
    { day: '2026-04-09', value: 1000, isLocked: true },
    { day: '2026-04-10', value: 200, isLocked: false },
  ]
  expect(spreadWeek(1000, days)).toEqual({ kind: 'writes', days: [{ day: '2026-04-10', value: 0 }] })
})

test('a code that is not the site’s adds nothing', () => {
  const { days } = payrollMonth({
    month: '2026-04',
    jobs: [aJob()],
    forecast: {},
    actual: {},
    budget: { 'payroll.hours.GSA1': 3_000 },
  })
  expect([payrollTotal(days, ['NEW7']), payrollTotal(days, ['GSA1', 'NEW7']).hours?.toString()]).toEqual([
    { hours: null, cost: null },
    '30',
  ])
})

test('payroll against a budget needs both sides', () => {
  expect([payrollToBudget(of(5), null), payrollToBudget(null, of(5))]).toEqual([null, null])
})

test('rows by code hold that code, and a code nobody placed is in Other', () => {
  expect(payrollRows('Code', [aJob()])).toEqual([{ id: 'GSA1', label: 'Guest service agent', codes: ['GSA1'] }])
  expect([familyOf('GSA1'), familyOf('NEW7')]).toEqual(['GSA', 'Other'])
})

describe('what payroll says about how it came about', () => {
  const on = (filled: Readonly<Record<number, number>>) => daysOf('2026-04').map((_, i) => filled[i + 1] ?? null)
  const manager = aJob({
    code: 'MGR',
    title: 'Site manager',
    familyId: 'Salaried',
    annualSalary: of(36_500),
    employees: 1,
  })
  const helper = aJob({ code: 'NEW7', title: 'Helper', familyId: 'Unplaced', averageRate: null })
  const aMonth = (changed: Partial<PayrollInput> = {}): PayrollInput => ({
    month: '2026-04',
    jobs: [aJob(), manager, helper],
    forecast: {},
    actual: {},
    budget: {},
    ...changed,
  })
  test('each code by where its hours come from, with its rate where it is one, and the families as parts', () => {
    const input = aMonth({
      actual: { 'payroll.hours.GSA1': on({ 1: 800 }), 'payroll.cost.GSA1': on({ 1: 17_600 }) },
      forecast: {
        'payroll.hours.GSA1': on({ 2: 750, 3: 400 }),
        'payroll.rate.GSA1': on({ 3: 2_500 }),
        'payroll.hours.NEW7': on({ 5: 100 }),
      },
      budget: { 'payroll.hours.GSA1': 30_000 },
    })
    expect(told(payrollCost(payrollMonth(input), input.jobs))).toEqual([
      'total 8841',
      'part GSA GSA: 5826',
      'part Salaried Salaried: 3000',
      'part Unplaced Unplaced: 15',
      '3.7 Guest service agent, 1 day: 176 money ← hours 8 hours actual ← rate 22 rate actual',
      '3.7 Guest service agent, 2 days: 250 money ← hours 11.5 hours forecast ← rate differs by day text forecast',
      '3.7 Guest service agent, 27 days: 5400 money ← hours 270 hours budget ← rate 20 rate budget',
      '3.4 Site manager, 30 days: 3000 money ← hours 240 hours salary ← rate 12.5 rate salary',
      '3.7 Helper, 1 day: unknown money ← hours unknown hours actual ← rate 15 rate actual',
      '3.7 Helper, 1 day: 15 money ← hours 1 hours forecast ← rate 15 rate forecast',
    ])
  })
  test('an actual of dollars alone or of hours alone is loaded, and its rate is known or worked out', () => {
    const figure = (changed: Partial<PayrollInput>) => {
      const found = payrollMonth(aMonth(changed)).days[0]?.byCode['GSA1']
      return [found?.hours, found?.cost, found?.rate, found?.isRateTyped, found?.origin].map(
        (value) => value?.toString() ?? null,
      )
    }
    expect([
      figure({ actual: { 'payroll.cost.GSA1': on({ 1: 17_600 }) } }),
      figure({ actual: { 'payroll.hours.GSA1': on({ 1: 800 }) } }),
      figure({ actual: { 'payroll.hours.GSA1': on({ 1: 800 }), 'payroll.cost.GSA1': on({ 1: 17_600 }) } }),
      figure({ budget: { 'payroll.cost.GSA1': 30_000 } }),
      figure({ budget: { 'payroll.cost.GSA1': 30_000 }, forecast: { 'payroll.rate.GSA1': on({ 1: 2_500 }) } }),
    ]).toEqual([
      [null, '176', '20', 'false', 'actual'],
      ['8', '160', '20', 'false', 'actual'],
      ['8', '176', '22', 'false', 'actual'],
      ['0.5', '10', '20', 'false', 'budget'],
      ['0.4', '10', '25', 'true', 'forecast'],
    ])
    const salaried = payrollMonth(aMonth()).days[0]?.byCode['MGR']
    expect([salaried?.origin, salaried?.isRateTyped, salaried?.rate.toString()]).toEqual(['salary', false, '12.5'])
  })
  test('an average rate names dollars and hours', () => {
    expect(told(averageHourlyRate([{ payType: 'REGULAR', hours: of(8), dollars: of(100) }]))).toEqual([
      'total 12.5',
      'part total Average hourly rate: 12.5',
      '3.4 Average hourly rate: 12.5 rate ← dollars 100 money actual ← hours 8 hours actual',
    ])
  })
  test('labor revenue names regular and overtime hours, or all hours where they are not split', () => {
    const billed = aJob({ billing: { rate: of(10), overtimeRate: null } })
    const days = [
      { day: '2026-04-13', hours: of(38) },
      { day: '2026-04-14', hours: of(5) },
    ]
    expect([
      told(laborRevenue(billed, '2026-04', days)),
      told(laborRevenue(billed, '2026-04', days, false)),
      told(laborRevenue(billed, '2026-05', days)),
      told(laborRevenue(aJob(), '2026-04', days)),
    ]).toEqual([
      [
        'total 445',
        'part regular Regular hours: 400',
        'part overtime Overtime hours: 45',
        '3.9 Regular hours: 400 money ← hours 40 hours payroll ← rate 10 rate contract',
        '3.9 Overtime hours: 45 money ← hours 3 hours payroll ← rate 15 rate contract',
      ],
      [
        'total 430',
        'part regular Regular hours: 430',
        '3.9 Regular hours: 430 money ← hours 43 hours payroll ← rate 10 rate contract',
      ],
      [
        'total unknown',
        'part regular Regular hours: unknown',
        'part overtime Overtime hours: unknown',
        '3.9 Regular hours: unknown money ← hours unknown hours payroll ← rate 10 rate contract',
        '3.9 Overtime hours: unknown money ← hours unknown hours payroll ← rate 15 rate contract',
      ],
      ['total 0', 'remark Guest service agent is not billable: the contract has no rate for it.'],
    ])
  })
})
