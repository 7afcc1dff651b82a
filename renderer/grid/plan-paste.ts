import { words } from '../text/words.ts'
import type { GridSheet, Reading, Spot, Write } from './grid-sheet.ts'
import type { Size } from './selection.ts'

/** A cell of a block with what is said of it. */
export type Verdict = { readonly place: string; readonly text: string; readonly reason: string }

/** Where a block goes: its first row and column among the cells that can be chosen. */
export type Block = {
  readonly rowIds: readonly string[]
  readonly columnIds: readonly string[]
  readonly top: number
  readonly left: number
}

export type PastePlan = {
  readonly writes: readonly Write[]
  /** Cells that cannot take their text, each with the reason. */
  readonly refusals: readonly Verdict[]
  /** Cells that take it with a remark: rounded, or out of the ordinary. */
  readonly notes: readonly Verdict[]
  /** The first of the cells that take their text as it is. */
  readonly samples: readonly Verdict[]
  /** Cells that have a text and a place in the grid. */
  readonly cells: number
  /** Cells inside the block that stay as they are, never shifted: computed, closed, only to be read; each with why. */
  readonly skips: readonly Verdict[]
  /** How many of these could be typed at another time, or by somebody else. */
  readonly locked: number
  /** Texts for which the grid has no row or column. */
  readonly clipped: number
  readonly rows: number
  readonly columns: number
}

export type PlanOptions = {
  /** Passes over cells for which the block holds nothing; else those are cleared. */
  readonly skipsBlanks?: boolean
  /** Reads a text for a cell; null passes over it. */
  readonly read?: (spot: Spot, text: string) => Reading | null
}

const SAMPLES = 100

/**
 * What pasting a block would do, before anything is done (grid-and-pnl.md C4): cells inside it that cannot be typed are
 * passed over in place, what lies outside the grid is counted, and a text that cannot be taken is refused with its
 * reason. Whoever calls decides whether the rest is written.
 */
export function planPaste(
  sheet: GridSheet,
  texts: readonly (readonly string[])[],
  { rowIds, columnIds, top, left }: Block,
  size: Size,
  { skipsBlanks = false, read = sheet.read }: PlanOptions = {},
): PastePlan {
  const writes: Write[] = []
  const refusals: Verdict[] = []
  const notes: Verdict[] = []
  const samples: Verdict[] = []
  const skips: Verdict[] = []
  let [cells, locked, clipped] = [0, 0, 0]
  for (let r = 0; r < size.rows; r += 1) {
    const row = texts[r % texts.length] ?? []
    for (let c = 0; c < size.cols; c += 1) {
      const text = row[c % Math.max(1, row.length)] ?? ''
      const isBlank = text.trim() === ''
      const [rowId, columnId] = [rowIds[top + r], columnIds[left + c]]
      if (rowId === undefined || columnId === undefined) {
        if (!isBlank) clipped += 1
        continue
      }
      if (isBlank && skipsBlanks) continue
      const spot: Spot = { rowId, columnId }
      const verdict = (reason: string): Verdict => ({ place: sheet.nameOf(spot), text, reason })
      const obstacle = sheet.obstacleOf(spot)
      if (obstacle !== null) {
        skips.push(verdict(obstacle.words))
        if (!obstacle.isComputed) locked += 1
        continue
      }
      const reading = read(spot, text)
      if (reading === null) {
        skips.push(verdict(words.paste.holdsNothing))
        continue
      }
      cells += 1
      if (!reading.ok) {
        refusals.push(verdict(reading.reason))
        continue
      }
      writes.push(...reading.writes)
      if (reading.note !== null) notes.push(verdict(reading.note))
      else if (samples.length < SAMPLES) samples.push(verdict(isBlank ? words.paste.clears : words.paste.takes))
    }
  }
  return { writes, refusals, notes, samples, cells, skips, locked, clipped, rows: size.rows, columns: size.cols }
}
