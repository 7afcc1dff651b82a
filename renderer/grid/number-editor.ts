import type { ICellEditorComp, ICellEditorParams } from 'ag-grid-community'
import type { CellView, GridRow, Spot } from './grid-sheet.ts'

/** What the open editor and the grid around it share. */
export type EntryHost = {
  /** Text the cell would open on if a person presses F2: the exact number. */
  readonly textOf: (spot: Spot) => string
  readonly labelOf: (spot: Spot) => string
  /** What taking the text would do beyond this cell, in words; null where it does no more than it says. */
  readonly previewOf: (spot: Spot, text: string) => string | null
  readonly opened: (editor: NumberEditor) => void
  readonly closed: (editor: NumberEditor) => void
  readonly left: (editor: NumberEditor) => void
}

/**
 * A plain text field instead of AG Grid's number editor, which loses signs and units (grid-and-pnl.md C1).
 * It is made in the same turn as the keystroke that opens it, so that no second keystroke falls beside it.
 * It stores nothing: the grid reads its text, decides, and closes it.
 */
export class NumberEditor implements ICellEditorComp<GridRow, CellView> {
  spot: Spot = { rowId: '', columnId: '' }
  /** Enter: typed over the old value, arrows leave. Edit: F2 or double click, arrows move the caret. */
  mode: 'enter' | 'edit' = 'edit'
  #original: string | null = null
  #host: EntryHost | null = null
  #remark: HTMLElement | null = null
  readonly #input = document.createElement('input')

  init(params: ICellEditorParams<GridRow, CellView>): void {
    const host = params.context as EntryHost
    this.#host = host
    this.spot = { rowId: params.data.id, columnId: params.column.getColId() }
    const input = this.#input
    input.type = 'text'
    input.inputMode = 'decimal'
    input.autocomplete = 'off'
    input.spellcheck = false
    input.className = 'number-editor'
    input.setAttribute('aria-label', host.labelOf(this.spot))
    const exact = host.textOf(this.spot)
    const key = params.eventKey
    if (key !== null && key.length === 1) {
      this.mode = 'enter'
      input.value = key
    } else if (key === 'Backspace') {
      this.mode = 'enter'
      input.value = ''
    } else {
      input.value = exact
      this.#original = exact
    }
    input.addEventListener('input', () => this.#showPreview())
    input.addEventListener('blur', () => host.left(this))
    host.opened(this)
  }

  getGui(): HTMLElement {
    return this.#input
  }

  afterGuiAttached(): void {
    this.focus()
    this.#showPreview()
  }

  /** The grid never stores what an editor holds: edits go through the store. */
  getValue(): null {
    return null
  }

  get text(): string {
    return this.#input.value
  }

  set text(text: string) {
    this.#input.value = text
    this.#original = null
    this.#showPreview()
  }

  /** True when F2 opened the exact number and nothing was typed: closing then must change nothing. */
  get isUntouched(): boolean {
    return this.#original !== null && this.#original === this.#input.value
  }

  focus(): void {
    this.#input.focus()
    this.#input.setSelectionRange(this.#input.value.length, this.#input.value.length)
  }

  /** Says below the cell why the text is not taken; it stays in the field. */
  showProblem(message: string): void {
    this.#remarkBelow('entry-problem', 'alert', message)
    this.#input.setAttribute('aria-invalid', 'true')
  }

  /** Says below the cell what the text would do to others, while it is being typed. */
  #showPreview(): void {
    this.#input.removeAttribute('aria-invalid')
    const preview = this.#host?.previewOf(this.spot, this.text) ?? null
    if (preview === null) this.#forget()
    else this.#remarkBelow('entry-preview', 'status', preview)
  }

  #remarkBelow(id: string, role: 'alert' | 'status', text: string): void {
    if (this.#remark?.id !== id) this.#forget()
    const remark = this.#remark ?? document.createElement('div')
    remark.id = id
    remark.className = id
    remark.setAttribute('role', role)
    remark.textContent = text
    if (this.#remark === null) document.body.append(remark)
    this.#remark = remark
    const place = this.#input.getBoundingClientRect()
    const room = window.innerWidth - remark.offsetWidth - 8
    remark.style.left = `${Math.max(8, Math.min(place.left, room))}px`
    const below = place.bottom + 4
    const fits = below + remark.offsetHeight < window.innerHeight
    remark.style.top = `${fits ? below : place.top - remark.offsetHeight - 4}px`
    this.#input.setAttribute('aria-describedby', id)
  }

  #forget(): void {
    this.#remark?.remove()
    this.#remark = null
    this.#input.removeAttribute('aria-describedby')
  }

  destroy(): void {
    this.#forget()
    this.#host?.closed(this)
  }
}
