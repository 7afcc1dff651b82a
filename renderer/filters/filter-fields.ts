import type { FilterField } from '../../shared/calc/profit-and-loss/filters.ts'
import { UNASSIGNED_GROUP } from '../../shared/calc/profit-and-loss/organisation.ts'
import { valuesOf } from '../../shared/contract/site-filter.ts'
import type { SyncSite } from '../../shared/contract/sync.ts'

/** The three groups of the dialog: the first two widen a selection, the last narrows it (domain.md 9.7). */
export const FILTER_GROUPS = [
  { id: 'organisation', fields: ['legalEntity', 'region', 'district'] },
  { id: 'people', fields: ['site', 'accountManager', 'districtManager'] },
  { id: 'customer', fields: ['plCategory', 'componentOfGrowth', 'contractType', 'businessSegment'] },
] as const satisfies readonly { readonly id: string; readonly fields: readonly FilterField[] }[]

/** A value that can be ticked, with how many of the person's sites have it. */
export type FilterOption = { readonly value: string; readonly label: string; readonly sites: number }

/** Every value a person's sites have in a field, by its name; sites of which nobody told are last. */
export function optionsOf(sites: readonly SyncSite[], field: FilterField): FilterOption[] {
  const counts = new Map<string, number>()
  for (const site of sites)
    for (const value of field === 'site' ? [site.siteId] : (valuesOf(site)[field] ?? []))
      counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, label: labelOf(sites, field, value), sites: count }))
    .toSorted((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label))
}

const rank = ({ value }: FilterOption): number => (value === UNASSIGNED_GROUP ? 1 : 0)

/** What a value is called: sites and districts have a name beside their number; `FixedFee` is read as two words. */
export function labelOf(sites: readonly SyncSite[], field: FilterField, value: string): string {
  if (field === 'site') {
    const site = sites.find(({ siteId }) => siteId === value)
    return site === undefined ? value : `${value} ${site.name}`
  }
  if (field === 'district') return sites.find(({ districtId }) => districtId === value)?.districtName || value
  return field === 'contractType' ? value.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ') : value
}

/** Site numbers as far as there is room for them; the rest is told on demand. */
export const MOST_NUMBERS = 8
