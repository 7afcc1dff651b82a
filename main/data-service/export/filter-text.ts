import { chipsOf, type FilterField } from '../../../shared/calc/profit-and-loss/filters.ts'
import { FILTER_TITLES, type SiteFilter } from '../../../shared/contract/site-filter.ts'
import type { SyncSite } from '../../../shared/contract/sync.ts'

/** Which sites were left in, in words: `Region: Central; Contract type: FixedFee, PerLaborHour`. */
export function filterText(filter: SiteFilter, sites: readonly SyncSite[]): string {
  const nameOf = (field: FilterField, value: string) =>
    (field === 'district' && sites.find(({ districtId }) => districtId === value)?.districtName) || value
  const fields = [...new Set(chipsOf(filter).map(({ field }) => field))]
  return fields
    .map((field) => `${FILTER_TITLES[field]}: ${(filter[field] ?? []).map((value) => nameOf(field, value)).join(', ')}`)
    .join('; ')
}
