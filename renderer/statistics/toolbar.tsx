import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

const MODES = ['percentage', 'rooms'] as const

/** What is typed, undo and redo, export and the details. */
export function Toolbar() {
  const mode = useApp((state) => state.preferences.inputMode)
  const inspectorOpen = useApp((state) => state.preferences.inspectorOpen)
  const exporting = useApp((state) => state.exporting)
  const prefer = useApp((state) => state.prefer)
  const guard = useApp((state) => state.guard)
  const undo = useCommand('undo')
  const redo = useCommand('redo')
  const exportMonth = useCommand('export')
  const inspector = useCommand('toggle-inspector')
  return (
    <div className="toolbar" role="toolbar" aria-label={words.toolbar.label} data-region="tools">
      <fieldset className="segments">
        <legend>{words.toolbar.typing}</legend>
        {MODES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={mode === one}
            data-testid={`input-mode-${one}`}
            onClick={() => (guard === null || guard()) && prefer({ inputMode: one })}
          >
            {words.toolbar[one]}
          </button>
        ))}
      </fieldset>
      <span className="spacer" />
      <button type="button" onClick={undo} aria-label={words.toolbar.undo} title="Ctrl+Z" data-testid="undo">
        ↶
      </button>
      <button type="button" onClick={redo} aria-label={words.toolbar.redo} title="Ctrl+Y" data-testid="redo">
        ↷
      </button>
      <button type="button" onClick={exportMonth} disabled={exporting} data-testid="toolbar-export">
        {exporting ? words.toolbar.exporting : words.toolbar.export}
      </button>
      <button type="button" aria-pressed={inspectorOpen} onClick={inspector} data-testid="toggle-inspector">
        {words.toolbar.inspector}
      </button>
    </div>
  )
}
