import type { Preferences } from '../../shared/contract/ipc.ts'
import type { GridPlace } from '../../shared/contract/places.ts'
import { goingToDate } from '../commands/going-to-date.ts'
import { remarkKey } from '../comments/threads.ts'
import type { GridHost } from '../grid/grid-host.ts'
import type { GridSheet } from '../grid/grid-sheet.ts'
import { selectionFigures } from '../grid/selection-figures.ts'
import { SheetGrid } from '../grid/sheet-grid.ts'
import type { AppStore } from '../store/app-store.ts'
import type { AppState } from '../store/state.ts'
import { carriedTo } from './starting-place.ts'
import { typedAsAt } from './typed-as-at.ts'

/** Where the person is takes the page's layout to know: it waits until a key is painted, and for the next ones. */
const NOTE_AFTER_MS = 150

/** The marked cells of the open site; null until they are known. */
const remarksHere = ({ remarks, preferences }: AppState) =>
  remarks !== null && remarks.siteId === preferences.siteId ? remarks.byCell : null

/** What a grid is made for once: others columns, or something else under the numbers, are another grid. */
const madeFor = ({ columns, corner, cornerWidth, label }: GridSheet, beside: Preferences['beside']): string =>
  JSON.stringify([columns, corner, cornerWidth, label, beside])

const kept = new WeakMap<AppStore, Map<Preferences['tab'], PageGrid>>()

/** The grid of the open tab, in `place`: the one that was there before where it fits, else a new one (decision 27). */
export function openPageGrid(place: HTMLElement, store: AppStore, sheet: GridSheet, ready: () => void): PageGrid {
  const grids = kept.get(store) ?? new Map<Preferences['tab'], PageGrid>()
  kept.set(store, grids)
  const { tab, beside } = store.getState().preferences
  const purpose = madeFor(sheet, beside)
  const before = grids.get(tab)
  if (before && before.purpose === purpose && !before.isOpen) {
    before.enter(place, sheet, ready)
    return before
  }
  if (before && !before.isOpen) before.destroy()
  const grid = new PageGrid(store, purpose, place, sheet, ready)
  grids.set(tab, grid)
  return grid
}

/** Nothing that somebody saw stays behind: the grids end with the person's time at the window. */
export function closePageGrids(store: AppStore): void {
  const grids = kept.get(store)
  kept.delete(store)
  for (const grid of grids?.values() ?? []) if (!grid.isOpen) grid.destroy()
}

/** The grid of a tab. Out of the page while another tab is open, and back in it with whatever is open then. */
export class PageGrid {
  readonly purpose: string
  isOpen = true
  readonly #store: AppStore
  readonly #root = document.createElement('div')
  readonly #tab: Preferences['tab']
  readonly #grid: SheetGrid
  #shown: GridSheet
  /** Which place is noted: a site and a tab. */
  #name: string
  #ready: () => void
  #noting: ReturnType<typeof setTimeout> | null = null
  #remarks: ReturnType<typeof remarksHere>

