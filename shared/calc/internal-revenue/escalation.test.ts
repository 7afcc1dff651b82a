import { describe, expect, test } from 'vitest'
import { anEscalator, aSchedule, d, text } from '../../../tests/support/a-contract.ts'
import { blockDates, escalate, escalated, escalatedRate, isActive } from './escalation.ts'

const TODAY = '2026-04-10'
const after = (value: string, by: string, dates: readonly string[], type: 'Percentage' | 'FixedAmount' | 'Amount') =>
  text(escalatedRate(d(value), aSchedule({ type }), d(by), dates))

describe('escalators (domain.md 6.10)', () => {
  test('6.10: a March escalator seen from this year gives one step in May and two in May of the next', () => {
    const dates = (month: string) => blockDates(aSchedule(), month, TODAY)
    expect(['2026-02', '2026-03', '2026-05', '2027-02', '2027-05'].map((month) => dates(month).length)).toEqual([
      0, 1, 1, 1, 2,
    ])
  })

  test('6.10: values that are current as of a day take only the steps after it', () => {
    const dates = (asOf: string) => blockDates(aSchedule({ asOf }), '2027-05', TODAY)
    expect(dates('2026-03-01')).toEqual(['2027-03-01'])
    expect(dates('2026-02-28')).toEqual(['2026-03-01', '2027-03-01'])
    expect(dates('2024-12-31')).toEqual(['2025-03-01', '2026-03-01', '2027-03-01'])
    expect(blockDates(aSchedule({ enabled: false }), '2027-05', TODAY)).toEqual([])
  })

  test('6.10: percent multiplies, an amount adds, and a result below 0 becomes 0', () => {
    expect(text(escalate(d('12.345'), 'Percentage', d(10)))).toBe('13.5795')
    expect(text(escalate(d(7), 'FixedAmount', d(2)))).toBe('9')
    expect(text(escalate(d(7), 'FixedAmount', d(-9)))).toBe('0')
    expect(text(escalate(d(7), 'Percentage', d(-150)))).toBe('0')
  })

  test('6.10: 10 % of a 10 % share is 11 %, +2 points is 12 %, labor 10 and 20 with 10 % are 11 and 22', () => {
    expect([after('10', '10', ['a'], 'Percentage'), after('10', '2', ['a'], 'FixedAmount')]).toEqual(['11', '12'])
    expect([after('10', '10', ['a'], 'Percentage'), after('20', '10', ['a'], 'Percentage')]).toEqual(['11', '22'])
  })

  test('6.5: 25 % rises by 5 % a year to 26.25, 27.56 and 28.94, rounded after each step', () => {
    const steps = ['a', 'b', 'c'].map((_, i, all) => after('25', '5', all.slice(0, i + 1), 'Percentage'))
    expect(steps).toEqual(['26.25', '27.56', '28.94'])
  })

  test('the way of a value is told step by step, and the parts add up to it', () => {
    const found = escalated(d(25), anEscalator(5), '2028-05', TODAY, 'count')
    expect(found.parts.map(({ id, value }) => [id, text(value)])).toEqual([
      ['stored', '25'],
      ['2026-03-01', '1.25'],
      ['2027-03-01', '1.31'],
      ['2028-03-01', '1.38'],
    ])
    expect([text(found.total), found.steps.map(({ value }) => text(value))]).toEqual([
      '28.94',
      ['26.25', '27.56', '28.94'],
    ])
  })

  test('both names of a fixed step are understood, and a stored value without a step keeps all its decimals (C-40)', () => {
    expect([after('25', '2', ['a'], 'Amount'), after('25', '2', ['a'], 'FixedAmount')]).toEqual(['27', '27'])
    expect(text(escalatedRate(d('1234.567'), anEscalator(5), d(5), []))).toBe('1234.567')
    expect(text(escalatedRate(d('1234.567'), null, d(5), ['a']))).toBe('1234.567')
  })

  test('a term counts when the first of the month lies between its dates', () => {
    expect([isActive('2026-05', null, null), isActive('2026-05', '2026-05-01', '2026-05-01')]).toEqual([true, true])
    expect([isActive('2026-05', '2026-05-02', null), isActive('2026-05', null, '2026-04-30')]).toEqual([false, false])
  })
})
