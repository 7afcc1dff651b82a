// oxlint-disable jsx-a11y/prefer-tag-over-role -- a combobox over a list of commands has no HTML element of its own
import { useContext, useEffect, useMemo, useState } from 'react'
import { must } from '../../shared/core/bug.ts'
import { Dialog } from '../shell/dialog.tsx'
import { StoreContext, useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { type Entry, findEntries } from './palette-entries.ts'
import { CommandContext } from './use-commands.ts'

/** How far Page Up and Page Down go. */
const PAGE = 8

/** Ctrl+K: every command, site, line, date and help topic by name. */
export function Palette() {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const commands = useContext(CommandContext)
  const sites = useApp((state) => state.sites)
  const recent = useApp((state) => state.places?.recent)
  const { entries, more, nothing } = useMemo(
    () => findEntries(query, commands, store.getState()),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what it reads of the state besides does not change under an open dialog
    [query, commands, store, sites, recent],
  )
  const active = Math.min(chosen, entries.length - 1)
  const activeId = entries[active] && `palette-${entries[active].id}`
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  const close = () => store.getState().showPanel(null)
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return
    if (entry.kind !== 'date') store.getState().keepRecent(entry.id)
    close()
    // After the dialog has given the focus back, so that the command may move it.
    setTimeout(entry.run)
  }
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + PAGE,
    PageUp: active - PAGE,
  }
  return (
    <Dialog label={words.palette.title} className="palette" testId="palette" close={close}>
      <input
        type="text"
        role="combobox"
        aria-expanded={entries.length > 0}
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        aria-label={words.palette.input}
        placeholder={words.palette.placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setChosen(0)
        }}
        onKeyDown={(event) => {
          const to = steps[event.key]
          if (to !== undefined) setChosen(Math.max(0, Math.min(to, entries.length - 1)))
          else if (event.key === 'Enter') run(entries[active])
          else if (event.key === ';' && (event.ctrlKey || event.metaKey)) setQuery(words.palette.today)
          else return
          event.preventDefault()
        }}
      />
      <div id="palette-list" role="listbox" aria-label={words.palette.title}>
        {entries.map((entry, i) => (
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
            <span className="kind">
              {recent?.includes(entry.id) ? words.palette.kinds.recent : words.palette.kinds[entry.kind]}
            </span>
            {entry.keys !== null && <kbd>{entry.keys}</kbd>}
          </button>
        ))}
      </div>
      <output data-testid="palette-says" className={nothing === null && more === 0 ? 'visually-hidden' : undefined}>
        {nothing ?? (more > 0 ? words.palette.more(more) : words.palette.found(entries.length))}
      </output>
    </Dialog>
  )
}
