import type { Bounds, Pos, Size } from './selection.ts'

/** Whether a cell holds a number. */
export type IsFilled = (pos: Pos) => boolean

/** Where Ctrl and an arrow go: the last filled cell before an empty one, else the next filled one, else the border. */
export function edgeFrom(from: Pos, rows: number, cols: number, size: Size, isFilled: IsFilled): Pos {
  const isInside = ({ row, col }: Pos) => row >= 0 && col >= 0 && row < size.rows && col < size.cols
  const next = ({ row, col }: Pos): Pos => ({ row: row + rows, col: col + cols })
  const isInRun = isFilled(from) && isInside(next(from)) && isFilled(next(from))
  let at = from
  while (isInside(next(at))) {
    if (isInRun && !isFilled(next(at))) return at
    at = next(at)
    if (!isInRun && isFilled(at)) return at
  }
  return at
}

/** Where the last row that holds a number meets the last such column; the first cell where nothing does. */
export function lastUsed(size: Size, isFilled: IsFilled): Pos {
  let row = 0
  let col = 0
  for (let r = 0; r < size.rows; r += 1)
    for (let c = 0; c < size.cols; c += 1)
      if (isFilled({ row: r, col: c })) {
        row = r
        col = Math.max(col, c)
      }
  return { row, col }
}

/** The cells around one that hold numbers without an empty row or column between them, as Ctrl+A chooses them first. */
export function regionAround({ row, col }: Pos, size: Size, isFilled: IsFilled): Bounds {
  let { top, bottom, left, right }: Bounds = { top: row, bottom: row, left: col, right: col }
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const isFilledRow = (r: number) =>
    r >= 0 && r < size.rows && range(left, right).some((c) => isFilled({ row: r, col: c }))
  const isFilledCol = (c: number) =>
    c >= 0 && c < size.cols && range(top, bottom).some((r) => isFilled({ row: r, col: c }))
  for (let grew = true; grew;) {
    grew = true
    if (isFilledRow(top - 1)) top -= 1
    else if (isFilledRow(bottom + 1)) bottom += 1
    else if (isFilledCol(left - 1)) left -= 1
    else if (isFilledCol(right + 1)) right += 1
    else grew = false
  }
  return { top, bottom, left, right }
}

/** The places of a block in the order Enter (`down`) or Tab (`right`) takes them. */
export function cycleOf({ top, bottom, left, right }: Bounds, order: 'down' | 'right'): Pos[] {
  const [rows, cols] = [bottom - top + 1, right - left + 1]
  return Array.from({ length: rows * cols }, (_, i) =>
    order === 'right'
      ? { row: top + Math.floor(i / cols), col: left + (i % cols) }
      : { row: top + (i % rows), col: left + Math.floor(i / rows) },
  )
}
