import { checkCell } from '../../../shared/calc/check-cell.ts'
import { findLine } from '../../../shared/categories/index.ts'
import type { LineDefinition } from '../../../shared/categories/line.ts'
import { must } from '../../../shared/core/bug.ts'
import { addDays, type Day } from '../../../shared/core/calendar.ts'
import { fromScaled } from '../../../shared/core/scaled.ts'
import { entryText } from '../../../shared/entry/entry-text.ts'
import { parseNumber } from '../../../shared/entry/parse-number.ts'
import { cellView } from '../../../renderer/grid/cell-view.ts'
import type { GridRow, GridSheet, Spot, Write } from '../../../renderer/grid/grid-sheet.ts'

/** The days that can be typed at the demonstration's today. */
export const DAYS: readonly Day[] = Array.from({ length: 365 }, (_, i) => addDays('2026-04-11', i))

const LINE_IDS = [
  'valetDaily',
  'valetMonthly',
  'valetAggregator',
  'valetComps',
  'selfDaily',
  'selfMonthly',
  'selfAggregator',
  'selfComps',
  'occupancy',
  'driveInRatio',
]
/** A column stands for a line of one site: no site has enough lines by the day for 10,000 cells a year. */
type Column = { readonly id: string; readonly siteId: string; readonly line: LineDefinition }

export const columnsOf = (siteIds: readonly string[], count: number): readonly Column[] =>
  siteIds
    .flatMap((siteId) =>
      LINE_IDS.map((id) => ({ id: `${siteId}.${id}`, siteId, line: must(findLine(id), `a line ${id}`) })),
    )
    .slice(0, count)

/** What is stored, by column and day. */
export type Values = ReadonlyMap<string, number | null>
export const keyOf = (columnId: string, day: Day): string => `${columnId} ${day}`

/**
 * A year of days as a sheet of the product's own grid: bigger than any page, to measure at the size of the budgets.
 * Rows none of whose values changed are the same objects again, as on the pages.
 */
export function yearSheet(
  columns: readonly Column[],
  values: Values,
  before: GridSheet | null,
  changed: ReadonlySet<Day> = new Set(),
): GridSheet {
  const byId = new Map(columns.map((column) => [column.id, column.line]))
  const valueAt = ({ rowId, columnId }: Spot) => values.get(keyOf(columnId, rowId)) ?? null
  const row = (day: Day, i: number): GridRow => {
    const old = before?.rows[i]
    if (old && !changed.has(day)) return old
    const cells = Object.fromEntries(
      columns.map(({ id, line }) => {
        const value = valueAt({ rowId: day, columnId: id })
        const figure = value === null ? null : fromScaled(value, line.scale)
        return [id, cellView(figure, line, 'from-forecast input', true, null)]
      }),
    )
    return { id: day, kind: 'entry', title: day, tag: '', classes: 'row-entry', cells }
  }
  const writesOf = (spot: Spot, value: number | null): readonly Write[] =>
    valueAt(spot) === value ? [] : [{ lineId: spot.columnId, period: spot.rowId, value }]
  return {
    label: 'A year of days',
    corner: 'Day',
    cornerWidth: 100,
    columns: columns.map(({ id, line }) => ({
      id,
      title: line.shortLabel,
      fullTitle: line.label,
      group: null,
      unit: line.unit,
      widest: '88,888.88',
    })),
    rows: DAYS.map(row),
    total: null,
    obstacleOf: () => null,
    exactText: (spot) => {
      const line = byId.get(spot.columnId)
      const value = valueAt(spot)
      return line === undefined || value === null ? '' : entryText(fromScaled(value, line.scale), line)
    },
    read: (spot, text) => {
      const line = byId.get(spot.columnId)
      if (line === undefined) return { ok: false, reason: 'There is no such line.' }
      const entry = parseNumber(text, line)
      if (entry.kind === 'question') return { ok: false, reason: entry.message }
      const value = entry.kind === 'empty' ? null : entry.value
      const problem = checkCell(line, value, 300)
      if (problem?.level === 'error') return { ok: false, reason: problem.message }
      return { ok: true, writes: writesOf(spot, value), note: null, label: line.label }
    },
    clear: (spot) => writesOf(spot, null),
    nameOf: ({ rowId, columnId }) => `${columnId}, ${rowId}`,
    placeAt: ({ rowId, columnId }) => ({ lineId: columnId, period: rowId }),
    spotOf: ({ lineId, period }) => ({ rowId: period, columnId: lineId }),
  }
}
