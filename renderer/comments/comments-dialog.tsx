import { monthOf } from '../../shared/core/calendar.ts'
import { tabOf } from '../categories/tab-of.ts'
import { cellName } from '../review/cell-link.tsx'
import { Dialog } from '../shell/dialog.tsx'
import { useApp } from '../store/app-store.ts'
import { formatMoment } from '../text/format.ts'
import { words } from '../text/words.ts'
import { openThreads } from './threads.ts'

/** The comments of the open site that nobody settled; each goes to its cell. */
export function CommentsDialog() {
  const siteId = useApp((state) => state.preferences.siteId)
  const remarks = useApp((state) => (state.remarks?.siteId === state.preferences.siteId ? state.remarks : null))
  const showPanel = useApp((state) => state.showPanel)
  const visit = useApp((state) => state.visit)
  const requestFocus = useApp((state) => state.requestFocus)
  const threads = openThreads(remarks?.comments ?? [])
  const close = () => showPanel(null)
  return (
    <Dialog label={words.comments.listTitle(siteId ?? '')} className="wide" testId="comments" close={close}>
      <h2>{words.comments.listTitle(siteId ?? '')}</h2>
      <p className="hint">{threads.length === 0 ? words.comments.noneOpen : words.comments.listLead}</p>
      <ul className="scroll step-list">
        {threads.map(({ first, all }) => {
          const last = all.at(-1) ?? first
          const { lineId, period } = first
          return (
            <li key={first.id} data-level={all.some(({ isNew }) => isNew) ? 'confirm' : 'kept'}>
              <button
                type="button"
                data-testid={`comment-at-${lineId}-${period}`}
                onClick={() => {
                  close()
                  visit({ month: monthOf(period), tab: tabOf(lineId) })
                  // After the dialog has given the focus back.
                  setTimeout(() => requestFocus({ lineId, period }))
                }}
              >
                <span>
                  <strong>{cellName(first)}</strong> {all.some(({ isNew }) => isNew) && `· ${words.comments.isNew}`}
                </span>
                <span className="hint">
                  {last.isMine ? words.comments.mine : last.by}, {formatMoment(last.at)}
                </span>
                <span className="comment-text">{last.text}</span>
              </button>
            </li>
          )
        })}
      </ul>
      <p className="actions">
        <button type="button" data-testid="comments-close" onClick={close}>
          {words.comments.close}
        </button>
      </p>
    </Dialog>
  )
}
