import { useMemo } from 'react'
import { chipsOf } from '../../shared/calc/profit-and-loss/filters.ts'
import { type SiteFilter, sitesLeft } from '../../shared/contract/site-filter.ts'
import type { SyncSite } from '../../shared/contract/sync.ts'
import { useApp } from '../store/app-store.ts'

/** The filter of sites and what it leaves of those the person may see; without a value it leaves all (domain.md 9.7). */
export type Filtered = {
  readonly filter: SiteFilter
  /** True when anything is chosen. */
  readonly isOn: boolean
  readonly all: readonly SyncSite[]
  readonly left: readonly SyncSite[]
}

export function useFilter(): Filtered {
  const filter = useApp((state) => state.preferences.siteFilter)
  const sites = useApp((state) => state.sites)
  return useMemo(() => {
    const all = sites.status === 'ready' ? sites.list.map(({ site }) => site) : []
    return { filter, isOn: chipsOf(filter).length > 0, all, left: sitesLeft(all, filter) }
  }, [filter, sites])
}
