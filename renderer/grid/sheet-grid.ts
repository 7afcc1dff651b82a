import {
  type CellMouseDownEvent,
  type CellMouseOverEvent,
  createGrid,
  type GridApi,
  type SuppressKeyboardEventParams,
} from 'ag-grid-community'
import { entryText } from '../../shared/entry/entry-text.ts'
import { placeOf, readText, type Spot } from '../statistics/gestures.ts'
import { type InputMode, LINES, lineOf, obstacleOf, type SheetModel } from '../statistics/sheet-model.ts'
import { formatDayLong, formatStored } from '../text/format.ts'
import { words } from '../text/words.ts'
import { GridBlocks } from './blocks.ts'
import { gridColumns } from './columns.ts'
import type { GridHost } from './grid-host.ts'
import { type KeyActions, keyAction } from './keys.ts'
import { gridTheme } from './modules.ts'
import type { EntryHost, NumberEditor } from './number-editor.ts'
import { type GridRow, type GridRows, gridRows, rowClass } from './rows.ts'
import {
  boundsOf,
  contains,
  isSame,
  isSingle,
  moved,
  nextEditable,
  placesOf,
  type Pos,
  type Selection,
  type Size,
} from './selection.ts'

const COLUMNS = LINES.map((line) => line.id)

/**
 * The Statistics grid on AG Grid Community: it draws the model, and turns keys, mouse and clipboard into gestures.
 * Ranges, clipboard, fill and entry are ours (grid-and-pnl.md C1, C2). One instance a sheet; `destroy` when done.
 */
export class SheetGrid {
  readonly #api: GridApi<GridRow>
  readonly #host: GridHost
  readonly #blocks: GridBlocks
  readonly #undo: (() => void)[] = []
  #drawn: GridRows
  #selection: Selection | null = null
  #editor: NumberEditor | null = null
  #closing = false
  #dragging = false
  /** Where a Shift+click chooses from; the grid moves its focus before it tells of the mouse. */
  #shiftAnchor: Pos | null = null
  /** Column where a run of Tabs began: Enter returns under it. */
  #tabStart: number | null = null

