import type { Gesture } from '../../shared/contract/sheet.ts'
import type { GridSheet, Place, Spot, Write } from './grid-sheet.ts'

/** A stored cell whose number was moved, and the one it moved to. */
export type Move = NonNullable<Gesture['moves']>[number]

/** Cells that were cut: they keep their numbers until these are pasted (grid-and-pnl.md C2). */
export type CutBlock = {
  readonly spots: readonly Spot[]
  /** What lies on the clipboard as long as nobody copied something else. */ readonly text: string
}

const keyOf = ({ rowId, columnId }: Spot): string => `${rowId} ${columnId}`
const cellOf = ({ lineId, period }: Place): string => `${lineId} ${period}`
/** Systems end lines differently, and some add a last one. */
const trimmed = (text: string): string => text.replaceAll('\r\n', '\n').replace(/\n$/, '')

/** True when what is pasted is what was cut. */
export const isThatCut = (cut: CutBlock, clipboard: string): boolean => trimmed(cut.text) === trimmed(clipboard)

/**
 * What a move writes: the pasted numbers, and the cells they came from let go of theirs, but for those that got another
 * one. One gesture, so that one undo takes the whole move back.
 */
export function movingWrites(
  sheet: GridSheet,
  cut: CutBlock,
  to: readonly Spot[],
  pasted: readonly Write[],
): readonly Write[] {
  const taken = new Set(to.map(keyOf))
  const written = new Set(pasted.map(cellOf))
  const left = cut.spots.filter((spot) => !taken.has(keyOf(spot))).flatMap((spot) => sheet.clear(spot))
  return [...left.filter((write) => !written.has(cellOf(write))), ...pasted]
}

/**
 * Which stored cell went where, for what belongs to a number and goes with it: comments, arithmetic, kept warnings.
 * `left`: cells of sums whose numbers went to no one cell, such as those of a week, or of another job family.
 */
export function movesOf(
  sheet: GridSheet,
  cut: CutBlock,
  to: readonly Spot[],
): { readonly moves: readonly Move[]; readonly left: readonly Place[] } {
  const moves: Move[] = []
  const left: Place[] = []
  cut.spots.forEach((spot, i) => {
    const target = to[i]
    const [own, onto] = [placesIn(sheet, spot), target ? placesIn(sheet, target) : []]
    for (const from of own) {
      const ofLine = (places: readonly Place[]) => places.filter(({ lineId }) => lineId === from.lineId)
      const isAlone = own.length === 1 && onto.length === 1
      // Job code by job code where a family went to another day of its own.
      const [only, ...others] = isAlone ? onto : ofLine(onto)
      if (only === undefined || others.length > 0 || ofLine(own).length > 1) left.push(from)
      else if (cellOf(from) !== cellOf(only)) moves.push({ from, to: only })
    }
  })
  return { moves, left }
}

function placesIn(sheet: GridSheet, spot: Spot): readonly Place[] {
  const place = sheet.placeAt(spot)
  return place === null ? (sheet.placesAt?.(spot) ?? []) : [place]
}
