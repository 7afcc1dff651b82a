import { TABS } from '../../shared/contract/ipc.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** The six categories in their order. */
export function CategoryTabs() {
  const open = useApp((state) => state.preferences.tab)
  const isShown = useApp((state) => state.reviewPage === null)
  const visit = useApp((state) => state.visit)
  const step = (by: number) => {
    const next = TABS[(TABS.indexOf(open) + by + TABS.length) % TABS.length]
    if (next === undefined) return
    visit({ tab: next })
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={words.tabs.label} data-region="tabs">
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`tab-${tab}`}
          data-testid={`tab-${tab}`}
          aria-selected={tab === open && isShown}
          tabIndex={tab === open ? 0 : -1}
          onClick={({ detail, currentTarget }) => {
            visit({ tab })
            if (detail > 0) currentTarget.blur() // clicked: the keyboard goes into the sheet, as in Excel
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') step(1)
            if (event.key === 'ArrowLeft') step(-1)
          }}
        >
          {words.tabs[tab]}
        </button>
      ))}
    </div>
  )
}
