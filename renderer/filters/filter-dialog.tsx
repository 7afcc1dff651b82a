import { useState } from 'react'
import { chipsOf } from '../../shared/calc/profit-and-loss/filters.ts'
import { type SiteFilter, sitesLeft } from '../../shared/contract/site-filter.ts'
import { Dialog } from '../shell/dialog.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { FilterFieldChoice } from './filter-field.tsx'
import { FILTER_GROUPS } from './filter-fields.ts'
import { SiteNumbers } from './site-numbers.tsx'
import { useFilter } from './use-filter.ts'

const HINTS = { organisation: words.filters.widens, people: words.filters.widensToo, customer: words.filters.narrows }

/** Which sites the P&L, its rollups, the queue and packs are of; nothing changes before it is applied (domain.md 9.7). */
export function FilterDialog() {
  const { filter, isOn, all } = useFilter()
  const { siteId, tab, plLevel } = useApp((state) => state.preferences)
  const isQueue = useApp((state) => state.reviewPage === 'queue')
  const prefer = useApp((state) => state.prefer)
  const visit = useApp((state) => state.visit)
  const showPanel = useApp((state) => state.showPanel)
  // Opened from a site it begins with that site.
  const fromSite = !isOn && !isQueue && siteId !== null && (tab !== 'pl-view' || plLevel === 'site')
  const [draft, setDraft] = useState<SiteFilter>(fromSite ? { site: [siteId] } : filter)
  const left = sitesLeft(all, draft)
  const close = () => showPanel(null)
  const apply = () => {
    const isOpenSite = left.length === 1 && left[0]?.siteId === siteId
    // Where one site is shown, many are wanted now: their sum.
    const widens = plLevel === 'site' && chipsOf(draft).length > 0 && !isOpenSite
    prefer({ siteFilter: draft, ...(widens && { plLevel: 'company' }) })
    close()
    if (tab !== 'pl-view' && !isQueue) visit({ tab: 'pl-view' })
  }
  return (
    <Dialog label={words.filters.title} className="filter-dialog" testId="filter-dialog" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <h2>{words.filters.title}</h2>
        <div className="filter-groups">
          {FILTER_GROUPS.map(({ id, fields }) => (
            <section key={id} aria-label={words.filters.groups[id]}>
              <h3>{words.filters.groups[id]}</h3>
              <p className="hint">{HINTS[id]}</p>
              {fields.map((field) => (
                <FilterFieldChoice
                  key={field}
                  field={field}
                  sites={all}
                  chosen={draft[field] ?? []}
                  choose={(values) => setDraft({ ...draft, [field]: values })}
                />
              ))}
            </section>
          ))}
        </div>
        <SiteNumbers left={left} all={all.length} />
        <p className="actions">
          <button
            type="button"
            data-testid="filter-clear-all"
            disabled={chipsOf(draft).length === 0}
            onClick={() => setDraft({})}
          >
            {words.filters.clear}
          </button>
          <button type="button" onClick={close}>
            {words.filters.cancel}
          </button>
          <button type="submit" className="primary" data-testid="filter-apply">
            {words.filters.apply}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
