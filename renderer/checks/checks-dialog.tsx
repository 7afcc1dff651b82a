import { useState } from 'react'
import { findLine } from '../../shared/categories/index.ts'
import { Dialog } from '../shell/dialog.tsx'
import { useApp } from '../store/app-store.ts'
import { formatMoment, formatPeriod } from '../text/format.ts'
import { words } from '../text/words.ts'
import { type Check, isOpen, openChecks } from './open-findings.ts'

/** F7: everything to look at in the open sheet; each goes to its cell, and a warning can be kept with a reason. */
export function ChecksDialog() {
  const checks = useApp(openChecks)
  const tab = useApp((state) => state.preferences.tab)
  const show = useApp((state) => state.showPanel)
  const requestFocus = useApp((state) => state.requestFocus)
  const close = () => show(null)
  return (
    <Dialog label={words.checks.title(words.tabs[tab])} className="wide" testId="checks" close={close}>
      <h2>{words.checks.title(words.tabs[tab])}</h2>
      <p className="hint">{checks.length === 0 ? words.checks.none : words.checks.lead}</p>
      <ul className="scroll step-list">
        {checks.map((check) => (
          <li key={`${check.lineId} ${check.period} ${check.rule}`} data-level={isOpen(check) ? check.level : 'kept'}>
            <button
              type="button"
              onClick={() => {
                close()
                // After the dialog has given the focus back.
                setTimeout(() => requestFocus({ lineId: check.lineId, period: check.period }))
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
      <p className="actions">
        <button type="button" data-testid="checks-close" onClick={close}>
          {words.checks.close}
        </button>
      </p>
    </Dialog>
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
