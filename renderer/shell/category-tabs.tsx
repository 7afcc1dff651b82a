import { TABS } from '../../shared/contract/ipc.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

const HERE: readonly (typeof TABS)[number][] = [
  'statistics',
  'parking-rates',
  'other-revenue',
  'other-expenses',
  'pl-view',
]

/** The six categories in their order; those that are not built yet say so. */
export function CategoryTabs() {
  const open = useApp((state) => state.preferences.tab)
  const visit = useApp((state) => state.visit)
  const shown = HERE.includes(open) ? open : 'statistics'
  const step = (by: number) => {
    const next = HERE[(HERE.indexOf(shown) + by + HERE.length) % HERE.length]
    if (next === undefined) return
    visit({ tab: next })
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={words.tabs.label} data-region="tabs">
      {TABS.map((tab) => {
        const isHere = HERE.includes(tab)
        return (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            data-testid={`tab-${tab}`}
            aria-selected={tab === shown}
            aria-disabled={!isHere}
            tabIndex={tab === shown ? 0 : -1}
            title={isHere ? undefined : words.tabs.notYet}
            onClick={() => isHere && visit({ tab })}
            onKeyDown={(event) => {
              if (event.key === 'ArrowRight') step(1)
              if (event.key === 'ArrowLeft') step(-1)
            }}
          >
            {words.tabs[tab]}
            {!isHere && <span className="visually-hidden">, {words.tabs.notYet}</span>}
          </button>
        )
      })}
    </div>
  )
}
