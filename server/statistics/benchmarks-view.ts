import type { z } from 'zod'
import {
  type Benchmark,
  BENCHMARK_IDS,
  type BenchmarkId,
  benchmarks,
  type BenchmarkSite,
} from '../../shared/calc/benchmarks.ts'
import { sumOf } from '../../shared/calc/day-figures.ts'
import { findLine } from '../../shared/categories/index.ts'
import type { statisticsMeasuresApi } from '../../shared/contract/statistics-measures.ts'
import { type Day, daysOf, type Month } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { rounded } from '../calculate/to-wire.ts'
import { type LoadedSums, readLoadedSums } from '../store/loaded-sums.ts'
import { allSites, type Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'

type View = z.input<(typeof statisticsMeasuresApi)['benchmarks']['data']>
type Measured = Readonly<Record<BenchmarkId, { readonly value: Decimal | null; readonly days: number }>>

/** A site enters medians with the measures of which at least this share of the days is loaded. */
const LEAST_SHARE = 0.5

/**
 * A month of a site beside its district and region on the wire (domain.md 15), from what is loaded. Medians are of
 * sites the caller may not see as well: they name none, and are not told of fewer than three.
 */
export async function benchmarksView(db: Db, site: Site, month: Month, today: Day): Promise<View> {
  const sites = (await allSites(db)).filter(({ regionId }) => regionId === site.regionId)
  const ids = sites.map(({ siteId }) => siteId)
  const sums = new Map((await readLoadedSums(db, ids, month)).map((one) => [one.siteId, one]))
  const measured = new Map(sites.map((one) => [one.siteId, measure(one, sums.get(one.siteId))]))
  const over = daysOf(month).filter((day) => day < today).length
  const others = sites.filter(({ siteId }) => siteId !== site.siteId)
  const entered = (of: readonly Site[]) => of.map(({ siteId }) => toEnter(siteId, measured.get(siteId), over))
  const own = measured.get(site.siteId) ?? measure(site, undefined)
  const found = benchmarks(valuesOf(site.siteId, own), {
    district: entered(others.filter(({ districtId }) => districtId === site.districtId)),
    region: entered(others),
  })
  return {
    siteId: site.siteId,
    siteName: site.name,
    period: month,
    district: { id: site.districtId, name: site.districtName },
    region: { id: site.regionId, name: site.regionName },
    measures: BENCHMARK_IDS.map((id) => ({ id, label: labelOf(id), days: own[id].days, ...told(id, found[id]) })),
  }
}

/**
 * A site's measures from its sums (domain.md 2.6). Where the whole is 0 there is no answer, other than in the grid:
 * an office without rooms would pull the drive-in ratio of hotels down.
 */
function measure({ totalRooms }: Site, sums: LoadedSums | undefined): Measured {
  if (sums === undefined) return { occupancy: NONE, driveInRatio: NONE, captureRatio: NONE, vehiclesPerLaborHour: NONE }
  const { days, roomDays, occupiedRooms, valetOvernight, selfOvernight, laborDays, vehicles, hours } = sums
  const overnight = sumOf([valetOvernight, selfOvernight])
  const available = totalRooms === 0 ? null : new Decimal(totalRooms).times(roomDays)
  return {
    occupancy: { value: ratio(occupiedRooms, available), days: roomDays },
    driveInRatio: { value: ratio(overnight, occupiedRooms), days: roomDays },
    captureRatio: { value: ratio(valetOvernight, overnight), days },
    vehiclesPerLaborHour: { value: ratio(vehicles, hours), days: laborDays },
  }
}

const ratio = (part: Decimal | null, whole: Decimal | null): Decimal | null =>
  part === null || whole === null || whole.isZero() ? null : part.div(whole)

const NONE = { value: null, days: 0 } as const

const valuesOf = (siteId: string, measured: Measured): BenchmarkSite => ({
  siteId,
  ...(Object.fromEntries(BENCHMARK_IDS.map((id) => [id, measured[id].value])) as Record<BenchmarkId, Decimal | null>),
})

/** What of another site is enough to count: a week of a month says little of it. */
const toEnter = (siteId: string, measured: Measured | undefined, over: number): BenchmarkSite => ({
  siteId,
  ...(Object.fromEntries(
    BENCHMARK_IDS.map((id) => {
      const { value, days } = measured?.[id] ?? NONE
      return [id, days > 0 && days >= over * LEAST_SHARE ? value : null]
    }),
  ) as Record<BenchmarkId, Decimal | null>),
})

const unitOf = (id: BenchmarkId) => (id === 'vehiclesPerLaborHour' ? 'count' : 'ratio')
const labelOf = (id: BenchmarkId) => findLine(id)?.label ?? 'Vehicles per labor hour'

const told = (id: BenchmarkId, { value, district, region }: Benchmark) => ({
  value: rounded(value, unitOf(id)),
  district: { ...district, median: rounded(district.median, unitOf(id)) },
  region: { ...region, median: rounded(region.median, unitOf(id)) },
})
