import { addMonths, daysOf, isDay, isMonth, type Month, monthOf } from '../../shared/core/calendar.ts'
import type { GridSheet, Write } from './grid-sheet.ts'
import type { Block } from './plan-paste.ts'

type Texts = readonly (readonly string[])[]

/** The open grid in another month, or with the months of another year, in which a paste goes on. */
export type OtherMonth = {
  readonly sheet: GridSheet
  readonly write: (label: string, writes: readonly Write[]) => void
  /** Opens it, at the first cell that was written. */
  readonly show: (first: Write | null) => void
}

/** What a block holds past the end of its month or year: how many texts, and the month in which they can go on. */
export type Rest = {
  readonly month: Month
  readonly texts: Texts
  readonly count: number
  /** Where they go in the sheet of that month. */
  readonly at: (sheet: GridSheet) => Block
}

/**
 * What is left of a block of days past the last day of their month, or of months past December, whether these are rows
 * or columns (grid-and-pnl.md C4), in the lines the grid has; null where nothing is left.
 */
export const restOf = (texts: Texts, block: Block): Rest | null => rowsAfter(texts, block) ?? columnsAfter(texts, block)

function rowsAfter(texts: Texts, { rowIds, columnIds, top, left }: Block): Rest | null {
  const month = monthAfter(rowIds.at(-1) ?? '')
  const own = columnIds.slice(left)
  const rest = texts.slice(rowIds.length - top).map((row) => row.slice(0, own.length))
  return restIn(month, rest, (sheet) => ({ rowIds: firstRows(sheet), columnIds: own, top: 0, left: 0 }))
}

function columnsAfter(texts: Texts, { rowIds, columnIds, top, left }: Block): Rest | null {
  const last = columnIds.findLastIndex(isMonth)
  if (last < left) return null
  const own = rowIds.slice(top)
  const rest = texts.slice(0, own.length).map((row) => row.slice(last + 1 - left))
  // A whole year and one more is a year with its total.
  if (left === 0 && rest.every((row) => row.length <= 1)) return null
  return restIn(monthAfter(columnIds[last] ?? ''), rest, (sheet) => ({
    rowIds: own,
    columnIds: sheet.columns.map(({ id }) => id),
    top: 0,
    left: 0,
  }))
}

function restIn(month: Month | null, texts: Texts, at: Rest['at']): Rest | null {
  const count = texts.flat().filter((text) => text.trim() !== '').length
  return month === null || count === 0 ? null : { month, texts, count, at }
}

/** The month after the last day of one, or the January after a December. */
function monthAfter(last: string): Month | null {
  if (isDay(last)) return daysOf(monthOf(last)).at(-1) === last ? addMonths(monthOf(last), 1) : null
  return isMonth(last) && last.endsWith('-12') ? addMonths(last, 1) : null
}

/** The rows of a sheet from its first on: its days where it has some, else its months. */
function firstRows({ rows }: GridSheet): string[] {
  const kind = rows.some((row) => row.kind === 'entry') ? 'entry' : 'spread'
  return rows.filter((row) => row.kind === kind).map(({ id }) => id)
}
