import { describe, expect, test } from 'vitest'
import { aContract, aFee, aJob, aStructure, d, text, tiersOf } from '../../../tests/support/a-contract.ts'
import { toldCell } from '../../../tests/support/told.ts'
import { daysOf, monthsOf } from '../../core/calendar.ts'
import type { Contract } from '../internal-revenue/contract.ts'
import { NO_HISTORY } from '../internal-revenue/internal-revenue.ts'
import { perLaborHour } from '../internal-revenue/per-labor-hour.ts'
import { hoursByDay, type PayrollInput, payrollMonth } from '../payroll/payroll-month.ts'
import type { SiteJob } from '../payroll/site-job.ts'
import { DEFAULT_PL_RULES } from '../profit-and-loss/rules.ts'
import type { StatisticsInput } from '../statistics-month.ts'
import { type PayrollAmount, siteCalculators, type SiteContract } from './site-calculators.ts'
import { computeSite } from './site-result.ts'
import {
  BEFORE_YEAR,
  computeSiteYear,
  profitAndLossOf,
  recomputeSiteYear,
  type SiteYearInput,
} from './site-year-sheet.ts'

const MONTHS = monthsOf(2026)
const TODAY = '2025-12-31'
const terms = { today: TODAY, rules: DEFAULT_PL_RULES }
const CARS = 1_000_000

const valet: SiteJob = {
  code: 'VLT1',
  title: 'Valet attendant',
  familyId: 'Valet',
  averageRate: d(20),
  employees: 4,
  annualSalary: null,
  billing: null,
}
const payroll = (month: string, hours: number | null): PayrollInput => ({
  month,
  jobs: [valet],
  forecast: hours === null ? {} : { 'payroll.hours.VLT1': daysOf(month).map(() => hours * 100) },
  actual: {},
  budget: { 'payroll.hours.VLT1': 30_000 },
})
/** The cars of a month on its second day, at 10 dollars each. */
const statistics = (month: string, cars: number): StatisticsInput => ({
  month,
  totalRooms: 100,
  forecast: { valetDaily: daysOf(month).map((_, i) => (i === 1 ? cars * CARS : null)) },
  actual: {},
  budget: {},
  forecastRates: { valetDaily: 1_000 },
  budgetRates: {},
})
const contractOf = (terms: Contract): SiteContract => ({ hasManagementAgreement: false, terms, history: NO_HISTORY })
const aYear = (contract: Contract, hours: number | null = null): SiteYearInput<PayrollInput, SiteContract> => ({
  months: MONTHS,
  statistics: MONTHS.map((month) => statistics(month, 600)),
  payroll: MONTHS.map((month) => payroll(month, hours)),
  otherRevenue: MONTHS.map(() => null),
  accounts: MONTHS.map(() => []),
  ledger: MONTHS.map(() => ({
    InternalRevenue: { actual: null, budget: d(4_321), priorYear: null },
    Payroll: { actual: null, budget: d(5_999), priorYear: null },
  })),
  contract: contractOf(contract),
})
const SHARE = aContract({
  fixedFee: { serviceRates: [aFee({ fee: d(700) })] },
  revenueShare: {
    thresholdStructures: [aStructure({ accumulationType: 'AnnualCalendar', tiers: tiersOf([25, 10_000], [50, null]) })],
  },
})
const revenueOf = (sheet: Parameters<typeof profitAndLossOf>[0]) =>
  profitAndLossOf(sheet)
    .rows.InternalRevenue.cells.slice(0, 3)
    .map(({ amounts }) => text(amounts.trend))

