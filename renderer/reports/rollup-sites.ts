import { sumOf } from '../../shared/calc/day-figures.ts'
import { type VarianceCell, varianceCell } from '../../shared/calc/profit-and-loss/variance-view.ts'
import type { Rollup } from '../../shared/contract/profit-and-loss.ts'
import { type Month, monthsOf } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { amountsWith, baselineSet, type PlBaseline, recordFor } from './pl-baseline.ts'
import { amountsOf } from './pl-report.ts'

export type RollupSite = Rollup['sites'][number]
/** A site of a rollup with its contribution over a period. */
export type SiteLine = { readonly site: RollupSite; readonly against: VarianceCell }

/** The sites of a rollup, those first whose contribution is furthest from the baseline, whichever way (D4, E5). */
export function siteLines({ sites, year }: Rollup, months: readonly Month[], baseline: PlBaseline): SiteLine[] {
  const places = monthsOf(year).flatMap((month, i) => (months.includes(month) ? [i] : []))
  const set = baselineSet(baseline)
  return sites
    .map((site): SiteLine => {
      // A site whose year is not here yet has figures of nothing.
      const amounts = (site.loaded ? places : []).flatMap((i) =>
        site.flc[i] ? [amountsWith(amountsOf(site.flc[i].amounts), baseline, frozenFlc(site, baseline, i))] : [],
      )
      const both = amounts.filter((one) => one.trend !== null && one[set] !== null)
      return {
        site,
        against: varianceCell(
          { value: sumOf(both.map(({ trend }) => trend)), baseline: sumOf(both.map((one) => one[set])) },
          1,
        ),
      }
    })
    .toSorted((a, b) => sizeOf(b) - sizeOf(a) || a.site.siteId.localeCompare(b.site.siteId))
}

/** The contribution a site's forecast of record froze for a month. */
export function frozenFlc(site: RollupSite, baseline: PlBaseline, month: number): Decimal | null {
  const text = recordFor(site, baseline)?.rows.find(({ code }) => code === 'FLC')?.trend[month] ?? null
  return text === null ? null : new Decimal(text)
}

const sizeOf = ({ site, against }: SiteLine): number =>
  site.loaded ? (against.variance?.amount.abs().toNumber() ?? 0) : -1
