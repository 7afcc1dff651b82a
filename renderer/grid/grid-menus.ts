import { words } from '../text/words.ts'
import { type BlockRows, inGrid } from './block-rows.ts'
import { cellCommands, type MenuKind } from './cell-commands.ts'
import type { GridHost, GridMenu } from './grid-host.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'
import type { KeyActions } from './keys.ts'
import { type Beside, withValues } from './value-list.ts'
import {
  activeOf,
  boundsOf,
  contains,
  type Bounds,
  placesOf,
  type Pos,
  type Selection,
  type Size,
} from './selection.ts'

type MenuContext = {
  readonly root: HTMLElement
  readonly host: GridHost
  readonly sheet: () => GridSheet
  readonly selection: () => Selection | null
  readonly block: () => BlockRows | null
  /** The cell of the row of totals that has the keyboard. */
  readonly total: () => Spot | null
  readonly chooseTotal: (columnId: string) => void
  readonly spot: (pos: Pos) => Spot
  readonly posOf: (rowId: string | undefined, columnId: string) => Pos | null
  readonly posUnder: (event: MouseEvent) => Pos | null
  readonly size: () => Size
  readonly activate: (pos: Pos) => void
  readonly extend: (end: Pos) => void
  readonly actions: () => KeyActions
  readonly finishEntry: () => boolean
  readonly focus: () => void
}

const ORIGIN: Pos = { row: 0, col: 0 }

type Named = { readonly kind: 'column' | 'row'; readonly pos: Pos }

/** The menus of a grid: of its cells, of a column by its header, of a row by its title (Menu key, Shift+F10, right click). */
export class GridMenus {
  readonly #grid: MenuContext

  constructor(grid: MenuContext) {
    this.#grid = grid
  }

  /**
   * The second button belongs to the menu: the grid would choose a single cell with it. A name is never where the
   * keyboard is. Returns the undo.
   */
  listen(): () => void {
    const { root } = this.#grid
    const heard: [string, (event: MouseEvent) => void][] = [
      ['pointerdown', (event) => this.#onDown(event)],
      ['mousedown', (event) => (isSecond(event) || isOnName(event)) && swallow(event)],
      ['contextmenu', (event) => this.#onMenu(event)],
      ['click', (event) => this.#onName(event)],
    ]
    const undo = heard.map(([type, hear]) => {
      const listener = (event: Event) => hear(event as MouseEvent)
      root.addEventListener(type, listener, true)
      return () => root.removeEventListener(type, listener, true)
    })
    return () => undo.forEach((stop) => stop())
  }

  /** Opens the menu of the chosen cells, or the list of what could stand there, below the active one. */
  openAtActive(kind: 'cells' | 'list'): void {
    const selection = this.#grid.selection()
    const at = selection ? this.#grid.spot(activeOf(selection)) : this.#grid.total()
    if (at === null) return
    const { rowId, columnId } = at
    const cell = this.#grid.root.querySelector(`[row-id="${CSS.escape(rowId)}"] [col-id="${CSS.escape(columnId)}"]`)
    const place = cell?.getBoundingClientRect()
    const below = { x: place?.left ?? 0, y: place?.top ?? 0, height: place?.height ?? 0 }
    this.#show(selection === null ? 'total' : kind, below)
  }

  #onDown(event: MouseEvent): void {
    if (!isSecond(event) && !isOnName(event)) return
    event.stopPropagation()
    this.#grid.host.showMenu(null) // an open one does not hear of it
  }

  #onMenu(event: MouseEvent): void {
    if (event.target instanceof HTMLInputElement) return // a field being typed in
    swallow(event)
    if (!this.#grid.finishEntry()) return
    const target = event.target instanceof Element ? event.target : null
    const kind = this.#choose(event, target)
    if (kind !== null) this.#show(kind, { x: event.clientX, y: event.clientY, height: 0 })
  }

  /** A click on the name of a column or a row chooses what it names, with Shift all from the active cell on. */
  #onName(event: MouseEvent): void {
    if (!isOnName(event) || !this.#grid.finishEntry()) return
    const target = event.target as Element
    const now = event.shiftKey ? this.#grid.selection() : null
    const named = now && this.#nameAt(target)
    if (named) this.#chooseTo(named, activeOf(now))
    else this.#choose(event, target)
    this.#grid.focus()
  }

  #chooseTo({ kind, pos }: Named, from: Pos): void {
    const { activate, extend, actions } = this.#grid
    activate(from)
    extend(kind === 'column' ? { row: from.row, col: pos.col } : { row: pos.row, col: from.col })
    actions()[kind === 'column' ? 'chooseColumns' : 'chooseRows'](0, 0)
  }

  /** What was clicked is chosen, unless it is chosen already; null where there is nothing to choose. */
  #choose(event: MouseEvent, target: Element | null): MenuKind | null {
    const { selection, activate, actions } = this.#grid
    const pos = this.#grid.posUnder(event)
    if (pos !== null) {
      const now = selection()
      if (now === null || !contains(boundsOf(now), pos)) activate(pos)
      return 'cells'
    }
    const total = target?.closest('.ag-grid-pinned-bottom-rows .ag-cell')?.getAttribute('col-id')
    if (total != null) this.#grid.chooseTotal(total)
    if (total != null) return this.#grid.total() === null ? null : 'total'
    const named = this.#nameAt(target)
    if (named === null) return null
    const size = this.#grid.size()
    const whole =
      named.kind === 'column'
        ? { top: 0, bottom: size.rows - 1, left: named.pos.col, right: named.pos.col }
        : { top: named.pos.row, bottom: named.pos.row, left: 0, right: size.cols - 1 }
    if (this.#covers(whole)) return named.kind
    activate(named.pos)
    actions()[named.kind === 'column' ? 'chooseColumns' : 'chooseRows'](0, 0)
    return named.kind
  }

  /** The column or row whose name this is, with the cell of it that is nearest to the active one. */
  #nameAt(target: Element | null): Named | null {
    const { selection, posOf, spot } = this.#grid
    const active = activeOf(selection() ?? { anchor: ORIGIN, end: ORIGIN })
    const column = target?.closest('.ag-header-cell')?.getAttribute('col-id')
    if (column) {
      const pos = posOf(spot({ row: active.row, col: 0 }).rowId, column)
      return pos && { kind: 'column', pos }
    }
    const row = target?.closest('.ag-cell')?.closest('[row-id]')?.getAttribute('row-id')
    const there = posOf(row ?? undefined, spot({ row: 0, col: 0 }).columnId)
    return there && { kind: 'row', pos: { row: there.row, col: active.col } }
  }

