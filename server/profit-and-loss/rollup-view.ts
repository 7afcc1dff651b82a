import type { z } from 'zod'
import { type FilteredSite, filterSites, type SiteFilter } from '../../shared/calc/profit-and-loss/filters.ts'
import { addYears, type RollupCell, rollupCounts, type SiteResult } from '../../shared/calc/profit-and-loss/rollup.ts'
import type { ProfitAndLoss } from '../../shared/calc/profit-and-loss/site-year.ts'
import { filterValues } from '../../shared/contract/site-filter.ts'
import { type plViewApi, ROLLUP_LEVELS, type RollupLevel } from '../../shared/contract/pl-view.ts'
import { AppError } from '../../shared/core/errors.ts'
import { type Day, type Month, monthsOf } from '../../shared/core/calendar.ts'
import { type Caller, mayReach } from '../auth/caller.ts'
import { levelsOf } from '../auth/permissions.ts'
import { amountSet, rowsOf } from '../calculate/profit-and-loss.ts'
import type { Site } from '../store/sites.ts'
import { CHILD_ROWS } from './pl-view.ts'

type View = z.input<(typeof plViewApi)['rollup']['data']>

const COMPANY = 'all'

/** The sites of a rollup: all of the node, and of these the ones that are added up. */
export type RollupSites = { readonly name: string; readonly all: readonly Site[]; readonly counted: readonly Site[] }

/**
 * Which sites a rollup adds up: those of the node that the caller may see and the filter leaves (domain.md 9.7). The
 * caller's role must reach the level. A site the caller may not see is in no answer, so that no difference of two
 * answers tells of it (security.md 40).
 */
export function rollupSites(
  level: RollupLevel,
  id: string,
  sites: readonly Site[],
  caller: Caller,
  filter: SiteFilter,
): RollupSites {
  const node = sites.filter((site) => isIn(site, level, id))
  if (!levelsOf(caller).includes(level))
    throw refused('INSUFFICIENT_PERMISSIONS', `Your role does not see the P&L of a ${level}.`, id)
  const seen = node.filter((site) => mayReach(caller, site))
  if (node.length > 0 && seen.length === 0)
    throw refused('INSUFFICIENT_PERMISSIONS', `You do not have access to this ${level}.`, id)
  if (node.length === 0) throw refused('NOT_FOUND', `There is no ${level} ${id}.`, id)
  const counted = filterSites(seen.map(toFiltered), filter, new Set(seen.map(({ siteId }) => siteId)))
  return { name: nameOf(node[0], level), all: node, counted: counted.map(({ site }) => site) }
}

function isIn(site: Site, level: RollupLevel, id: string): boolean {
  if (level === 'company') return id === COMPANY
  if (level === 'region') return site.regionId === id
  return level === 'district' ? site.districtId === id : site.siteId === id
}

function nameOf(site: Site | undefined, level: RollupLevel): string {
  if (level === 'company') return 'Company'
  if (site === undefined) return ''
  if (level === 'region') return site.regionName
  return level === 'district' ? site.districtName : site.name
}

const refused = (code: 'INSUFFICIENT_PERMISSIONS' | 'NOT_FOUND', message: string, id: string) =>
  new AppError(code, message, [{ code, field: 'organizationId', message, providedValue: id }])

function toFiltered(site: Site): FilteredSite & { readonly site: Site } {
  const { regionId: region, districtId: district, contractTypes, master: attributes } = site
  const values = filterValues({ region, district, contractTypes, attributes })
  return { siteId: site.siteId, values, site }
}

/** The P&L of many sites on the wire: amounts added, everything else worked out from the sums (domain.md 9.6). */
export function rollupView(
  {
    level,
    id,
    year,
    today,
  }: { readonly level: RollupLevel; readonly id: string; readonly year: number; readonly today: Day },
  { name, all, counted }: RollupSites,
  results: readonly SiteResult[],
): View {
  const months = monthsOf(year)
  const byId = new Map(results.map((result) => [result.siteId, result]))
  const children = childrenOf(level, counted).map((child) => {
    const own = child.sites.flatMap(({ siteId }) => byId.get(siteId) ?? [])
    return { ...child, ...rollupCounts(own), own, pl: added(years(own), months) }
  })
  return {
    level,
    id,
    name,
    year,
    today,
    ...rollupCounts(results),
    isWhole: counted.length === all.length,
    // Each amount is added once: the whole is the sum of what is below it.
    rows: rowsOf(added(children.length > 0 ? children.map(({ pl }) => pl) : years(results), months)),
    children: children.map(({ own, pl, ...child }) => ({
      ...child,
      sites: own.length,
      error: child.level === 'site' ? (own[0]?.error ?? null) : null,
      totals: CHILD_ROWS.map((code) => ({ code, amounts: amountSet(pl.rows[code].total) })),
    })),
  }
}

const years = (results: readonly SiteResult[]) => results.map(({ year }) => year)

/** A year alone is itself: there is nothing to add. */
const added = (several: readonly ProfitAndLoss<RollupCell>[], months: readonly Month[]) => {
  const [first, second] = several
  return first !== undefined && second === undefined ? first : addYears(several, months)
}

type Child = { readonly level: RollupLevel; readonly id: string; readonly name: string; readonly sites: Site[] }

/** What is one level below: regions of the company, districts of a region, sites of a district; nothing below a site. */
function childrenOf(level: RollupLevel, sites: readonly Site[]): Child[] {
  if (level === 'site') return []
  const below = ROLLUP_LEVELS[ROLLUP_LEVELS.indexOf(level) - 1] ?? 'site'
  const children = new Map<string, Child>()
  for (const site of sites) {
    const id = below === 'region' ? site.regionId : below === 'district' ? site.districtId : site.siteId
    const child = children.get(id)
    if (child) child.sites.push(site)
    else children.set(id, { level: below, id, name: nameOf(site, below), sites: [site] })
  }
  return [...children.values()]
}
