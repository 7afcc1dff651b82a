import { describe, expect, test } from 'vitest'
import { sumOf } from '../../shared/calc/day-figures.ts'
import { significance, PL_SIGNIFICANCE } from '../../shared/calc/profit-and-loss/significance.ts'
import { statisticsOf } from '../../shared/calc/site-year/site-year-input.ts'
import { storedYear } from '../../shared/calc/site-year/stored-year.ts'
import { budgetMonth } from '../../shared/calc/statistics-month.ts'
import { variance } from '../../shared/calc/variance.ts'
import { PL_ROWS, type PlRowCode, plRowOfAccount } from '../../shared/categories/profit-and-loss.ts'
import { must } from '../../shared/core/bug.ts'
import { addDays, monthOf, monthsOf } from '../../shared/core/calendar.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { computedDemoYear } from '../../tests/support/demo-year.ts'
import type { DemoCell } from './demo-cell.ts'
import { demoJobs } from './jobs.ts'
import { ODD_SITES } from './odd-sites.ts'
import { siteCells } from './site-cells.ts'
import { demoSites } from './sites.ts'

const sites = demoSites(40).map((site) => {
  const cells = siteCells(site, DEMO_TODAY)
  return { site, cells, ...computedDemoYear(site, cells, 2026, DEMO_TODAY) }
})
const siteOf = (siteId: string) =>
  must(
    sites.find(({ site }) => site.siteId === siteId),
    siteId,
  )
const ordinary = sites.filter(({ site }) => !Object.values<string>(ODD_SITES).includes(site.siteId))

/** Sums of cents by scenario and month. */
function sums(cells: readonly DemoCell[], isCounted: (lineId: string) => boolean): Record<string, number> {
  const found: Record<string, number> = {}
  for (const { lineId, scenario, period, value } of cells) {
    if (!isCounted(lineId)) continue
    const key = `${scenario} ${monthOf(period)}`
    found[key] = (found[key] ?? 0) + value
  }
  return found
}
const stored = (cells: readonly DemoCell[], scenario: string, period: string, lineId: string) =>
  cells.find((cell) => cell.scenario === scenario && cell.period === period && cell.lineId === lineId)?.value ?? null

type Band = readonly [least: number, most: number]
/** What an accountant would believe of a year, as shares of internal revenue, of payroll and of external revenue. */
function bandsOf(contractTypes: readonly string[]) {
  const common = { burden: [0.19, 0.27] as Band, insurance: [0.045, 0.1] as Band, share: [0.15, 0.75] as Band }
  if (contractTypes.includes('RevenueShare')) {
    return { ...common, payroll: [0.4, 0.57] as Band, contribution: [0.15, 0.32] as Band }
  }
  const isPaidBack = contractTypes.every((type) => ['ManagementAgreement', 'BillingAccount'].includes(type))
  return isPaidBack
    ? { ...common, payroll: [0.58, 0.69] as Band, contribution: [0.05, 0.17] as Band }
    : { ...common, payroll: [0.52, 0.67] as Band, contribution: [0.08, 0.27] as Band }
}

