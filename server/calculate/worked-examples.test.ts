import { describe, expect, test } from 'vitest'
import {
  CALCULATION_NAMES,
  type CalculationName,
  CalculateRequest,
  calculations,
} from '../../shared/contract/calculate.ts'
import type { Result } from '../../shared/contract/calculate/result.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { runCalculation } from './run.ts'

/** What each published example gives, rounded and exact, with the section of the domain description that says so. */
const EXPECTED: Record<CalculationName, readonly [section: string, total: number, exact: string]> = {
  statistics: ['2.4', 3_954.68, '3954.683016'],
  externalRevenue: ['7, 2.4: 4,076.9928 and 912.50 of actual', 4_989.49, '4989.4928'],
  parkingRates: ['4.2', 48.96, '48.96'],
  fixedFee: ['6.1', 35_327.97, '35327.97'],
  perOccupiedRoom: ['6.2', 22_950, '22950'],
  perLaborHour: ['6.3', 1_226.5, '1226.5'],
  revenueShare: ['6.4 d', 28_750, '28750'],
  otherRevenue: ['5.1', 300, '300'],
  internalRevenue: ['6.6 full example', 210_000, '210000'],
  managementAgreement: ['6.6 full example', 63_435.4, '63435.4'],
  escalate: ['6.5: 25 → 26.25 → 27.56 → 28.94', 28.94, '28.94'],
  billableAccounts: ['6.5', 141_700, '141700'],
  additionalPayroll: ['6.5', 5_000, '5000'],
  billablePayroll: ['6.5', 100_000, '100000'],
  pteb: ['6.5', 15_000, '15000'],
  supportServices: ['6.5', 11_500, '11500'],
  expenseAccounts: ['6.5', 10_200, '10200'],
  managementFee: ['6.6', 8_120, '8120'],
  insurance: ['6.6', 8_435.4, '8435.4'],
  claims: ['6.6, third quarter', 15_000, '15000'],
  nonGlExpenses: ['6.6: 1,250.75 and 2 % of 115,000', 3_550.75, '3550.75'],
  profitShare: ['6.6', 35_000, '35000'],
  payrollCost: ['3: salary 30 × 180; 150.40; 7.5 × 18.25; 28 budget days of 144', 9_719.28, '9719.275'],
  averageHourlyRate: ['3.4: 1,383 ÷ 74, six decimals', 18.69, '18.689189'],
  payrollSplit: ['3.5', 100, '100'],
  'pteb.row': ['8', 11_880.88, '11880.8841767380784475840770371811395083'],
  'insurance.row': ['8: 5,193.00 and 7082', 7_693, '7693'],
  'otherExpense.row': ['8: 52,300 and 50,000', 102_300, '102300'],
  profitAndLoss: ['9.4 golden sample', 166_967.07, '166967.07'],
  variance: ['9.4 golden sample, payroll', 84.62, '84.62'],
  rollup: ['9.4 golden and trending sample together', 236_467.07, '236467.07'],
  validation: ['10.1: one error, one question, three warnings', 5, '5'],
}

function run(name: CalculationName, changed: object = {}): Result {
  const example = { ...calculations[name].example, ...changed }
  const { calculation, inputs } = CalculateRequest.parse({ calculation: name, inputs: example })
  return runCalculation(calculation, inputs)
}

