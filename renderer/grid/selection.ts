/** A cell by its place among the days (never week rows) and the columns of the grid. */
export type Pos = { readonly row: number; readonly col: number }
/** From where the person started to where they are; the anchor is the active cell, unless Enter or Tab went on in it. */
export type Selection = { readonly anchor: Pos; readonly end: Pos; readonly active?: Pos }
export type Bounds = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }
export type Size = { readonly rows: number; readonly cols: number }

/** The cell that has the keyboard. */
export const activeOf = ({ anchor, active }: Selection): Pos => active ?? anchor

export function boundsOf({ anchor, end }: Selection): Bounds {
  return {
    top: Math.min(anchor.row, end.row),
    bottom: Math.max(anchor.row, end.row),
    left: Math.min(anchor.col, end.col),
    right: Math.max(anchor.col, end.col),
  }
}

export const contains = (bounds: Bounds, { row, col }: Pos): boolean =>
  row >= bounds.top && row <= bounds.bottom && col >= bounds.left && col <= bounds.right

export const isSame = (a: Pos | null, b: Pos | null | undefined): boolean =>
  a !== null && b != null && a.row === b.row && a.col === b.col

export const isSingle = ({ anchor, end }: Selection): boolean => isSame(anchor, end)

const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value))

/** Moves inside the grid; the border stops. */
export const moved = (pos: Pos, rows: number, cols: number, size: Size): Pos => ({
  row: clamp(pos.row + rows, size.rows - 1),
  col: clamp(pos.col + cols, size.cols - 1),
})

/** All places of a block, row by row. */
export function placesOf({ top, bottom, left, right }: Bounds): Pos[] {
  const places: Pos[] = []
  for (let row = top; row <= bottom; row += 1) for (let col = left; col <= right; col += 1) places.push({ row, col })
  return places
}

/** How much a source block covers: it repeats over a selection that is a whole multiple of it, else it goes in once. */
export function pasteSize(source: Size, selected: Bounds): Size {
  const rows = selected.bottom - selected.top + 1
  const cols = selected.right - selected.left + 1
  return rows % source.rows === 0 && cols % source.cols === 0 ? { rows, cols } : source
}

/** The next place a person can type in, reading row by row (`step` 1) or back (-1); null at the end. */
export function nextEditable(from: Pos, step: 1 | -1, size: Size, isEditable: (pos: Pos) => boolean): Pos | null {
  const last = size.rows * size.cols - 1
  for (let i = from.row * size.cols + from.col + step; i >= 0 && i <= last; i += step) {
    const pos = { row: Math.floor(i / size.cols), col: i % size.cols }
    if (isEditable(pos)) return pos
  }
  return null
}
