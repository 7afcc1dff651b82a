import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../core/decimal.ts'
import { copySchedule } from './copy-schedule.ts'
import { assignmentProblem, jobCodeProblem, jobGroupProblem, payrollUnavailable } from './job-administration.ts'
import {
  type FamilyShare,
  payrollDayIsLocked,
  plausibleDayHours,
  resetToBudget,
  spreadToCodes,
  spreadWeek,
  typedPayroll,
} from './payroll-entry.ts'
import { scheduledHours, type Shift } from './scheduled-shifts.ts'

const TODAY = '2026-04-10'
const share = (
  code: string,
  forecast: number | null,
  employees = 0,
  annualSalary: Decimal | null = null,
): FamilyShare => ({
  code,
  forecast,
  employees,
  annualSalary,
})
const values = (found: readonly { readonly value: number | null }[]) => found.map(({ value }) => value)

describe('typing payroll (domain.md 3.7)', () => {
  test('hours clear the typed cost of the day, and a cost clears the hours', () => {
    expect(typedPayroll('GSA1', '2026-04-11', 'hours', 750)).toEqual([
      { lineId: 'payroll.hours.GSA1', period: '2026-04-11', value: 750 },
      { lineId: 'payroll.cost.GSA1', period: '2026-04-11', value: null },
    ])
    expect(typedPayroll('GSA1', '2026-04-11', 'cost', 990)[1]?.lineId).toBe('payroll.hours.GSA1')
  })

  test('C-25: a family’s value follows what is forecast now, else the employees, else it is equal', () => {
    expect(values(spreadToCodes(10_000, [share('GSA1', 6000, 1), share('GSA2', 4000, 9)]))).toEqual([6000, 4000])
    expect(values(spreadToCodes(10_000, [share('GSA1', 0, 5), share('GSA2', null, 1)]))).toEqual([8333, 1667])
    expect(values(spreadToCodes(10_001, [share('GSA1', null), share('GSA2', null)]))).toEqual([5001, 5000])
  })

  test('salaried codes take no part, and clearing clears every code', () => {
    const shares = [share('GSA1', 5, 1), share('MGR', 8, 2, new Decimal(50_000)), share('GSA2', null, 1)]
    expect(spreadToCodes(700, shares)).toEqual([
      { code: 'GSA1', value: 700 },
      { code: 'GSA2', value: 0 },
    ])
    expect(values(spreadToCodes(null, shares))).toEqual([null, null])
    expect(spreadToCodes(700, shares.slice(1, 2))).toEqual([])
  })

  test('C-27: a week’s total follows the pattern of its open days and keeps what the locked days hold', () => {
    const day = (date: string, value: number | null, isLocked = false) => ({ day: `2026-04-${date}`, value, isLocked })
    expect(spreadWeek(4000, [day('09', 1000, true), day('10', 200), day('11', 400), day('12', null)])).toEqual({
      kind: 'writes',
      days: [
        { day: '2026-04-10', value: 1000 },
        { day: '2026-04-11', value: 2000 },
        { day: '2026-04-12', value: 0 },
      ],
    })
    expect(spreadWeek(7, [day('10', null), day('11', null)])).toMatchObject({ days: [{ value: 4 }, { value: 3 }] })
    expect(spreadWeek(999, [day('09', 1000, true), day('10', 200)])).toEqual({
      kind: 'refused',
      message: 'The locked days already hold more than that.',
    })
    expect(spreadWeek(5, [day('09', null, true)]).kind).toBe('refused')
  })

  test('a reset touches no past day', () => {
    expect(['2026-04-09', TODAY].map((day) => payrollDayIsLocked(day, TODAY))).toEqual([true, false])
    const writes = resetToBudget('GSA1', ['2026-04-09', TODAY], TODAY)
    expect(writes.map(({ lineId, period, value }) => [lineId, period, value])).toEqual([
      ['payroll.hours.GSA1', TODAY, null],
      ['payroll.cost.GSA1', TODAY, null],
      ['payroll.rate.GSA1', TODAY, null],
    ])
    expect(plausibleDayHours(3)).toBe(72)
  })

  test('always: a family’s codes add up to what was typed', () => {
    const shares = fc.array(fc.tuple(fc.option(fc.nat({ max: 50_000 })), fc.nat({ max: 500 })), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(fc.nat({ max: 1_200_000 }), shares, (value, list) => {
        const found = spreadToCodes(
          value,
          list.map(([forecast, employees], i) => share(`VLT${i}`, forecast, employees)),
        )
        expect(found.reduce((sum, one) => sum + (one.value ?? 0), 0)).toBe(value)
      }),
    )
  })
})

