import { useContext } from 'react'
import { CELL_COMMAND_IDS, keysOf } from '../grid/cell-commands.ts'
import type { GridHabits } from '../grid/grid-habits.ts'
import { Dialog } from '../shell/dialog.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { CommandContext } from './use-commands.ts'

/** Ctrl+/: every key of the grids, and every command that has one. */
export function Shortcuts() {
  const commands = useContext(CommandContext)
  const showPanel = useApp((state) => state.showPanel)
  const habits = useApp((state) => state.preferences)
  const close = () => showPanel(null)
  const withKeys = commands.flatMap(({ keys, title }): [string, string][] => (keys === null ? [] : [[keys, title]]))
  return (
    <Dialog label={words.shortcuts.title} className="wide" testId="shortcuts" close={close}>
      <h2>{words.shortcuts.title}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list longer than its place is scrolled by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={words.shortcuts.title}>
        <Keys
          title={words.shortcuts.inGrid}
          list={[...words.shortcuts.grid, ...keysBySettings(habits), ...cellKeys(habits)]}
        />
        <Keys title={words.shortcuts.everywhere} list={withKeys} />
      </section>
      <p className="actions">
        <button type="button" data-testid="shortcuts-settings" onClick={() => showPanel('grid-settings')}>
          {words.shortcuts.settings}
        </button>
        <button type="button" data-testid="shortcuts-close" onClick={close}>
          {words.shortcuts.close}
        </button>
      </p>
    </Dialog>
  )
}

/** What the person has settled about the mouse and numbers. */
const keysBySettings = ({ fillDrag, shorthand }: GridHabits): (readonly [string, string])[] => [
  [words.shortcuts.square, words.shortcuts.drag[fillDrag]],
  ...(shorthand ? [words.shortcuts.shorthand] : []),
]

/** The grid's commands that have a key under the person's settings. */
const cellKeys = (habits: GridHabits): [string, string][] =>
  CELL_COMMAND_IDS.flatMap((id): [string, string][] => {
    const keys = keysOf(id, habits)
    return keys === null ? [] : [[keys, words.cellCommands.all[id][0]]]
  })

type KeysProps = { readonly title: string; readonly list: readonly (readonly [string, string])[] }

function Keys({ title, list }: KeysProps) {
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.shortcuts.key}</th>
          <th scope="col">{words.shortcuts.does}</th>
        </tr>
      </thead>
      <tbody>
        {list.map(([keys, does]) => (
          <tr key={`${keys} ${does}`}>
            <td>
              <kbd>{keys}</kbd>
            </td>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
