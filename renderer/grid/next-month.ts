import { addMonths, daysOf, isDay, type Month, monthOf } from '../../shared/core/calendar.ts'
import type { GridSheet, Write } from './grid-sheet.ts'
import type { Block } from './plan-paste.ts'

type Texts = readonly (readonly string[])[]

/** Another month of the open grid, in which a paste goes on: its sheet, how its cells are written and shown. */
export type OtherMonth = {
  readonly sheet: GridSheet
  readonly write: (label: string, writes: readonly Write[]) => void
  /** Opens it, at the first cell that was written. */
  readonly show: (first: Write | null) => void
}

/**
 * What a block of days holds past the last day of its month (grid-and-pnl.md C4), in the columns the grid has; null
 * where nothing is left, or the rows are no days.
 */
export function daysAfter(
  texts: Texts,
  { rowIds, columnIds, top, left }: Block,
): { readonly month: Month; readonly texts: Texts; readonly count: number } | null {
  const last = rowIds.at(-1) ?? ''
  const rest = texts.slice(rowIds.length - top).map((row) => row.slice(0, columnIds.length - left))
  const count = rest.flat().filter((text) => text.trim() !== '').length
  if (count === 0 || !isDay(last) || daysOf(monthOf(last)).at(-1) !== last) return null
  return { month: addMonths(monthOf(last), 1), texts: rest, count }
}

/** From the first day of a month, in the same columns. */
export const startOf = (sheet: GridSheet, columnIds: readonly string[]): Block => ({
  rowIds: sheet.rows.filter(({ kind }) => kind === 'entry').map(({ id }) => id),
  columnIds,
  top: 0,
  left: 0,
})
