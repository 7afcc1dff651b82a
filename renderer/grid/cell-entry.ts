import type { GridApi } from 'ag-grid-community'
import { localHere } from '../text/number-locale.ts'
import { arithmeticOf } from './arithmetic.ts'
import type { GridHost } from './grid-host.ts'
import type { GridRow, GridSheet } from './grid-sheet.ts'
import type { EntryHost, NumberEditor } from './number-editor.ts'
import { previewTyped, readTyped } from './typed-text.ts'

type EntryContext = {
  readonly host: GridHost
  readonly sheet: () => GridSheet
  readonly api: () => GridApi<GridRow>
}

/** What is being typed into one cell: it is taken, refused with its reason, or given back to the editor. */
export class CellEntry {
  editor: NumberEditor | null = null
  readonly #grid: EntryContext
  #closing = false

  constructor(grid: EntryContext) {
    this.#grid = grid
  }

  /** What the editor asks of the grid around it. */
  readonly host: EntryHost = {
    textOf: (spot) => this.#grid.host.typedAs?.(spot) ?? localHere(this.#grid.sheet().exactText(spot)),
    labelOf: (spot) => this.#grid.sheet().nameOf(spot),
    previewOf: (spot, text) => previewTyped(this.#grid.sheet(), spot, text),
    opened: (editor) => (this.editor = editor),
    closed: (editor) => {
      if (this.editor !== editor) return
      this.editor = null
      if (!this.#closing) this.#takeBack(editor)
    },
    left: (editor) => {
      if (this.editor === editor && !this.#closing) this.finish()
    },
  }

  /** Takes what is typed in an open editor. False when it is not a number yet: the editor stays, with the reason. */
  finish(): boolean {
    const { host, sheet } = this.#grid
    const { editor } = this
    if (editor === null) return true
    if (editor.isUntouched) return this.close()
    const reading = readTyped(sheet(), editor.spot, editor.text)
    if (!reading.ok) {
      editor.showProblem(reading.reason)
      return false
    }
    this.close()
    if (reading.note !== null) host.say(reading.note)
    const typedAs = arithmeticOf(sheet(), [editor.spot], editor.text, reading.writes)
    if (reading.writes.length === 0 && typedAs.length === 0) return true
    const writes = reading.writes.length > 0 ? [...reading.writes] : typedAs.map(({ text: _text, ...write }) => write)
    const isClear = writes.every(({ value }) => value === null)
    host.write(isClear ? 'clear' : 'typed', reading.label, writes, typedAs)
    return true
  }

  /** Closes the editor without what was typed. */
  close(): true {
    this.#closing = true
    this.#grid.api().stopEditing(true)
    this.#closing = false
    this.editor = null
    return true
  }

  /** An editor that was closed from outside: its text is taken, or the editor opens again on it. */
  #takeBack(editor: NumberEditor): void {
    const { spot, text, isUntouched } = editor
    if (isUntouched) return
    queueMicrotask(() => {
      const api = this.#grid.api()
      const node = api.isDestroyed() ? undefined : api.getRowNode(spot.rowId)
      if (node?.rowIndex == null) return
      api.startEditingCell({ rowIndex: node.rowIndex, colKey: spot.columnId })
      if (this.editor === null) return
      this.editor.text = text
      this.finish()
    })
  }
}
