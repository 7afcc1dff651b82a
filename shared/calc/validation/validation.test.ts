import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LINES } from '../../categories/index.ts'
import { Decimal } from '../../core/decimal.ts'
import { type CheckContext, checkWrite, checkWrites } from './check-write.ts'
import { completeness, type ForecastToSubmit } from './completeness.ts'
import type { Finding } from './finding.ts'
import { isSubmittable } from './finding.ts'
import { allocationFinding, type MonthFigures, reasonFindings } from './reasonableness.ts'

const d = (text: string) => new Decimal(text)
const CONTEXT: CheckContext = {
  totalRooms: 184,
  employees: (code) => (code === 'GSA1' ? 3 : null),
  rateReference: (lineId) =>
    lineId === 'rate.valetDaily' ? { actual: 5124, budget: 4896 } : { actual: null, budget: null },
}
const DAY = '2026-04-16'
const said = (findings: readonly Finding[]) => findings.map(({ rule, level, message }) => [rule, level, message])
const check = (lineId: string, value: number | null, period = DAY, context = CONTEXT) =>
  said(checkWrite({ lineId, period, value }, context))

describe('one value (domain.md 10.1)', () => {
  test('a line nobody knows, a period of the wrong kind and a locked cell are refused, in that order', () => {
    const locked = { ...CONTEXT, lock: () => 'This month is closed.' }
    expect([
      check('valetNightly', 1),
      check('valetDaily', 1, '2026-04'),
      check('rate.valetDaily', 1, DAY),
      check('valetDaily', -1, DAY, locked),
    ]).toEqual([
      [['unknown-line', 'error', 'There is no line valetNightly.']],
      [['wrong-period', 'error', 'Valet daily needs a day like 2025-04-16, not 2026-04.']],
      [['wrong-period', 'error', 'Valet daily rate needs a month like 2025-04, not 2026-04-16.']],
      [['locked', 'error', 'This month is closed.']],
    ])
    expect(checkWrite({ lineId: 'account.7005', period: '2026-04', value: 1 }, CONTEXT)[0]?.code).toBe(
      'INSUFFICIENT_PERMISSIONS',
    )
  })

  test('limits say what is right', () => {
    const messages = [
      check('valetDaily', -1),
      check('captureRatio', 10_001),
      check('rate.selfDaily', 100_000, '2026-05'),
      check('payroll.hours.GSA1', -1),
      check('account.7045', -1, '2026-05'),
      check('revenue.miscellaneous', -99_999_999_901, '2026-05'),
    ].map((found) => found[0]?.[2])
    expect(messages).toEqual([
      'Enter 0 to 99,999.',
      'Enter 0 % to 100 %.',
      'Enter 0.00 to 999.99.',
      'Hours cannot be negative.',
      'Expenses cannot be negative.',
      'Amount is too large.',
    ])
  })

  test('occupancy needs rooms available; more rooms than there are is only said', () => {
    expect(check('occupancy', 5000, DAY, { totalRooms: 0 })).toEqual([
      ['rooms-not-set', 'error', 'Rooms available is not set.'],
    ])
    expect([check('occupancy', null, DAY, { totalRooms: 0 }), check('occupiedRooms', 185_000_000)]).toEqual([
      [],
      [['rooms', 'warning', 'More rooms than the site has (184).']],
    ])
  })

  test('a rate far from the actual asks with both numbers', () => {
    expect([check('rate.valetDaily', 5700, '2026-05'), check('rate.valetDaily', 5200, '2026-05')]).toEqual([
      [['rate-jump', 'confirm', '57.00 is 11.2 % away from 51.24 (actual). Keep it?']],
      [],
    ])
    expect(check('rate.selfDaily', 5700, '2026-05')).toEqual([])
  })

  test('more hours than the people of a code can work is only said', () => {
    expect([
      check('payroll.hours.GSA1', 7200),
      check('payroll.hours.GSA1', 7225),
      check('payroll.hours.VLT1', 99_900),
    ]).toEqual([[], [['hours-a-day', 'warning', '72.25 hours are more than 3 employees can work in a day (72).']], []])
  })

  test('clearing is right in every line a person types', () => {
    const inputs = LINES.filter((line) => line.entry === 'input')
    const writes = inputs.map(({ id, grain }) => ({
      lineId: id,
      period: grain === 'day' ? DAY : '2026-04',
      value: null,
    }))
    expect([inputs.length > 60, checkWrites(writes, CONTEXT)]).toEqual([true, []])
  })

  test('always: a value is refused exactly when its line does not take it', () => {
    const line = fc.constantFrom(...LINES)
    fc.assert(
      fc.property(
        line,
        fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2, max: 12_000 })),
        ({ id, grain, entry, min, max }, value) => {
          const found = checkWrite({ lineId: id, period: grain === 'day' ? DAY : '2026-04', value }, CONTEXT)
          expect(isSubmittable(found)).toBe(entry === 'input' && value >= min && value <= max)
        },
      ),
      { numRuns: 500 },
    )
  })
})

