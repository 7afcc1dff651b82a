import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { NO_CONTRACT } from './contract.ts'
import { laborRevenueByDay } from './labor-revenue-by-day.ts'
import { perLaborHour } from './per-labor-hour.ts'

const of = (amount: number | string) => new Decimal(amount)
const aContract = (useOvertimeSplit = true) => ({
  ...NO_CONTRACT,
  startDate: '2024-01-01',
  perLaborHour: {
    useOvertimeSplit,
    jobRates: [
      { jobCode: 'VLT1', name: 'Valet', rate: of(20), overtimeRate: of(32), startDate: null, endDate: null },
      { jobCode: 'BELL', name: 'Bell', rate: of(10), overtimeRate: null, startDate: '2026-06-01', endDate: null },
    ],
  },
})
const MAY = daysOf('2026-05')
const worked = (hours: readonly (number | string)[], isBudget = false) =>
  MAY.map((day, i) => ({ day, hours: of(hours[i] ?? 0), isBudget }))
const told = (days: ReturnType<typeof laborRevenueByDay>) =>
  days?.map(({ day, regular, overtime, revenue }) =>
    [day.slice(8), `${regular.toString()}+${overtime.toString()}`, revenue.toString()].join(' '),
  )

describe('what the client pays for a day (domain.md 3.9)', () => {
  test('the week’s 41st hour earns overtime, counted from the Saturday before the month', () => {
    const april = [{ day: '2026-04-30', hours: of(35) }] // a Thursday; May begins on Friday
    const days = laborRevenueByDay(aContract(), '2026-05', 'VLT1', worked([8, 9]), april)
    expect(told(days)?.slice(0, 3)).toEqual(['01 5+3 196', '02 9+0 180', '03 0+0 0'])
  })

  test('without the split, and of hours that are only budgeted, every hour earns the rate', () => {
    const long = Array.from({ length: 31 }, () => 11)
    const all = [
      laborRevenueByDay(aContract(false), '2026-05', 'VLT1', worked(long), []),
      laborRevenueByDay(aContract(), '2026-05', 'VLT1', worked(long, true), []),
    ].map((days) => [...new Set(told(days)?.map((text) => text.slice(3)))])
    expect(all).toEqual([['11+0 220'], ['11+0 220']])
  })

  test('contract increments raise it, and say how many', () => {
    const raised = { ...aContract(), incrementMonth: 3, incrementAmount: of(10) }
    const [first] = laborRevenueByDay(raised, '2026-05', 'VLT1', worked([1]), []) ?? []
    expect([first?.increments, first?.revenue.toString()]).toEqual([3, '26.62'])
  })

  test('a code without a rate in this month is not billable', () => {
    const of2 = (code: string) => laborRevenueByDay(aContract(), '2026-05', code, worked([8]), [])
    expect([of2('GSC1'), of2('BELL')]).toEqual([null, null])
    expect(laborRevenueByDay(NO_CONTRACT, '2026-05', 'VLT1', worked([8]), [])).toBeNull()
  })

  test('always: the days add up to the contract’s revenue of the month', () => {
    const hours = fc.integer({ min: 0, max: 2400 }).map((hundredths) => of(hundredths).div(100))
    fc.assert(
      fc.property(
        fc.array(hours, { minLength: 31, maxLength: 31 }),
        fc.array(hours, { minLength: 6, maxLength: 6 }),
        fc.boolean(),
        fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
        (own, before, isSplit, percent) => {
          const contract = {
            ...aContract(isSplit),
            ...(percent === null ? {} : { incrementMonth: 2, incrementAmount: of(percent) }),
          }
          const earlier = before.map((value, i) => ({ day: addDays('2026-04-25', i), hours: value }))
          const days = MAY.map((day, i) => ({ day, hours: own[i] ?? of(0), isBudget: false }))
          const byDay = laborRevenueByDay(contract, '2026-05', 'VLT1', days, earlier) ?? []
          const month = perLaborHour(contract, '2026-05', { VLT1: { days: [...earlier, ...days], budget: null } })
          const sum = byDay.reduce((total, { revenue }) => total.plus(revenue), of(0))
          expect(sum.toFixed(10)).toBe(month?.total?.toFixed(10))
        },
      ),
    )
  })
})
