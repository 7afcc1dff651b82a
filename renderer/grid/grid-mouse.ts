import type { FillHandle } from './fill-handle.ts'
import type { Pos, Selection } from './selection.ts'

type MouseContext = {
  readonly root: HTMLElement
  readonly fill: FillHandle
  readonly selection: () => Selection | null
  readonly posOf: (rowId: string | undefined, columnId: string) => Pos | null
  readonly choose: (pos: Pos) => void
  readonly chooseUpTo: (anchor: Pos, pos: Pos) => void
  /** A cell of the row of totals. */
  readonly chooseTotal: (columnId: string) => void
  readonly extend: (pos: Pos) => void
}

/** Choosing cells with the mouse, and the fill handle's share of it. */
export class GridMouse {
  /** Where a Shift+click chooses from; the grid moves its focus before it tells of the mouse. */
  shiftAnchor: Pos | null = null
  readonly #grid: MouseContext
  #dragging = false

  constructor(grid: MouseContext) {
    this.#grid = grid
  }

  /**
   * Hears the page's own events: the grid tells of the mouse a turn later, after a key that follows at once.
   * Returns the undo.
   */
  listen(): () => void {
    const { root, fill } = this.#grid
    const heard: [EventTarget, string, (event: MouseEvent) => void][] = [
      [window, 'mouseup', (event) => this.#onUp(event)],
      [root, 'pointerdown', (event) => fill.shield(event)],
      [root, 'click', (event) => fill.shield(event)],
      [root, 'dblclick', (event) => fill.fillToEnd(event)],
      [root, 'mousedown', (event) => this.#onDown(event)],
      [root, 'mouseover', (event) => this.#onOver(event)],
    ]
    const undo = heard.map(([target, type, hear]) => {
      const listener = (event: Event) => hear(event as MouseEvent)
      target.addEventListener(type, listener, true)
      return () => target.removeEventListener(type, listener, true)
    })
    return () => undo.forEach((stop) => stop())
  }

  /** The cell under the mouse, where it is one that can be chosen. */
  posUnder({ target }: MouseEvent): Pos | null {
    const cell = target instanceof Element ? target.closest('.ag-cell') : null
    const rowId = cell?.closest('[row-id]')?.getAttribute('row-id') ?? undefined
    return this.#grid.posOf(rowId, cell?.getAttribute('col-id') ?? '')
  }

  #onDown(event: MouseEvent): void {
    if (this.#grid.fill.grab(event)) return
    const anchor = event.shiftKey ? (this.#grid.selection()?.anchor ?? null) : null
    this.shiftAnchor = anchor
    const pos = this.posUnder(event)
    if (event.button !== 0) return
    if (pos === null) return this.#onTotal(event)
    this.#dragging = true
    if (anchor === null) this.#grid.choose(pos)
    else this.#grid.chooseUpTo(anchor, pos)
  }

  #onTotal({ target }: MouseEvent): void {
    const cell = target instanceof Element ? target.closest('.ag-grid-pinned-bottom-rows .ag-cell') : null
    const columnId = cell?.getAttribute('col-id')
    if (columnId) this.#grid.chooseTotal(columnId)
  }

  #onOver(event: MouseEvent): void {
    if (this.#grid.fill.drag(event)) return
    const pos = this.posUnder(event)
    if (this.#dragging && pos !== null && (event.buttons & 1) === 1) this.#grid.extend(pos)
  }

  #onUp(event: MouseEvent): void {
    this.#dragging = false
    this.#grid.fill.drop(event)
  }
}
