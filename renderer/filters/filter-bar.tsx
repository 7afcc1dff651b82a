import { chipsOf, withoutChip } from '../../shared/calc/profit-and-loss/filters.ts'
import { FILTER_TITLES, type SiteFilter } from '../../shared/contract/site-filter.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { labelOf } from './filter-fields.ts'
import { SiteNumbers } from './site-numbers.tsx'
import { useFilter } from './use-filter.ts'

/** The button with its count, a chip per chosen value, and the sites that are left (domain.md 9.7). */
export function FilterBar() {
  const { filter, isOn, all, left } = useFilter()
  const prefer = useApp((state) => state.prefer)
  const showPanel = useApp((state) => state.showPanel)
  const change = (siteFilter: SiteFilter) => prefer({ siteFilter })
  const chips = chipsOf(filter)
  return (
    <div className="filter-bar" data-testid="filter-bar">
      <button
        type="button"
        data-testid="filter-open"
        aria-haspopup="dialog"
        title={chips.length === 0 ? undefined : words.filters.badge(chips.length)}
        onClick={() => showPanel('site-filter')}
      >
        {words.filters.button}
        {isOn && (
          <span className="count-badge" data-testid="filter-count">
            {chips.length}
          </span>
        )}
      </button>
      {isOn && (
        <>
          <ul className="chips filter-chips" aria-label={words.filters.chips}>
            {chips.map(({ field, value }) => {
              const label = labelOf(all, field, value)
              return (
                <li key={`${field}|${value}`} title={`${FILTER_TITLES[field]}: ${label}`}>
                  <span>{label}</span>
                  <button
                    type="button"
                    aria-label={words.filters.remove(FILTER_TITLES[field], label)}
                    data-testid={`chip-${field}-${value}`}
                    onClick={(event) => {
                      // The chip goes, so the keyboard goes to the button that opens the filter.
                      event.currentTarget.closest('.filter-bar')?.querySelector('button')?.focus()
                      change(withoutChip(filter, field, value))
                    }}
                  >
                    <span aria-hidden="true">×</span>
                  </button>
                </li>
              )
            })}
          </ul>
          <button type="button" className="link" data-testid="filter-clear" onClick={() => change({})}>
            {words.filters.clear}
          </button>
          <SiteNumbers left={left} all={all.length} />
        </>
      )}
    </div>
  )
}
