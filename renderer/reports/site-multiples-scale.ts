import type { MonthKind } from '../../shared/calc/profit-and-loss/data-sets.ts'
import type { Month } from '../../shared/core/calendar.ts'
import { formatMonthShort } from '../text/format.ts'
import { amountsWith, baselineSet, type PlBaseline } from './pl-baseline.ts'
import { amountsOf } from './pl-report.ts'
import { frozenFlc, type RollupSite } from './rollup-sites.ts'

/** One month of a site's small picture, in dollars. */
export type SitePoint = {
  readonly month: string
  readonly kind: MonthKind
  readonly value: number | null
  readonly baseline: number | null
}

/** A site's contribution by month beside what it is compared with; nothing of a site that is not here. */
export function sitePoints(site: RollupSite, months: readonly Month[], baseline: PlBaseline): SitePoint[] {
  if (!site.loaded) return []
  return site.flc.map(({ kind, amounts }, i) => {
    const one = amountsWith(amountsOf(amounts), baseline, frozenFlc(site, baseline, i))
    return {
      month: formatMonthShort(months[i] ?? ''),
      kind,
      value: one.trend?.toNumber() ?? null,
      baseline: one[baselineSet(baseline)]?.toNumber() ?? null,
    }
  })
}

/** The one scale of all pictures: zero is in it. */
export type Scale = { readonly from: number; readonly to: number }

/** So many times what nine of ten sites need is an outlier: its bars are cut, the others keep their size (D1). */
const OUTLIER = 3
const FEW = 5

export function commonScale(sites: readonly (readonly SitePoint[])[]): Scale {
  const extents = sites
    .map((points) => points.flatMap(({ value, baseline }) => [value ?? 0, baseline ?? 0]))
    .filter((amounts) => amounts.length > 0)
    .map((amounts) => ({ from: Math.min(0, ...amounts), to: Math.max(0, ...amounts) }))
  const side = (sizes: readonly number[]): number => {
    const sorted = sizes.toSorted((a, b) => a - b)
    const largest = sorted.at(-1) ?? 0
    const most = sorted[Math.floor((sorted.length - 1) * 0.9)] ?? 0
    return sorted.length >= FEW && most > 0 && largest > OUTLIER * most ? most * 1.1 : largest
  }
  return { from: 0 - side(extents.map(({ from }) => 0 - from)), to: side(extents.map(({ to }) => to)) || 1 }
}

/** Points within the scale, and the largest amount beyond it: it is told in words. */
export function cutToScale(points: readonly SitePoint[], { from, to }: Scale) {
  const within = (amount: number | null): number | null =>
    amount === null ? null : Math.min(to, Math.max(from, amount))
  const beyond = points
    .flatMap(({ value, baseline }) => [value, baseline])
    .filter((amount) => amount !== null && (amount > to || amount < from))
    .toSorted((a, b) => Math.abs(b ?? 0) - Math.abs(a ?? 0))
  return {
    points: points.map((point) => ({ ...point, value: within(point.value), baseline: within(point.baseline) })),
    beyond: beyond[0] ?? null,
  }
}
