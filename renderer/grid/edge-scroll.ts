/** One step beyond the edge: which way, and the point inside that is nearest to the mouse. */
export type EdgeStep = { readonly rows: number; readonly cols: number; readonly x: number; readonly y: number }

/** A row or column at a time, about as fast as Excel goes on. */
const STEP_MS = 60

/** While the mouse is held beyond the edge of the cells that show, the grid goes on that way, step by step. */
export class EdgeScroll {
  readonly #root: HTMLElement
  readonly #step: (step: EdgeStep) => void
  #timer: ReturnType<typeof setInterval> | undefined
  #mouse = { x: 0, y: 0 }

  constructor(root: HTMLElement, step: (step: EdgeStep) => void) {
    this.#root = root
    this.#step = step
  }

  /** The mouse that is held went here. */
  follow({ clientX, clientY }: MouseEvent): void {
    this.#mouse = { x: clientX, y: clientY }
    if (this.#beyond() === null) this.stop()
    else this.#timer ??= setInterval(() => this.#goOn(), STEP_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #goOn(): void {
    const step = this.#beyond()
    if (step === null) this.stop()
    else this.#step(step)
  }

  /** Null while the mouse is inside. */
  #beyond(): EdgeStep | null {
    const rectOf = (selector: string) => this.#root.querySelector(selector)?.getBoundingClientRect()
    // The bars stand where the cells end, hidden or not; the row of totals covers the last of the rows.
    const down = rectOf('.ag-body-vertical-scroll-viewport')
    const names = rectOf('.ag-grid-pinned-left-cells')
    const totals = rectOf('.ag-grid-pinned-bottom-rows')
    if (down === undefined || names === undefined) return null
    const bottom = totals && totals.height > 0 ? totals.top : down.bottom
    const { x, y } = this.#mouse
    const sideOf = (at: number, from: number, to: number) => (at < from ? -1 : at > to ? 1 : 0)
    const [rows, cols] = [sideOf(y, down.top, bottom), sideOf(x, names.right, down.left)]
    if (rows === 0 && cols === 0) return null
    const within = (at: number, from: number, to: number) => Math.max(from + 2, Math.min(to - 2, at))
    return { rows, cols, x: within(x, names.right, down.left), y: within(y, down.top, bottom) }
  }
}
