import type { BlockRows } from './block-rows.ts'
import type { GridBlocks } from './blocks.ts'
import type { CopyBorder } from './copy-border.ts'
import type { FillDirection } from './fill-series.ts'
import type { GridSheet, Spot } from './grid-sheet.ts'
import { boundsOf, placesOf, type Pos } from './selection.ts'

export type FillContext = {
  readonly root: HTMLElement
  readonly sheet: () => GridSheet
  readonly block: () => BlockRows | null
  readonly blocks: GridBlocks
  /** Drawn around the cells that would be filled. */
  readonly border: CopyBorder
  readonly columns: number
  /** The cell of a place among the rows of the block. */
  readonly spotIn: (block: BlockRows, pos: Pos) => Spot
  readonly posUnder: (event: MouseEvent) => Pos | null
  readonly finishEntry: () => boolean
}

type Reach = { readonly direction: FillDirection; readonly count: number }

/** Side of the square at the corner of the selection, in pixels. */
const SQUARE = 9

/** The square at the bottom right of the selection: dragged, its cells are filled on; double-clicked, to the end. */
export class FillHandle {
  readonly #grid: FillContext
  #isHeld = false
  #reach: Reach | null = null

  constructor(grid: FillContext) {
    this.#grid = grid
  }

  /** Puts the square where the selection ends now. */
  place(): void {
    const { root, block, spotIn } = this.#grid
    root.querySelector('.fill-corner')?.classList.remove('fill-corner')
    const here = block()
    if (here === null) return
    const { bottom, right } = boundsOf(here.selection)
    const { rowId, columnId } = spotIn(here, { row: bottom, col: right })
    const cell = `[row-id="${CSS.escape(rowId)}"] [col-id="${CSS.escape(columnId)}"]`
    root.querySelector(cell)?.classList.add('fill-corner')
  }

  /** What happens on the square is not told to the grid, which would move its focus there. */
  shield(event: MouseEvent): void {
    if (this.#isOn(event)) event.stopPropagation()
  }

  /** True where the mouse took the square, and nobody else should hear of it. */
  grab(event: MouseEvent): boolean {
    if (!this.#isOn(event)) return false
    swallow(event)
    this.#isHeld = event.button === 0 && this.#grid.finishEntry()
    return true
  }

  /** True while the square is dragged. */
  drag(event: MouseEvent): boolean {
    return this.dragTo(this.#grid.posUnder(event))
  }

  /** The same to a cell; null is none that can be chosen, and changes nothing. */
  dragTo(pos: Pos | null): boolean {
    const block = this.#grid.block()
    if (!this.#isHeld || block === null) return false
    if (pos !== null) this.#show(block, reachTo(block, pos))
    return true
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  drop(event: MouseEvent): void {
    const reach = this.#reach
    this.#isHeld = false
    this.#reach = null
    this.#grid.border.clear()
    if (reach) this.#grid.blocks.fillOn(reach.direction, reach.count, event.ctrlKey || event.metaKey)
  }

  /** A double click fills to the last day of the month, or the last month of the year where months go across. */
  fillToEnd(event: MouseEvent): void {
    const block = this.#grid.block()
    if (!this.#isOn(event) || block === null) return
    swallow(event)
    const { bottom, right } = boundsOf(block.selection)
    const spot = this.#grid.spotIn(block, { row: bottom, col: right })
    const goesAcross = this.#grid.sheet().placeAt(spot)?.period === spot.columnId
    const count = goesAcross ? this.#grid.columns - 1 - right : block.rows.length - 1 - bottom
    if (count > 0) this.#grid.blocks.fillOn(goesAcross ? 'right' : 'down', count, event.ctrlKey || event.metaKey)
  }

  #isOn({ target, clientX, clientY }: MouseEvent): boolean {
    const corner = target instanceof Element ? target.closest('.fill-corner') : null
    const place = corner?.getBoundingClientRect()
    return place !== undefined && clientX >= place.right - SQUARE && clientY >= place.bottom - SQUARE
  }

  #show(block: BlockRows, reach: Reach | null): void {
    this.#reach = reach
    if (reach === null) return this.#grid.border.clear()
    const { top, bottom, left, right } = boundsOf(block.selection)
    const to =
      reach.direction === 'down'
        ? { top: bottom + 1, bottom: bottom + reach.count, left, right }
        : { top, bottom, left: right + 1, right: right + reach.count }
    const width = to.right - to.left + 1
    const spots = placesOf(to).map((pos) => this.#grid.spotIn(block, pos))
    this.#grid.border.show(
      Array.from({ length: spots.length / width }, (_, r) => spots.slice(r * width, (r + 1) * width)),
    )
  }
}

/** How far a selection is dragged, down or right, whichever is more; null inside itself. */
function reachTo({ rows, selection }: BlockRows, pos: Pos): Reach | null {
  const { bottom, right } = boundsOf(selection)
  const down = rows.findLastIndex((own) => own <= pos.row) - bottom
  const across = pos.col - right
  if (down <= 0 && across <= 0) return null
  return down >= across ? { direction: 'down', count: down } : { direction: 'right', count: across }
}

function swallow(event: MouseEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
