import { words } from '../text/words.ts'
import type { GridSheet, Spot, Write } from './grid-sheet.ts'
import type { Size } from './selection.ts'

export type Refusal = { readonly place: string; readonly text: string; readonly reason: string }

/** Where a block goes: its first row and column among the cells that can be chosen. */
export type Block = {
  readonly rowIds: readonly string[]
  readonly columnIds: readonly string[]
  readonly top: number
  readonly left: number
}

export type PastePlan = {
  readonly writes: readonly Write[]
  readonly refusals: readonly Refusal[]
  /** Cells that have a text and a place in the grid. */
  readonly cells: number
  /** Computed cells inside the block, left as they are and never shifted. */
  readonly skipped: number
  readonly notes: readonly string[]
  readonly rows: number
  readonly columns: number
}

/**
 * What pasting a block would do, before anything is done (grid-and-pnl.md C4): computed cells inside it are passed
 * over in place (`skipsLocked`: those that cannot be typed as well), everything else that cannot be taken is refused with its reason. Whoever calls writes all or nothing.
 */
export function planPaste(
  sheet: GridSheet,
  texts: readonly (readonly string[])[],
  { rowIds, columnIds, top, left }: Block,
  size: Size,
  skipsLocked = false,
): PastePlan {
  const writes: Write[] = []
  const refusals: Refusal[] = []
  const notes: string[] = []
  let cells = 0
  let skipped = 0
  for (let r = 0; r < size.rows; r += 1) {
    const row = texts[r % texts.length] ?? []
    for (let c = 0; c < size.cols; c += 1) {
      const text = row[c % Math.max(1, row.length)] ?? ''
      const [rowId, columnId] = [rowIds[top + r], columnIds[left + c]]
      if (rowId === undefined || columnId === undefined) {
        if (text.trim() === '') continue
        cells += 1
        refusals.push({ place: '', text, reason: words.paste.outside })
        continue
      }
      const spot: Spot = { rowId, columnId }
      const obstacle = sheet.obstacleOf(spot)
      if (obstacle !== null && (obstacle.isComputed || skipsLocked)) {
        skipped += 1
        continue
      }
      cells += 1
      const reading = sheet.read(spot, text)
      if (!reading.ok) refusals.push({ place: sheet.nameOf(spot), text, reason: reading.reason })
      else {
        writes.push(...reading.writes)
        if (reading.note !== null) notes.push(`${sheet.nameOf(spot)}: ${reading.note}`)
      }
    }
  }
  return { writes, refusals, cells, skipped, notes, rows: size.rows, columns: size.cols }
}