describe('the money of the demonstration sites', () => {
  test('every cost row of the P&L is the sum of its accounts, planned and posted, in every month of every site', () => {
    for (const { cells } of sites) {
      for (const { code, lineId, kind } of PL_ROWS) {
        if (lineId === null || kind !== 'expense') continue
        const row = sums(cells, (id) => id === lineId)
        const accounts = sums(cells, (id) => id.startsWith('account.') && plRowOfAccount(id.slice(8)) === code)
        expect(Object.fromEntries(Object.keys(row).map((key) => [key, accounts[key] ?? 0]))).toEqual(row)
      }
    }
  })

  test('closed payroll is the labor system’s daily cost, closed receipts the daily receipts, planned payroll its codes’', () => {
    for (const { cells } of sites) {
      const payroll = sums(cells, (id) => id === 'pl.payroll')
      const codes = sums(cells, (id) => id.startsWith('payroll.cost.'))
      const external = sums(cells, (id) => id === 'pl.externalRevenue')
      const receipts = sums(cells, (id) => id === 'externalRevenue')
      const keys = Object.keys(payroll)
      expect(keys.map((key) => codes[key])).toEqual(keys.map((key) => payroll[key]))
      const posted = Object.keys(external).filter((key) => key.startsWith('actual'))
      expect(posted.map((key) => receipts[key])).toEqual(posted.map((key) => external[key]))
    }
  })

  test('24 months are closed and 24 planned, each with every row', () => {
    const { cells } = siteOf('0427')
    for (const { lineId } of PL_ROWS) {
      if (lineId === null) continue
      const months = Object.keys(sums(cells, (id) => id === lineId))
      expect([lineId, months.filter((key) => key.startsWith('actual')).length, months.length]).toEqual([lineId, 24, 48])
    }
  })

  test('planned external revenue is what the calculator makes of planned counts and rates', () => {
    for (const { site, cells } of ordinary.slice(0, 6)) {
      const facts = { totalRooms: site.totalRooms, contract: null, jobs: [] }
      const year = storedYear(cells)
      for (const month of monthsOf(2026)) {
        const { total } = budgetMonth(must(statisticsOf(facts, year, month), month))
        const planned = stored(cells, 'budget', month, 'pl.externalRevenue')
        expect(total.externalRevenue?.times(100).toDecimalPlaces(0).toNumber()).toBe(planned)
      }
    }
  })

  test('posted internal revenue is within 2 % of what the product makes of the same month', () => {
    for (const { site, year } of ordinary) {
      const wrong = year.rows.InternalRevenue.cells.slice(0, 3).flatMap(({ amounts }) => {
        const off = must(amounts.actual, 'posted').div(must(amounts.forecast, 'computed')).minus(1).abs()
        return off.lte(0.02) ? [] : [off.toFixed(3)]
      })
      expect([site.siteId, wrong]).toEqual([site.siteId, []])
    }
  })

  test('a year looks like a real site’s, planned and expected: who takes the risk keeps more of the revenue', () => {
    const wrong = ordinary.flatMap(({ site, year: { rows } }) =>
      (['budget', 'trend'] as const).flatMap((dataSet) => {
        const of = (code: PlRowCode, whole: PlRowCode) =>
          must(rows[code].total[dataSet], code).div(must(rows[whole].total[dataSet], whole)).toNumber()
        const found = {
          payroll: of('Payroll', 'InternalRevenue'),
          contribution: of('FLC', 'InternalRevenue'),
          burden: of('Pteb', 'Payroll'),
          insurance: of('Insurance', 'Payroll'),
          share: of('InternalRevenue', 'ExternalRevenue'),
        }
        const bands = bandsOf(site.contractTypes)
        const isOff = (name: keyof typeof found) => found[name] < bands[name][0] || found[name] > bands[name][1]
        const off = (Object.keys(bands) as (keyof typeof found)[]).filter(isOff)
        return off.map((name) => `${site.siteId} ${dataSet} ${name} ${found[name].toFixed(3)}`)
      }),
    )
    expect(wrong).toEqual([])
  })

  test('payroll to date is far over budget at Prairie Inn, far under at Cedar Park Clinic, and near it elsewhere', () => {
    const levels = ordinary.map(({ site, year }) => {
      const closed = year.rows.Payroll.cells.slice(0, 3)
      const [actual, budget] = [
        sumOf(closed.map((cell) => cell.amounts.actual)),
        sumOf(closed.map((cell) => cell.amounts.budget)),
      ]
      const found = must(variance(actual, budget, -1), 'both are known')
      return { site: site.name, level: significance(found.percent, PL_SIGNIFICANCE), verdict: found.verdict }
    })
    expect(levels.filter(({ level }) => level === 'high')).toEqual([
      { site: 'Prairie Inn', level: 'high', verdict: 'unfavorable' },
      { site: 'Cedar Park Clinic', level: 'high', verdict: 'favorable' },
    ])
    expect(levels.filter(({ level }) => level === 'low').length).toBeGreaterThan(levels.length / 2)
  })

  test('a repair nobody planned: 1,842.50 in March on a budget of 0 at Bayfront Suites', () => {
    const { cells } = siteOf('1003')
    expect([
      stored(cells, 'actual', '2026-03', 'account.7178'),
      stored(cells, 'budget', '2026-03', 'account.7178'),
    ]).toEqual([184_250, 0])
  })

  test('Granite Plaza alone cannot be computed: its budget stands in ahead and the reason is said', () => {
    expect(sites.filter(({ error }) => error !== null).map(({ site }) => site.siteId)).toEqual([
      ODD_SITES.notComputable,
    ])
    const { error, year } = siteOf(ODD_SITES.notComputable)
    expect(error).toMatch(/^2026-01: External revenue of 2026-01 is known as one total only/)
    const ahead = year.rows.InternalRevenue.cells.slice(3)
    expect(ahead.map(({ amounts }) => amounts.trend?.toFixed())).toEqual(
      ahead.map(({ amounts }) => amounts.budget?.toFixed()),
    )
    expect(year.rows.FLC.total.trend?.greaterThan(0)).toBe(true)
  })

  test('without a contract the budget of internal revenue stands in, and is no forecast', () => {
    const ahead = siteOf(ODD_SITES.withoutContract).year.rows.InternalRevenue.cells.slice(3)
    expect(ahead.map(({ kind, amounts }) => [kind, amounts.trend?.toFixed()])).toEqual(
      ahead.map(({ amounts }) => ['budget', amounts.budget?.toFixed()]),
    )
  })

  test('the site taken over in February has no plan of money, and neither labor nor ledger before', () => {
    const { cells } = siteOf(ODD_SITES.takenOver)
    const money = cells.filter(({ lineId }) => /^(payroll|account|revenue|pl)\./.test(lineId))
    expect(money.filter(({ scenario }) => scenario === 'budget')).toEqual([])
    expect(money.reduce((first, { period }) => (period < first ? period : first), '9')).toBe('2026-02')
    expect(stored(cells, 'actual', '2026-02', 'pl.internalRevenue')).toBeGreaterThan(4_000_000)
  })

  test('every row of this year has its prior year, and of last year from April on', () => {
    const { site, cells, year } = siteOf('0427')
    const last = computedDemoYear(site, cells, 2025, DEMO_TODAY).year
    for (const { code, lineId } of PL_ROWS) {
      if (lineId === null) continue
      const known = (of: typeof year) => of.rows[code].cells.map(({ amounts }) => amounts.priorYear !== null)
      expect([code, known(year).every(Boolean), known(last).slice(3).every(Boolean)]).toEqual([code, true, true])
    }
  })

  test('shifts are published for fourteen days from today, of every code paid by the hour and no other', () => {
    for (const { site, cells } of sites) {
      const published = cells.filter(({ scenario }) => scenario === 'scheduled')
      const days = [...new Set(published.map(({ period }) => period))]
      expect(days).toEqual(Array.from({ length: 14 }, (_, i) => addDays(DEMO_TODAY, i)))
      const hourly = demoJobs(site).filter(({ annualSalary }) => annualSalary === null)
      const codes = new Set(published.map(({ lineId }) => lineId.split('.')[2]))
      expect([...codes]).toEqual(hourly.map(({ code }) => code))
    }
  })

  test('hours are typed on the days whose counts are typed, of nobody salaried, with holiday pay on New Year’s Day', () => {
    const { cells } = siteOf('0427')
    const typed = cells.filter(({ scenario, period }) => scenario === 'forecast' && period.length === 10)
    const daysOf = (isCounted: (lineId: string) => boolean) => [
      ...new Set(typed.filter(({ lineId }) => isCounted(lineId)).map(({ period }) => period)),
    ]
    expect(daysOf((id) => id.startsWith('payroll.hours.'))).toEqual(daysOf((id) => id === 'valetDaily'))
    expect(typed.filter(({ lineId }) => /(MGR|payroll\.cost)/.test(lineId))).toEqual([])
    expect(daysOf((id) => id.startsWith('payroll.rate.'))).toEqual(['2026-01-01'])
  })

  test('what is typed of other revenue, expenses and payroll is of the same months, and never in a closed year', () => {
    for (const { site, cells } of ordinary) {
      const months = (isCounted: (lineId: string) => boolean) => [
        ...new Set(
          cells
            .filter(({ scenario, lineId }) => scenario === 'forecast' && isCounted(lineId))
            .map(({ period }) => monthOf(period)),
        ),
      ]
      const counted = months((id) => id === 'valetDaily')
      expect([site.siteId, months((id) => id.startsWith('payroll.'))]).toEqual([site.siteId, counted])
      expect(counted).toEqual(expect.arrayContaining(months((id) => /^(account|revenue)\./.test(id))))
    }
  })
})
