import type { InternalRevenue } from '../../shared/calc/internal-revenue/internal-revenue.ts'
import { sumOf } from '../../shared/calc/day-figures.ts'
import type { ComputedAmount } from '../../shared/calc/profit-and-loss/data-sets.ts'
import type { ExternalRevenueMonth } from '../../shared/calc/profit-and-loss/external-revenue-month.ts'
import { type OverrideRow, overrideLineId } from '../../shared/categories/override-lines.ts'
import type { CategoryId } from '../../shared/categories/line.ts'
import type { ExternalRevenueDocument, InternalRevenueDocument } from '../../shared/contract/revenue.ts'
import { must } from '../../shared/core/bug.ts'
import { type Month, monthsOf, yearOf } from '../../shared/core/calendar.ts'
import { cents } from '../documents/month-document.ts'
import { rounded } from '../documents/rounded.ts'
import { rowVersionOf } from '../documents/row-version.ts'
import type { ComputedYear, SiteYears } from '../site-year/site-years.ts'
import { type DocumentScope, readDocumentCells } from '../store/document-cells.ts'
import { amountOf, readOverrides } from '../store/overrides.ts'
import type { Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import { internalBreakdown } from './internal-breakdown.ts'

const CATEGORIES: Readonly<Record<OverrideRow, readonly CategoryId[]>> = {
  ExternalRevenue: ['statistics', 'parking-rates', 'pl-view'],
  InternalRevenue: ['statistics', 'parking-rates', 'payroll', 'other-revenue', 'other-expenses', 'pl-view'],
}

/** The cells of the month that a revenue document is made of. */
export const revenueScope = (siteId: string, month: Month, row: OverrideRow): DocumentScope => ({
  siteId,
  first: month,
  last: month,
  categories: CATEGORIES[row],
})

/** Where a document is read, and what computes its year. */
export type Sources = { readonly db: Db; readonly years: Pick<SiteYears, 'one'> }

/** External revenue of a site and month on the wire (domain.md 15): dollars, rounded once, here. */
export async function externalDocument(
  { db, years }: Sources,
  site: Site,
  month: Month,
): Promise<ExternalRevenueDocument> {
  const year = await years.one(site, yearOf(month))
  const counted = computedAt(year, 'externalRevenue', month)
  const computed = counted?.computed ?? counted
  const categories = computed?.categories ?? null
  const gross = categories && sumOf(categories.map(({ statistic, rate }) => statistic?.times(rate ?? 0) ?? null))
  const net = categories && sumOf(categories.map(({ value }) => value))
  return {
    ...(await headOf(db, site, year, month, 'ExternalRevenue', counted)),
    categories:
      categories &&
      categories.map(({ id, statistic, rate }) => ({
        category: id,
        statistic: rounded(statistic, 6),
        rate: cents(rate),
        value: cents(statistic?.times(rate ?? 0) ?? null),
      })),
    gross: cents(gross),
    adjustment: gross && net && cents(gross.minus(net)),
    adjustmentRate: computed?.adjustmentRate.toNumber() ?? 0,
    actualToDate: cents(computed?.parts.find(({ id }) => id === 'actualToDate')?.value ?? null),
    net: cents(countingAmount(year, month, 'ExternalRevenue')),
  }
}

/** Internal revenue of a site and month on the wire (domain.md 9.5, 15): dollars, rounded once, here. */
export async function internalDocument(
  { db, years }: Sources,
  site: Site,
  month: Month,
): Promise<InternalRevenueDocument> {
  const year = await years.one(site, yearOf(month))
  const counted = computedAt(year, 'internalRevenue', month)
  const bases = {
    external: computedAt(year, 'externalRevenue', month)?.total ?? null,
    payroll: computedAt(year, 'payrollCost', month)?.total ?? null,
  }
  return {
    ...(await headOf(db, site, year, month, 'InternalRevenue', counted)),
    // A month that failed has no components at all.
    breakdown:
      counted?.components == null || year.sheet === null
        ? null
        : internalBreakdown(counted, year.sheet.input.contract.terms, bases),
    total: cents(countingAmount(year, month, 'InternalRevenue')),
    error: year.sheet === null ? year.result.error : (counted?.error?.message ?? null),
  }
}

/** What the rules of these names compute. */
type Computed = {
  readonly externalRevenue: ExternalRevenueMonth
  readonly internalRevenue: InternalRevenue
  readonly payrollCost: ComputedAmount
}

/** What a calculator gave for a month; null when the year could not be computed. */
function computedAt<Name extends keyof Computed>({ sheet }: ComputedYear, name: Name, month: Month) {
  const at = monthsOf(yearOf(month)).indexOf(month)
  return (sheet?.values.get(name)?.[at] ?? null) as Computed[Name] | null
}

const cellAt = ({ result }: ComputedYear, month: Month, row: OverrideRow) =>
  must(result.year.rows[row].cells[monthsOf(yearOf(month)).indexOf(month)], month)

const countingAmount = (year: ComputedYear, month: Month, row: OverrideRow) => cellAt(year, month, row).amounts.trend

/** What both documents start with. */
async function headOf(
  db: Db,
  site: Site,
  year: ComputedYear,
  month: Month,
  row: OverrideRow,
  counted: ComputedAmount | null,
) {
  const { amounts } = cellAt(year, month, row)
  const lineId = overrideLineId(row)
  const set = (await readOverrides(db, site.siteId)).find((one) => one.lineId === lineId && one.month === month)
  return {
    siteId: site.siteId,
    siteName: site.name,
    rowVersion: rowVersionOf(await readDocumentCells(db, revenueScope(site.siteId, month, row))),
    period: month,
    actual: cents(amounts.actual),
    budget: cents(amounts.budget),
    isForecast: counted?.isForecast ?? false,
    override: set ? { amount: amountOf(set), reason: set.reason, by: set.by, at: set.at.toISOString() } : null,
    remark: counted?.remark ?? null,
  }
}
