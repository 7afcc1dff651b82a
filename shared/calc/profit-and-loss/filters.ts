/** Fields of a site that widen a selection: a site is in when any of them matches (domain.md 9.7). */
export const ORGANISATION_FIELDS = [
  'legalEntity',
  'region',
  'district',
  'site',
  'accountManager',
  'districtManager',
] as const
/** Fields that narrow it: a site is in only when all of them match. */
export const CUSTOMER_FIELDS = ['plCategory', 'componentOfGrowth', 'contractType', 'businessSegment'] as const

export type FilterField = (typeof ORGANISATION_FIELDS)[number] | (typeof CUSTOMER_FIELDS)[number]

/** What is selected per field; a field left out or empty selects nothing and filters nothing. */
export type SiteFilter = { readonly [field in FilterField]?: readonly string[] | undefined }

/** A site's values of each field; several where it can have several, as contract types. */
export type FilteredSite = {
  readonly siteId: string
  readonly values: Readonly<Partial<Record<FilterField, readonly string[]>>>
}

/**
 * Whether a site passes (domain.md 9.7, C-60): `(org1 OR org2 …) AND cust1 AND cust2`, OR inside a field. A contract
 * type matches when the site's list contains it.
 */
export function passesFilter(site: FilteredSite, filter: SiteFilter): boolean {
  const selected = (field: FilterField) => filter[field] ?? []
  const matches = (field: FilterField) => {
    const values = field === 'site' ? [site.siteId] : (site.values[field] ?? [])
    return selected(field).some((value) => values.includes(value))
  }
  const organisation = ORGANISATION_FIELDS.filter((field) => selected(field).length > 0)
  const customer = CUSTOMER_FIELDS.filter((field) => selected(field).length > 0)
  return (organisation.length === 0 || organisation.some(matches)) && customer.every(matches)
}

/** The sites a filter leaves of those a person may see at all; never more than that (domain.md 9.7). */
export const filterSites = <Site extends FilteredSite>(
  sites: readonly Site[],
  filter: SiteFilter,
  permitted: ReadonlySet<string>,
): Site[] => sites.filter((site) => permitted.has(site.siteId) && passesFilter(site, filter))

/** One removable chip per selected value; their number is the badge on the button (domain.md 9.7). */
export const chipsOf = (filter: SiteFilter): { readonly field: FilterField; readonly value: string }[] =>
  [...ORGANISATION_FIELDS, ...CUSTOMER_FIELDS].flatMap((field) =>
    (filter[field] ?? []).map((value) => ({ field, value })),
  )

/** The filter without one of its values. */
export const withoutChip = (filter: SiteFilter, field: FilterField, value: string): SiteFilter => ({
  ...filter,
  [field]: (filter[field] ?? []).filter((selected) => selected !== value),
})
