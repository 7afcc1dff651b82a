import { useCommand } from '../commands/use-commands.ts'
import { BESIDES, ZOOMS } from '../../shared/contract/ipc.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'

/** Which rows a month of days shows: its days, its weeks, or the months of the year. */
export function ZoomTool() {
  const zoom = useApp((state) => state.preferences.zoom)
  const run = { day: useCommand('zoom.day'), week: useCommand('zoom.week'), month: useCommand('zoom.month') }
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{words.toolbar.zoom}</legend>
      {ZOOMS.map((one) => (
        <button key={one} type="button" aria-pressed={one === zoom} data-testid={`zoom-${one}`} onClick={run[one]}>
          {words.toolbar.zooms[one]}
        </button>
      ))}
    </fieldset>
  )
}

/** What is shown under each number, in every grid. */
export function BesideTool() {
  const beside = useApp((state) => state.preferences.beside)
  const prefer = useApp((state) => state.prefer)
  const guard = useApp((state) => state.guard)
  const choose = (value: string) => {
    const chosen = BESIDES.find((one) => one === value) ?? null
    if (guard === null || guard()) prefer({ beside: chosen })
  }
  return (
    <select
      aria-label={words.toolbar.beside}
      title={words.toolbar.besideKeys}
      value={beside ?? 'none'}
      data-testid="beside"
      onChange={({ target }) => choose(target.value)}
    >
      {(['none', ...BESIDES] as const).map((one) => (
        <option key={one} value={one}>
          {words.toolbar.besides[one]}
        </option>
      ))}
    </select>
  )
}
