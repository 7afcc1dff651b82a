import { type Figures, sumOf, totalFigures } from '../../../shared/calc/day-figures.ts'
import { expenseValues } from '../../../shared/calc/other-expenses.ts'
import { plannedValue } from '../../../shared/calc/month-value.ts'
import { rateInForce } from '../../../shared/calc/parking-rates.ts'
import { type PayrollDay, payrollMonth, payrollTotal } from '../../../shared/calc/payroll/payroll-month.ts'
import type { SiteJob } from '../../../shared/calc/payroll/site-job.ts'
import type { PayrollAmount } from '../../../shared/calc/recompute/site-calculators.ts'
import type { SiteResult } from '../../../shared/calc/profit-and-loss/rollup.ts'
import { billedJobs } from '../../../shared/calc/site-year/site-facts.ts'
import { amountsAlone } from '../../../shared/calc/site-year/kept-result.ts'
import { payrollOf, statisticsOf } from '../../../shared/calc/site-year/site-year-input.ts'
import { type StatisticsMonth, statisticsMonth } from '../../../shared/calc/statistics-month.ts'
import {
  accountLineId,
  ENTERED_EXPENSE_ACCOUNTS,
  MISCELLANEOUS_EXPENSE_ACCOUNTS,
} from '../../../shared/categories/ledger-accounts.ts'
import { OTHER_REVENUE_ROWS, otherRevenueLineId } from '../../../shared/categories/other-revenue.ts'
import { RATE_CATEGORIES, rateLineId } from '../../../shared/categories/parking-rates.ts'
import type { PlKey } from '../../../shared/contract/profit-and-loss.ts'
import type { SyncSite } from '../../../shared/contract/sync.ts'
import { type Day, type Month, monthOf, monthsOf } from '../../../shared/core/calendar.ts'
import type { Decimal } from '../../../shared/core/decimal.ts'
import { fromScaled } from '../../../shared/core/scaled.ts'
import { isLoaded } from '../db/scopes.ts'
import type { Database } from '../db/store.ts'
import { computeStored, type LaptopYear, type StoredSite, storedSite } from './site-year.ts'

/** Twelve months of one line; null is "no answer". */
export type Months = readonly (Decimal | null)[]

/** One month of Statistics with the days of which the rooms are known: occupancy is per available room and day (2.6). */
export type StatisticsOfMonth = { readonly total: Figures; readonly daysWithRooms: number }

/** Everything the six tabs show of a site's year, computed by the functions of the screen (design.md D11). */
export type SiteFigures = {
  readonly site: SyncSite
  readonly loaded: boolean
  /** Null: nothing at all is stored of the month. */
  readonly statistics: readonly (StatisticsOfMonth | null)[]
  readonly statisticsYear: Figures
  /** Hours of a salaried code are not told (domain.md 3.11). */
  readonly payroll: readonly { readonly job: SiteJob; readonly hours: Months; readonly cost: Months }[]
  /** By rate category, the rate in force. */
  readonly rates: Readonly<Record<string, Months>>
  readonly otherRevenue: Readonly<Record<string, Months>>
  /** By account; `miscellaneous` is what the accounts nobody types come to. */
  readonly otherExpenses: Readonly<Record<string, Months>>
  readonly result: SiteResult
  /** What a reader has to know before trusting the figures. */
  readonly remarks: readonly string[]
}

/** Reads and computes one site's year from what is on this laptop. */
export function readSiteFigures(db: Database, key: PlKey, today: Day): SiteFigures {
  const found = storedSite(db, key)
  return siteFigures(found, computeStored(found, key, today), key, today, isLoaded(db, key.siteId, key.year))
}

/** The figures of a year that is computed: Statistics and Payroll are the months its P&L was made of. */
export function siteFigures(
  found: StoredSite,
  { result, sheet }: Pick<LaptopYear, 'result' | 'sheet'>,
  { year }: PlKey,
  today: Day,
  loaded: boolean,
): SiteFigures {
  const months = monthsOf(year)
  return {
    site: found.site,
    loaded,
    ...statisticsIn(found, statisticsMonths(found, sheet, months)),
    payroll: payrollIn(found, payrollMonths(found, sheet, months)),
    ...linesIn(found, months, today),
    result: amountsAlone(result),
    remarks: remarksOn(found, result, loaded),
  }
}

/** As the year has them; of a year that failed they are computed for themselves. */
function statisticsMonths({ facts, stored }: StoredSite, sheet: LaptopYear['sheet'], months: readonly Month[]) {
  if (sheet !== null) return sheet.values.get('statisticsMonth') as readonly (StatisticsMonth | null)[]
  return months.map((month) => {
    const input = statisticsOf(facts, stored, month)
    return input && statisticsMonth(input)
  })
}