  constructor(store: AppStore, purpose: string, place: HTMLElement, sheet: GridSheet, ready: () => void) {
    this.purpose = purpose
    this.#store = store
    this.#shown = sheet
    this.#ready = ready
    this.#tab = this.#state.preferences.tab
    this.#name = this.#nameNow
    this.#remarks = remarksHere(this.#state)
    this.#root.className = 'grid-page'
    place.append(this.#root)
    this.#grid = new SheetGrid(this.#root, this.#host(), sheet, this.#startingPlace(sheet))
  }

  /** Back on the screen, with the sheet that is open now. */
  enter(place: HTMLElement, sheet: GridSheet, ready: () => void): void {
    this.isOpen = true
    this.#shown = sheet
    this.#ready = ready
    this.#name = this.#nameNow
    place.append(this.#root)
    this.#grid.show(sheet, this.#startingPlace(sheet))
    this.followRemarks()
  }

  /** Off the screen; where the person was is noted before. */
  leave(): void {
    if (this.#noting !== null) this.#note()
    this.isOpen = false
    this.#root.remove()
    if (kept.get(this.#store)?.get(this.#tab) === this) this.#grid.leave()
    else this.destroy()
  }

  destroy(): void {
    this.#grid.destroy()
  }

  get grid(): SheetGrid {
    return this.#grid
  }

  update(sheet: GridSheet): void {
    this.#shown = sheet
    this.#grid.update(sheet)
  }

  /** Draws the marks of comments again where they are others. */
  followRemarks(): void {
    const said = remarksHere(this.#state)
    if (said === this.#remarks) return
    const isSeen = (this.#remarks?.size ?? 0) > 0 || (said?.size ?? 0) > 0
    this.#remarks = said
    if (isSeen) this.#grid.remark()
  }

  get #state(): AppState {
    return this.#store.getState()
  }

  get #nameNow(): string {
    return `${this.#state.preferences.siteId ?? ''} ${this.#tab}`
  }

  /** Where the person was in it, or on the date they come with from the tab beside. */
  #startingPlace(sheet: GridSheet): GridPlace | null {
    const { carried, landAt, goTo } = this.#state
    // Whoever is taken to a cell comes from the top: the grid does not yet know how far it would be scrolled.
    if (goTo !== null && sheet.spotOf(goTo) !== null) return null
    const there = this.#state.placeIn(this.#name)
    if (carried === null || carried.tab !== this.#tab || carried.landed !== null) return there
    const place = carriedTo(sheet, carried.place, there)
    landAt(place && sheet.placeAt(place.active))
    return place ?? there
  }

  #note(): void {
    if (this.#noting !== null) clearTimeout(this.#noting)
    this.#noting = null
    const { place } = this.#grid
    if (place !== null) this.#state.keepPlace(this.#name, place)
  }

  #host(): GridHost {
    const state = () => this.#state
    const tab = this.#tab
    return {
      write: (source, label, writes, typedAs = [], moves = []) => {
        state().forgetProblem()
        void state().write({
          source,
          label,
          writes,
          ...(typedAs.length > 0 && { typedAs }),
          ...(moves.length > 0 && { moves: [...moves] }),
        })
      },
      typedAs: (spot) => typedAsAt(state(), this.#shown.placeAt(spot)),
      focused: (spot) => state().setFocus(spot && this.#shown.placeAt(spot), spot),
      selected: (spots, size) => state().setSelection(selectionFigures(this.#shown, spots, size), spots),
      refused: (plan) => state().showRefusedBlock(plan),
      moved: () => {
        if (this.isOpen) this.#noting ??= setTimeout(() => this.#note(), NOTE_AFTER_MS)
      },
      widths: state().places?.widths[tab] ?? {},
      beside: state().preferences.beside,
      habits: () => state().preferences,
      today: () => {
        const { sheet, category } = state()
        return sheet.status === 'open' ? sheet.base.today : category.status === 'open' ? category.base.today : null
      },
      dateNamed: (text) => goingToDate(text, state()),
      resized: (columnId, width) => state().keepWidth(tab, columnId, width),
      askPaste: (question) => state().askPaste(question),
      askSpread: (question) => state().askSpread(question),
      monthAfter: (month) => state().monthAfter(month),
      told: (text, plan, by) => state().tellDone(text, plan, by),
      askManner: (paste) => state().askManner(paste),
      clipboard: () => state().readClipboard(),
      showMenu: (menu) => state().showGridMenu(menu),
      remarkOf: (spot) => {
        const byCell = remarksHere(state())
        if (byCell === null || byCell.size === 0) return undefined
        const place = this.#shown.placeAt(spot)
        return place === null ? undefined : byCell.get(remarkKey(place))
      },
      commentsAt: (place) => remarksHere(state())?.get(remarkKey(place))?.comments ?? 0,
      say: (text, tone) => state().say(text, tone),
      ready: () => {
        performance.mark('frontline:editable')
        this.#ready()
      },
    }
  }
}
