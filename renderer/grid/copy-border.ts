import type { CutBlock } from './moving.ts'
import type { Spot } from './grid-sheet.ts'

const SIDES = ['top', 'bottom', 'left', 'right'] as const
export type Side = (typeof SIDES)[number]

/** The dashed line around what was copied, until Escape, another copy or a change takes it away. */
export class CopyBorder {
  readonly #changed: (rowIds: readonly string[]) => void
  /** What was cut and waits inside the line for its paste; null where it was copied only. */
  cut: CutBlock | null = null
  #sides: ReadonlyMap<string, readonly Side[]> = new Map()
  #rowIds: readonly string[] = []

  /** `changed` is told the rows in which it runs now, or ran before. */
  constructor(changed: (rowIds: readonly string[]) => void) {
    this.#changed = changed
  }

  /** Draws it around a block of cells, row by row. */
  show(block: readonly (readonly Spot[])[], cut: CutBlock | null = null): void {
    this.cut = cut
    const last = block.length - 1
    const before = this.#rowIds
    this.#rowIds = block.flatMap((row) => row[0]?.rowId ?? [])
    this.#sides = new Map(
      block.flatMap((row, r) =>
        row.map((spot, c): [string, Side[]] => {
          const isAt = { top: r === 0, bottom: r === last, left: c === 0, right: c === row.length - 1 }
          return [keyOf(spot), SIDES.filter((side) => isAt[side])]
        }),
      ),
    )
    this.#changed([...before, ...this.#rowIds])
  }

  clear(): void {
    this.cut = null
    if (this.#sides.size === 0) return
    const before = this.#rowIds
    this.#sides = new Map()
    this.#rowIds = []
    this.#changed(before)
  }

  has(spot: Spot, side: Side): boolean {
    return this.#sides.size > 0 && this.#sides.get(keyOf(spot))?.includes(side) === true
  }
}

const keyOf = ({ rowId, columnId }: Spot): string => `${rowId} ${columnId}`
