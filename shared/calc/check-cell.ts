import type { LineDefinition } from '../categories/line.ts'

export type CellProblem = { readonly level: 'error' | 'warning'; readonly message: string }

/**
 * What is wrong with a value about to be stored in a line, with the same rules in the window, the data service and
 * the API (domain.md 10.1). An error refuses the value, a warning lets it pass. Null clears the cell and is right.
 */
export function checkCell(line: LineDefinition, value: number | null, totalRooms: number): CellProblem | null {
  if (line.entry === 'derived') return { level: 'error', message: `${line.label} is computed and cannot be typed.` }
  if (line.entry === 'loaded') return { level: 'error', message: `${line.label} cannot be edited.` }
  if (value === null) return null
  if (!Number.isSafeInteger(value)) return { level: 'error', message: 'Enter a number.' }
  if (value < line.min) return { level: 'error', message: line.messageBelow ?? line.message }
  if (value > line.max) return { level: 'error', message: line.message }
  if (line.id === 'occupiedRooms' && totalRooms > 0 && value > totalRooms * 10 ** line.scale) {
    return { level: 'warning', message: `More rooms than the site has (${totalRooms}).` }
  }
  return null
}
