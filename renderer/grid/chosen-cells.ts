import type { GridApi } from 'ag-grid-community'
import { type BlockRows, blockRows, type ChoosableRows, choosableRows, inGrid } from './block-rows.ts'
import type { GridHost } from './grid-host.ts'
import type { GridRow, GridSheet, Spot } from './grid-sheet.ts'
import { drawnRows, remarkRows } from './remark-rows.ts'
import { activeOf, boundsOf, contains, isSingle, placesOf, type Pos, type Selection, type Size } from './selection.ts'

type ChosenContext = {
  readonly host: GridHost
  readonly sheet: () => GridSheet
  readonly api: () => GridApi<GridRow>
  /** Other cells are chosen now. */
  readonly changed: () => void
  /** A single cell was chosen by a key or a command. */
  readonly activated: () => void
}

/** Which cells of a grid are chosen, and which of them has the keyboard. */
export class ChosenCells {
  readonly columnIds: readonly string[]
  rows: ChoosableRows
  selection: Selection | null = null
  /** The cell of the row of totals that has the keyboard: it is chosen alone, never with others. */
  total: Spot | null = null
  readonly #grid: ChosenContext

  constructor(grid: ChosenContext) {
    this.#grid = grid
    this.columnIds = grid.sheet().columns.map(({ id }) => id)
    this.rows = choosableRows(grid.sheet().rows)
  }

  /** The rows that copying, clearing and filling the selection are about. */
  get block(): BlockRows | null {
    return this.selection && blockRows(this.selection, this.rows.kinds)
  }

  get size(): Size {
    return { rows: this.rows.ids.length, cols: this.columnIds.length }
  }

  readonly spot = ({ row, col }: Pos): Spot => ({
    rowId: this.rows.ids[row] ?? '',
    columnId: this.columnIds[col] ?? '',
  })

  readonly posOf = (rowId: string | undefined, colId: string): Pos | null => {
    const row = rowId === undefined ? undefined : this.rows.placeOf.get(rowId)
    const col = this.columnIds.indexOf(colId)
    return row === undefined || col < 0 ? null : { row, col }
  }

  /** The sheet has other rows, or others that can be chosen. */
  follow(sheet: GridSheet): void {
    this.rows = choosableRows(sheet.rows)
    if (this.selection && !isSingle(this.selection)) this.tell() // its sum may be another
  }

  /** True where a cell is drawn as chosen; one alone is drawn as the focus. */
  has(rowId: string | undefined, colId: string): boolean {
    if (rowId === undefined || this.selection === null || isSingle(this.selection)) return false
    const pos = this.posOf(rowId, colId)
    return pos !== null && contains(boundsOf(this.selection), pos) && this.#isAlike(pos, this.selection.anchor)
  }

  select(selection: Selection | null): void {
    const before = this.selection
    this.selection = selection
    this.total = null
    const { ids } = this.rows
    remarkRows(
      this.#grid.api(),
      [before, selection].flatMap((one) => drawnRows(one, ids)),
    )
    this.#grid.changed()
    this.tell()
  }

  chooseTotal(columnId: string): void {
    if (!this.columnIds.includes(columnId)) return // the row's title
    if (this.selection !== null) this.select(null)
    const { total } = this.#grid.sheet()
    this.total = total && { rowId: total.id, columnId }
    this.#grid.host.focused(this.total)
  }

  /** The same with the keyboard there. */
  activateTotal(columnId: string): void {
    this.chooseTotal(columnId)
    const api = this.#grid.api()
    api.ensureColumnVisible(columnId)
    api.setFocusedCell(0, columnId, 'bottom')
  }

  /** Says what is chosen. */
  tell(): void {
    const { host } = this.#grid
    const { block } = this
    if (block === null) return host.selected([], { rows: 0, cols: 0 })
    const bounds = boundsOf(block.selection)
    const size = { rows: bounds.bottom - bounds.top + 1, cols: bounds.right - bounds.left + 1 }
    const spots = placesOf(bounds).map((pos) => this.spot(inGrid(block, pos)))
    host.selected(spots, size)
    host.moved()
  }

  setFocus({ row, col }: Pos): void {
    const api = this.#grid.api()
    const node = api.getRowNode(this.rows.ids[row] ?? '')
    const colId = this.columnIds[col]
    if (node?.rowIndex == null || colId === undefined) return
    api.ensureIndexVisible(node.rowIndex)
    api.ensureColumnVisible(colId)
    api.setFocusedCell(node.rowIndex, colId)
  }

  activate(pos: Pos): void {
    this.#grid.activated()
    this.setFocus(pos)
    this.select({ anchor: pos, end: pos })
    this.#grid.host.focused(this.spot(pos))
  }

  extend(end: Pos): void {
    if (this.selection === null) return
    const { anchor } = this.selection
    const active = activeOf(this.selection)
    const isKept = contains(boundsOf({ anchor, end }), active)
    this.select({ anchor, end, active: isKept ? active : anchor })
    if (!isKept) this.setFocus(anchor)
    this.reveal(end)
  }

  /** Scrolls to a cell; what is chosen stays. */
  reveal({ row, col }: Pos): void {
    const api = this.#grid.api()
    const node = api.getRowNode(this.rows.ids[row] ?? '')
    if (node?.rowIndex != null) api.ensureIndexVisible(node.rowIndex)
    api.ensureColumnVisible(this.columnIds[col] ?? '')
  }

  #isAlike(pos: Pos, other: Pos): boolean {
    return this.rows.kinds[pos.row] === this.rows.kinds[other.row]
  }
}
