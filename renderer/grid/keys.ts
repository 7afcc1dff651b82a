/** What a key asks of the grid; `rows` and `cols` say which way. */
export type KeyName =
  | 'move'
  | 'extend'
  | 'enter'
  | 'tab'
  | 'enterEverywhere'
  | 'cancel'
  | 'toggleMode'
  | 'clear'
  | 'copy'
  | 'cut'
  | 'paste'
  | 'fillDown'
  | 'fillRight'
  | 'selectAll'
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
}

const action = (name: KeyName, rows = 0, cols = 0): KeyAction => ({ name, rows, cols })

/** Excel's keys. Null leaves the key to whoever is next: the field being typed in, the grid, or the commands. */
export function keyAction(event: Key, mode: EntryMode): KeyAction | null {
  if (event.isComposing || event.altKey) return null
  return mode === 'ready' ? readyAction(event) : entryAction(event, mode)
}

function entryAction({ key, shiftKey, ctrlKey, metaKey }: Key, mode: 'enter' | 'edit'): KeyAction | null {
  if (key === 'Enter') return ctrlKey || metaKey ? action('enterEverywhere') : action('enter', shiftKey ? -1 : 1)
  if (key === 'Tab') return action('tab', 0, shiftKey ? -1 : 1)
  if (key === 'Escape') return action('cancel')
  if (key === 'F2') return action('toggleMode')
  const arrow = ARROWS[key]
  if (arrow && mode === 'enter' && !ctrlKey && !metaKey && !shiftKey) return action('move', ...arrow)
  return null
}

function readyAction({ key, shiftKey, ctrlKey, metaKey }: Key): KeyAction | null {
  const control = ctrlKey || metaKey
  const arrow = ARROWS[key]
  if (arrow) {
    const step = control ? FAR : 1
    return action(shiftKey ? 'extend' : 'move', arrow[0] * step, arrow[1] * step)
  }
  if (key === 'Enter') return control ? null : action('enter', shiftKey ? -1 : 1)
  if (key === 'Tab') return control ? null : action('tab', 0, shiftKey ? -1 : 1)
  if (key === 'Delete') return action('clear')
  if (key === 'Home') return action(shiftKey ? 'extend' : 'move', control ? -FAR : 0, -FAR)
  if (key === 'End') return action(shiftKey ? 'extend' : 'move', control ? FAR : 0, FAR)
  const named = control && !shiftKey ? WITH_CONTROL[key.toLowerCase()] : undefined
  return named ? action(named) : null
}
