import { createGrid, type GridApi, type SuppressKeyboardEventParams } from 'ag-grid-community'
import { besideText, isBesideOther } from './beside.ts'
import { inGrid, isChoosable } from './block-rows.ts'
import { GridBlocks } from './blocks.ts'
import { ChosenCells } from './chosen-cells.ts'
import { gridColumns } from './columns.ts'
import { CellEntry } from './cell-entry.ts'
import { CopyBorder } from './copy-border.ts'
import { FillHandle } from './fill-handle.ts'
import type { GridPlace } from '../../shared/contract/places.ts'
import { forgetNames, nameFocused } from './cell-name.ts'
import { ColumnWidths } from './column-widths.ts'
import type { GridHost } from './grid-host.ts'
import { GridKeys } from './grid-keys.ts'
import { GridMenus } from './grid-menus.ts'
import { GridMouse } from './grid-mouse.ts'
import { chosenAgain, gridPlace, scrollTo } from './grid-place.ts'
import { gridSettings } from './grid-settings.ts'
import type { GridRow, GridSheet, Place } from './grid-sheet.ts'
import { keyAction } from './keys.ts'
import { remarkRows } from './remark-rows.ts'
import { screenOf } from './screen.ts'
import { flash, showRows, showTotal } from './show-rows.ts'
import { activeOf, isSame, moved, nextEditable, type Pos } from './selection.ts'
import { TotalRow, typedBy } from './total-row.ts'

/**
 * A sheet on AG Grid Community: it draws what the sheet says, and turns keys, mouse and clipboard into gestures.
 * Ranges, clipboard, fill and entry are ours (grid-and-pnl.md C1, C2). One instance a sheet; `destroy` when done.
 */
export class SheetGrid {
  readonly #api: GridApi<GridRow>
  readonly #root: HTMLElement
  readonly #host: GridHost
  readonly #blocks: GridBlocks
  readonly #undo: (() => void)[] = []
  #sheet: GridSheet
  readonly #chosen: ChosenCells
  /** The widths of its columns. */
  readonly widths: ColumnWidths
  readonly #copied = new CopyBorder((rowIds) => remarkRows(this.#api, rowIds))
  readonly #keys: GridKeys
  readonly #total: TotalRow
  readonly #entry: CellEntry
  readonly #mouse: GridMouse
  readonly #menus: GridMenus
  readonly #filling = new CopyBorder((rowIds) => remarkRows(this.#api, rowIds))
  readonly #fill: FillHandle
  /** What is marked on the cells is other now; `force`: what stands under their numbers too. */
  readonly remark = (force = false): void => this.#api.refreshCells({ force, suppressFlash: true })

