import * as Menu from '@radix-ui/react-dropdown-menu'
import { Fragment, useContext, useRef } from 'react'
import type { CommandId } from '../../shared/contract/command-ids.ts'
import { must } from '../../shared/core/bug.ts'
import { StoreContext, useApp } from '../store/app-store.ts'
import type { MenuKind } from '../grid/cell-commands.ts'
import { CommandContext } from './use-commands.ts'

/** The window's own commands that are about the chosen cells, below those of the grid. */
const OF: Readonly<Record<MenuKind, readonly CommandId[]>> = {
  cells: ['change-chosen', 'repeat-week', 'reset-to-budget', 'history', 'comment', 'return-cells'],
  column: ['change-chosen', 'repeat-week', 'reset-to-budget', 'return-cells', 'column-width'],
  row: ['change-chosen', 'repeat-week', 'reset-to-budget', 'return-cells'],
  total: ['column-width'],
  list: [],
}
/** These change no number, so a cell that cannot be typed has them too. */
const ALWAYS: readonly CommandId[] = ['history', 'comment', 'return-cells', 'column-width']

type Entry = {
  readonly id: string
  readonly title: string
  readonly keys: string | null
  readonly isEnabled: boolean
  readonly run: () => void
}

/** The menu of the grid, where the mouse was or below the active cell: right click, Menu key, Shift+F10. */
export function GridMenu() {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const menu = useApp((state) => state.gridMenu)
  const show = useApp((state) => state.showGridMenu)
  const commands = useContext(CommandContext)
  const chosen = useRef<Entry | null>(null)
  if (menu === null) return null
  const canType = menu.groups.some((group) => group.some(({ id, isEnabled }) => id === 'clear' && isEnabled))
  const own = OF[menu.kind].flatMap((id): Entry[] =>
    commands
      .filter((command) => command.id === id)
      .map(({ title, keys, perform }) => ({
        id,
        title,
        keys,
        isEnabled: canType || ALWAYS.includes(id),
        run: perform,
      })),
  )
  const groups: readonly (readonly Entry[])[] = own.length > 0 ? [...menu.groups, own] : menu.groups
  return (
    <Menu.Root key={`${menu.at.x} ${menu.at.y}`} open modal={false} onOpenChange={(isOpen) => !isOpen && show(null)}>
      <Menu.Trigger
        className="menu-place"
        aria-hidden
        tabIndex={-1}
        style={{ left: menu.at.x, top: menu.at.y, height: menu.at.height }}
      />
      <Menu.Portal>
        <Menu.Content
          className="menu"
          aria-label={menu.label}
          data-testid="grid-menu"
          align="start"
          sideOffset={0}
          collisionPadding={8}
          loop
          onContextMenu={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            // Another menu may be open by now; else the cell has the keyboard again, and the command may move it.
            if (store.getState().gridMenu === null) menu.left()
            chosen.current?.run()
            chosen.current = null
          }}
        >
          {groups.map((group, i) => (
            <Fragment key={group[0]?.id ?? i}>
              {i > 0 && <Menu.Separator className="menu-line" />}
              {group.map((entry) => (
                <Menu.Item
                  key={entry.id}
                  className="menu-item"
                  disabled={!entry.isEnabled}
                  textValue={entry.title}
                  onSelect={() => (chosen.current = entry)}
                >
                  <span>{entry.title}</span>
                  {entry.keys !== null && <kbd>{entry.keys}</kbd>}
                </Menu.Item>
              ))}
            </Fragment>
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  )
}
