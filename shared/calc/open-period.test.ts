import { describe, expect, test } from 'vitest'
import { aContract, aFee, d, text } from '../../tests/support/a-contract.ts'
import { daysOf, monthsOf } from '../core/calendar.ts'
import { ZERO } from '../core/decimal.ts'
import { NO_HISTORY } from './internal-revenue/internal-revenue.ts'
import { closedRemark, isOpenIn, isOpenOn, type OpenPeriod } from './open-period.ts'
import { payrollCost } from './payroll/payroll-cost.ts'
import { type PayrollInput, payrollMonth } from './payroll/payroll-month.ts'
import type { SiteJob } from './payroll/site-job.ts'
import { externalRevenueMonth } from './profit-and-loss/external-revenue-month.ts'
import { DEFAULT_PL_RULES } from './profit-and-loss/rules.ts'
import { siteCalculators, type SiteContract } from './recompute/site-calculators.ts'
import { computeSiteYear, profitAndLossOf, type SiteYearInput } from './recompute/site-year-sheet.ts'
import { type StatisticsInput, statisticsMonth } from './statistics-month.ts'

const CARS = 1_000_000
const closing = (closeDate: string | null): OpenPeriod => ({ startDate: null, closeDate })
const opening = (startDate: string): OpenPeriod => ({ startDate, closeDate: null })

/** Each day of February: 20 cars typed at 10 dollars, 5 self-parkers budgeted at 9 dollars. */
const statistics = (open?: OpenPeriod, month = '2026-02'): StatisticsInput => ({
  month,
  totalRooms: 100,
  forecast: { valetDaily: daysOf(month).map(() => 20 * CARS), occupiedRooms: daysOf(month).map(() => 80 * CARS) },
  actual: {},
  budget: { selfDaily: daysOf(month).length * 5 * CARS },
  forecastRates: { valetDaily: 1_000 },
  budgetRates: { selfDaily: 900 },
  ...(open === undefined ? {} : { open }),
})
const VALET: SiteJob = {
  code: 'VLT1',
  title: 'Valet attendant',
  familyId: 'Valet',
  averageRate: d(20),
  employees: 3,
  annualSalary: null,
  billing: null,
}
const MANAGER: SiteJob = { ...VALET, code: 'MGR', title: 'Manager', familyId: 'Salaried', annualSalary: d(36_500) }
/** Each day of February: 8 hours typed for the valet at 20 dollars, and three managers of 100 dollars a day each. */
const payroll = (open?: OpenPeriod, month = '2026-02'): PayrollInput => ({
  month,
  jobs: [VALET, MANAGER],
  forecast: { 'payroll.hours.VLT1': daysOf(month).map(() => 800) },
  actual: {},
  budget: {},
  ...(open === undefined ? {} : { open }),
})

