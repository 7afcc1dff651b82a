import { createContext, useContext, useEffect, useMemo } from 'react'
import type { CommandId } from '../../shared/contract/command-ids.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import { must } from '../../shared/core/bug.ts'
import { StoreContext } from '../store/app-store.ts'
import { type Command, createCommands } from './commands.ts'

export const CommandContext = createContext<readonly Command[]>([])

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** Makes the commands, and performs them on their keys and when the menu asks. F6 goes from region to region. */
export function useCommandSource(bridge: Bridge): readonly Command[] {
  const store = must(useContext(StoreContext), 'the store is around the whole app')
  const commands = useMemo(() => createCommands(store), [store])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'F6') return nextRegion(event, store.getState().resumeGrid)
      const command = commands.find(({ matches }) => matches(event))
      if (command === undefined) return
      // A field being typed in has an undo of its own.
      if (isTyping(event.target) && (command.id === 'undo' || command.id === 'redo')) return
      event.preventDefault() // or the menu's accelerator would do it once more
      command.perform()
    }
    window.addEventListener('keydown', onKey)
    const stop = bridge.on('command.chosen', ({ command: id }) => {
      const command = commands.find((one) => one.id === id)
      if (isTyping(document.activeElement) && (id === 'undo' || id === 'redo')) document.execCommand(id)
      else command?.perform()
    })
    return () => {
      window.removeEventListener('keydown', onKey)
      stop()
    }
  }, [bridge, commands, store])
  return commands
}

/** Performs a command by its name, for buttons. */
export function useCommand(id: CommandId): () => void {
  const commands = useContext(CommandContext)
  return () => commands.find((command) => command.id === id)?.perform()
}

/** The way out of the grid by keyboard, where Tab belongs to the cells. */
function nextRegion(event: KeyboardEvent, resumeGrid: (() => void) | null): void {
  event.preventDefault()
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (one) => one.offsetParent !== null,
  )
  const here = regions.findIndex((one) => one.contains(document.activeElement))
  const step = event.shiftKey ? -1 : 1
  const next = regions[(here + step + regions.length) % regions.length]
  const target = next?.querySelector<HTMLElement>(
    '[role="gridcell"][tabindex], button:not([disabled]), select, input, a[href]',
  )
  target?.focus()
  if (next?.dataset['region'] === 'grid') resumeGrid?.() // where they were in it, not at its first cell
}
