import { describe, expect, test } from 'vitest'
import { findLine } from '../../categories/index.ts'
import { must } from '../../core/bug.ts'
import { cellLock, type LockFacts } from './cell-lock.ts'

const facts: LockFacts = {
  today: '2026-04-10',
  isActual: (category, day) => category === 'statistics' && day <= '2026-04-09',
  isPosted: (month) => month === '2026-04' || month === '2026-07',
  isSalaried: (code) => code === 'MGR',
}
const lock = (lineId: string, period: string) => cellLock(must(findLine(lineId), lineId), period, facts)

describe('what cannot be typed', () => {
  test('statistics: closed months, days with an actual, and what is more than twelve months ahead', () => {
    expect(
      ['2026-03-31', '2026-04-09', '2026-04-10', '2027-04-30', '2027-05-01'].map((day) => lock('valetDaily', day)),
    ).toEqual(['month-closed', 'actual-loaded', null, null, 'beyond-horizon'])
  })

  test('payroll: days before today, also those of this month without an actual, and salaried codes', () => {
    expect(
      ['2026-03-31', '2026-04-09', '2026-04-10', '2027-05-01'].map((day) => lock('payroll.hours.VLT1', day)),
    ).toEqual(['month-closed', 'day-over', null, 'beyond-horizon'])
    expect(lock('payroll.cost.MGR', '2026-06-01')).toBe('salaried')
  })

  test('rates: closed months and earlier years; next year is open to its end', () => {
    expect(
      ['2025-12', '2026-03', '2026-04', '2027-12', '2028-01'].map((month) => lock('rate.valetDaily', month)),
    ).toEqual(['month-closed', 'month-closed', null, null, 'beyond-horizon'])
  })

  test('other revenue: closed months; the current month is open', () => {
    expect(['2026-03', '2026-04', '2027-04', '2027-05'].map((month) => lock('revenue.gpoFees', month))).toEqual([
      'month-closed',
      null,
      null,
      'beyond-horizon',
    ])
  })

  test('other expenses: closed months and later ones the ledger posted already; the current month stays open', () => {
    expect(['2026-03', '2026-04', '2026-06', '2026-07'].map((month) => lock('account.7115', month))).toEqual([
      'month-closed',
      null,
      null,
      'posted',
    ])
  })
})