const aMonth = (changed: Partial<MonthFigures> = {}): MonthFigures => ({
  month: '2026-05',
  revenue: d('100000'),
  priorYearRevenue: d('90000'),
  expenses: [],
  payroll: d('30000'),
  payrollHistory: [d('28000'), d('32000')],
  overtimeHours: d('10'),
  previousOvertimeHours: d('10'),
  hasForecast: true,
  isActiveSite: true,
  ...changed,
})

describe('what looks odd (domain.md 10.1)', () => {
  test('a plain month has nothing to say, and what is not known is not checked', () => {
    expect(reasonFindings(aMonth())).toEqual([])
    const nothing = {
      revenue: null,
      priorYearRevenue: null,
      payroll: null,
      payrollHistory: [],
      overtimeHours: d('5'),
      previousOvertimeHours: d('0'),
    }
    expect(reasonFindings(aMonth(nothing))).toEqual([])
  })

  test('each limit is said above it and not at it', () => {
    const at = aMonth({
      priorYearRevenue: d('66666.68'),
      payroll: d('40000'),
      payrollHistory: [d('50000')],
      overtimeHours: d('12'),
      expenses: [{ lineId: 'account.7045', label: 'Employee relations', value: d('120'), budget: d('100') }],
    })
    expect(reasonFindings(at)).toEqual([])
    const above = aMonth({
      priorYearRevenue: d('62500'),
      payroll: d('41000'),
      payrollHistory: [d('30000'), d('34000')],
      overtimeHours: d('12.5'),
      expenses: [{ lineId: 'account.7045', label: 'Employee relations', value: d('150'), budget: d('100') }],
      hasForecast: false,
    })
    expect(said(reasonFindings(above)).map(([rule, , message]) => [rule, message])).toEqual([
      ['revenue-above-prior-year', 'Revenue is 160 % of the prior year. Add a note saying why.'],
      ['expense-above-budget', 'Employee relations is 150 % of its budget.'],
      ['payroll-share', 'Payroll is 41 % of revenue.'],
      ['payroll-history', 'Payroll is 28.1 % above its average.'],
      ['overtime', 'Overtime is 25 % above the previous period.'],
      ['forecast-missing', 'Nothing is forecast yet: the budget stands.'],
    ])
    expect(reasonFindings(aMonth({ payroll: d('20000') }))[0]?.message).toBe('Payroll is 33.3 % below its average.')
    expect(reasonFindings(aMonth({ hasForecast: false, isActiveSite: false }))).toEqual([])
  })

  test('none of them blocks', () => {
    expect(isSubmittable(reasonFindings(aMonth({ hasForecast: false, payroll: d('99000') })))).toBe(true)
  })

  test('allocations total 100 ± 0.01', () => {
    const of = (...parts: string[]) => allocationFinding(parts.map(d), 'Allocation')?.message ?? null
    expect([of('60', '40.01'), of('33.33', '33.33', '33.33'), of('60', '40.02'), of()]).toEqual([
      null,
      null,
      'Allocation must total 100 %; it is 100.02 %.',
      null,
    ])
  })
})