describe('the published examples', () => {
  test.each(CALCULATION_NAMES)('%s gives what the domain description says', (name) => {
    const { total, exact } = run(name)
    const [, rounded, digits] = EXPECTED[name]
    expect([total, exact]).toEqual([rounded, digits])
  })

  test.each(CALCULATION_NAMES)('%s says every step and every part, and the parts add up', (name) => {
    const { parts, steps, exact, remark } = run(name)
    const sum = parts.reduce((all, part) => all.plus(part.exact ?? 0), new Decimal(0))
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.every(({ label, rule }) => label !== '' && /^\d+(\.\d+)?$/.test(rule))).toBe(true)
    expect([sum.toFixed(), remark !== null && sum.toFixed() !== exact]).toEqual([exact, false])
  })

  test.each(CALCULATION_NAMES)('%s answers in the shape it publishes', (name) => {
    const { output } = calculations[name]
    const result = run(name)
    expect(output.parse(result)).toEqual(result)
  })

  test('3.5: 100 hours over five and one employees are 83.33 and 16.67', () => {
    expect(run('payrollSplit').parts.map(({ id, value }) => [id, value])).toEqual([
      ['GSA1', 83.33],
      ['GSA2', 16.67],
    ])
  })

  test('6.6: the revenue of the full example is told by component', () => {
    expect(run('internalRevenue').parts.map(({ id, value }) => [id, value])).toEqual([
      ['billableAccounts', 146_564.6],
      ['managementAgreement', 63_435.4],
    ])
  })

  test('9.4: payroll 0.10 % over its budget is unfavorable and hardly matters', () => {
    expect(run('variance')).toMatchObject({
      percent: 0.1,
      verdict: 'unfavorable',
      significance: 'low',
      direction: 'up',
      percentRule: 'percent',
    })
  })

  test('2.3: the day of the example has 182 rooms, 38.22 valet and 25.48 self cars overnight', () => {
    expect(run('statistics')).toMatchObject({
      figures: { occupiedRooms: 182, valetOvernight: 38.22, selfOvernight: 25.48, occupancy: 0.91 },
    })
  })

  test('10.1: the examples of validation are told in words', () => {
    const { findings } = run('validation') as Result & { findings: { rule: string; message: string }[] }
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['value', 'Enter 0 % to 100 %.'],
      ['rooms', 'More rooms than the site has (184).'],
      ['rate-jump', '60.00 is 17.1 % away from 51.24 (actual). Keep it?'],
      ['payroll-share', 'Payroll is 45 % of revenue.'],
      ['allocation', 'Valet by code must total 100 %; it is 99.93 %.'],
    ])
  })

  test('6.5: accounts that the agreement bills as lines of its own leave the expense accounts', () => {
    const accounts = { '7115': { budget: 100 }, '7100': { budget: 20 }, '7082': { budget: 3 } }
    const contract = (agreement: object | null) => ({
      contract: { billableAccounts: [{}], managementAgreement: agreement },
      accounts,
    })
    const totals = [
      contract(null),
      contract({ claims: { type: 'PerClaim' } }),
      contract({ insurance: { type: 'FixedFee' } }),
    ].map((changed) => run('expenseAccounts', changed).total)
    expect(totals).toEqual([123, 103, 120])
  })

  test('5.1: a row without a forecast counts its budget, and a forecast of 0 is a forecast', () => {
    const rows = { gpoFees: { budget: -7 }, miscellaneous: { forecast: 0, budget: 50 } }
    expect(run('otherRevenue', { rows }).total).toBe(-7)
  })

  test('ratios are told with four decimals, money and rates with two, and nothing as minus zero', () => {
    const day = { day: '2026-05-02', occupiedRooms: 61 }
    expect(run('statistics', { roomsAvailable: 184, days: [day] })).toMatchObject({
      total: null,
      figures: { occupancy: 0.3315, valetDaily: null },
    })
    expect(run('parkingRates', { revenue: 100, vehicles: 3 }).total).toBe(33.33)
    expect(run('variance', { value: -0.001, baseline: 0 })).toMatchObject({ total: 0, exact: '-0.001' })
  })

  test('9.4: less revenue is unfavorable, less expense favorable, and a line that is neither is neutral', () => {
    const verdicts = (['good', 'bad', 'neither'] as const).map((moreIs) =>
      run('variance', { value: 1, baseline: 2, moreIs }),
    )
    expect(verdicts).toMatchObject([{ verdict: 'unfavorable' }, { verdict: 'favorable' }, { verdict: 'neutral' }])
    expect(run('variance', { value: null })).toMatchObject({ total: null, verdict: null, percentRule: 'missing' })
  })

  test('a calculation that has no answer says null and why', () => {
    const { total, exact, remark } = run('perOccupiedRoom', { occupiedRooms: {} })
    expect([total, exact, remark]).toEqual([null, null, 'No occupied rooms are known, neither forecast nor budget.'])
  })
})
