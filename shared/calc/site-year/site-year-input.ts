import { EARNING_COUNTS, type RateCard } from '../day-figures.ts'
import { OTHER_REVENUE_ROWS, otherRevenueLineId } from '../../categories/other-revenue.ts'
import { rateLineId } from '../../categories/parking-rates.ts'
import { payrollLineOf } from '../../categories/payroll.ts'
import { addMonths, type Month, monthsOf } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { type Contract, NO_CONTRACT } from '../internal-revenue/contract.ts'
import type { History } from '../internal-revenue/internal-revenue.ts'
import { otherRevenue, type OtherRevenueInput } from '../other-revenue.ts'
import type { PayrollInput } from '../payroll/payroll-month.ts'
import type { SiteContract } from '../recompute/site-calculators.ts'
import type { SiteYearInput } from '../recompute/site-year-sheet.ts'
import type { StatisticsInput } from '../statistics-month.ts'
import { accountMonth, ledgerMonth, postedAmount, postedClaims } from './ledger-month.ts'
import { billedJobs, type SiteFacts } from './site-facts.ts'
import { isAnyStored, type MonthValues, type StoredYear } from './stored-year.ts'

/** A site-year as the product's own calculators take it. */
export type SiteYear = SiteYearInput<PayrollInput, SiteContract>

/**
 * The input of a site's year from what is stored: the same in the window, on the laptop and on the server, so that
 * they cannot disagree (design.md D11). `stored` holds the year's cells and those of the year before, which give the
 * prior year (domain.md 9.3) and what yearly accumulations start from (6.4).
 */
export function siteYearInput(facts: SiteFacts, stored: StoredYear, year: number): SiteYear {
  const months = monthsOf(year)
  const statistics = months.map((month) => statisticsOf(facts, stored, month))
  const terms = facts.contract ?? NO_CONTRACT
  const jobs = billedJobs(facts)
  return {
    months,
    statistics,
    payroll: months.map((month) => payrollOf(facts, jobs, stored, month)),
    payrollBefore: payrollOf(facts, jobs, stored, `${year - 1}-12`),
    otherRevenue: months.map((month) => otherRevenueOf(terms, stored, month)),
    accounts: months.map((month) => accountMonth(stored, month)),
    ledger: months.map((month, i) => ledgerMonth(stored, month, statistics[i] ?? null, facts.overrideNotes)),
    contract: {
      hasManagementAgreement: terms.managementAgreement !== null,
      ...(facts.adjustmentRate === undefined ? {} : { adjustmentRate: facts.adjustmentRate }),
      ...(facts.open === undefined ? {} : { open: facts.open }),
      terms,
      history: historyBefore(stored, year),
    },
  }
}

/** Statistics of a month; null when nothing at all is stored of it, so that the budget's revenue counts (domain.md 7). */
export function statisticsOf(facts: SiteFacts, stored: StoredYear, month: Month): StatisticsInput | null {
  if (!isAnyStored(stored, month, 'statistics')) return null
  return {
    month,
    totalRooms: facts.totalRooms,
    ...(facts.adjustmentRate === undefined ? {} : { adjustmentRate: facts.adjustmentRate }),
    forecast: stored.days(month, 'statistics', 'forecast'),
    actual: stored.days(month, 'statistics', 'actual'),
    budget: stored.month(month, 'statistics', 'budget'),
    forecastRates: ratesOf(stored.month(month, 'parking-rates', 'forecast')),
    budgetRates: ratesOf(stored.month(month, 'parking-rates', 'budget')),
    ...(facts.open === undefined ? {} : { open: facts.open }),
  }
}

const ratesOf = (values: MonthValues): Partial<RateCard> =>
  Object.fromEntries(
    EARNING_COUNTS.flatMap((id) => {
      const rate = values[rateLineId(id)]
      return rate == null ? [] : [[id, rate] as const]
    }),
  )

/** Payroll of a month; the budget's ledger accounts stand apart from the budget's job codes. */
export function payrollOf(
  facts: SiteFacts,
  jobs: PayrollInput['jobs'],
  stored: StoredYear,
  month: Month,
): PayrollInput {
  const budget = Object.entries(stored.month(month, 'payroll', 'budget')).filter(([id]) => payrollLineOf(id) !== null)
  return {
    month,
    jobs,
    forecast: stored.days(month, 'payroll', 'forecast'),
    actual: stored.days(month, 'payroll', 'actual'),
    budget: Object.fromEntries(budget),
    ...(facts.defaultRate === undefined ? {} : { defaultRate: facts.defaultRate }),
    ...(facts.open === undefined ? {} : { open: facts.open }),
  }
}

/**
 * Net other revenue of a month (domain.md 5.1). A site whose contract earns nothing keeps its budgeted internal revenue
 * until somebody types other revenue: a budget of it alone is no forecast (6.0).
 */
function otherRevenueOf(terms: Contract, stored: StoredYear, month: Month): Decimal | null {
  const budget = stored.month(month, 'other-revenue', 'budget')
  const forecast = stored.month(month, 'other-revenue', 'forecast')
  const isTyped = Object.values(forecast).some((value) => value !== null)
  if (!isTyped && !earns(terms)) return null
  const input: OtherRevenueInput = Object.fromEntries(
    OTHER_REVENUE_ROWS.map(({ id }) => {
      const lineId = otherRevenueLineId(id)
      return [id, { forecast: forecast[lineId] ?? null, budget: budget[lineId] ?? null }]
    }),
  )
  return otherRevenue(input).total
}

const earns = (terms: Contract): boolean =>
  [
    terms.fixedFee,
    terms.perLaborHour,
    terms.perOccupiedRoom,
    terms.revenueShare,
    terms.billableAccounts,
    terms.managementAgreement,
  ].some((block) => block !== null)

/** What last year leaves for accumulations over contract years: its revenue and claims as posted (domain.md 6.4, 6.6). */
function historyBefore(stored: StoredYear, year: number): History {
  const months = monthsOf(year - 1)
  return {
    revenues: months.flatMap((month) => {
      const net = postedAmount(stored, month, 'ExternalRevenue')
      return net === null
        ? []
        : [{ month, net, byCode: null, byCategory: null, validations: null, origin: 'actual' as const }]
    }),
    claims: months.flatMap((month) => {
      const claims = postedClaims(stored, month)
      return claims === null ? [] : [{ month, claims }]
    }),
    profits: [],
  }
}

/** The months a site-year needs cells of: its own twelve and the twelve before. */
export const monthsNeeded = (year: number): readonly [first: Month, last: Month] => [
  addMonths(`${year}-01`, -12),
  `${year}-12`,
]
