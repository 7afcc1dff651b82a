import type { GridSheet } from '../grid/grid-sheet.ts'
import { selectionFigures } from '../grid/selection-figures.ts'
import { SheetGrid } from '../grid/sheet-grid.ts'
import type { AppStore } from '../store/app-store.ts'
import type { AppState } from '../store/state.ts'
import { remarkKey } from '../comments/threads.ts'
import { carriedTo } from './starting-place.ts'
import { typedAsAt } from './typed-as-at.ts'

/** The marked cells of the open site; null until they are known. */
const remarksHere = ({ remarks, preferences }: AppState) =>
  remarks !== null && remarks.siteId === preferences.siteId ? remarks.byCell : null

/**
 * The sheet a page shows in a state of the window. `before` is the one drawn last: what did not change is the same
 * object again, and the very same sheet when nothing did. Null when the person has moved on to another place.
 */
export type SheetReader<S extends GridSheet> = (state: AppState, before: S | null) => S | null

/** Where the person is takes the page's layout to know: it waits until a key is painted, and for the next ones. */
const NOTE_AFTER_MS = 150

/** Joins a grid and the store: what is typed goes one way, what is stored comes the other. Returns the undo. */
export function mountSheet<S extends GridSheet>(root: HTMLElement, store: AppStore, read: SheetReader<S>): () => void {
  const state = () => store.getState()
  const first = read(state(), null)
  if (first === null) return () => undefined
  let shown: S = first
  const { tab, siteId, beside } = state().preferences
  const name = `${siteId ?? ''} ${tab}`
  let noting: ReturnType<typeof setTimeout> | null = null
  const note = () => {
    if (noting !== null) clearTimeout(noting)
    noting = null
    const place = grid.place
    if (place !== null) state().keepPlace(name, place)
  }
  const startingPlace = () => {
    const there = state().placeIn(name)
    const { carried, landAt } = state()
    if (carried === null || carried.tab !== tab || carried.landed !== null) return there
    const place = carriedTo(first, carried.place, there)
    landAt(place && first.placeAt(place.active))
    return place ?? there
  }
  const grid: SheetGrid = new SheetGrid(
    root,
    {
      write: (source, label, writes, typedAs = []) =>
        void state().write({ source, label, writes, ...(typedAs.length > 0 && { typedAs }) }),
      typedAs: (spot) => typedAsAt(state(), shown.placeAt(spot)),
      focused: (spot) => state().setFocus(spot && shown.placeAt(spot), spot),
      selected: (spots, size) => state().setSelection(selectionFigures(shown, spots, size), spots),
      refused: (plan) => state().showRefusedBlock(plan),
      moved: () => (noting ??= setTimeout(note, NOTE_AFTER_MS)),
      widths: state().places?.widths[tab] ?? {},
      beside,
      today: () => {
        const { sheet, category } = state()
        return sheet.status === 'open' ? sheet.base.today : category.status === 'open' ? category.base.today : null
      },
      resized: (columnId, width) => state().keepWidth(tab, columnId, width),
      askPaste: (question) => state().askPaste(question),
      askManner: (paste) => state().askManner(paste),
      clipboard: () => state().readClipboard(),
      showMenu: (menu) => state().showGridMenu(menu),
      remarkOf: (spot) => {
        const byCell = remarksHere(state())
        if (byCell === null || byCell.size === 0) return undefined
        const place = shown.placeAt(spot)
        return place === null ? undefined : byCell.get(remarkKey(place))
      },
      say: (text, tone) => state().say(text, tone),
      ready: () => {
        performance.mark('frontline:editable')
        queueMicrotask(() => arrive())
      },
    },
    shown,
    startingPlace(),
  )
  /** Goes where an undo or a conflict asked for, once this sheet is the one. */
  const arrive = () => {
    const { goTo } = state()
    if (goTo === null || shown.spotOf(goTo) === null) return
    store.setState({ goTo: null })
    grid.goTo(goTo)
  }
  let remarks = remarksHere(state())
  const follow = () => {
    const now = read(state(), shown)
    if (now === null) return
    if (now !== shown) grid.update((shown = now))
    const said = remarksHere(state())
    if (said !== remarks) {
      remarks = said
      grid.remark()
    }
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
    state().setGridWidths(null)
    state().setSelection(null, [])
    if (noting !== null) note()
    grid.destroy()
  }
}
