import { type GridHabits, USUAL_HABITS } from './grid-habits.ts'

/** What a key asks of the grid; `rows` and `cols` say which way. */
export type KeyName =
  | 'move'
  | 'extend'
  | 'jump'
  | 'extendJump'
  | 'page'
  | 'extendPage'
  | 'home'
  | 'extendHome'
  | 'lastUsed'
  | 'extendLastUsed'
  | 'chooseColumns'
  | 'chooseRows'
  | 'letGo'
  | 'takeBudget'
  | 'takeLastYear'
  | 'copyAbove'
  | 'valueAbove'
  | 'copySum'
  | 'find'
  | 'goTo'
  | 'enter'
  | 'tab'
  | 'enterEverywhere'
  | 'cancel'
  | 'toggleMode'
  | 'clear'
  | 'copy'
  | 'copyWithNames'
  | 'copyAsShown'
  | 'cut'
  | 'paste'
  | 'pasteSpecial'
  | 'fillDown'
  | 'fillRight'
  | 'selectAll'
  | 'menu'
  | 'list'
  | 'today'
export type KeyActions = { readonly [N in KeyName]: (rows: number, cols: number) => void }
export type KeyAction = { readonly name: KeyName; readonly rows: number; readonly cols: number }

/** Ready: a cell is chosen. Enter: typing over it. Edit: F2 or double click (grid-and-pnl.md C2). */
export type EntryMode = 'ready' | 'enter' | 'edit'

/** The parts of a keyboard event that decide. */
export type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>

const FAR = 1000
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}
const WITH_CONTROL: Readonly<Record<string, KeyName>> = {
  c: 'copy',
  x: 'cut',
  v: 'paste',
  d: 'fillDown',
  r: 'fillRight',
  a: 'selectAll',
  f: 'find',
  g: 'goTo',
  ';': 'today',
}

/** Ctrl+' alone, and with Shift. */
const QUOTES = {
  reference: ['takeBudget', 'takeLastYear'],
  above: ['copyAbove', 'valueAbove'],
} as const satisfies Record<GridHabits['quoteKeys'], readonly [KeyName, KeyName]>

const action = (name: KeyName, rows = 0, cols = 0): KeyAction => ({ name, rows, cols })

/** Excel's keys. Null leaves the key to whoever is next: the field being typed in, the grid, or the commands. */
export function keyAction(event: Key, mode: EntryMode, { quoteKeys } = USUAL_HABITS): KeyAction | null {
  if (event.isComposing) return null
  if (mode !== 'ready') return event.altKey ? null : entryAction(event, mode)
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event
  if (altKey) return altAction(event)
  if ((ctrlKey || metaKey) && (key === "'" || key === '"')) return action(QUOTES[quoteKeys][shiftKey ? 1 : 0])
  return readyAction(event)
}

function entryAction({ key, shiftKey, ctrlKey, metaKey }: Key, mode: 'enter' | 'edit'): KeyAction | null {
  if (key === 'Enter') return ctrlKey || metaKey ? action('enterEverywhere') : action('enter', shiftKey ? -1 : 1)
  if (key === 'Tab') return action('tab', 0, shiftKey ? -1 : 1)
  if (key === 'Escape') return action('cancel')
  if (key === 'F2') return action('toggleMode')
  // What was typed over a number is left by every key that goes elsewhere; Shift chooses in the text.
  if (mode === 'edit' || shiftKey) return null
  const arrow = ARROWS[key]
  if (arrow) return action(ctrlKey || metaKey ? 'jump' : 'move', ...arrow)
  if (key === 'PageUp' || key === 'PageDown') return action('page', key === 'PageUp' ? -1 : 1)
  return null
}

function altAction({ key, shiftKey, ctrlKey, metaKey }: Key): KeyAction | null {
  if (ctrlKey || metaKey) return key.toLowerCase() === 'v' && !shiftKey ? action('pasteSpecial') : null
  if (key === '=') return action('copySum')
  if (key === 'ArrowDown' && !shiftKey) return action('list')
  if (key === 'PageUp' || key === 'PageDown')
    return action(shiftKey ? 'extendPage' : 'page', 0, key === 'PageUp' ? -1 : 1)
  return null
}

function readyAction(event: Key): KeyAction | null {
  const { key, shiftKey, ctrlKey, metaKey } = event
  const control = ctrlKey || metaKey
  const arrow = ARROWS[key]
  if (arrow && control) return action(shiftKey ? 'extendJump' : 'jump', ...arrow)
  if (arrow) return action(shiftKey ? 'extend' : 'move', ...arrow)
  if (key === 'Home' || key === 'End') return endsAction(event)
  if (key === ' ') return spaceAction(event)
  if (control && shiftKey && key.toLowerCase() === 'c') return action('copyWithNames')
  if (control) {
    const named = shiftKey ? undefined : WITH_CONTROL[key.toLowerCase()]
    return named ? action(named) : null
  }
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return action('menu')
  if (key === 'Enter') return action('enter', shiftKey ? -1 : 1)
  if (key === 'Tab') return action('tab', 0, shiftKey ? -1 : 1)
  if (key === 'Delete') return action('clear')
  if (key === 'Escape') return action('letGo')
  if (key === 'PageUp' || key === 'PageDown') return action(shiftKey ? 'extendPage' : 'page', key === 'PageUp' ? -1 : 1)
  return null
}

function endsAction({ key, shiftKey, ctrlKey, metaKey }: Key): KeyAction {
  const control = ctrlKey || metaKey
  if (key === 'End' && control) return action(shiftKey ? 'extendLastUsed' : 'lastUsed')
  if (key === 'Home' && !control) return action(shiftKey ? 'extendHome' : 'home')
  const side = key === 'End' ? FAR : -FAR
  return action(shiftKey ? 'extend' : 'move', control ? side : 0, side)
}

function spaceAction({ shiftKey, ctrlKey, metaKey }: Key): KeyAction | null {
  const control = ctrlKey || metaKey
  if (control && shiftKey) return action('selectAll')
  if (control) return action('chooseColumns')
  return shiftKey ? action('chooseRows') : null
}
