import { type Format, FORMATS, type PlanCell, type PlanRow, type SheetPlan } from './sheet-plan.ts'

/** Room beside the digits of a column, in digits: a number that fills it to the last pixel is shown as ####. */
const ROOM = 1.2
/** Bold digits are wider. */
const BOLD = 1.08
const BOLD_ROWS: readonly PlanRow['kind'][] = ['group', 'head', 'total']

/** How a count is shown: as a whole number where it is one, else with 2 decimals; `#.##` leaves a dot behind in Excel. */
export const formatOf = (format: Format, value: PlanCell): string =>
  format === 'count' && isWhole(value) ? FORMATS.whole : FORMATS[format]

function isWhole(value: PlanCell): boolean {
  const number = numberIn(value)
  return number !== null && Math.abs(number - Math.round(number)) < 0.005
}

function numberIn(value: PlanCell): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null || value instanceof Date) return null
  return typeof value.result === 'number' ? value.result : null
}

/**
 * Widths of a sheet's columns, each at least as wide as its widest number: a column that is too narrow shows #### in
 * the place of money. Text runs over into the empty cells beside it, or is wrapped, and asks for no room.
 */
export function columnWidths({ columns, rows }: Pick<SheetPlan, 'columns' | 'rows'>): number[] {
  const needed = columns.map(() => 0)
  // The widest number of a column is its largest or its smallest: only these are written out.
  const extremes = new Map<string, { at: number; format: Format; isBold: boolean; largest: number; smallest: number }>()
  for (const { kind, cells, format: ofRow } of rows)
    for (const [at, cell] of cells.entries()) {
      const value = numberIn(cell)
      const format = ofRow ?? columns[at]?.format
      if (value === null || format === undefined) continue
      const isBold = BOLD_ROWS.includes(kind)
      const key = `${at}|${format}|${isBold}`
      const known = extremes.get(key)
      if (known === undefined) extremes.set(key, { at, format, isBold, largest: value, smallest: value })
      else if (value > known.largest) known.largest = value
      else if (value < known.smallest) known.smallest = value
    }
  for (const { at, format, isBold, largest, smallest } of extremes.values()) {
    const digits = Math.max(shownLength(largest, format), shownLength(smallest, format))
    needed[at] = Math.max(needed[at] ?? 0, digits * (isBold ? BOLD : 1) + ROOM)
  }
  return columns.map(({ width }, at) => Math.max(width, Math.ceil(needed[at] ?? 0)))
}

/** Characters a number takes as its format shows it. */
function shownLength(value: number, format: Format): number {
  const isPercent = format === 'ratio' || format === 'changePercent'
  const size = Math.abs(isPercent ? value * 100 : value)
  const decimals = format === 'whole' ? 0 : 3
  const whole = Math.max(1, Math.floor(size).toLocaleString('en-US').length)
  const hasSign = value < 0 || format === 'change' || format === 'changePercent'
  return whole + decimals + (hasSign ? 1 : 0) + (isPercent ? 1 : 0)
}

/** Lines a heading takes in its column, broken at its spaces. */
const linesOf = (text: string, width: number): number => {
  let [lines, used] = [1, 0]
  for (const word of text.split(' ')) {
    if (used > 0 && used + 1 + word.length > width) [lines, used] = [lines + 1, word.length]
    else used += (used > 0 ? 1 : 0) + word.length
  }
  return lines
}

const POINTS_A_LINE = 15
/** What a cell keeps free beside its text, in characters. */
const MARGIN = 0.7

/** The height of a row whose text is wrapped; null where one line is enough. */
export function rowHeight({ kind, cells }: PlanRow, widths: readonly number[]): number | null {
  if (kind !== 'head' && kind !== 'wrapped') return null
  const lines = cells.map((cell, at) => (typeof cell === 'string' ? linesOf(cell, (widths[at] ?? 0) - MARGIN) : 1))
  const most = Math.max(1, ...lines)
  return most === 1 ? null : most * POINTS_A_LINE
}
