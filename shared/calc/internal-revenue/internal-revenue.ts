import type { Day, Month } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { type AppError, toAppError } from '../../core/errors.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained, Part } from '../explained.ts'
import { billableAccounts, type BillableAccountsResult } from './billable-accounts.ts'
import type { MonthClaims } from './claims.ts'
import type { Contract } from './contract.ts'
import { given, part, remarks, step } from '../explain.ts'
import { fixedFee } from './fixed-fee.ts'
import { managementAgreement, type ManagementAgreementResult } from './management-agreement.ts'
import type { MonthInput, MonthRevenue } from './month-input.ts'
import { perLaborHour } from './per-labor-hour.ts'
import { perOccupiedRoom, type RoomRevenue } from './per-occupied-room.ts'
import type { MonthProfit } from './profit-share.ts'
import { revenueShare, type RevenueShareResult } from './revenue-share.ts'

/** What earlier months leave for accumulations that run over a year. */
export type History = {
  readonly revenues: readonly MonthRevenue[]
  readonly claims: readonly MonthClaims[]
  readonly profits: readonly MonthProfit[]
}
export const NO_HISTORY: History = { revenues: [], claims: [], profits: [] }

/** The seven components (domain.md 6.0); null: the contract does not enable it. */
export type Components = {
  readonly fixedFee: Explained | null
  readonly perOccupiedRoom: RoomRevenue | null
  readonly perLaborHour: Explained | null
  readonly revenueShare: RevenueShareResult | null
  readonly billableAccounts: BillableAccountsResult | null
  readonly managementAgreement: ManagementAgreementResult | null
  readonly otherRevenue: Explained | null
}
const LABELS: Readonly<Record<keyof Components, string>> = {
  fixedFee: 'Fixed fee',
  perOccupiedRoom: 'Per occupied room',
  perLaborHour: 'Per labor hour',
  revenueShare: 'Revenue share',
  billableAccounts: 'Billable accounts',
  managementAgreement: 'Management agreement',
  otherRevenue: 'Other revenue',
}

/** Internal revenue of one site and month. */
export type InternalRevenue = Explained & {
  readonly month: Month
  /** True when any component has a value; otherwise the budget stands in. */
  readonly isForecast: boolean
  /** Null when the budget stands in. */
  readonly components: Components | null
  /** Why the calculation failed; the budget stands in. */
  readonly error: AppError | null
}

/** What one site's revenue is computed from. `today` is the business day; it gives escalators their default start. */
export type SiteRevenueInput = {
  readonly siteId: string
  readonly contract: Contract
  readonly today: Day
  /** In any order; accumulations need the months since their period began, here or in `history`. */
  readonly months: readonly MonthInput[]
  readonly history?: History
}

/** All components of a month, in the order in which one needs another (domain.md 6.0). Throws on a broken contract. */
function componentsOf(
  contract: Contract,
  input: MonthInput,
  history: History,
  today: Day,
  known: KnownComponents,
): Components {
  const billable = billableAccounts(contract, input, today)
  return {
    fixedFee: fixedFee(contract, input.month),
    perOccupiedRoom: perOccupiedRoom(contract, input),
    perLaborHour:
      known.perLaborHour === undefined ? perLaborHour(contract, input.month, input.hours) : known.perLaborHour,
    revenueShare: revenueShare(contract, input.month, input.revenue, history.revenues, today),
    billableAccounts: billable,
    managementAgreement: managementAgreement(contract, input, billable?.amounts ?? null, history, today),
    otherRevenue: otherRevenueOf(input.otherRevenue),
  }
}

function otherRevenueOf(net: Decimal | null): Explained | null {
  if (net === null) return null
  const steps = [step('6.8', 'Net of Other Revenue', net, 'money', [given('net', net, 'money', 'forecast')])]
  return { total: net, parts: [part('otherRevenue', 'Other revenue', net)], steps, remark: null }
}

