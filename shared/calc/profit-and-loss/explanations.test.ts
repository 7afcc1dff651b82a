import { describe, expect, test } from 'vitest'
import { told, toldCell } from '../../../tests/support/told.ts'
import { daysOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { statisticsMonth } from '../statistics-month.ts'
import type { PlCell } from './cell.ts'
import { type Amounts, type Loaded, type MonthClass, NO_AMOUNTS, NOTHING_LOADED } from './data-sets.ts'
import { externalRevenueMonth } from './external-revenue-month.ts'
import { type AmountRow, cumulativeCell, flcCell } from './flc.ts'
import { insuranceRow, type PayrollBase, ptebRow } from './payroll-burden.ts'
import { DEFAULT_PL_RULES, type PlRules } from './rules.ts'

const of = (amount: number | string | null | undefined) => (amount == null ? null : new Decimal(amount))
const loaded = (actual: number | null, budget: number | null): Loaded => ({
  ...NOTHING_LOADED,
  actual: of(actual),
  budget: of(budget),
})
describe('what PTEB and insurance say about how they came about', () => {
  const payroll = (changed: Partial<PayrollBase> = {}): PayrollBase => ({
    forecast: of(1_000),
    trend: of(1_100),
    budget: of(800),
    kind: 'mixed',
    ...changed,
  })
  const budgeted = payroll({ forecast: of(800), trend: of(800), kind: 'budget' })
  const pteb = (month: MonthClass, base: PayrollBase, budget: number | null, rules: Partial<PlRules> = {}) =>
    toldCell(ptebRow(month, base, loaded(null, budget), { ...DEFAULT_PL_RULES, ...rules }))
  test('PTEB is the ratio of the budget on the payroll that counts', () => {
    expect(pteb('current', payroll(), 160)).toEqual([
      'mixed: forecast 200, trend 220',
      'total 220',
      'part pteb PTEB on payroll: 220',
      '8 PTEB per dollar of payroll: 0.2 ratio ← budget PTEB 160 money budget ← budget payroll 800 money budget',
      '8 PTEB: 220 money ← payroll 1100 money mixed',
      'opens {kind:pteb,budgetPteb:160,budgetPayroll:800,payroll:1100,ratio:0.2}',
    ])
  })
  test('PTEB stays on budget where no payroll is budgeted, and in the current month where it is set so', () => {
    expect([
      pteb('future', payroll({ budget: null }), 160),
      pteb('current', payroll(), 160, { ptebInCurrentMonth: 'budget' }),
    ]).toEqual([
      [
        'budget: forecast 160, trend 160',
        'total 160',
        'part budget Budget: 160',
        'remark Nothing is forecast: the budget counts.',
        'opens {kind:pteb,budgetPteb:160,budgetPayroll:null,payroll:1100,ratio:null}',
      ],
      [
        'budget: forecast 200, trend 160',
        'total 160',
        'part budget Budget: 160',
        'remark Nothing is forecast: the budget counts.',
        'opens {kind:none}',
      ],
    ])
  })

  const insurance = (
    base: PayrollBase,
    vehicle: number | null,
    budget: number | null,
    hasManagementAgreement = false,
    rules: Partial<PlRules> = {},
  ) =>
    toldCell(
      insuranceRow('future', base, { hasManagementAgreement, vehicle: of(vehicle) }, loaded(null, budget), {
        ...DEFAULT_PL_RULES,
        ...rules,
      }),
    )
  test('insurance is a rate on payroll and the vehicle policy', () => {
    expect(insurance(payroll(), 40, 100)).toEqual([
      'mixed: forecast 84.5, trend 88.95',
      'total 88.95',
      'part payroll Insurance on payroll: 48.95',
      'part 7082 Vehicle insurance: 40',
      '8 Insurance on payroll: 48.95 money ← rate 0.0445 ratio contract ← payroll 1100 money mixed',
      '8 Insurance: 88.95 money ← 7082 40 money budget',
      'opens {kind:insurance,rate:0.0445,payroll:1100,vehicle:40}',
    ])
    expect(insurance(payroll(), 40, 100, true)).toEqual([
      'mixed: forecast 97.7, trend 103.47',
      'total 103.47',
      'part payroll Insurance on payroll: 63.47',
      'part 7082 Vehicle insurance: 40',
      '8 Insurance on payroll: 63.47 money ← rate 0.0577 ratio contract ← payroll 1100 money mixed',
      '8 Insurance: 103.47 money ← 7082 40 money budget',
      'opens {kind:insurance,rate:0.0577,payroll:1100,vehicle:40}',
    ])
  })
  test('insurance is the ratio of the budget where it does not tell the vehicle policy apart', () => {
    expect(insurance(payroll(), null, 100)).toEqual([
      'mixed: forecast 125, trend 137.5',
      'total 137.5',
      'part payroll Insurance on payroll: 137.5',
      '8 Insurance on payroll: 137.5 money ← rate 0.125 ratio budget ← payroll 1100 money mixed',
      '8 Insurance: 137.5 money ← 7082 unknown money budget',
      'opens {kind:insurance,rate:0.125,payroll:1100,vehicle:null}',
    ])
  })
  test('insurance is the budget while payroll is only budgeted or not known, and where a ratio is wanted and there is none', () => {
    expect([
      insurance(budgeted, 40, 100),
      insurance(payroll({ trend: null, forecast: null, kind: 'empty' }), 40, 100),
      insurance(payroll({ budget: null }), 40, 100, false, { insuranceMethod: 'budgetRatio' }),
    ]).toEqual([
      [
        'budget: forecast 100, trend 100',
        'total 100',
        'part budget Budget: 100',
        'remark Nothing is forecast: the budget counts.',
        'opens {kind:insurance,payroll:800,vehicle:40,rate:null}',
      ],
      [
        'budget: forecast 100, trend 100',
        'total 100',
        'part budget Budget: 100',
        'remark Nothing is forecast: the budget counts.',
        'opens {kind:insurance,payroll:null,vehicle:40,rate:null}',
      ],
      [
        'budget: forecast 100, trend 100',
        'total 100',
        'part budget Budget: 100',
        'remark Nothing is forecast: the budget counts.',
        'opens {kind:insurance,payroll:1100,vehicle:40,rate:null}',
      ],
    ])
  })
  test('insurance of budgeted payroll without a budget of its own is still a rate on it', () => {
    expect(insurance(budgeted, null, null)).toEqual([
      'budget: forecast 35.6, trend 35.6',
      'total 35.6',
      'part payroll Insurance on payroll: 35.6',
      '8 Insurance on payroll: 35.6 money ← rate 0.0445 ratio contract ← payroll 800 money budget',
      '8 Insurance: 35.6 money ← 7082 unknown money budget',
      'opens {kind:insurance,rate:0.0445,payroll:800,vehicle:null}',
    ])
  })
})

describe('what FLC says about how it came about', () => {
  const AMOUNTS: Partial<Record<AmountRow, number>> = { InternalRevenue: 900, Payroll: 300, Claims: 20, Pteb: 40 }
  const cell = (amounts: Partial<Amounts>): PlCell => ({
    amounts: { ...NO_AMOUNTS, ...amounts },
    kind: 'forecast',
    explained: { total: null, parts: [], steps: [], remark: null },
    detail: { kind: 'none' },
  })
  const flc = flcCell((row) =>
    cell({ trend: of(AMOUNTS[row] ?? null), budget: of(row === 'InternalRevenue' ? 500 : 0) }),
  )
  test('its rows with their sign, and which counted as 0', () => {
    expect(toldCell(flc)).toEqual([
      'forecast: forecast unknown, trend 540',
      'total 540',
      'part InternalRevenue Internal Revenue: 900',
      'part Payroll Payroll: -300',
      'part Claims Claims: -20',
      'part ParkingRents Parking Rents: unknown',
      'part OtherExpense Other Expense: unknown',
      'part Pteb PTEB: -40',
      'part Insurance Insurance: unknown',
      '9.2 Internal revenue less six expenses: 540 money ← Internal Revenue 900 money row ← Payroll -300 money row ← Claims -20 money row ← Parking Rents unknown money row ← Other Expense unknown money row ← PTEB -40 money row ← Insurance unknown money row',
      'remark Counted as 0: Parking Rents, Other Expense, Insurance.',
      'opens {kind:none}',
    ])
  })
  test('without internal revenue it has no answer', () => {
    expect(toldCell(flcCell(() => cell({})))).toEqual([
      'forecast: forecast unknown, trend unknown',
      'total unknown',
      'part InternalRevenue Internal Revenue: unknown',
      'part Payroll Payroll: unknown',
      'part Claims Claims: unknown',
      'part ParkingRents Parking Rents: unknown',
      'part OtherExpense Other Expense: unknown',
      'part Pteb PTEB: unknown',
      'part Insurance Insurance: unknown',
      '9.2 Internal revenue less six expenses: unknown money ← Internal Revenue unknown money row ← Payroll unknown money row ← Claims unknown money row ← Parking Rents unknown money row ← Other Expense unknown money row ← PTEB unknown money row ← Insurance unknown money row',
      'opens {kind:none}',
    ])
  })
  test('the cumulative row adds the month to the months before, or says why it adds nothing', () => {
    expect(
      [cumulativeCell(of(10), flc), cumulativeCell(of(10), cell({ trend: of(3) })), cumulativeCell(null, cell({}))].map(
        toldCell,
      ),
    ).toEqual([
      [
        'forecast: forecast unknown, trend 50',
        'total 50',
        'part before Months before: 10',
        'part month This month: 40',
        '9.2 FLC to budget: 40 money ← FLC 540 money trend ← budget FLC 500 money budget',
        'opens {kind:none}',
      ],
      [
        'forecast: forecast unknown, trend 10',
        'total 10',
        'part before Months before: 10',
        'part month This month: unknown',
        '9.2 FLC to budget: unknown money ← FLC 3 money trend ← budget FLC unknown money budget',
        'remark The month has no FLC or no budget to compare it with.',
        'opens {kind:none}',
      ],
      [
        'empty: forecast unknown, trend unknown',
        'total unknown',
        'part before Months before: unknown',
        'part month This month: unknown',
        '9.2 FLC to budget: unknown money ← FLC unknown money trend ← budget FLC unknown money budget',
        'remark The month has no FLC or no budget to compare it with.',
        'opens {kind:none}',
      ],
    ])
  })
})

describe('what external revenue says about how it came about', () => {
  const CARS = 1_000_000
  const on = (filled: Record<number, number>) => daysOf('2026-02').map((_, i) => filled[i + 1] ?? null)
  const statistics = (
    forecast: Record<string, (number | null)[]>,
    actual: Record<string, (number | null)[]> = {},
    budget = {},
  ) =>
    statisticsMonth({
      month: '2026-02',
      totalRooms: 200,
      forecast,
      actual,
      budget,
      forecastRates: {},
      budgetRates: { valetDaily: 2_500, selfDaily: 1_000 },
    })
  const found = (month: ReturnType<typeof statistics> | null, budget: number | null, adjustmentRate?: Decimal) => {
    const revenue = externalRevenueMonth({
      statistics: month,
      hasForecastRates: false,
      budget: of(budget),
      ...(adjustmentRate === undefined ? {} : { adjustmentRate }),
    })
    return [`${revenue.kind}, ${revenue.isForecast ? 'a forecast' : 'no forecast'}`, ...told(revenue)]
  }
  test('each category with its vehicles, its rate and the adjustment', () => {
    expect(found(statistics({ valetDaily: on({ 2: 4 * CARS }) }), 9, new Decimal('0.03'))).toEqual([
      'forecast, a forecast',
      'total 97',
      'part valetDaily Valet daily: 97',
      'part valetOvernight Valet overnight: unknown',
      'part valetMonthly Valet monthly: unknown',
      'part valetAggregator Valet aggregator: unknown',
      'part selfDaily Self daily: unknown',
      'part selfOvernight Self overnight: unknown',
      'part selfMonthly Self monthly: unknown',
      'part selfAggregator Self aggregator: unknown',
      'part actualToDate Actual to date: unknown',
      '7 Valet daily: 97 money ← vehicles 4 count statistics ← rate 25 rate parking rates ← adjustment rate 0.03 ratio ledger',
      '7 Valet overnight: unknown money ← vehicles unknown count statistics ← rate unknown rate parking rates ← adjustment rate 0.03 ratio ledger',
      '7 Valet monthly: unknown money ← vehicles unknown count statistics ← rate unknown rate parking rates ← adjustment rate 0.03 ratio ledger',
      '7 Valet aggregator: unknown money ← vehicles unknown count statistics ← rate unknown rate parking rates ← adjustment rate 0.03 ratio ledger',
      '7 Self daily: unknown money ← vehicles unknown count statistics ← rate 10 rate parking rates ← adjustment rate 0.03 ratio ledger',
      '7 Self overnight: unknown money ← vehicles unknown count statistics ← rate unknown rate parking rates ← adjustment rate 0.03 ratio ledger',
      '7 Self monthly: unknown money ← vehicles unknown count statistics ← rate unknown rate parking rates ← adjustment rate 0.03 ratio ledger',
      '7 Self aggregator: unknown money ← vehicles unknown count statistics ← rate unknown rate parking rates ← adjustment rate 0.03 ratio ledger',
    ])
  })
  test('an untouched month is its budget, or nothing', () => {
    const untouched = statistics({}, {}, { valetDaily: 28 * CARS })
    expect([found(untouched, 9), found(null, 9), found(null, null), found(statistics({}), null)]).toEqual([
      [
        'budget, no forecast',
        'total 9',
        'part budget Budget: 9',
        'remark The month has no statistics of its own: the budget counts.',
      ],
      [
        'budget, no forecast',
        'total 9',
        'part budget Budget: 9',
        'remark The month has no statistics of its own: the budget counts.',
      ],
      ['empty, no forecast', 'total unknown', 'remark The month has no statistics of its own: the budget counts.'],
      ['empty, no forecast', 'total unknown', 'remark The month has no statistics of its own: the budget counts.'],
    ])
    expect(found(untouched, null)[0]).toBe('budget, no forecast')
  })
  test('a month with every day loaded is actual', () => {
    const all = daysOf('2026-02').map(() => CARS)
    expect(found(statistics({}, { valetDaily: all, externalRevenue: all.map(() => 100) }), 9)[0]).toBe(
      'actual, a forecast',
    )
  })
})
