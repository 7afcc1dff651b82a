import { useContext } from 'react'
import { Dialog } from '../shell/dialog.tsx'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { CommandContext } from './use-commands.ts'

/** Ctrl+/: every key of the grids, and every command that has one. */
export function Shortcuts() {
  const commands = useContext(CommandContext)
  const showPanel = useApp((state) => state.showPanel)
  const close = () => showPanel(null)
  const withKeys = commands.flatMap(({ keys, title }): [string, string][] => (keys === null ? [] : [[keys, title]]))
  return (
    <Dialog label={words.shortcuts.title} className="wide" testId="shortcuts" close={close}>
      <h2>{words.shortcuts.title}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list longer than its place is scrolled by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={words.shortcuts.title}>
        <Keys title={words.shortcuts.inGrid} list={[...words.shortcuts.grid, ...cellKeys]} />
        <Keys title={words.shortcuts.everywhere} list={withKeys} />
      </section>
      <p className="actions">
        <button type="button" data-testid="shortcuts-close" onClick={close}>
          {words.shortcuts.close}
        </button>
      </p>
    </Dialog>
  )
}

/** The grid's commands that have a key. */
const cellKeys = Object.values(words.cellCommands.all).flatMap(([title, keys]): [string, string][] =>
  keys === null ? [] : [[keys, title]],
)

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