describe('the product’s own calculators in a site-year', () => {
  test('a yearly share crosses its tier in February: 6,000 a month at 25 % to 10,000, then 50 %, and a fee of 700', () => {
    expect(revenueOf(computeSiteYear(aYear(SHARE), siteCalculators(TODAY), terms))).toEqual(['2200', '2700', '3700'])
  })

  test('cars typed in January move February by the tier they use up, as a full computation says', () => {
    const before = computeSiteYear(aYear(SHARE), siteCalculators(TODAY), terms)
    const input = { ...before.input, statistics: before.input.statistics.with(0, statistics('2026-01', 900)) }
    const { sheet } = recomputeSiteYear(before, input, [{ name: 'statistics', month: 0 }])
    expect(revenueOf(sheet)).toEqual(['2950', '3450', '3700'])
    const full = computeSiteYear(input, siteCalculators(TODAY), terms)
    expect(JSON.stringify(profitAndLossOf(sheet))).toBe(JSON.stringify(profitAndLossOf(full)))
  })

  test('overtime of the week that begins in January is split with January’s hours', () => {
    const contract = aContract({
      perLaborHour: { jobRates: [aJob({ rate: d(10), overtimeRate: d(15) })], useOvertimeSplit: true },
    })
    const sheet = computeSiteYear(aYear(contract, 9), siteCalculators(TODAY), terms)
    const days = ['2026-01', '2026-02'].flatMap((month) => payrollMonth(payroll(month, 9)).days)
    const hours = { VLT1: { days: hoursByDay(days.slice(-29), 'VLT1'), budget: null } } // 31 January is a Saturday
    expect(revenueOf(sheet)[1]).toBe(text(perLaborHour(contract, '2026-02', hours)?.total))
    const clipped = { VLT1: { days: hoursByDay(days.slice(-28), 'VLT1'), budget: null } }
    expect(revenueOf(sheet)[1]).not.toBe(text(perLaborHour(contract, '2026-02', clipped)?.total))
  })

  describe('overtime of the week that begins in December', () => {
    const contract = aContract({
      perLaborHour: { jobRates: [aJob({ rate: d(10), overtimeRate: d(15) })], useOvertimeSplit: true },
    })
    const year = (december: number | null): SiteYearInput<PayrollInput, SiteContract> => ({
      ...aYear(contract, 9),
      ...(december === null ? {} : { payrollBefore: payroll('2025-12', december) }),
    })

    test('27 December 2025 is a Saturday: five days of 9 hours until the 31st leave 1 and 2 January all overtime', () => {
      const sheet = computeSiteYear(year(9), siteCalculators(TODAY), terms)
      // 31 days of 9 hours: 18 of overtime on the first two, 23 in each of four weeks, none on Saturday the 31st.
      expect(revenueOf(sheet)[0]).toBe(String((279 - 18 - 4 * 23) * 10 + (18 + 4 * 23) * 15))
      const days = ['2025-12', '2026-01'].flatMap((month) => payrollMonth(payroll(month, 9)).days)
      const hours = { VLT1: { days: hoursByDay(days.slice(26), 'VLT1'), budget: null } }
      expect(revenueOf(sheet)[0]).toBe(text(perLaborHour(contract, '2026-01', hours)?.total))
    })

    test('without a December the first two days of January begin their week', () => {
      const sheet = computeSiteYear(year(null), siteCalculators(TODAY), terms)
      expect(revenueOf(sheet)[0]).toBe(String((279 - 4 * 23) * 10 + 4 * 23 * 15))
    })

    test('hours typed in December move January’s revenue, as a full computation says, and no payroll of the year', () => {
      const before = computeSiteYear(year(9), siteCalculators(TODAY), terms)
      const { sheet, recomputed } = recomputeSiteYear(before, year(4), [{ name: 'payroll', month: BEFORE_YEAR }])
      const full = computeSiteYear(year(4), siteCalculators(TODAY), terms)
      expect(JSON.stringify(profitAndLossOf(sheet))).toBe(JSON.stringify(profitAndLossOf(full)))
      expect(revenueOf(sheet)[0]).not.toBe(revenueOf(before)[0])
      const names = new Set(recomputed.map(({ name, month }) => `${name} ${month}`))
      const asked = ['labor 0', 'labor 1', 'payrollCost 0', 'Payroll 0', 'InternalRevenue 0']
      expect(asked.filter((one) => names.has(one))).toEqual(['labor 0', 'InternalRevenue 0'])
    })
  })

  describe('hours typed on one day of February', () => {
    const typed = (hours: number): SiteYearInput<PayrollInput, SiteContract> => {
      const year = aYear(SHARE, 10)
      const february = payroll('2026-02', 10)
      const line = february.forecast['payroll.hours.VLT1'] ?? []
      return {
        ...year,
        payroll: year.payroll.with(1, { ...february, forecast: { 'payroll.hours.VLT1': line.with(8, hours * 100) } }),
      }
    }
    const before = () => computeSiteYear(typed(6), siteCalculators(TODAY), terms)
    const after = (old: ReturnType<typeof before>) =>
      recomputeSiteYear(old, typed(7), [{ name: 'payroll', month: 1 }]).sheet
    const daysOfFebruary = ({ values }: ReturnType<typeof before>) => {
      const february = values.get('payrollCost')?.[1] as PayrollAmount
      return february.days.days
    }

    test('move its cost as a full computation says, and leave the other days as they are', () => {
      const old = before()
      const sheet = after(old)
      const full = computeSiteYear(typed(7), siteCalculators(TODAY), terms)
      expect(JSON.stringify([...sheet.values])).toBe(JSON.stringify([...full.values]))
      const days = daysOfFebruary(old)
      expect(daysOfFebruary(sheet).flatMap((day, i) => (day === days[i] ? [] : [i]))).toEqual([8])
    })

    test('are told by the row’s steps: 277 hours at 20 dollars', () => {
      const cell = profitAndLossOf(after(before())).rows.Payroll.cells[1]
      expect(cell && toldCell(cell)).toEqual([
        'forecast: forecast 5540, trend 5540',
        'total 5540',
        'part Valet Valet: 5540',
        '3.7 Valet attendant, 28 days: 5540 money ← hours 277 hours forecast ← rate 20 rate forecast',
        'opens {kind:none}',
      ])
    })
  })

  test('payroll nobody typed is the budget to the cent, though hours × rate say otherwise; typed payroll counts', () => {
    const cost = (hours: number | null) => {
      const sheet = computeSiteYear(aYear(SHARE, hours), siteCalculators(TODAY), terms)
      const cell = profitAndLossOf(sheet).rows.Payroll.cells[1]
      return [text(cell?.amounts.trend), cell?.kind]
    }
    expect([cost(null), cost(10)]).toEqual([
      ['5999', 'budget'],
      ['5600', 'forecast'],
    ])
  })

  test('a contract that cannot be computed shows its budget in every month and names the reason', () => {
    const broken = aContract({
      revenueShare: { thresholdStructures: [aStructure({ accumulationType: 'AnnualAnniversary' })] },
    })
    const { result, sheet } = computeSite(
      { siteId: 'A', name: 'A', hasForecast: true },
      aYear(broken, 10),
      siteCalculators(TODAY),
      terms,
    )
    expect(sheet && revenueOf(sheet)).toEqual(['4321', '4321', '4321'])
    expect(result.year.rows.InternalRevenue.cells.slice(0, 2).map(({ kind }) => kind)).toEqual(['budget', 'budget'])
    expect(result.error).toMatch(/^2026-01: .*start/i)
    expect(text(result.year.rows.Payroll.cells[1]?.amounts.trend)).toBe('5600')
  })
})