  constructor(root: HTMLElement, host: GridHost, model: SheetModel, mode: InputMode) {
    this.#host = host
    this.#drawn = gridRows(model, mode)
    this.#blocks = new GridBlocks({
      host,
      columns: COLUMNS,
      model: () => this.#drawn.model,
      mode: () => this.#drawn.mode,
      size: () => this.#size,
      selection: () => this.#selection,
      select: (selection) => this.#select(selection),
      exactText: (spot) => this.#exactText(spot),
    })
    this.#api = createGrid<GridRow>(root, {
      theme: gridTheme,
      columnDefs: gridColumns(root, ({ node, column }) => this.#isSelected(node.data, column.getColId())),
      defaultColDef: {
        sortable: false,
        resizable: false,
        suppressMovable: true,
        suppressHeaderMenuButton: true,
        suppressKeyboardEvent: (params) => this.#onKey(params),
      },
      context: this.#entryHost,
      rowData: [...this.#drawn.rows],
      pinnedBottomRowData: [this.#drawn.total],
      getRowId: ({ data }) => data.id,
      getRowClass: ({ data }) => (data ? rowClass(data) : undefined),
      readOnlyEdit: true,
      rowBuffer: 40, // a month and its weeks: every row stays in the page
      animateRows: false,
      suppressColumnVirtualisation: true,
      enableBrowserTooltips: true,
      onCellFocused: () => this.#onFocused(),
      onCellMouseDown: (event) => this.#onMouseDown(event),
      onCellMouseOver: (event) => this.#onMouseOver(event),
      onFirstDataRendered: () => this.#start(),
    })
    this.#api.setGridAriaProperty('label', words.grid.label)
    this.#listen(window, 'mouseup', () => (this.#dragging = false))
    this.#listen(root, 'mousedown', (event) => {
      this.#shiftAnchor = (event as MouseEvent).shiftKey ? (this.#selection?.anchor ?? null) : null
    })
    this.#listen(window, 'pagehide', () => this.finishEntry())
    for (const type of ['copy', 'cut', 'paste']) {
      this.#listen(root, type, (event) => this.#onClipboard(event as ClipboardEvent))
    }
  }

  /** Shows another state of the same month; an open editor stays open. */
  update(model: SheetModel, mode: InputMode): void {
    if (model === this.#drawn.model && mode === this.#drawn.mode) return
    this.#drawn = gridRows(model, mode, this.#drawn)
    this.#api.setGridOption('rowData', [...this.#drawn.rows])
    this.#api.getPinnedBottomRow(0)?.setData(this.#drawn.total)
    this.#tellSelection()
  }

  /** Brings a cell into view and makes it the active one. */
  goTo(lineId: string, period: string): void {
    const [row, col] = [this.#spotOf(period, lineId).dayIndex, COLUMNS.indexOf(lineId)]
    if (row < 0 || col < 0) return
    this.#activate({ row, col })
    const node = this.#api.getRowNode(period)
    if (node) this.#api.flashCells({ rowNodes: [node], columns: [lineId] })
  }

  /** Takes what is typed in an open editor. False when it is not a number yet: the editor stays, with the reason. */
  finishEntry(): boolean {
    const editor = this.#editor
    if (editor === null) return true
    if (editor.isUntouched) return this.#close()
    const spot = this.#spotOf(editor.rowId, editor.lineId)
    const reading = readText(this.#drawn.model, spot, editor.text, this.#drawn.mode)
    if (!reading.ok) {
      editor.showProblem(reading.reason)
      return false
    }
    this.#close()
    if (reading.note !== null) this.#host.say(reading.note)
    const typed = reading.writes.find((write) => write.lineId === spot.lineId)
    const line = lineOf(spot.lineId)
    if (reading.writes.length === 0 || line === undefined) return true
    const day = formatDayLong(this.#drawn.model.month.days[spot.dayIndex]?.day ?? '')
    const value = typed?.value ?? null
    const label =
      value === null
        ? words.grid.clearedOne(line.label, day)
        : words.grid.typed(formatStored(value, line), line.label, day)
    this.#host.write(value === null ? 'clear' : 'typed', label, [...reading.writes])
    return true
  }

  /** Puts the keyboard back into an editor that holds a refused text, else into the active cell. */
  focus(): void {
    if (this.#editor) this.#editor.focus()
    else if (this.#selection) this.#setFocus(this.#selection.anchor)
  }

  destroy(): void {
    for (const undo of this.#undo) undo()
    this.#api.destroy()
  }

  readonly #entryHost: EntryHost = {
    textOf: (rowId, lineId) => this.#exactText(this.#spotOf(rowId, lineId)),
    labelOf: (rowId, lineId) => placeOf(this.#drawn.model, this.#spotOf(rowId, lineId)),
    opened: (editor) => (this.#editor = editor),
    closed: (editor) => {
      if (this.#editor !== editor) return
      this.#editor = null
      if (!this.#closing) this.#takeBack(editor)
    },
    left: (editor) => {
      if (this.#editor === editor && !this.#closing) this.finishEntry()
    },
  }

  /** An editor that was closed from outside: its text is taken, or the editor opens again on it. */
  #takeBack(editor: NumberEditor): void {
    const { rowId, lineId, text, isUntouched } = editor
    if (isUntouched) return
    queueMicrotask(() => {
      const node = this.#api.isDestroyed() ? undefined : this.#api.getRowNode(rowId)
      if (node?.rowIndex == null) return
      this.#api.startEditingCell({ rowIndex: node.rowIndex, colKey: lineId })
      if (this.#editor === null) return
      this.#editor.text = text
      this.finishEntry()
    })
  }

  #close(): true {
    this.#closing = true
    this.#api.stopEditing(true)
    this.#closing = false
    this.#editor = null
    return true
  }

  #listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener, true)
    this.#undo.push(() => target.removeEventListener(type, listener, true))
  }

  /** The first cell a person can type in takes the keyboard. */
  #start(): void {
    const first = nextEditable({ row: 0, col: -1 }, 1, this.#size, (pos) => this.#isEditable(pos)) ?? { row: 0, col: 0 }
    if (document.activeElement === document.body || document.activeElement === null) this.#activate(first)
    this.#host.ready()
  }

  get #size(): Size {
    return { rows: this.#drawn.model.month.days.length, cols: COLUMNS.length }
  }

  #spot = ({ row, col }: Pos): Spot => ({ lineId: COLUMNS[col] ?? '', dayIndex: row })
  #spotOf = (rowId: string, lineId: string): Spot => ({
    lineId,
    dayIndex: this.#drawn.model.month.days.findIndex(({ day }) => day === rowId),
  })

  #isEditable(pos: Pos): boolean {
    const { lineId, dayIndex } = this.#spot(pos)
    return obstacleOf(this.#drawn.model, lineId, dayIndex, this.#drawn.mode) === null
  }

  #exactText({ lineId, dayIndex }: Spot): string {
    const line = lineOf(lineId)
    const figures = this.#drawn.model.month.days[dayIndex]?.figures
    if (line === undefined || figures === undefined) return ''
    return entryText(figures[lineId as keyof typeof figures] ?? null, line)
  }

  #isSelected(row: GridRow | undefined, colId: string): boolean {
    if (row?.kind !== 'day' || this.#selection === null || isSingle(this.#selection)) return false
    return contains(boundsOf(this.#selection), { row: row.dayIndex, col: COLUMNS.indexOf(colId) })
  }

  #select(selection: Selection | null): void {
    const before = this.#selection
    this.#selection = selection
    const touched = [before, selection].filter((one) => one !== null && !isSingle(one))
    if (touched.length > 0) this.#api.refreshCells({ force: true, suppressFlash: true })
    this.#tellSelection()
  }

  #tellSelection(): void {
    const selection = this.#selection
    if (selection === null) return this.#host.selected([], { rows: 0, cols: 0 })
    const bounds = boundsOf(selection)
    const size = { rows: bounds.bottom - bounds.top + 1, cols: bounds.right - bounds.left + 1 }
    this.#host.selected(placesOf(bounds).map(this.#spot), size)
  }

  #setFocus({ row, col }: Pos): void {
    const node = this.#api.getRowNode(this.#drawn.model.month.days[row]?.day ?? '')
    const colId = COLUMNS[col]
    if (node?.rowIndex == null || colId === undefined) return
    this.#api.ensureIndexVisible(node.rowIndex)
    this.#api.ensureColumnVisible(colId)
    this.#api.setFocusedCell(node.rowIndex, colId)
  }

  #activate(pos: Pos): void {
    this.#shiftAnchor = null
    this.#setFocus(pos)
    this.#select({ anchor: pos, end: pos })
    this.#host.focused(this.#spot(pos))
  }

  #extend(end: Pos): void {
    if (this.#selection === null) return
    this.#select({ anchor: this.#selection.anchor, end })
    const node = this.#api.getRowNode(this.#drawn.model.month.days[end.row]?.day ?? '')
    if (node?.rowIndex != null) this.#api.ensureIndexVisible(node.rowIndex)
    this.#api.ensureColumnVisible(COLUMNS[end.col] ?? '')
  }

  #posOf(row: GridRow | undefined, colId: string): Pos | null {
    const col = COLUMNS.indexOf(colId)
    return row?.kind === 'day' && col >= 0 ? { row: row.dayIndex, col } : null
  }

  /** The grid tells of its focus a moment later, perhaps of an older one: what counts is where it is now. */
  #onFocused(): void {
    const focused = this.#api.getFocusedCell()
    if (focused === null || this.#shiftAnchor !== null) return
    const row = focused.rowPinned ? undefined : this.#api.getDisplayedRowAtIndex(focused.rowIndex)?.data
    const pos = this.#posOf(row, focused.column.getColId())
    if (isSame(pos, this.#selection?.anchor)) return
    this.#tabStart = null
    this.#select(pos && { anchor: pos, end: pos })
    this.#host.focused(pos && this.#spot(pos))
  }

  #onMouseDown({ data, column, event }: CellMouseDownEvent<GridRow>): void {
    const pos = this.#posOf(data, column.getColId())
    if ((event as MouseEvent).button !== 0 || pos === null) return
    this.#dragging = true
    this.#tabStart = null
    const anchor = this.#shiftAnchor
    if (anchor === null) {
      this.#select({ anchor: pos, end: pos })
      return this.#host.focused(this.#spot(pos))
    }
    this.#select({ anchor, end: pos })
    // After the grid has moved its own focus to the far corner.
    setTimeout(() => this.#setFocus(anchor))
  }

  #onMouseOver({ data, column, event }: CellMouseOverEvent<GridRow>): void {
    const pos = this.#posOf(data, column.getColId())
    if (this.#dragging && pos !== null && ((event as MouseEvent).buttons & 1) === 1) this.#extend(pos)
  }

  #onKey({ event, editing, data }: SuppressKeyboardEventParams<GridRow>): boolean {
    if (data?.kind !== 'day' && !editing) return false
    const action = keyAction(event, editing ? (this.#editor?.mode ?? 'edit') : 'ready')
    if (action === null) {
      if (!editing && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
        return this.#refuseKey()
      return false
    }
    event.preventDefault()
    this.#actions[action.name](action.rows, action.cols)
    return true
  }

  /** A character on a cell that cannot be typed: the reason is said, nothing happens. */
  #refuseKey(): boolean {
    const anchor = this.#selection?.anchor
    if (anchor === undefined || this.#isEditable(anchor)) return false
    const { lineId, dayIndex } = this.#spot(anchor)
    const obstacle = obstacleOf(this.#drawn.model, lineId, dayIndex, this.#drawn.mode)
    if (obstacle !== null) this.#host.say(words.obstacles[obstacle], 'problem')
    return true
  }

  readonly #actions: KeyActions = {
    move: (rows, cols) => {
      const anchor = this.#selection?.anchor
      if (anchor === undefined || !this.finishEntry()) return
      this.#tabStart = null
      this.#activate(moved(anchor, rows, cols, this.#size))
    },
    extend: (rows, cols) => {
      if (this.#selection) this.#extend(moved(this.#selection.end, rows, cols, this.#size))
    },
    enter: (rows) => {
      const anchor = this.#selection?.anchor
      if (anchor === undefined || !this.finishEntry()) return
      const col = this.#tabStart ?? anchor.col
      this.#tabStart = null
      this.#activate(moved({ row: anchor.row, col }, rows, 0, this.#size))
    },
    tab: (_rows, cols) => {
      const anchor = this.#selection?.anchor
      if (anchor === undefined || !this.finishEntry()) return
      const start = this.#tabStart ?? anchor.col
      const next = nextEditable(anchor, cols > 0 ? 1 : -1, this.#size, (pos) => this.#isEditable(pos))
      if (next) this.#activate(next)
      this.#tabStart = start
    },
    enterEverywhere: () => {
      if (this.#editor === null) return
      const taken = this.#blocks.everywhere(this.#editor.text)
      if ('refusal' in taken) return this.#editor.showProblem(taken.refusal)
      this.#close()
      if (this.#selection) this.#setFocus(this.#selection.anchor)
      taken.write()
    },
    cancel: () => {
      const anchor = this.#selection?.anchor
      this.#close()
      if (anchor) this.#setFocus(anchor)
    },
    toggleMode: () => {
      if (this.#editor) this.#editor.mode = this.#editor.mode === 'enter' ? 'edit' : 'enter'
    },
    clear: () => this.#blocks.clear('clear'),
    copy: () => void this.#blocks.copy(),
    cut: () => void this.#blocks.cut(),
    paste: () => void this.#blocks.paste(),
    fillDown: () => this.#blocks.fill('down'),
    fillRight: () => this.#blocks.fill('right'),
    selectAll: () => {
      const size = this.#size
      this.#select({ anchor: { row: 0, col: 0 }, end: { row: size.rows - 1, col: size.cols - 1 } })
      this.#setFocus({ row: 0, col: 0 })
    },
  }

  /** Copy, cut and paste chosen in the menu come as events of the page, not as keys. */
  #onClipboard(event: ClipboardEvent): void {
    if (this.#editor !== null || event.clipboardData === null || this.#selection === null) return
    event.preventDefault()
    if (event.type === 'paste') return this.#blocks.pasteText(event.clipboardData.getData('text/plain'))
    event.clipboardData.setData('text/plain', this.#blocks.text())
    if (event.type === 'cut') this.#blocks.clear('cut')
  }
}
