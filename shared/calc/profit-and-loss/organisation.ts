/** Where a site stands in the organisation; null where nobody said (domain.md 9.6). */
export type SitePlace = {
  readonly siteId: string
  readonly name: string
  readonly district: string | null
  readonly region: string | null
}

export type RollupLevel = 'company' | 'region' | 'district' | 'site'

/** A node of the organisation with all sites below it, in the order given. */
export type RollupNode = {
  readonly level: RollupLevel
  readonly id: string
  readonly name: string
  readonly siteIds: readonly string[]
  readonly children: readonly RollupNode[]
}

/** Id and name of the group of sites nobody placed. */
export const UNASSIGNED_GROUP = 'Unassigned'

/**
 * Company → region → district → site (domain.md 9.6). Every site is in exactly one node of each level; a site without
 * district or region is in "Unassigned".
 */
export function organisationTree(sites: readonly SitePlace[], company: string): RollupNode {
  return {
    level: 'company',
    id: company,
    name: company,
    siteIds: sites.map(({ siteId }) => siteId),
    children: groupsOf(sites, ({ region }) => region).map(([region, ofRegion]) => ({
      level: 'region',
      id: region,
      name: region,
      siteIds: ofRegion.map(({ siteId }) => siteId),
      children: groupsOf(ofRegion, ({ district }) => district).map(([district, ofDistrict]) => ({
        level: 'district',
        id: district,
        name: district,
        siteIds: ofDistrict.map(({ siteId }) => siteId),
        children: ofDistrict.map(({ siteId, name }) => ({
          level: 'site',
          id: siteId,
          name,
          siteIds: [siteId],
          children: [],
        })),
      })),
    })),
  }
}

/** Sites by any of their properties, e.g. their account manager; named groups in order of name, the unassigned last. */
export function groupsOf<Site>(sites: readonly Site[], name: (site: Site) => string | null): [string, Site[]][] {
  const groups = new Map<string, Site[]>()
  for (const site of sites) {
    const group = name(site) ?? UNASSIGNED_GROUP
    groups.set(group, [...(groups.get(group) ?? []), site])
  }
  const rank = (group: string) => (group === UNASSIGNED_GROUP ? 1 : 0)
  return [...groups].toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
}
