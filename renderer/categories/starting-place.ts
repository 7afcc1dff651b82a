import { monthOf } from '../../shared/core/calendar.ts'
import type { GridPlace } from '../../shared/contract/places.ts'
import type { GridSheet, Place, Spot } from '../grid/grid-sheet.ts'

/**
 * Where a tab opens that was reached with Ctrl+Page Up or Page Down: on the date and, where it has one, the line a
 * person was on (grid-and-pnl.md C2), else in the column they were in there. Null where it shows nothing of that date.
 */
export function carriedTo(sheet: GridSheet, from: Place, there: GridPlace | null): GridPlace | null {
  const spot = sheet.spotOf(from) ?? onDate(sheet, from, there?.active ?? null)
  return spot && { anchor: spot, end: spot, active: spot, top: there?.top ?? 0, left: there?.left ?? 0 }
}

function onDate(sheet: GridSheet, { lineId, period }: Place, there: Spot | null): Spot | null {
  const dates = [period, monthOf(period)]
  const entries = sheet.rows.filter(({ kind }) => kind === 'entry')
  const row =
    entries.find(({ id }) => dates.includes(id)) ?? entries.find(({ id }) => id === there?.rowId && monthOf(id) !== id)
  if (row !== undefined) {
    const has = (id: string | undefined) => sheet.columns.some((column) => column.id === id)
    const named = relatives(lineId).find(has)
    const first = sheet.columns.find(({ id }) => sheet.obstacleOf({ rowId: row.id, columnId: id }) === null)
    const own = has(there?.columnId) ? there?.columnId : undefined
    const columnId = named ?? own ?? first?.id ?? sheet.columns[0]?.id
    return columnId === undefined ? null : { rowId: row.id, columnId }
  }
  const column = sheet.columns.find(({ id }) => dates.includes(id))
  const own = entries.find(({ id }) => id === there?.rowId) ?? entries[0]
  return column && own ? { rowId: own.id, columnId: column.id } : null
}

/** A count and its rate are one line to whoever goes from tab to tab. */
const relatives = (lineId: string): string[] => [`rate.${lineId}`, lineId.replace(/^rate\./, '')]
