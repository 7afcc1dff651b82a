import type { GridSheet } from '../grid/grid-sheet.ts'
import type { AppStore } from '../store/app-store.ts'
import type { AppState } from '../store/state.ts'
import { openPageGrid } from './page-grid.ts'

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
  const page = openPageGrid(root, store, first, () => queueMicrotask(() => arrive()))
  const { grid } = page
  /** Goes where an undo or a conflict asked for, once this sheet is the one. */
  const arrive = () => {
    const { goTo, preferences } = state()
    if (!page.isOpen || goTo === null || shown.spotOf(goTo) === null) return
    if (shown.zoom !== undefined && shown.zoom !== preferences.zoom) return // the grid with the asked rows comes next
    store.setState({ goTo: null })
    grid.goTo(goTo)
  }
  const follow = () => {
    const now = read(state(), shown)
    if (now === null) return
    if (now !== shown) page.update((shown = now))
    page.followRemarks()
    arrive()
  }
  const stop = store.subscribe(follow)
  state().setOpenGrid(() => shown)
  state().setResumeGrid(() => grid.focus())
  state().setGridWidths(grid.widths)
  state().setGuard(() => {
    const mayLeave = grid.finishEntry()
    if (!mayLeave) grid.focus()
    return mayLeave
  })
  return () => {
    stop()
    state().setGuard(null)
    state().setOpenGrid(null)
    state().setResumeGrid(null)
    page.leave()
    state().setGridWidths(null)
    state().setSelection(null, [])
  }
}
