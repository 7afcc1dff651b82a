import { useContext, useEffect, useState } from 'react'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { must } from '../../shared/core/bug.ts'
import { findLine } from '../../shared/categories/index.ts'
import { Dialog } from '../shell/dialog.tsx'
import { StoreContext, useApp } from '../store/app-store.ts'
import { formatMoment, formatPeriod } from '../text/format.ts'
import { words } from '../text/words.ts'
import { type Check, checksOf, isOpen, openChecks } from './open-findings.ts'
import { CHECKED_TABS, type CheckedTab, type FindingsByTab, otherFindings } from './other-findings.ts'

/** F7: everything to look at in every tab, the open one first; each goes to its cell, a warning can be kept with a reason. */
export function ChecksDialog({ bridge }: { readonly bridge: Bridge }) {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const checks = useApp(openChecks)
  const tab = useApp((state) => state.preferences.tab)
  const siteId = useApp((state) => state.preferences.siteId)
  const kept = useApp((state) => state.keptWarnings)
  const show = useApp((state) => state.showPanel)
  const [others, setOthers] = useState<FindingsByTab | null>(null)
  useEffect(() => {
    void otherFindings(bridge, store.getState()).then(setOthers)
  }, [bridge, store])
  const close = () => show(null)
  const inTabs = CHECKED_TABS.map((one): readonly [CheckedTab, readonly Check[]] => [
    one,
    one === tab ? checks : checksOf(others?.[one] ?? [], kept, siteId),
  ])
    .filter(([, list]) => list.length > 0)
    .toSorted(([a], [b]) => Number(b === tab) - Number(a === tab))
  return (
    <Dialog label={words.checks.title} className="wide" testId="checks" close={close}>
      <h2>{words.checks.title}</h2>
      <p className="hint">
        {inTabs.length > 0 ? words.checks.lead : others === null ? words.checks.reading : words.checks.none}
      </p>
      <div className="scroll">
        {inTabs.map(([one, list]) => (
          <CheckList key={one} tab={one} list={list} close={close} />
        ))}
      </div>
      <p className="actions">
        <button type="button" data-testid="checks-close" onClick={close}>
          {words.checks.close}
        </button>
      </p>
    </Dialog>
  )
}

type ListProps = { readonly tab: CheckedTab; readonly list: readonly Check[]; readonly close: () => void }

/** What to look at in one tab. */
function CheckList({ tab, list, close }: ListProps) {
  const open = useApp((state) => state.preferences.tab)
  const visit = useApp((state) => state.visit)
  const requestFocus = useApp((state) => state.requestFocus)
  return (
    <section data-tab={tab} aria-label={words.tabs[tab]}>
      <h3>{words.tabs[tab]}</h3>
      <ul className="step-list">
        {list.map((check) => (
          <li key={`${check.lineId} ${check.period} ${check.rule}`} data-level={isOpen(check) ? check.level : 'kept'}>
            <button
              type="button"
              onClick={() => {
                close()
                // After the dialog has given the focus back.
                setTimeout(() => {
                  if (tab !== open) visit({ tab })
                  requestFocus({ lineId: check.lineId, period: check.period })
                })
              }}
            >
              <span>
                <strong>{words.checks.levels[isOpen(check) ? check.level : 'kept']}</strong>{' '}
                {words.checks.cell(findLine(check.lineId)?.label ?? check.lineId, formatPeriod(check.period))}
              </span>
              <span className="hint">
                {check.kept ? words.checks.kept(check.kept.reason, formatMoment(check.kept.at)) : check.message}
              </span>
            </button>
            {isOpen(check) && check.level !== 'error' && <Keep check={check} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Takes the reason for keeping a value that was warned of. */
function Keep({ check: { lineId, period, rule, value } }: { readonly check: Check }) {
  const siteId = useApp((state) => state.preferences.siteId)
  const keep = useApp((state) => state.keepWarning)
  const [reason, setReason] = useState('')
  if (siteId === null || value === null) return null
  return (
    <form
      className="keep"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') void keep({ siteId, lineId, period, rule, value, reason })
      }}
    >
      <input
        type="text"
        maxLength={500}
        aria-label={words.checks.reason}
        placeholder={words.checks.reason}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" disabled={reason.trim() === ''}>
        {words.checks.keep}
      </button>
    </form>
  )
}
