import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { monthsOf } from '../../core/calendar.ts'
import { Decimal } from '../../core/decimal.ts'
import { type Amounts, NOTHING_LOADED } from './data-sets.ts'
import { AMOUNT_ROWS, type AmountRow } from './flc.ts'
import { DEFAULT_PL_RULES } from './rules.ts'
import { emptyMonth, siteMonth, type SiteMonthInput } from './site-month.ts'
import { margin, siteYear } from './site-year.ts'

const terms = { today: '2025-04-10', rules: DEFAULT_PL_RULES }
const text = (amount: Decimal | null | undefined) => (amount == null ? null : amount.toFixed(2))
const computed = (total: number | string) => ({ total: new Decimal(total), isForecast: true, parts: [] })
const budgeted = (rows: Partial<Record<AmountRow, [budget: string | number | null, actual: string | number | null]>>) =>
  Object.fromEntries(
    Object.entries(rows).map(([row, [budget, actual]]) => [
      row,
      {
        ...NOTHING_LOADED,
        budget: budget === null ? null : new Decimal(budget),
        actual: actual === null ? null : new Decimal(actual),
      },
    ]),
  )
const aYear = (change: (month: string, index: number) => Partial<SiteMonthInput> = () => ({})): SiteMonthInput[] =>
  monthsOf(2025).map((month, i) => ({ ...emptyMonth(month), ...change(month, i) }))

/** The golden sample of domain.md 9.4: one site, March 2025. */
const GOLDEN = budgeted({
  ExternalRevenue: ['1250357.92', '1258925.10'],
  InternalRevenue: ['279663.89', '308022.41'],
  Payroll: ['82246.00', '82330.62'],
  Claims: [0, 0],
  ParkingRents: [0, 0],
  OtherExpense: ['33029.99', '42600.37'],
  Pteb: ['10857.28', '10980.61'],
  Insurance: ['5114.93', '5143.74'],
})

describe('a month of the P&L', () => {
  test('9.4 golden sample: FLC is 148,415.69 budgeted and 166,967.07 actual; external revenue stays out of it', () => {
    const { FLC } = siteMonth({ ...emptyMonth('2025-03'), loaded: GOLDEN }, terms)
    expect([FLC.amounts.budget, FLC.amounts.actual, FLC.amounts.trend].map(text)).toEqual([
      '148415.69',
      '166967.07',
      '166967.07',
    ])
    expect([FLC.kind, FLC.explained.remark]).toEqual(['actual', null])
  })

  test('9.4 trending sample: 125,000 − 45,000 − 2,500 − 8,000 is 69,500', () => {
    const input: SiteMonthInput = {
      ...emptyMonth('2025-06'),
      internal: computed(125_000),
      payroll: computed(45_000),
      loaded: budgeted({ Claims: [2_500, null], OtherExpense: [8_000, null], Insurance: [0, null] }),
    }
    const noInsurance = { ...DEFAULT_PL_RULES, insuranceMethod: 'budgetRatio' } as const
    const { FLC } = siteMonth(input, { ...terms, rules: noInsurance })
    expect(text(FLC.amounts.trend)).toBe('69500.00')
    expect(FLC.explained.parts.map(({ value }) => text(value))).toEqual([
      '125000.00',
      '-45000.00',
      '-2500.00',
      null,
      '-8000.00',
      null,
      '0.00',
    ])
    expect(FLC.explained.remark).toBe('Counted as 0: Parking Rents, PTEB.')
  })

  test('9.3 trend is the actual of a closed month, the hybrid of the current one, ahead the forecast, else the budget', () => {
    const amounts = budgeted({ InternalRevenue: [100, 70] })
    const trend = (month: string, change: Partial<SiteMonthInput>) => {
      const cell = siteMonth({ ...emptyMonth(month), loaded: amounts, ...change }, terms).InternalRevenue
      return [text(cell.amounts.trend), cell.kind]
    }
    expect(trend('2025-03', { internal: computed(85) })).toEqual(['70.00', 'actual'])
    expect(trend('2025-04', { internal: computed(85) })).toEqual(['85.00', 'mixed'])
    expect(trend('2025-05', { internal: computed(85) })).toEqual(['85.00', 'forecast'])
    expect(trend('2025-05', {})).toEqual(['100.00', 'budget'])
    expect(trend('2025-05', { loaded: {} })).toEqual([null, 'empty'])
  })

  test('the steps and the remark of a calculator stay with the cell', () => {
    const step = { label: 'Fee', rule: '6.1', given: [], value: new Decimal(85), unit: 'money' } as const
    const internal = { ...computed(85), steps: [step], remark: 'Escalated in July.' }
    const { explained } = siteMonth({ ...emptyMonth('2025-05'), internal }, terms).InternalRevenue
    expect([explained.steps, explained.remark]).toEqual([[step], 'Escalated in July.'])
  })

  test('the forecast of a closed month is kept beside its actual, and the hybrid keeps the pure forecast', () => {
    const closed = siteMonth({ ...emptyMonth('2025-03'), internal: computed(85), loaded: GOLDEN }, terms)
    expect(text(closed.InternalRevenue.amounts.forecast)).toBe('85.00')
    const hybrid = { ...computed(85), forecast: new Decimal(92) }
    expect(
      text(siteMonth({ ...emptyMonth('2025-04'), internal: hybrid }, terms).InternalRevenue.amounts.forecast),
    ).toBe('92.00')
  })

  test('0.1 PTEB and insurance may arrive negative and count without their sign; payroll keeps it', () => {
    const credit = budgeted({ Pteb: [-70, -80], Insurance: [-5, null], Payroll: [-3, null] })
    const rows = siteMonth({ ...emptyMonth('2025-03'), loaded: credit }, terms)
    expect(
      [
        rows.Pteb.amounts.budget,
        rows.Pteb.amounts.actual,
        rows.Insurance.amounts.budget,
        rows.Payroll.amounts.budget,
      ].map(text),
    ).toEqual(['70.00', '80.00', '5.00', '-3.00'])
  })

  test('a month of which nothing is known has no FLC, which is not zero', () => {
    expect(siteMonth(emptyMonth('2025-06'), terms).FLC.amounts).toEqual({
      actual: null,
      budget: null,
      forecast: null,
      priorYear: null,
      trend: null,
    })
  })
})