/** Components that were computed before from the same input; labor hours are costly and depend on hours alone. */
export type KnownComponents = Partial<Pick<Components, 'perLaborHour'>>

/** Internal revenue of a month: the sum of the seven, or the budget where no component has a value (domain.md 6.0). */
export function internalRevenue(
  contract: Contract,
  input: MonthInput,
  history: History,
  today: Day,
  known: KnownComponents = {},
): InternalRevenue {
  const components = componentsOf(contract, input, history, today, known)
  const enabled = COMPONENT_IDS.flatMap((id) => {
    const found = components[id]
    return found === null ? [] : [{ id, found }]
  })
  const parts = enabled.map(({ id, found }): Part => part(id, LABELS[id], found.total))
  const total = sumOf(parts.map(({ value }) => value))
  if (total === null) return fromBudget(input, 'No calculator of the contract has a value in this month.', null)
  const steps = enabled.flatMap(({ found }) => found.steps)
  const remark = remarks(enabled.map(({ found }) => found.remark))
  return { month: input.month, total, parts, steps, remark, isForecast: true, components, error: null }
}
const COMPONENT_IDS = Object.keys(LABELS) as readonly (keyof Components)[]

function fromBudget(input: MonthInput, remark: string, error: AppError | null): InternalRevenue {
  const total = input.budgetInternalRevenue
  const steps = [step('6.0', 'Budget stands in', total, 'money', [given('internal revenue', total, 'money', 'budget')])]
  const parts = [part('budget', 'Budget', total)]
  return { month: input.month, total, parts, steps, remark, isForecast: false, components: null, error }
}

/**
 * Internal revenue of a site, month by month in order, each month accumulating on the ones before. A month that fails
 * shows its budget and says why; the others are not touched.
 */
export function internalRevenueOfSite(site: SiteRevenueInput): readonly InternalRevenue[] {
  const revenues = [...(site.history?.revenues ?? [])]
  const claims = [...(site.history?.claims ?? [])]
  const profits = [...(site.history?.profits ?? [])]
  const inOrder = [...site.months].sort((a, b) => (a.month < b.month ? -1 : 1))
  return inOrder.map((input) => {
    const result = attempt(site, input, { revenues, claims, profits })
    if (input.revenue !== null) revenues.push(input.revenue)
    const agreement = result.components?.managementAgreement ?? null
    if (agreement !== null) claims.push({ month: input.month, claims: agreement.claims })
    if (agreement !== null && agreement.profit !== null) profits.push({ month: input.month, profit: agreement.profit })
    return result
  })
}

function attempt(site: SiteRevenueInput, input: MonthInput, history: History): InternalRevenue {
  try {
    return internalRevenue(site.contract, input, history, site.today)
  } catch (thrown) {
    const error = toAppError(thrown)
    return fromBudget(input, `Not computed: ${error.message}`, error)
  }
}

/** A month over several sites. */
export type InternalRevenueMonth = {
  readonly month: Month
  /** Σ of the sites; null when no site has an answer. */
  readonly total: Decimal | null
  readonly isForecast: boolean
  readonly sites: readonly (InternalRevenue & { readonly siteId: string })[]
  /** Sites whose budget stands in because their calculation failed. */
  readonly failedSiteIds: readonly string[]
}

/** Internal revenue of several sites by month (domain.md 6.0): one site's failure does not touch the others. */
export function internalRevenueOfSites(sites: readonly SiteRevenueInput[]): readonly InternalRevenueMonth[] {
  const all = sites.flatMap((site) => internalRevenueOfSite(site).map((result) => ({ ...result, siteId: site.siteId })))
  const months = [...new Set(all.map(({ month }) => month))].sort()
  return months.map((month) => {
    const found = all.filter((result) => result.month === month)
    return {
      month,
      total: sumOf(found.map(({ total }) => total)),
      isForecast: found.some(({ isForecast }) => isForecast),
      sites: found,
      failedSiteIds: found.filter(({ error }) => error !== null).map(({ siteId }) => siteId),
    }
  })
}