function payrollMonths({ facts, stored }: StoredSite, sheet: LaptopYear['sheet'], months: readonly Month[]) {
  if (sheet !== null) return (sheet.values.get('payrollCost') as readonly PayrollAmount[]).map(({ days }) => days.days)
  const jobs = billedJobs(facts)
  return months.map((month) => payrollMonth(payrollOf(facts, jobs, stored, month)).days)
}

function statisticsIn({ facts }: StoredSite, computed: readonly (StatisticsMonth | null)[]) {
  const days = computed.flatMap((month) => month?.days.map(({ figures }) => figures) ?? [])
  return {
    statistics: computed.map(
      (month): StatisticsOfMonth | null =>
        month && {
          total: month.total,
          daysWithRooms: month.days.filter(({ figures }) => figures.occupiedRooms !== null).length,
        },
    ),
    statisticsYear: totalFigures(days, facts.totalRooms),
  }
}

function payrollIn({ facts }: StoredSite, computed: readonly (readonly PayrollDay[])[]): SiteFigures['payroll'] {
  return billedJobs(facts).map((job) => {
    const totals = computed.map((days) => payrollTotal(days, [job.code]))
    return {
      job,
      hours: totals.map(({ hours }) => (job.annualSalary === null ? hours : null)),
      cost: totals.map(({ cost }) => cost),
    }
  })
}

type Lines = Pick<SiteFigures, 'rates' | 'otherRevenue' | 'otherExpenses'>

function linesIn({ stored }: StoredSite, months: readonly Month[], today: Day): Lines {
  const cell = (month: Month, category: 'parking-rates' | 'other-revenue' | 'other-expenses', lineId: string) => {
    const of = (scenario: 'forecast' | 'budget' | 'actual') => stored.month(month, category, scenario)[lineId] ?? null
    return { forecast: of('forecast'), budget: of('budget'), actual: of('actual') }
  }
  const rateAt = (month: Month, lineId: string): Decimal | null => {
    const rate = rateInForce(cell(month, 'parking-rates', lineId))
    return rate === null ? null : fromScaled(rate, 2)
  }
  const accounts = [...ENTERED_EXPENSE_ACCOUNTS, ...MISCELLANEOUS_EXPENSE_ACCOUNTS].map(({ account }) => account)
  const expenses = months.map((month) =>
    expenseValues(
      Object.fromEntries(accounts.map((account) => [account, cell(month, 'other-expenses', accountLineId(account))])),
      month < monthOf(today),
    ),
  )
  const expenseIds = [...ENTERED_EXPENSE_ACCOUNTS.map(({ account }) => account), 'miscellaneous']
  return {
    rates: Object.fromEntries(RATE_CATEGORIES.map(({ id }) => [id, months.map((at) => rateAt(at, rateLineId(id)))])),
    otherRevenue: Object.fromEntries(
      OTHER_REVENUE_ROWS.map(({ id }) => [
        id,
        months.map((month) => plannedValue(cell(month, 'other-revenue', otherRevenueLineId(id))).value),
      ]),
    ),
    otherExpenses: Object.fromEntries(
      expenseIds.map((id) => [id, expenses.map((values) => values[id]?.value ?? null)]),
    ),
  }
}

/** Clear statements in the place of what is not there. */
function remarksOn({ site, reference, hasForecast }: StoredSite, result: SiteResult, loaded: boolean): string[] {
  const { rows } = result.year
  const isEmpty = (set: 'budget' | 'priorYear') => sumOf(rows.FLC.cells.map(({ amounts }) => amounts[set])) === null
  const remarks: [isSo: boolean, words: string][] = [
    [!loaded, 'The year is not on this computer yet; the site is in no sum.'],
    [
      reference === null,
      'Contract and staff are not on this computer yet: internal revenue and payroll are the budget.',
    ],
    [
      reference !== null && reference.contract === null,
      'No contract is known: internal revenue is the budget and other revenue.',
    ],
    [site.totalRooms === 0, 'The number of rooms is not set: there is no occupancy.'],
    [loaded && !hasForecast, 'Nobody saved a forecast of this year: the budget counts.'],
    [loaded && isEmpty('budget'), 'There is no budget of this year: nothing can be compared with it.'],
    [loaded && isEmpty('priorYear'), 'There is no actual of last year to compare with.'],
    [result.error !== null, `Could not be calculated, the budget is shown: ${result.error ?? ''}`],
  ]
  return remarks.filter(([isSo]) => isSo).map(([, words]) => words)
}
