import type { PlRowCode } from '../../categories/profit-and-loss.ts'
import type { CategoryId } from '../../categories/line.ts'
import type { Decimal } from '../../core/decimal.ts'
import type { MonthKind } from './data-sets.ts'
import type { SiteResult } from './rollup.ts'
import { PL_SIGNIFICANCE, type SignificanceLevels } from './significance.ts'
import { type Comparison, sidesOf, varianceAt, type VarianceCell } from './variance-view.ts'

/** One site behind a cell of the P&L (domain.md 9.5, level 1). */
export type SiteBehind = {
  readonly siteId: string
  readonly name: string
  readonly value: Decimal | null
  readonly kind: MonthKind
  /** True when the value rests on a forecast, in whole or in part. */
  readonly isForecast: boolean
  readonly variance: VarianceCell
  readonly error: string | null
}

/**
 * The sites behind one row and month, with value and variance each; the month by its index (domain.md 9.5). Each site
 * is asked what it is compared with, because a forecast of record belongs to one site.
 */
export function sitesBehind(
  sites: readonly SiteResult[],
  code: PlRowCode,
  month: number,
  comparisonOf: (siteId: string) => Comparison,
  levels: SignificanceLevels = PL_SIGNIFICANCE,
): SiteBehind[] {
  return sites.map(({ siteId, name, year, error }) => {
    const kind = year.rows[code].cells[month]?.kind ?? 'empty'
    const comparison = comparisonOf(siteId)
    return {
      siteId,
      name,
      value: sidesOf(year, comparison, code, month).value,
      kind,
      isForecast: kind === 'forecast' || kind === 'mixed',
      variance: varianceAt(year, comparison, code, month, levels),
      error,
    }
  })
}

/** What a row opens beside its parts (domain.md 9.5, level 2): the tabs where its numbers are typed, and the contract. */
export const ROW_OPENS: Readonly<
  Record<PlRowCode, { readonly tabs: readonly CategoryId[]; readonly contract: boolean }>
> = {
  ExternalRevenue: { tabs: ['statistics', 'parking-rates'], contract: false },
  InternalRevenue: { tabs: ['other-revenue'], contract: true },
  Payroll: { tabs: ['payroll'], contract: false },
  Claims: { tabs: ['other-expenses'], contract: false },
  ParkingRents: { tabs: ['other-expenses'], contract: false },
  OtherExpense: { tabs: ['other-expenses'], contract: false },
  Pteb: { tabs: ['payroll'], contract: false },
  Insurance: { tabs: ['payroll'], contract: true },
  FLC: { tabs: [], contract: false },
  FLC_CUMULATIVE: { tabs: [], contract: false },
}
