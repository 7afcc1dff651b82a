import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { NO_HISTORY } from '../../shared/calc/internal-revenue/internal-revenue.ts'
import type { PayrollInput } from '../../shared/calc/payroll/payroll-month.ts'
import { DEFAULT_PL_RULES } from '../../shared/calc/profit-and-loss/rules.ts'
import { siteCalculators, type SiteContract } from '../../shared/calc/recompute/site-calculators.ts'
import {
  computeSiteYear,
  profitAndLossOf,
  recomputeSiteYear,
  type SiteYearInput,
} from '../../shared/calc/recompute/site-year-sheet.ts'
import type { StatisticsInput } from '../../shared/calc/statistics-month.ts'
import { daysOf, monthsOf } from '../../shared/core/calendar.ts'
import { aContract, aFee, aJob, aStructure, d, someBillableAccounts } from '../support/a-contract.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const MONTHS = monthsOf(2026)
const TODAY = '2026-03-10'
const CONTRACT = aContract({
  fixedFee: { serviceRates: [aFee({})] },
  perLaborHour: { jobRates: [aJob({})], useOvertimeSplit: true },
  revenueShare: { thresholdStructures: [aStructure({ accumulationType: 'AnnualCalendar' })] },
  billableAccounts: [someBillableAccounts()],
})
const statistics = (month: string, cars: number): StatisticsInput => ({
  month,
  totalRooms: 100,
  forecast: { valetDaily: daysOf(month).map(() => cars * 1_000_000) },
  actual: {},
  budget: {},
  forecastRates: { valetDaily: 1_000 },
  budgetRates: {},
})
const payroll = (month: string, hours: number): PayrollInput => ({
  month,
  jobs: [
    {
      code: 'VLT1',
      title: 'Valet',
      familyId: 'Valet',
      averageRate: d(20),
      employees: 2,
      annualSalary: null,
      billing: null,
    },
  ],
  forecast: { 'payroll.hours.VLT1': daysOf(month).map(() => hours * 100) },
  actual: {},
  budget: {},
})
const FIRST: SiteYearInput<PayrollInput, SiteContract> = {
  months: MONTHS,
  statistics: MONTHS.map((month) => statistics(month, 10)),
  payroll: MONTHS.map((month) => payroll(month, 8)),
  otherRevenue: MONTHS.map(() => d(5)),
  accounts: MONTHS.map(() => [{ account: '7115', title: '7115', forecast: d(3), budget: d(4), actual: null }]),
  ledger: MONTHS.map(() => ({
    Payroll: { actual: null, budget: d(9), priorYear: null },
    Pteb: { actual: null, budget: d(2), priorYear: null },
  })),
  contract: { hasManagementAgreement: false, terms: CONTRACT, history: NO_HISTORY },
}

/** Six keys, each on what the one before left; every other year is opened, so that all its steps are made. */
function typed() {
  let sheet = computeSiteYear(FIRST, siteCalculators(TODAY), { today: TODAY, rules: DEFAULT_PL_RULES })
  const replaced: WeakRef<object>[] = []
  for (let key = 0; key < 6; key += 1) {
    const month = 4 + (key % 3)
    for (const name of ['FLC', 'payrollCost', 'internalRevenue', 'Pteb']) {
      replaced.push(new WeakRef(sheet.values.get(name)?.[month] as object))
    }
    const label = MONTHS[month] ?? ''
    const input = {
      ...sheet.input,
      statistics: sheet.input.statistics.with(month, statistics(label, 11 + key)),
      payroll: sheet.input.payroll.with(month, payroll(label, 1 + key)),
      accounts: sheet.input.accounts.with(month, [
        { account: '7115', title: '7115', forecast: d(30 + key), budget: d(4), actual: null },
      ]),
    }
    const changes = (['statistics', 'payroll', 'accounts'] as const).map((name) => ({ name, month }))
    sheet = recomputeSiteYear(sheet, input, changes).sheet
    if (key % 2 === 0) JSON.stringify(profitAndLossOf(sheet))
  }
  return { sheet, replaced }
}

test('a year brought up to date keeps nothing of the years before it, whether they were opened or not', async () => {
  const { sheet, replaced } = typed()
  // One collection may leave what the compiler is just looking at; what is kept for good stays through all of them.
  await expect
    .poll(() => {
      collectGarbage()
      return replaced.filter((value) => value.deref() !== undefined).length
    })
    .toBe(0)
  expect(profitAndLossOf(sheet).rows.FLC.cells[4]?.amounts.trend).not.toBeNull()
})