describe('a year of the P&L', () => {
  test('9.2 cumulative: +10,000, −3,000 and +3,000 against budget run to 10,000, 7,000 and 10,000', () => {
    const [trends, budgets] = [
      [105_000, 95_000, 102_000],
      [95_000, 98_000, 99_000],
    ]
    const year = siteYear(
      aYear((_, i) => ({ loaded: budgeted({ InternalRevenue: [budgets?.[i] ?? null, trends?.[i] ?? null] }) })),
      terms,
    )
    const cumulative = year.rows.FLC_CUMULATIVE
    expect(cumulative.cells.slice(0, 4).map(({ amounts }) => text(amounts.trend))).toEqual([
      '10000.00',
      '7000.00',
      '10000.00',
      '10000.00',
    ])
    expect(text(cumulative.total.trend)).toBe('10000.00')
  })

  test('9.2 percent of internal revenue: 100 for itself, none for the memo and cumulative rows nor without revenue', () => {
    const year = siteYear(
      aYear(() => ({ internal: computed(400), payroll: computed(130), external: computed(3_000) })),
      terms,
    )
    const percent = (row: 'ExternalRevenue' | 'InternalRevenue' | 'Payroll' | 'FLC_CUMULATIVE') =>
      text(year.rows[row].percentOfRevenue.forecast)
    expect([
      percent('ExternalRevenue'),
      percent('InternalRevenue'),
      percent('Payroll'),
      percent('FLC_CUMULATIVE'),
    ]).toEqual([null, '100.00', '32.50', null])
    const nothing = siteYear(
      aYear(() => ({ internal: computed(0), payroll: computed(5) })),
      terms,
    )
    expect(text(nothing.rows.Payroll.percentOfRevenue.forecast)).toBe(null)
    const loss = siteYear(
      aYear(() => ({ internal: computed(-1), payroll: computed(5) })),
      terms,
    )
    expect([
      text(loss.rows.Payroll.percentOfRevenue.forecast),
      text(loss.rows.InternalRevenue.percentOfRevenue.forecast),
    ]).toEqual([null, null])
  })

  test('9.2 margin: 27,000 of 125,000 is 21.6 %', () => {
    expect(text(margin(new Decimal(125_000), new Decimal(98_000)))).toBe('21.60')
    expect(margin(new Decimal(0), new Decimal(98_000))).toBe(null)
  })

  const amount = fc.option(fc.integer({ min: -1e9, max: 1e9 }).map((cents) => new Decimal(cents).div(100)))
  const anyLoaded = fc.record({ actual: amount, budget: amount, priorYear: amount })
  const anyMonth = fc.record(Object.fromEntries(AMOUNT_ROWS.map((row) => [row, anyLoaded])))

  test('always: FLC is internal revenue less the six expenses in every data set, and totals are the months added', () => {
    fc.assert(
      fc.property(fc.array(anyMonth, { minLength: 12, maxLength: 12 }), (months) => {
        const { rows } = siteYear(
          aYear((_, i) => ({ loaded: months[i] as SiteMonthInput['loaded'] })),
          terms,
        )
        const zero = new Decimal(0)
        const at = (row: AmountRow | 'FLC', set: keyof Amounts, i: number) => rows[row].cells[i]?.amounts[set] ?? zero
        for (const set of ['actual', 'budget', 'trend', 'priorYear'] as const) {
          for (let i = 0; i < 12; i += 1) {
            const expenses = (
              ['Payroll', 'Claims', 'ParkingRents', 'OtherExpense', 'Pteb', 'Insurance'] as const
            ).reduce((sum, row) => sum.plus(at(row, set, i)), zero)
            expect(String(at('FLC', set, i))).toBe(String(at('InternalRevenue', set, i).minus(expenses)))
          }
          const added = rows.FLC.cells.reduce((sum, cell) => sum.plus(cell.amounts[set] ?? 0), zero)
          expect(String(rows.FLC.total[set] ?? zero)).toBe(String(added))
        }
      }),
      { numRuns: 50 },
    )
  })
})
