import type { GridRow } from './grid-sheet.ts'
import type { Pos, Selection } from './selection.ts'

/** Rows whose cells can be chosen, in the order of the screen, with their kinds and the place of each. */
export type ChoosableRows = {
  readonly ids: readonly string[]
  readonly kinds: readonly GridRow['kind'][]
  readonly placeOf: ReadonlyMap<string, number>
}

/** True for a row whose cells can be chosen. */
export const isChoosable = ({ kind }: Pick<GridRow, 'kind'>): boolean =>
  kind === 'entry' || kind === 'spread' || kind === 'whole'

export function choosableRows(all: readonly GridRow[]): ChoosableRows {
  const rows = all.filter(isChoosable)
  return {
    ids: rows.map(({ id }) => id),
    kinds: rows.map(({ kind }) => kind),
    placeOf: new Map(rows.map(({ id }, i) => [id, i])),
  }
}

/** The rows a block of cells works on, by their place in the grid, and the selection among them. */
export type BlockRows = { readonly rows: readonly number[]; readonly selection: Selection }

/**
 * A selection without the rows it only passes over: sums a person can type stand between the rows they add up, and a
 * block of the one kind leaves the other alone, or one number would be written, copied or added twice. The kind is
 * that of the active cell.
 */
export function blockRows({ anchor, end }: Selection, kinds: readonly GridRow['kind'][]): BlockRows {
  const rows = kinds.flatMap((kind, row) => (kind === kinds[anchor.row] ? [row] : []))
  const placeOf = ({ row, col }: Pos): Pos => {
    // Ends on a row of the other kind: the last row of its own that it reached.
    const place = row >= anchor.row ? rows.findLastIndex((own) => own <= row) : rows.findIndex((own) => own >= row)
    return { row: place, col }
  }
  return { rows, selection: { anchor: placeOf(anchor), end: placeOf(end) } }
}

/** A place among the block's rows as a place in the grid. */
export const inGrid = ({ rows }: BlockRows, { row, col }: Pos): Pos => ({ row: rows[row] ?? 0, col })
