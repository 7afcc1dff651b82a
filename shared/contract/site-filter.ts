import { z } from 'zod'
import { type FilteredSite, type FilterField, passesFilter } from '../calc/profit-and-loss/filters.ts'
import { UNASSIGNED_GROUP } from '../calc/profit-and-loss/organisation.ts'
import { NUMBER_LOCALES, type NumberLocale, USUAL_LOCALE } from '../core/number-locale.ts'
import type { SiteMaster } from './reference.ts'

const known = z.string().nullable().default(null)

/** What sites are selected by beside their place and contract (domain.md 1.1, 9.7), and how numbers are written there; null is not known. */
export const SiteAttributes = z.object({
  legalEntity: known,
  plCategory: known,
  cogSegment: known,
  businessSegment: known,
  accountManager: known,
  districtManager: known,
  numberLocale: z.enum(NUMBER_LOCALES).nullable().default(null).catch(null), // a newer server may know more
} satisfies Partial<Record<keyof SiteMaster, z.ZodType>>)
export type SiteAttributes = z.infer<typeof SiteAttributes>

/** How numbers are written at a site (grid-and-pnl.md C3). */
export const numbersAt = ({ attributes }: { readonly attributes: SiteAttributes }): NumberLocale =>
  attributes.numberLocale ?? USUAL_LOCALE

/** Values of one field; more than anybody ticks. */
const Chosen = z.array(z.string().min(1).max(200)).max(5_000).readonly().optional()

/** The sites a P&L, a rollup, the queue and a pack are of (domain.md 9.7); nothing in it is all of them. */
export const SiteFilter = z.strictObject({
  legalEntity: Chosen,
  region: Chosen,
  district: Chosen,
  site: Chosen,
  accountManager: Chosen,
  districtManager: Chosen,
  plCategory: Chosen,
  componentOfGrowth: Chosen,
  contractType: Chosen,
  businessSegment: Chosen,
})
export type SiteFilter = z.infer<typeof SiteFilter>

/** Names of the fields, on the screen and in a pack. */
export const FILTER_TITLES: Readonly<Record<FilterField, string>> = {
  legalEntity: 'Legal entity',
  region: 'Region',
  district: 'District',
  site: 'Site',
  accountManager: 'Account manager',
  districtManager: 'District manager',
  plCategory: 'P&L category',
  componentOfGrowth: 'Component of growth',
  contractType: 'Contract type',
  businessSegment: 'Business segment',
}

type Selectable = {
  readonly region: string
  readonly district: string
  readonly contractTypes: readonly string[]
  readonly attributes: SiteAttributes
}

/** A site's values of every field; what nobody told of it is "Unassigned", which can be selected too (domain.md 9.6). */
export function filterValues({ region, district, contractTypes, attributes }: Selectable): FilteredSite['values'] {
  const one = (value: string | null) => [value === null || value === '' ? UNASSIGNED_GROUP : value]
  return {
    legalEntity: one(attributes.legalEntity),
    region: one(region),
    district: one(district),
    accountManager: one(attributes.accountManager),
    districtManager: one(attributes.districtManager),
    plCategory: one(attributes.plCategory),
    componentOfGrowth: one(attributes.cogSegment),
    contractType: contractTypes.length === 0 ? one(null) : contractTypes,
    businessSegment: one(attributes.businessSegment),
  }
}

/** As much of a site as a laptop needs to filter it; a region is known by its name there. */
type SiteOfLaptop = Omit<Selectable, 'region' | 'district'> & {
  readonly siteId: string
  readonly regionName: string
  readonly districtId: string
}

/** The values of a site on a laptop. */
export const valuesOf = ({ regionName: region, districtId: district, contractTypes, attributes }: SiteOfLaptop) =>
  filterValues({ region, district, contractTypes, attributes })

/** The sites a filter leaves of a laptop's, which are those its person may see (domain.md 9.7). */
export const sitesLeft = <Site extends SiteOfLaptop>(sites: readonly Site[], filter: SiteFilter | undefined): Site[] =>
  filter === undefined
    ? [...sites]
    : sites.filter((site) => passesFilter({ siteId: site.siteId, values: valuesOf(site) }, filter))
