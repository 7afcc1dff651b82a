import { GridToolbar } from '../shell/grid-toolbar.tsx'
import { ZoomTool } from '../shell/grid-view-tools.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

const MODES = ['percentage', 'rooms'] as const

/** The tools of Statistics: which of two ways to say how full the hotel is a person types. */
export function Toolbar() {
  const mode = useApp((state) => state.preferences.inputMode)
  const prefer = useApp((state) => state.prefer)
  const guard = useApp((state) => state.guard)
  return (
    <GridToolbar>
      <fieldset className="segments">
        <legend className="visually-hidden">{words.toolbar.typing}</legend>
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
      <ZoomTool />
    </GridToolbar>
  )
}
