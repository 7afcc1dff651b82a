import type { Preferences } from '../../shared/contract/ipc.ts'
import type { SyncSite } from '../../shared/contract/sync.ts'
import { useFilter } from '../filters/use-filter.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

type Level = Preferences['plLevel']

/** From all sites down to the open one (grid-and-pnl.md D5): each step opens its P&L. */
export function PlBreadcrumb({ site }: { readonly site: SyncSite }) {
  const level = useApp((state) => state.preferences.plLevel)
  const { isOn } = useFilter()
  const prefer = useApp((state) => state.prefer)
  const steps: readonly (readonly [Level, string])[] = [
    ['company', isOn ? words.filters.filteredSites : words.plView.allSites],
    ['region', site.regionName],
    ['district', site.districtName],
    ['site', `${site.siteId} ${site.name}`],
  ]
  return (
    <nav className="breadcrumb" aria-label={words.plView.levels}>
      <ol>
        {steps.map(([one, name]) => (
          <li key={one}>
            <button
              type="button"
              aria-current={one === level ? 'page' : undefined}
              data-testid={`pl-level-${one}`}
              onClick={() => prefer({ plLevel: one })}
            >
              {name}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

const UP: Readonly<Record<Level, Level>> = {
  site: 'district',
  district: 'region',
  region: 'company',
  company: 'company',
}
/** One level up. */
export const levelAbove = (level: Level): Level => UP[level]