  /** `from` is where the person was when they left this grid. */
  constructor(root: HTMLElement, host: GridHost, sheet: GridSheet, from: GridPlace | null = null) {
    this.#root = root
    this.#host = {
      ...host,
      write: (source, label, writes, typedAs, moves) => {
        // What was copied may be pasted again and again; anything else makes it old.
        if (source !== 'paste') this.#copied.clear()
        host.write(source, label, writes, typedAs, moves)
      },
    }
    const beside = host.beside ?? null
    this.#sheet = sheet
    const chosen = new ChosenCells({
      host: this.#host,
      sheet: () => this.#sheet,
      api: () => this.#api,
      changed: () => this.#fill.place(),
      activated: () => (this.#mouse.shiftAnchor = null),
    })
    this.#chosen = chosen
    this.#blocks = new GridBlocks({
      host: this.#host,
      sheet: () => this.#sheet,
      rowIds: () => chosen.block?.rows.map((row) => chosen.rows.ids[row] ?? '') ?? [],
      columnIds: () => chosen.columnIds,
      size: () => ({ rows: chosen.block?.rows.length ?? 0, cols: chosen.columnIds.length }),
      selection: () => chosen.block?.selection ?? null,
      total: () => chosen.total,
      select: ({ anchor, end }) => {
        const { block } = chosen
        if (block) chosen.select({ anchor: inGrid(block, anchor), end: inGrid(block, end) })
      },
      copied: (spots, cut) => this.#copied.show(spots, cut),
      cut: () => this.#copied.cut,
    })
    this.#keys = new GridKeys({
      root,
      sheet: () => this.#sheet,
      rows: () => chosen.rows,
      size: () => chosen.size,
      selection: () => chosen.selection,
      editor: () => this.#entry.editor,
      spot: chosen.spot,
      finishEntry: () => this.finishEntry(),
      closeEditor: () => this.#entry.close(),
      activate: (pos) => chosen.activate(pos),
      activateWithin: (pos) => {
        if (chosen.selection) chosen.select({ ...chosen.selection, active: pos })
        chosen.setFocus(pos)
        this.#host.focused(chosen.spot(pos))
      },
      extend: (end) => chosen.extend(end),
      select: (selection) => chosen.select(selection),
      setFocus: (pos) => chosen.setFocus(pos),
      enterTotal: (col) => this.#total.enter(col),
      openMenu: () => this.#menus.openAtActive('cells'),
      openList: () => this.#menus.openAtActive('list'),
      today: () => host.today?.() ?? null,
      dateNamed: (text) => host.dateNamed?.(text) ?? null,
      screen: () => screenOf(root),
      blocks: this.#blocks,
      copied: this.#copied,
    })
    this.#total = new TotalRow({
      host: this.#host,
      sheet: () => this.#sheet,
      chosen,
      blocks: this.#blocks,
      actions: () => this.#keys.actions,
    })
    this.#fill = new FillHandle({
      root,
      sheet: () => this.#sheet,
      block: () => chosen.block,
      blocks: this.#blocks,
      border: this.#filling,
      columns: chosen.columnIds.length,
      spotIn: (block, pos) => chosen.spot(inGrid(block, pos)),
      posUnder: (event) => this.#mouse.posUnder(event),
      finishEntry: () => this.finishEntry(),
    })
    this.#entry = new CellEntry({ host: this.#host, sheet: () => this.#sheet, api: () => this.#api })
    this.#mouse = new GridMouse({
      root,
      fill: this.#fill,
      selection: () => chosen.selection,
      posOf: (rowId, colId) => chosen.posOf(rowId, colId),
      choose: (pos) => {
        this.#keys.tabStart = null
        chosen.select({ anchor: pos, end: pos })
        this.#host.focused(chosen.spot(pos))
      },
      chooseUpTo: (anchor, pos) => {
        this.#keys.tabStart = null
        chosen.select({ anchor, end: pos })
        // After the grid has moved its own focus to the far corner.
        setTimeout(() => chosen.setFocus(anchor))
      },
      chooseTotal: (columnId) => chosen.chooseTotal(columnId),
      extend: (pos) => chosen.extend(pos),
      movedFrom: (pos, rows, cols) => moved(pos, rows, cols, chosen.size),
      reveal: (pos) => chosen.reveal(pos),
    })
    this.#menus = new GridMenus({
      root,
      host: this.#host,
      size: () => chosen.size,
      sheet: () => this.#sheet,
      selection: () => chosen.selection,
      block: () => chosen.block,
      spot: chosen.spot,
      posOf: (rowId, colId) => chosen.posOf(rowId, colId),
      total: () => chosen.total,
      chooseTotal: (columnId) => chosen.activateTotal(columnId),
      posUnder: (event) => this.#mouse.posUnder(event),
      activate: (pos) => chosen.activate(pos),
      extend: (end) => chosen.extend(end),
      actions: () => (chosen.total ? this.#total.actions : this.#keys.actions),
      finishEntry: () => this.finishEntry(),
      focus: () => this.focus(),
    })
    this.#api = createGrid<GridRow>(root, {
      ...gridSettings(sheet.rows.length, beside !== null),
      columnDefs: gridColumns(sheet, root, {
        isSelected: ({ node, column }) => chosen.has(node.data?.id, column.getColId()),
        widths: host.widths,
        remarkOf: (spot) => host.remarkOf?.(spot),
        besideAt: beside && ((spot) => besideText(this.#sheet, beside, spot)),
        isCopied: (spot, side) => this.#copied.has(spot, side) || this.#filling.has(spot, side),
      }),
      defaultColDef: {
        sortable: false,
        resizable: false,
        suppressMovable: true,
        suppressHeaderMenuButton: true,
        suppressKeyboardEvent: (params) => this.#onKey(params),
      },
      context: this.#entry.host,
      rowData: [...sheet.rows],
      pinnedBottomRowData: sheet.total ? [sheet.total] : [],
      onCellFocused: () => this.#onFocused(),
      onFirstDataRendered: () => this.#start(from),
      onBodyScroll: () => this.#host.moved(),
      onColumnResized: (event) => this.widths.resized(event),
    })
    this.widths = new ColumnWidths(this.#api, host.resized)
    this.widths.fit(sheet, root)
    this.#listen(root, 'focusin', (event) => nameFocused(event.target, this.#sheet, beside))
    this.#listen(root, 'dblclick', (event) => {
      this.widths.ownAgain(event as MouseEvent)
      if (this.#mouse.posUnder(event) !== null) this.#refuseEntry((exact) => exact())
    })
    this.#api.setGridAriaProperty('label', sheet.label)
    this.#undo.push(this.#menus.listen(), this.#mouse.listen())
    this.#listen(window, 'pagehide', () => this.finishEntry())
    for (const type of ['copy', 'cut', 'paste'])
      this.#listen(root, type, (event) => this.#onClipboard(event as ClipboardEvent))
  }

  /** Shows another state of the same sheet, with the same columns; an open editor stays open. */
  update(sheet: GridSheet): void {
    if (sheet === this.#sheet) return
    showRows(this.#api, this.#sheet.rows, sheet.rows)
    showTotal(this.#api, this.#sheet.total, sheet.total)
    const { beside } = this.#host
    const isOther = beside != null && isBesideOther(this.#sheet, sheet, beside)
    this.#sheet = sheet
    this.widths.fit(sheet, this.#root)
    if (isOther) this.remark(true)
    this.#chosen.follow(sheet)
    nameFocused(document.activeElement, sheet, beside)
  }

  /** The same columns of another site or month, where the person was in it. */
  show(sheet: GridSheet, from: GridPlace | null): void {
    this.update(sheet)
    this.#start(from)
  }

  /** The person goes elsewhere: nothing that was chosen, copied or typed here stays. */
  leave(): void {
    if (this.#entry.editor) this.#entry.close()
    this.#copied.clear()
    this.#mouse.shiftAnchor = null
    this.#keys.tabStart = null
    this.#keys.closeFind()
    forgetNames(this.#root)
    this.#api.clearFocusedCell()
    this.#chosen.select(null)
  }

  /** Brings a stored cell into view and makes it the active one; nothing happens where this sheet does not show it. */
  goTo(place: Place): void {
    const spot = this.#sheet.spotOf(place)
    const pos = spot && this.#chosen.posOf(spot.rowId, spot.columnId)
    if (pos === null || spot === null) return
    this.#chosen.activate(pos)
    flash(this.#api, spot)
  }

  /** Takes what is typed in an open editor. False when it is not a number yet: the editor stays, with the reason. */
  finishEntry(): boolean {
    return this.#entry.finish()
  }

  /** Puts the keyboard back into an editor that holds a refused text, else into the active cell. */
  focus(): void {
    if (this.#entry.editor) this.#entry.editor.focus()
    else if (this.#chosen.selection) this.#chosen.setFocus(activeOf(this.#chosen.selection))
    else if (this.#chosen.total) this.#chosen.activateTotal(this.#chosen.total.columnId)
  }

  destroy(): void {
    for (const undo of this.#undo) undo()
    this.#api.destroy()
  }

  #listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener, true)
    this.#undo.push(() => target.removeEventListener(type, listener, true))
  }

  /** Where the person is now; null while nothing is chosen. */
  get place(): GridPlace | null {
    return this.#chosen.selection && gridPlace(this.#api, this.#chosen.selection, this.#chosen.spot)
  }

  /** Goes on where the person was; else at the first cell they can type in. The keyboard comes when nothing has it. */
  #start(from: GridPlace | null): void {
    const again = from && chosenAgain(from, this.#chosen.rows.ids, (rowId, colId) => this.#chosen.posOf(rowId, colId))
    const isFree = document.activeElement === document.body || document.activeElement === null
    scrollTo(this.#root, again ? from : { top: 0, left: 0 })
    if (again) {
      if (isFree) this.#chosen.setFocus(activeOf(again))
      this.#chosen.select(again)
      this.#host.focused(this.#chosen.spot(activeOf(again)))
    } else if (isFree) {
      const first = nextEditable({ row: 0, col: -1 }, 1, this.#chosen.size, (pos) => this.#isEditable(pos))
      this.#chosen.activate(first ?? { row: 0, col: 0 })
    }
    this.#host.ready()
  }

  #isEditable(pos: Pos): boolean {
    return this.#sheet.obstacleOf(this.#chosen.spot(pos)) === null
  }

  /** The grid tells of its focus a moment later, perhaps of an older one: what counts is where it is now. */
  #onFocused(): void {
    const focused = this.#api.getFocusedCell()
    if (focused === null || this.#mouse.shiftAnchor !== null) return
    if (focused.rowPinned) {
      this.#keys.tabStart = null
      return this.#chosen.chooseTotal(focused.column.getColId())
    }
    const row = this.#api.getDisplayedRowAtIndex(focused.rowIndex)?.data
    const pos = this.#chosen.posOf(row?.id, focused.column.getColId())
    if (this.#chosen.selection && isSame(pos, activeOf(this.#chosen.selection))) return
    this.#keys.tabStart = null
    this.#chosen.select(pos && { anchor: pos, end: pos })
    this.#host.focused(pos && this.#chosen.spot(pos))
  }

  #onKey({ event, editing, data }: SuppressKeyboardEventParams<GridRow>): boolean {
    if (data?.kind === 'total') return this.#total.onKey(event)
    if (!editing && (data === undefined || !isChoosable(data))) return false
    const action = keyAction(event, editing ? (this.#entry.editor?.mode ?? 'edit') : 'ready', this.#host.habits?.())
    if (action === null && (editing || !this.#refuseEntry((exact) => typedBy(event, exact)))) return false
    event.preventDefault()
    if (action !== null) this.#keys.actions[action.name](action.rows, action.cols)
    return true
  }

  /** What would open a cell that cannot be typed: a sum asks how it is spread, of any other the reason is said. */
  #refuseEntry(textOf: (exact: () => string) => string | null): boolean {
    const active = this.#chosen.selection && activeOf(this.#chosen.selection)
    if (active === null || this.#isEditable(active)) return false
    const spot = this.#chosen.spot(active)
    const typed = textOf(() => this.#sheet.exactText(spot))
    if (typed === null) return false
    const obstacle = this.#sheet.obstacleOf(spot)
    const isSum = obstacle?.isComputed === true && (this.#sheet.addends?.(spot) ?? null) !== null
    if (isSum) this.#total.spread(spot, typed)
    else if (obstacle !== null) this.#host.say(obstacle.words, 'problem')
    return true
  }

  /** Copy, cut and paste chosen in the menu come as events of the page, not as keys. */
  #onClipboard(event: ClipboardEvent): void {
    // A field being typed in, a number or what to find, has a clipboard of its own.
    if (event.target instanceof HTMLInputElement) return
    if (this.#chosen.selection !== null || this.#chosen.total !== null) this.#blocks.onClipboard(event)
  }
}
