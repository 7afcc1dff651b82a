import type { GridSheet } from '../grid/grid-sheet.ts'
import { selectionFigures } from '../grid/selection-figures.ts'
import { SheetGrid } from '../grid/sheet-grid.ts'
import type { AppStore } from '../store/app-store.ts'
import type { AppState } from '../store/state.ts'

/**
 * The sheet a page shows in a state of the window. `before` is the one drawn last: what did not change is the same
 * object again, and the very same sheet when nothing did. Null when the person has moved on to another place.
 */
export type SheetReader<S extends GridSheet> = (state: AppState, before: S | null) => S | null

/** Joins a grid and the store: what is typed goes one way, what is stored comes the other. Returns the undo. */
export function mountSheet<S extends GridSheet>(root: HTMLElement, store: AppStore, read: SheetReader<S>): () => void {
  const state = () => store.getState()
  const first = read(state(), null)
  if (first === null) return () => undefined
  let shown: S = first
  const grid = new SheetGrid(
    root,
    {
      write: (source, label, writes) => void state().write({ source, label, writes }),
      focused: (spot) => state().setFocus(spot && shown.placeAt(spot), spot),
      selected: (spots, size) => state().setSelection(selectionFigures(shown, spots, size), spots),
      refused: (plan) => state().showRefusedBlock(plan),
      askPaste: (question) => state().askPaste(question),
      askManner: (paste) => state().askManner(paste),
      clipboard: () => state().readClipboard(),
      showMenu: (menu) => state().showGridMenu(menu),
      say: (text, tone) => state().say(text, tone),
      ready: () => {
        performance.mark('frontline:editable')
        queueMicrotask(() => arrive())
      },
    },
    shown,
  )
  /** Goes where an undo or a conflict asked for, once this sheet is the one. */
  const arrive = () => {
    const { goTo } = state()
    if (goTo === null || shown.spotOf(goTo) === null) return
    store.setState({ goTo: null })
    grid.goTo(goTo)
  }
  const follow = () => {
    const now = read(state(), shown)
    if (now === null) return
    if (now !== shown) grid.update((shown = now))
    arrive()
  }
  const stop = store.subscribe(follow)
  state().setOpenGrid(() => shown)
  state().setGuard(() => {
    const mayLeave = grid.finishEntry()
    if (!mayLeave) grid.focus()
    return mayLeave
  })
  return () => {
    stop()
    state().setGuard(null)
    state().setOpenGrid(null)
    state().setSelection(null, [])
    grid.destroy()
  }
}
