import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** Saved state in words, what was just done, and the figures of the selection. */
export function StatusBar() {
  const saving = useApp((state) => state.pending.length > 0)
  const refused = useApp((state) => state.refused.length)
  const { waiting, conflicts, rejected, acts } = useApp((state) => state.sync)
  const notice = useApp((state) => state.notice)
  const selection = useApp((state) => state.selection)
  const left = useApp(({ lastPlan }) => (lastPlan !== null && lastPlan.notice === notice?.id ? lastPlan.plan : null))
  const showLeft = useApp((state) => state.showLeftCells)
  const setting = useApp(({ lastSetting }) =>
    lastSetting !== null && lastSetting.notice === notice?.id ? lastSetting.setting : null,
  )
  const showSetting = useApp((state) => state.showSetting)
  let saved: string = words.status.saved
  if (refused > 0) saved = words.status.notSaved(refused)
  else if (saving) saved = words.status.saving
  const sent = words.status.sending({ waiting, conflicts, rejected, acts })
  return (
    <footer className="status-bar" data-region="status">
      <output data-testid="status-saved" data-tone={refused > 0 ? 'bad' : 'good'}>
        {refused === 0 && !saving && <span aria-hidden="true">✓ </span>}
        {saved} · {sent}
      </output>
      <output className="notice" data-testid="notice" data-tone={notice?.tone ?? 'plain'}>
        {notice?.text}
      </output>
      {left && (
        <button
          type="button"
          className="quiet which"
          data-testid="left-open"
          aria-label={words.paste.whichLabel}
          onClick={() => showLeft(left)}
        >
          {words.paste.which}
        </button>
      )}
      {setting && (
        <button
          type="button"
          className="quiet which"
          data-testid="setting-open"
          aria-label={words.settings.change(words.settings.of[setting].title)}
          onClick={() => showSetting(setting)}
        >
          {words.settings.open}
        </button>
      )}
      {selection && (
        <span className="selection" data-testid="selection">
          {words.status.selection(selection.rows, selection.columns)}
          {selection.sum !== null && (
            <>
              {' '}
              · {words.status.sum} <strong>{selection.sum}</strong>
            </>
          )}
          {selection.average !== null && (
            <>
              {' '}
              · {words.status.average} <strong>{selection.average}</strong>
            </>
          )}{' '}
          · {words.status.count} <strong>{selection.count}</strong>
        </span>
      )}
    </footer>
  )
}