describe('a complete forecast (domain.md 10.1, 10.3)', () => {
  const aForecast = (
    typed: Record<string, number>,
    budget: Record<string, number> = {},
    changed: Partial<ForecastToSubmit> = {},
  ): ForecastToSubmit => ({
    months: ['2026-05'],
    linesInUse: [...new Set([...Object.keys(typed), ...Object.keys(budget)].map((key) => key.split('@')[0] ?? ''))],
    forecast: (lineId, period) => typed[`${lineId}@${period}`] ?? null,
    budget: (lineId, month) => budget[`${lineId}@${month}`] ?? null,
    isClosed: () => false,
    open: [],
    ...changed,
  })

  test('a budget that stands untouched can be submitted', () => {
    const found = completeness(
      aForecast({}, { 'valetDaily@2026-05': 310_000_000, 'rate.valetDaily@2026-05': 4896, 'occupiedRooms@2026-05': 1 }),
      CONTEXT,
    )
    expect([found.canSubmit, found.findings]).toEqual([true, []])
    expect(found.categories).toEqual([
      { category: 'statistics', cells: 62, typed: 0, filled: 62, errors: 0 },
      { category: 'parking-rates', cells: 1, typed: 0, filled: 1, errors: 0 },
    ])
  })

  test('occupancy and rooms are one cell, and a typed payroll rate is never owed', () => {
    const found = completeness(
      aForecast(
        { 'occupancy@2026-05-01': 8000, 'occupiedRooms@2026-05-02': 140_000_000, 'payroll.rate.GSA1@2026-05-01': 1800 },
        { 'occupiedRooms@2026-05': 4_000_000_000, 'valetOvernight@2026-05': 1, 'driveInRatio@2026-01': 1 },
      ),
      CONTEXT,
    )
    expect(found.categories).toEqual([{ category: 'statistics', cells: 62, typed: 2, filled: 62, errors: 0 }])
  })

  test('gaps in Statistics and vehicles without a rate are said and count as 0', () => {
    const found = completeness(aForecast({ 'selfDaily@2026-05-01': 9_000_000 }), CONTEXT)
    expect([found.canSubmit, said(found.findings)]).toEqual([
      true,
      [
        [
          'value-missing',
          'warning',
          'Self daily has neither forecast nor budget for 30 days from 2026-05-02 to 2026-05-31 and counts as 0.',
        ],
        ['count-without-rate', 'warning', 'Self daily has vehicles but no rate in 2026-05: they earn nothing.'],
      ],
    ])
  })

  test('a refused value, a conflict and a cell the server did not take block', () => {
    const found = completeness(
      aForecast(
        { 'account.7045@2026-05': -1 },
        {},
        {
          open: [
            { lineId: 'valetDaily', period: '2026-05-03', kind: 'conflict' },
            { lineId: 'selfComps', period: '2026-05-04', kind: 'refused' },
          ],
        },
      ),
      CONTEXT,
    )
    expect([found.canSubmit, found.findings.map(({ message }) => message)]).toEqual([
      false,
      [
        'Valet daily, 2026-05-03: somebody else changed it too. Choose a value.',
        'Self comps, 2026-05-04: the server did not take this value. Change or clear it.',
        'Expenses cannot be negative.',
      ],
    ])
    expect(found.categories[0]?.errors).toBe(1)
  })

  test('an empty month blocks, a closed one owes nothing', () => {
    const elsewhere = { 'valetDaily@2026-04': 1, 'account.7045@2026-04': 1 }
    expect(said(completeness(aForecast({}, elsewhere), CONTEXT).findings)[1]).toEqual([
      'month-empty',
      'error',
      'Nothing is forecast or budgeted for 2026-05: there is nothing to submit.',
    ])
    expect(completeness(aForecast({}, elsewhere, { isClosed: () => true }), CONTEXT)).toMatchObject({
      canSubmit: true,
      findings: [],
    })
  })
})
