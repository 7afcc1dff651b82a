import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../core/decimal.ts'
import { averageHourlyRate, familyRate, rateOfCode } from './hourly-rate.ts'
import { budgetByCode, codesOfProfile } from './job-profile.ts'
import { salariedDay } from './salaried.ts'
import { hoursWithoutBreak, scheduledHours, type Shift, shiftHours } from './scheduled-shifts.ts'
import { isNewJobCode, payrollMode, payrollRows } from './site-job.ts'

const pay = (payType: string, hours: string, dollars: string) => ({
  payType,
  hours: new Decimal(hours),
  dollars: new Decimal(dollars),
})
const at = (averageRate: string | null, employees: number) => ({
  averageRate: averageRate === null ? null : new Decimal(averageRate),
  employees,
})
const aShift = (changed: Partial<Shift> = {}): Shift => ({
  day: '2026-04-11',
  code: 'GSA1',
  status: 'SCHEDULED',
  deleted: false,
  regularMinutes: 480,
  overtimeMinutes: 0,
  doubleOvertimeMinutes: 0,
  ...changed,
})
const SITE = [
  { code: 'GSA1', familyId: 'GSA', employees: 5 },
  { code: 'GSA2', familyId: 'GSA', employees: 1 },
  { code: 'CASH', familyId: 'Cashier', employees: 3 },
  { code: 'TCOORD', familyId: 'Other', employees: 2 },
  { code: 'VLT1', familyId: 'Valet', employees: 0 },
  { code: 'VLT2', familyId: 'Valet', employees: 0 },
]

describe('modes (domain.md 3.1)', () => {
  test('missing is inferred from the contract, and a text nobody knows or null means Group', () => {
    expect([
      payrollMode(undefined, ['RevenueShare', 'PerLaborHour']),
      payrollMode(undefined, ['FixedFee']),
      payrollMode('Hourly', ['PerLaborHour']),
      payrollMode(null, ['PerLaborHour']),
      payrollMode('Code', []),
    ]).toEqual(['Code', 'Group', 'Group', 'Group', 'Code'])
  })

  test('code mode shows each code, group mode the family, and a family without codes no row', () => {
    const jobs = [
      { code: 'VLT2', title: 'Senior valet attendant', familyId: 'Valet' },
      { code: 'GSA1', title: 'Guest service agent', familyId: 'GSA' },
      { code: 'VLT1', title: 'Valet attendant', familyId: 'Valet' },
      { code: 'NEW7', title: 'NEW7', familyId: 'Garage' },
    ]
    expect(payrollRows('Group', jobs)).toEqual([
      { id: 'GSA', label: 'GSA', codes: ['GSA1'] },
      { id: 'Valet', label: 'Valet', codes: ['VLT2', 'VLT1'] },
      { id: 'Garage', label: 'Garage', codes: ['NEW7'] },
    ])
    expect(payrollRows('Code', jobs).map((row) => row.id)).toEqual(['GSA1', 'VLT2', 'VLT1', 'NEW7'])
    expect(jobs.map(isNewJobCode)).toEqual([false, false, false, true])
  })
})