describe('when a site is in operation (domain.md 1.1)', () => {
  test('it is from its first to its last day, both included, and always where no dates are known', () => {
    const open = { startDate: '2026-02-10', closeDate: '2026-03-05' }
    const days = ['2026-02-09', '2026-02-10', '2026-03-05', '2026-03-06']
    expect(days.map((day) => isOpenOn(open, day))).toEqual([false, true, true, false])
    expect(days.map((day) => isOpenOn(undefined, day))).toEqual([true, true, true, true])
    const months = ['2026-01', '2026-02', '2026-03', '2026-04']
    expect(months.map((month) => isOpenIn(open, month))).toEqual([false, true, true, false])
    expect(months.map((month) => closedRemark(open, month)?.slice(0, 29) ?? null)).toEqual([
      'The site opens on 2026-02-10:',
      'The site opens on 2026-02-10:',
      'The site closes on 2026-03-05',
      'The site closes on 2026-03-05',
    ])
    expect(closedRemark(closing('2026-02-28'), '2026-02')).toBeNull()
    expect(closedRemark(opening('2026-02-01'), '2026-02')).toBeNull()
  })

  test('after its last day nothing is expected, whatever was typed or budgeted: 14 of 28 days count', () => {
    const month = statisticsMonth(statistics(closing('2026-02-14')))
    expect([month.total.valetDaily, month.total.selfDaily, month.total.externalRevenue].map(text)).toEqual([
      '280',
      '70',
      '3430', // 14 × (20 × 10.00 + 5 × 9.00)
    ])
    expect([month.days[13]?.origins.valetDaily, month.days[14]?.origins.valetDaily]).toEqual(['forecast', 'closed'])
    expect(Object.values(month.days[14]?.figures ?? {}).map(text)).toEqual(Array.from({ length: 15 }, () => '0'))
    const revenue = externalRevenueMonth({
      statistics: month,
      hasForecastRates: true,
      budget: d(99),
      open: closing('2026-02-14'),
    })
    expect([text(revenue.total), revenue.remark]).toEqual([
      '3430',
      'The site closes on 2026-02-14: nothing is expected after it.',
    ])
  })

  test('before its first day nothing is expected either', () => {
    const month = statisticsMonth(statistics(opening('2026-02-27')))
    expect([text(month.total.valetDaily), month.days[25]?.origins.valetDaily]).toEqual(['40', 'closed'])
  })

  test('what is loaded after the last day still counts', () => {
    const late: StatisticsInput = {
      ...statistics(closing('2026-02-01')),
      actual: { valetDaily: daysOf('2026-02').map((_, i) => (i === 2 ? 7 * CARS : null)) },
    }
    expect(
      statisticsMonth(late)
        .days.slice(0, 4)
        .map((day) => text(day.figures.valetDaily)),
    ).toEqual(['20', '0', '7', '0'])
  })

  test('nobody works after the last day, the salaried included, and the cost says why', () => {
    const input = payroll(closing('2026-02-10'))
    const cost = payrollCost(payrollMonth(input), input.jobs, input.open)
    expect(cost.parts.map(({ id, value }) => [id, text(value)])).toEqual([
      ['Valet', '1600'], // 10 × 8 h × 20.00
      ['Salaried', '3000'], // 10 × 3 × 100.00
    ])
    expect(cost.steps.map(({ rule, label, value }) => [rule, label, text(value)])).toEqual([
      ['3.7', 'Valet attendant, 10 days', '1600'],
      ['1.1', 'Valet attendant, 18 days', '0'],
      ['3.4', 'Manager, 10 days', '3000'],
      ['1.1', 'Manager, 18 days', '0'],
    ])
    expect(cost.remark).toBe('The site closes on 2026-02-10: nothing is expected after it.')
    const loaded = {
      ...input,
      actual: { 'payroll.hours.VLT1': daysOf('2026-02').map((_, i) => (i < 12 ? 100 : null)) },
    }
    expect(text(payrollCost(payrollMonth(loaded), [VALET]).total)).toBe('240') // 12 loaded hours
    const nothing = { hours: ZERO, cost: ZERO, isRateTyped: false, origin: 'closed' }
    expect(payrollMonth(input).days[10]).toEqual({
      day: '2026-02-11',
      isActual: false,
      byCode: { VLT1: { ...nothing, rate: d(20) }, MGR: { ...nothing, rate: d(20) } },
    })
  })
})