  /** True where the selection holds all of it. */
  #covers({ top, bottom, left, right }: Bounds): boolean {
    const now = this.#grid.selection()
    if (now === null) return false
    const bounds = boundsOf(now)
    return contains(bounds, { row: top, col: left }) && contains(bounds, { row: bottom, col: right })
  }

  #show(kind: MenuKind, at: GridMenu['at']): void {
    const { host, sheet, selection, block, spot, actions, focus } = this.#grid
    const [now, rows, total] = [selection(), block(), this.#grid.total()]
    const active = now ? spot(activeOf(now)) : total
    if (active === null) return
    const chosen = rows ? placesOf(boundsOf(rows.selection)).map((pos) => spot(inGrid(rows, pos))) : [active]
    const column = sheet().columns.find(({ id }) => id === active.columnId)?.fullTitle ?? ''
    const row = sheet().rows.find(({ id }) => id === active.rowId)?.title ?? ''
    const label = {
      cells: words.cellCommands.menu(sheet().nameOf(active)),
      total: words.cellCommands.menu(sheet().nameOf(active)),
      list: words.cellCommands.listMenu(sheet().nameOf(active)),
      column: words.cellCommands.columnMenu(column),
      row: words.cellCommands.rowMenu(row),
    }[kind]
    const groups = cellCommands(kind, sheet(), chosen, actions(), this.#grid.host.habits?.())
    const shown = kind === 'list' && now ? withValues(groups, sheet(), active, this.#beside(activeOf(now))) : groups
    host.showMenu({ kind, label, at, groups: shown, left: focus })
  }

  #beside({ row, col }: Pos): Beside {
    const at = (pos: Pos) => (pos.row < 0 || pos.col < 0 ? null : this.#grid.spot(pos))
    return { above: at({ row: row - 1, col }), left: at({ row, col: col - 1 }) }
  }
}

/** On the name of a column or a row, which the grid would take the keyboard to; not where a column is made wider. */
const isOnName = ({ target }: MouseEvent): boolean =>
  target instanceof Element &&
  target.closest('.ag-header-cell, .day-column') !== null &&
  target.closest('.ag-header-cell-resize') === null

const isSecond = ({ button }: MouseEvent): boolean => button === 2

function swallow(event: MouseEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