describe('hourly rates (domain.md 3.4)', () => {
  test('differentials and meal premiums bring dollars but no hours', () => {
    const rate = averageHourlyRate([
      pay('REGULAR', '70', '1190.35'),
      pay('Overtime', '3.5', '89.25'),
      pay('DIFFERENTIAL', '40', '60'),
      pay('MEAL PREMIUM', '2', '34'),
    ])
    // (1190.35 + 89.25 + 60 + 34) ÷ 73.5
    expect(rate.total?.toString()).toBe('18.688435')
    expect(averageHourlyRate([pay('REGULAR', '7', '100')]).total?.toString()).toBe('14.285714')
  })

  test('no hours give a rate of 0, which the default of 15.00 replaces', () => {
    const none = averageHourlyRate([pay('DIFFERENTIAL', '40', '60')])
    expect([none.total?.toString(), none.remark]).toEqual(['0', 'No hours in the last 14 days: the rate is 0.'])
    expect([rateOfCode(none.total), rateOfCode(null), rateOfCode(new Decimal('15.01'))].map(String)).toEqual([
      '15',
      '15',
      '15.01',
    ])
  })

  test('a family’s rate is weighted by employees, else a plain mean, else the default', () => {
    expect(familyRate([at('18', 5), at('24', 1), at(null, 3)]).toString()).toBe('17.666667')
    expect(familyRate([at('18', 0), at('25', 0)]).toString()).toBe('21.5')
    expect(familyRate([]).toString()).toBe('15')
  })

  test('a salaried code costs its yearly salary ÷ 365 and works 8 hours, per employee', () => {
    const day = salariedDay(new Decimal(73_000), 2)
    expect([day.hours, day.cost].map(String)).toEqual(['16', '400'])
  })

  test('always: a family’s rate lies between its codes’ lowest and highest', () => {
    const code = fc.record({ cents: fc.integer({ min: 1, max: 99_999 }), employees: fc.nat({ max: 500 }) })
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 9 }), (codes) => {
        const rates = codes.map(({ cents }) => new Decimal(cents).div(100))
        const rate = familyRate(codes.map(({ employees }, i) => ({ averageRate: rates[i] ?? null, employees })))
        expect(rate.greaterThanOrEqualTo(Decimal.min(...rates))).toBe(true)
        expect(rate.lessThanOrEqualTo(Decimal.max(...rates))).toBe(true)
      }),
    )
  })
})

describe('budget by job profile (domain.md 3.5)', () => {
  const codes = (profile: string) => codesOfProfile(profile, SITE).map(({ code }) => code)

  test('the exact code comes first, then the family, then what the site has instead', () => {
    expect([codes('GSA2'), codes('GSA Overnight'), codes('Lead Cashier'), codes('Parking Concierge')]).toEqual([
      ['GSA2'],
      ['GSA1', 'GSA2'],
      ['CASH'],
      ['TCOORD'],
    ])
    expect([codes('Bell Captain'), codes('Shuttle Driver'), codes('Accountant')]).toEqual([[], [], []])
  })

  test('five people and one take 83.33 % and 16.67 %; without people it is even; nothing is lost', () => {
    const { codes: found, unmapped } = budgetByCode(
      [
        { profile: 'GSA', hours: 10_000, cost: 170_001 },
        { profile: 'Valet', hours: 501, cost: 9001 },
        { profile: 'Accountant', hours: 100, cost: 3 },
      ],
      SITE,
    )
    expect(Object.fromEntries(found)).toEqual({
      GSA1: { hours: 8333, cost: 141_668 },
      GSA2: { hours: 1667, cost: 28_333 },
      VLT1: { hours: 251, cost: 4501 },
      VLT2: { hours: 250, cost: 4500 },
    })
    expect(unmapped.map(({ profile }) => profile)).toEqual(['Accountant'])
  })

  test('C-21: a shift differential keeps its dollars and drops its hours', () => {
    const { codes: found } = budgetByCode(
      [
        { profile: 'TCOORD', hours: 900, cost: 18_000 },
        { profile: 'TCOORD Shift Differential', hours: 900, cost: 1350 },
      ],
      SITE,
    )
    expect(Object.fromEntries(found)).toEqual({ TCOORD: { hours: 900, cost: 19_350 } })
  })
})

describe('the schedule (domain.md 3.6)', () => {
  test('minutes become hours of two decimals, less an unpaid break', () => {
    expect(shiftHours(aShift({ regularMinutes: 400, overtimeMinutes: 60, doubleOvertimeMinutes: 7 })).toString()).toBe(
      '7.78',
    )
    expect([hoursWithoutBreak(510, 30), hoursWithoutBreak(20, 30)].map(String)).toEqual(['8', '0'])
  })

  test('deleted shifts, other statuses and empty shifts do not count', () => {
    const hours = scheduledHours([
      aShift(),
      aShift({ status: 'CONFIRMED', regularMinutes: 90 }),
      aShift({ status: 'DRAFT' }),
      aShift({ deleted: true }),
      aShift({ code: 'VLT1', regularMinutes: 0 }),
    ])
    expect([...(hours.get('2026-04-11') ?? [])].map(([code, sum]) => [code, sum.toString()])).toEqual([['GSA1', '9.5']])
  })
})
