// oxlint-disable jsx-a11y/prefer-tag-over-role -- a combobox over a list of commands has no HTML element of its own
import { useContext, useState } from 'react'
import { Dialog } from '../shell/dialog.tsx'
import { LINES } from '../statistics/sheet-model.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { CommandContext } from './use-commands.ts'

type Entry = { readonly id: string; readonly title: string; readonly keys: string | null; readonly run: () => void }

/** True when every word of the query is in the title, in any order. */
const isFound = (title: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => title.toLowerCase().includes(word))

/** Ctrl+K: every command, site and line by name. */
export function Palette() {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const commands = useContext(CommandContext)
  const sites = useApp((state) => state.sites)
  const focus = useApp((state) => state.focus)
  const visit = useApp((state) => state.visit)
  const requestFocus = useApp((state) => state.requestFocus)
  const showPanel = useApp((state) => state.showPanel)
  const entries: Entry[] = [
    ...commands
      .filter(({ id }) => id !== 'palette')
      .map(({ id, title, keys, perform }) => ({ id, title, keys, run: perform })),
    ...(sites.status === 'ready' ? sites.list : []).map(({ site }) => ({
      id: `site-${site.siteId}`,
      title: words.palette.site(site.siteId, site.name),
      keys: null,
      run: () => visit({ siteId: site.siteId }),
    })),
    ...LINES.map((line) => ({
      id: `line-${line.id}`,
      title: `${words.tabs.statistics}: ${line.label}`,
      keys: null,
      run: () => {
        visit({ tab: 'statistics' })
        if (focus) requestFocus({ lineId: line.id, period: focus.period })
      },
    })),
  ]
  const found = entries.filter(({ title }) => isFound(title, query))
  const active = Math.min(chosen, found.length - 1)
  const close = () => showPanel(null)
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return
    close()
    // After the dialog has given the focus back, so that the command may move it.
    setTimeout(entry.run)
  }
  return (
    <Dialog label={words.palette.title} className="palette" testId="palette" close={close}>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[active] && `palette-${found[active].id}`}
        aria-label={words.palette.input}
        placeholder={words.palette.placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setChosen(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setChosen(Math.min(active + 1, found.length - 1))
          else if (event.key === 'ArrowUp') setChosen(Math.max(active - 1, 0))
          else if (event.key === 'Enter') run(found[active])
          else return
          event.preventDefault()
        }}
      />
      <div id="palette-list" role="listbox" aria-label={words.palette.title}>
        {found.map((entry, i) => (
          <button
            key={entry.id}
            id={`palette-${entry.id}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            onClick={() => run(entry)}
          >
            <span>{entry.title}</span>
            {entry.keys !== null && <kbd>{entry.keys}</kbd>}
          </button>
        ))}
      </div>
      {found.length === 0 && <output>{words.palette.none}</output>}
    </Dialog>
  )
}