describe('copy schedule (domain.md 3.8, C-29)', () => {
  const aShift = (day: string, code: string, minutes: number, changed: Partial<Shift> = {}): Shift => ({
    day,
    code,
    status: 'SCHEDULED',
    deleted: false,
    regularMinutes: minutes,
    overtimeMinutes: 0,
    doubleOvertimeMinutes: 0,
    ...changed,
  })
  const jobs = [
    { code: 'GSA1', annualSalary: null },
    { code: 'VLT1', annualSalary: null },
    { code: 'MGR', annualSalary: new Decimal(60_000) },
  ]
  const window = { first: '2026-04-01', last: '2026-06-30' }

  test('takes today and later, adds the shifts of a code, and leaves everything else alone', () => {
    const copy = copySchedule(
      scheduledHours([
        aShift('2026-04-12', 'VLT1', 240),
        aShift('2026-04-10', 'GSA1', 480),
        aShift('2026-04-10', 'GSA1', 270, { status: 'CONFIRMED' }),
        aShift('2026-04-09', 'GSA1', 480),
        aShift('2026-07-01', 'GSA1', 480),
        aShift('2026-04-11', 'GSA1', 480, { status: 'DRAFT' }),
        aShift('2026-04-11', 'MGR', 480),
        aShift('2026-04-11', 'BELL', 480),
      ]),
      jobs,
      TODAY,
      window,
      (lineId, day) => (lineId === 'payroll.cost.VLT1' && day === '2026-04-12' ? 5000 : null),
    )
    expect(copy.writes.map(({ lineId, period, value }) => [lineId, period, value])).toEqual([
      ['payroll.hours.GSA1', '2026-04-10', 1250],
      ['payroll.cost.GSA1', '2026-04-10', null],
      ['payroll.hours.VLT1', '2026-04-12', 400],
      ['payroll.cost.VLT1', '2026-04-12', null],
    ])
    expect([copy.range, copy.overwritten]).toEqual([
      { first: '2026-04-10', last: '2026-04-12' },
      [{ lineId: 'payroll.cost.VLT1', period: '2026-04-12', value: 5000 }],
    ])
  })

  test('without a schedule there is nothing to copy, and what is the same already is not overwritten', () => {
    expect(copySchedule(scheduledHours([]), jobs, TODAY, window, () => 1)).toEqual({
      writes: [],
      range: null,
      overwritten: [],
    })
    const same = copySchedule(scheduledHours([aShift('2026-04-10', 'GSA1', 480)]), jobs, TODAY, window, (lineId) =>
      lineId === 'payroll.hours.GSA1' ? 800 : null,
    )
    expect(same.overwritten).toEqual([])
  })

  test('0 scheduled hours are no schedule', () => {
    const stored = new Map([['2026-04-10', new Map([['GSA1', new Decimal(0)]])]])
    expect(copySchedule(stored, jobs, TODAY, window, () => 1)).toEqual({ writes: [], range: null, overwritten: [] })
  })
})

describe('job codes and groups (domain.md 3.3)', () => {
  const valet = { id: 'v', name: 'Valet', description: '', active: true }
  const old = { id: 'o', name: 'Old', description: '', active: false }
  const job = { code: 'VLT1', title: 'Valet attendant', familyId: 'v', active: true }

  test('a code needs a title and the right form, and an active code an active group', () => {
    expect([
      jobCodeProblem(job, [valet]),
      jobCodeProblem({ ...job, title: ' ' }, [valet]),
      jobCodeProblem({ ...job, code: 'vlt1' }, [valet]),
      jobCodeProblem({ ...job, familyId: 'o' }, [valet, old]),
      jobCodeProblem({ ...job, familyId: 'o', active: false }, [valet, old]),
    ]).toEqual([
      null,
      'Title is required.',
      'A job code looks like GSA1: 2 to 6 letters, then up to 3 digits.',
      'An active job code needs an active group.',
      null,
    ])
  })

  test('group names are unique, and a group with active codes stays active', () => {
    expect([
      jobGroupProblem(valet, [valet, old], [job]),
      jobGroupProblem({ ...valet, name: ' old' }, [valet, old], []),
      jobGroupProblem({ ...valet, active: false }, [valet], [job]),
      jobGroupProblem({ ...valet, active: false }, [valet], [{ ...job, active: false }]),
      jobGroupProblem({ ...valet, name: 'x'.repeat(101) }, [], []),
      jobGroupProblem({ ...valet, description: 'x'.repeat(501) }, [], []),
    ]).toEqual([
      null,
      'A group with this name exists.',
      'A group can be deactivated when all its job codes are inactive.',
      null,
      'A name has at most 100 characters.',
      'A description has at most 500 characters.',
    ])
  })

  test('an assignment names 1 to 100 different codes and an active group', () => {
    const catalogue = { codes: [job, { ...job, code: 'VLT2', active: false }], groups: [valet, old] }
    const many = Array.from({ length: 101 }, (_, i) => `VLT${i}`)
    expect([
      assignmentProblem(['VLT1'], 'v', catalogue),
      assignmentProblem(['VLT1'], null, catalogue),
      assignmentProblem([], 'v', catalogue),
      assignmentProblem(many, 'v', catalogue),
      assignmentProblem(['VLT1', 'VLT1'], 'v', catalogue),
      assignmentProblem(['VLT9'], 'v', catalogue),
      assignmentProblem(['VLT1'], 'o', catalogue),
      assignmentProblem(['VLT2'], 'o', catalogue),
    ]).toEqual([
      null,
      'Choose a target group.',
      'Select at least one job code.',
      'No more than 100 job codes at a time.',
      'Duplicate job code ids.',
      'Job code not found: VLT9.',
      'An active job code needs an active group.',
      null,
    ])
  })

  test('a site without codes says whom to ask', () => {
    expect([payrollUnavailable([job]), payrollUnavailable([])]).toEqual([
      null,
      'This site has no job codes. Ask the HR systems team to assign them.',
    ])
  })
})
