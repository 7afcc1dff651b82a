import { type ComputedAmount, NOT_COMPUTED } from '../profit-and-loss/data-sets.ts'
import type { SiteResult } from '../profit-and-loss/rollup.ts'
import type { PlTerms } from '../profit-and-loss/site-month.ts'
import {
  type Calculators,
  computeSiteYear,
  type ContractTerms,
  profitAndLossOf,
  type SiteYearInput,
  type SiteYearSheet,
} from './site-year-sheet.ts'

/** A site's year with what a rollup needs of it, and the sheet to bring it up to date; null when it failed. */
export type ComputedSite<Payroll, Contract extends ContractTerms> = {
  readonly result: SiteResult
  readonly sheet: SiteYearSheet<Payroll, Contract> | null
}

/** Payroll and internal revenue left out, so that their rows fall back to budget. */
const LEFT_OUT: Calculators<unknown, unknown> = {
  payrollCost: () => NOT_COMPUTED,
  internalRevenue: () => NOT_COMPUTED,
}

/**
 * A site's year for a rollup (domain.md 6.0): when one of its calculators fails, the site is marked with the reason and
 * its budget stands in, and no other site is touched. A calculator that tells of a failed month itself keeps its others.
 */
export function computeSite<Payroll, Contract extends ContractTerms>(
  site: Pick<SiteResult, 'siteId' | 'name' | 'hasForecast'>,
  input: SiteYearInput<Payroll, Contract>,
  calculators: Calculators<Payroll, Contract>,
  terms: PlTerms,
): ComputedSite<Payroll, Contract> {
  const { siteId, name, hasForecast } = site
  try {
    const sheet = computeSiteYear(input, calculators, terms)
    return { result: { siteId, name, hasForecast, year: profitAndLossOf(sheet), error: firstError(sheet) }, sheet }
  } catch (thrown) {
    const year = profitAndLossOf(computeSiteYear(input, LEFT_OUT, terms))
    const error = thrown instanceof Error ? thrown.message : String(thrown)
    return { result: { siteId, name, hasForecast, year, error }, sheet: null }
  }
}

/** The first month that a calculator says it could not compute, with its reason; null when there is none. */
export function firstError({
  input,
  values,
}: Pick<SiteYearSheet<unknown, ContractTerms>, 'input' | 'values'>): string | null {
  for (const name of ['payrollCost', 'internalRevenue']) {
    const months = (values.get(name) ?? []) as readonly ComputedAmount[]
    const month = months.findIndex(({ error }) => error != null)
    if (month !== -1) return `${input.months[month]}: ${months[month]?.error?.message}`
  }
  return null
}
