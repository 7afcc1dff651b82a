import { sumOf } from '../../shared/calc/day-figures.ts'
import { ORGANISATION_FIELDS } from '../../shared/calc/profit-and-loss/filters.ts'
import { groupsOf, UNASSIGNED_GROUP } from '../../shared/calc/profit-and-loss/organisation.ts'
import { type VarianceCell, varianceCell } from '../../shared/calc/profit-and-loss/variance-view.ts'
import { type SiteFilter, sitesLeft, valuesOf } from '../../shared/contract/site-filter.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import type { SyncSite } from '../../shared/contract/sync.ts'
import { labelOf } from '../filters/filter-fields.ts'
import type { SiteLine } from './rollup-sites.ts'

export type GroupField = Exclude<Preferences['plGroup'], 'site'>

/** Sites of a rollup that one manager, district or region has, with what their contributions add up to. */
export type SiteGroup = {
  readonly value: string
  readonly label: string
  readonly lines: readonly SiteLine[]
  readonly against: VarianceCell
}

/**
 * The sites of a rollup by whose they are, those first whose contribution is furthest off; sites of nobody are last
 * (domain.md 9.6). Amounts add; the percent is made anew.
 */
export function siteGroups(
  lines: readonly SiteLine[],
  sites: readonly SyncSite[],
  field: GroupField,
): readonly SiteGroup[] {
  const byId = new Map(sites.map((site) => [site.siteId, site]))
  const valueOf = ({ site }: SiteLine): string | null => {
    const known = byId.get(site.siteId)
    return (known && valuesOf(known)[field]?.[0]) ?? null
  }
  const groups = groupsOf(lines, valueOf).map(([value, own]): SiteGroup => {
    // A site that has one side only is in neither sum.
    const both = own.filter(({ against }) => against.value !== null && against.baseline !== null)
    return {
      value,
      label: labelOf(sites, field, value),
      lines: own,
      against: varianceCell(
        {
          value: sumOf(both.map(({ against }) => against.value)),
          baseline: sumOf(both.map(({ against }) => against.baseline)),
        },
        1,
      ),
    }
  })
  const size = ({ against }: SiteGroup) => against.variance?.amount.abs().toNumber() ?? 0
  const last = groups.filter(({ value }) => value === UNASSIGNED_GROUP)
  return [...groups.filter((one) => !last.includes(one)).toSorted((a, b) => size(b) - size(a)), ...last]
}

/**
 * The filter that leaves exactly the sites of a group: its own value where that says it all, else site by site, because
 * organisational values only widen (domain.md 9.7).
 */
export function filterOf(
  { value, lines }: Pick<SiteGroup, 'value' | 'lines'>,
  field: GroupField,
  sites: readonly SyncSite[],
  filter: SiteFilter,
): SiteFilter {
  const customer: SiteFilter = { ...filter }
  for (const one of ORGANISATION_FIELDS) delete customer[one]
  const byValue: SiteFilter = { ...customer, [field]: [value] }
  const wanted = lines.map(({ site }) => site.siteId).toSorted()
  const found = sitesLeft(sites, byValue).map(({ siteId }) => siteId)
  return found.toSorted().join() === wanted.join() ? byValue : { ...customer, site: wanted }
}
