import { useContext, useEffect, useState } from 'react'
import { must } from '../../shared/core/bug.ts'
import { findLine } from '../../shared/categories/index.ts'
import { Dialog } from '../shell/dialog.tsx'
import { StoreContext, useApp } from '../store/app-store.ts'
import { formatPeriod } from '../text/format.ts'
import { isEditing } from '../store/read-mode.ts'
import { words } from '../text/words.ts'
import { keptWords } from './kept-words.ts'
import { checksIn } from './all-checks.ts'
import { goToCheck } from './go-to-check.ts'
import { type Check, isOpen } from './open-findings.ts'
import { CHECKED_TABS, type CheckedTab } from './other-findings.ts'

/** F7: everything to look at in every tab, the open one first; each goes to its cell, a warning can be kept with a reason. */
export function ChecksDialog() {
  const tab = useApp((state) => state.preferences.tab)
  const show = useApp((state) => state.showPanel)
  const read = useApp((state) => state.readOtherFindings)
  const [isRead, setIsRead] = useState(false)
  const checks = {
    statistics: useApp((state) => checksIn(state, 'statistics')),
    payroll: useApp((state) => checksIn(state, 'payroll')),
    'parking-rates': useApp((state) => checksIn(state, 'parking-rates')),
    'other-revenue': useApp((state) => checksIn(state, 'other-revenue')),
    'other-expenses': useApp((state) => checksIn(state, 'other-expenses')),
  }
  useEffect(() => {
    void read().then(() => setIsRead(true))
  }, [read])
  const close = () => show(null)
  const inTabs = CHECKED_TABS.map((one): readonly [CheckedTab, readonly Check[]] => [one, checks[one]])
    .filter(([, list]) => list.length > 0)
    .toSorted(([a], [b]) => Number(b === tab) - Number(a === tab))
  return (
    <Dialog label={words.checks.title} className="wide" testId="checks" close={close}>
      <h2>{words.checks.title}</h2>
      <p className="hint">
        {inTabs.length > 0 ? words.checks.lead : !isRead ? words.checks.reading : words.checks.none}
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
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const mayKeep = useApp((state) => isEditing(state, state.preferences.siteId ?? ''))
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
                setTimeout(() => goToCheck(store, tab, check))
              }}
            >
              <span>
                <strong>{words.checks.levels[isOpen(check) ? check.level : 'kept']}</strong>{' '}
                {words.checks.cell(findLine(check.lineId)?.label ?? check.lineId, formatPeriod(check.period))}
              </span>
              <span className="hint">{check.kept ? keptWords(check.kept) : check.message}</span>
            </button>
            {mayKeep && isOpen(check) && check.level !== 'error' && (
              <Keep key={check.refused?.id ?? 'new'} check={check} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Takes the reason for keeping a value that was warned of. */
function Keep({ check: { lineId, period, rule, value, refused } }: { readonly check: Check }) {
  const siteId = useApp((state) => state.preferences.siteId)
  const keep = useApp((state) => state.keepWarning)
  const [reason, setReason] = useState(refused?.reason ?? '')
  if (siteId === null || value === null) return null
  return (
    <form
      className="keep"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') void keep({ siteId, lineId, period, rule, value, reason }, refused)
      }}
    >
      {refused?.message != null && <p className="problem">{words.checks.notTaken(refused.message)}</p>}
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
