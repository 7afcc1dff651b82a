import type { Decimal } from '../core/decimal.ts'
import { sumOf } from './day-figures.ts'

/** What sites are compared by (domain.md 15): ratios 0–1, and vehicles per labor hour. */
export const BENCHMARK_IDS = ['occupancy', 'driveInRatio', 'captureRatio', 'vehiclesPerLaborHour'] as const
export type BenchmarkId = (typeof BENCHMARK_IDS)[number]

/** A site with its values; null is "not known". */
export type BenchmarkSite = { readonly siteId: string } & Readonly<Record<BenchmarkId, Decimal | null>>

/** Fewer other sites than this have no median, because it would tell what one of them does. */
export const FEWEST_SITES = 3

/** The middle of other sites' values. */
export type SitesMedian = {
  readonly median: Decimal | null
  /** How many other sites have a value. */
  readonly sites: number
  /** Why there is no median; null where there is one. */
  readonly remark: string | null
}

/** A site's value beside the medians of the other sites of its district and of its region. */
export type Benchmark = {
  readonly value: Decimal | null
  readonly district: SitesMedian
  readonly region: SitesMedian
}

/** The middle of the known values; of an even number the mean of the two in the middle. Null when none is known. */
export function median(values: readonly (Decimal | null)[]): Decimal | null {
  const known = values.filter((value) => value !== null).toSorted((a, b) => a.comparedTo(b))
  const middle = known.slice(Math.ceil(known.length / 2) - 1, Math.floor(known.length / 2) + 1)
  return sumOf(middle)?.div(middle.length) ?? null
}

/**
 * A site beside its district and region (domain.md 15). Medians are those of the other sites, so that a site is not
 * compared with itself; the lists may hold the site or not. Of fewer than three other sites with a value there is none.
 */
export function benchmarks(
  site: BenchmarkSite,
  { district, region }: { readonly district: readonly BenchmarkSite[]; readonly region: readonly BenchmarkSite[] },
): Readonly<Record<BenchmarkId, Benchmark>> {
  const of = (id: BenchmarkId): Benchmark => ({
    value: site[id],
    district: medianOfOthers(site, district, id),
    region: medianOfOthers(site, region, id),
  })
  return Object.fromEntries(BENCHMARK_IDS.map((id) => [id, of(id)])) as Record<BenchmarkId, Benchmark>
}

function medianOfOthers(site: BenchmarkSite, sites: readonly BenchmarkSite[], id: BenchmarkId): SitesMedian {
  const values = sites.flatMap((other) => (other.siteId === site.siteId ? [] : (other[id] ?? [])))
  const isTold = values.length >= FEWEST_SITES
  return {
    median: isTold ? median(values) : null,
    sites: values.length,
    remark: isTold ? null : `Fewer than ${FEWEST_SITES} other sites have a value: a median would tell one site’s own.`,
  }
}