describe('the year of a site that closes on 15 February', () => {
  const MONTHS = monthsOf(2026)
  const TODAY = '2025-12-31'
  const input = (open: OpenPeriod | undefined): SiteYearInput<PayrollInput, SiteContract> => ({
    months: MONTHS,
    statistics: MONTHS.map((month) => (month === '2026-04' ? null : statistics(open, month))),
    payroll: MONTHS.map((month) => payroll(open, month)),
    otherRevenue: MONTHS.map(() => null),
    accounts: MONTHS.map(() => [
      { account: '7115', title: 'Outside services', forecast: d(300), budget: d(250), actual: null },
      { account: '7082', title: 'Vehicle insurance', forecast: null, budget: d(50), actual: null },
      { account: '6200', title: 'Payroll taxes', forecast: null, budget: d(40), actual: null },
    ]),
    ledger: MONTHS.map((month) => ({
      ExternalRevenue: { actual: null, budget: d(8_000), priorYear: null },
      ...(month === '2026-05'
        ? { InternalRevenue: { actual: null, budget: null, priorYear: null, override: { amount: d(77), note: null } } }
        : {}),
    })),
    contract: {
      hasManagementAgreement: false,
      terms: aContract({ fixedFee: { serviceRates: [aFee({ fee: d(700) })] } }),
      history: NO_HISTORY,
      ...(open === undefined ? {} : { open }),
    },
  })
  const pl = (open: OpenPeriod | undefined, today = TODAY) =>
    profitAndLossOf(computeSiteYear(input(open), siteCalculators(today), { today, rules: DEFAULT_PL_RULES }))
  const trends = (of: ReturnType<typeof pl>, row: keyof typeof of.rows) =>
    of.rows[row].cells.slice(1, 5).map(({ amounts }) => text(amounts.trend))

  test('February keeps its monthly amounts for what is still posted; from March on every row is 0, but what was set by hand', () => {
    const year = pl(closing('2026-02-15'))
    expect(trends(year, 'ExternalRevenue')).toEqual(['3675', '0', '0', '0']) // 15 × 245
    expect(trends(year, 'InternalRevenue')).toEqual(['700', '0', '0', '77'])
    expect(trends(year, 'Payroll')).toEqual(['6900', '0', '0', '0']) // 15 × (160 + 300)
    expect(trends(year, 'OtherExpense')).toEqual(['300', '0', '0', '0'])
    expect(trends(year, 'Pteb')).toEqual(['40', '0', '0', '0'])
    expect(trends(year, 'Insurance').slice(1)).toEqual(['0', '0', '0'])
    expect(trends(year, 'FLC')[1]).toBe('0')
    expect(year.rows.ExternalRevenue.cells.slice(0, 2).map(({ explained }) => explained.remark)).toEqual([
      null,
      'The site closes on 2026-02-15: nothing is expected after it.',
    ])
    const cell = year.rows.OtherExpense.cells[2]
    expect([cell?.kind, text(cell?.amounts.budget), cell?.explained.remark]).toEqual([
      'forecast',
      '250',
      'The site closes on 2026-02-15: nothing is expected after it.',
    ])
  })

  test('its contract is asked for no month after the last day: internal revenue is a known 0, and says why', () => {
    const { values } = computeSiteYear(input(closing('2026-02-15')), siteCalculators(TODAY), {
      today: TODAY,
      rules: DEFAULT_PL_RULES,
    })
    expect(values.get('internalRevenue')?.[2]).toEqual({
      total: ZERO,
      isForecast: true,
      parts: [],
      remark: 'The site closes on 2026-02-15: nothing is expected after it.',
    })
  })

  test('a site of which no dates are known goes on', () => {
    expect(trends(pl(undefined), 'OtherExpense')).toEqual(['300', '300', '300', '300'])
    expect(pl(closing('2027-01-01')).rows.FLC.total).toEqual(pl(undefined).rows.FLC.total)
  })

  test('what is posted in the current month after the last day counts, in a month ahead it does not', () => {
    const posted = input(closing('2026-02-15'))
    const account = { account: '7115', title: 'Outside services', forecast: d(300), budget: d(250), actual: d(12) }
    const year = profitAndLossOf(
      computeSiteYear(
        { ...posted, accounts: posted.accounts.with(2, [account]).with(3, [account]) },
        siteCalculators('2026-03-10'),
        {
          today: '2026-03-10',
          rules: DEFAULT_PL_RULES,
        },
      ),
    )
    const [march, april] = year.rows.OtherExpense.cells.slice(2, 4)
    expect([text(march?.amounts.trend), march?.kind, text(march?.amounts.forecast)]).toEqual(['12', 'mixed', '0'])
    expect([text(april?.amounts.trend), april?.kind, text(april?.amounts.actual)]).toEqual(['0', 'forecast', '12'])
  })
})
