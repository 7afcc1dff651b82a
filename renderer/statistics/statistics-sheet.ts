import type { Preferences } from '../../shared/contract/ipc.ts'
import type { Day } from '../../shared/core/calendar.ts'
import { entryText } from '../../shared/entry/entry-text.ts'
import type { Addends, GridColumn, GridRow, GridSheet, Spot } from '../grid/grid-sheet.ts'
import { formatFigure } from '../text/format.ts'
import { words } from '../text/words.ts'
import { besideFigure } from './beside-figure.ts'
import { type DayCell, nameOfCell, readText, writesOf } from './gestures.ts'
import { type InputMode, LINES, lineOf, obstacleOf, type SheetModel } from './sheet-model.ts'
import { type StatisticsRows, statisticsRows, weekRowId } from './statistics-rows.ts'
import { clearWeek, nameOfWeek, previewWeek, readWeek, type WeekCell, weekObstacle } from './week-entry.ts'

const WIDEST = { money: '888,888', ratio: '100.0%', count: '88,888', hours: '8,888.88' } as const

/** The lines of Statistics, whatever the rows are. */
export const STATISTICS_COLUMNS: readonly GridColumn[] = LINES.map(({ id, shortLabel, label, group, unit }) => ({
  id,
  title: shortLabel,
  fullTitle: label,
  group,
  unit,
  widest: WIDEST[unit],
  pinned: unit === 'money', // what it all comes to
}))

export type StatisticsSheetView = GridSheet & { readonly drawn: StatisticsRows }

/** Statistics of a month for the grid: days and weeks × lines. `before` is the state drawn last. */
export function statisticsSheet(
  model: SheetModel,
  { inputMode: mode, zoom }: Pick<Preferences, 'inputMode' | 'zoom'>,
  before: StatisticsSheetView | null,
): StatisticsSheetView {
  const drawn = statisticsRows(model, mode, zoom, before?.drawn ?? null)
  const indexOf = new Map(model.month.days.map(({ day }, i) => [day, i]))
  const cellAt = ({ rowId, columnId }: Spot): DayCell => ({ lineId: columnId, dayIndex: indexOf.get(rowId) ?? -1 })
  const weekById = new Map(model.weeks.map((week) => [weekRowId(week.days), week]))
  const weekAt = ({ rowId, columnId }: Spot): WeekCell | null => {
    const week = weekById.get(rowId)
    return week ? { lineId: columnId, first: week.first, days: week.days } : null
  }
  const spanOf = (rowId: string) => {
    const week = weekById.get(rowId)
    if (week) return { first: week.first, count: week.days.length }
    const first = rowId === drawn.total.id ? 0 : indexOf.get(rowId)
    return first === undefined ? null : { first, count: rowId === drawn.total.id ? indexOf.size : 1 }
  }
  const obstacleAt = ({ lineId, dayIndex }: DayCell) => obstacleOf(model, lineId, dayIndex, mode)
  const sheet: StatisticsSheetView = {
    drawn,
    label: words.grid.label,
    zoom,
    corner: words.grid.day,
    cornerWidth: 116,
    columns: STATISTICS_COLUMNS,
    rows: drawn.rows,
    total: drawn.total,
    obstacleOf: (spot) => {
      const week = weekAt(spot)
      if (week) return weekObstacle(model, week, mode)
      if (spot.rowId === drawn.total.id) return { isComputed: true, words: words.obstacles.computed }
      const obstacle = obstacleAt(cellAt(spot))
      if (obstacle === null) return null
      const isComputed = obstacle === 'computed' || obstacle === 'other-input-mode'
      return { isComputed, words: words.obstacles[obstacle] }
    },
    exactText: (spot) => {
      const { lineId, dayIndex } = cellAt(spot)
      const line = lineOf(lineId)
      const sums = spot.rowId === drawn.total.id ? model.month.total : weekById.get(spot.rowId)?.figures
      const figures = sums ?? model.month.days[dayIndex]?.figures
      if (line === undefined || figures === undefined) return ''
      return entryText(figures[lineId as keyof typeof figures] ?? null, line)
    },
    read: (spot, text) => {
      const week = weekAt(spot)
      return week ? readWeek(model, week, text, mode) : readText(model, cellAt(spot), text, mode)
    },
    preview: (spot, text) => {
      const week = weekAt(spot)
      return week && previewWeek(model, week, text, mode)
    },
    reference: (kind, { rowId, columnId }) => {
      const [line, span] = [lineOf(columnId), spanOf(rowId)]
      const figure = line && span ? besideFigure(model, kind, line.id, span) : null
      return figure && line ? entryText(figure, line) : null
    },
    beside: (kind, { rowId, columnId }) => {
      const [line, span] = [lineOf(columnId), spanOf(rowId)]
      return line && span ? formatFigure(besideFigure(model, kind, line.id, span), line) : null
    },
    addends: ({ rowId, columnId }) => {
      const days = weekById.get(rowId)?.days ?? (rowId === drawn.total.id ? [...indexOf.keys()] : [])
      return days.length === 0 ? null : daysAdded(columnId, days, () => (zoom === 'day' ? sheet : byDay(model, mode)))
    },
    clear: (spot) => {
      const week = weekAt(spot)
      if (week) return clearWeek(model, week, mode)
      const cell = cellAt(spot)
      return obstacleAt(cell) === null ? writesOf(model, cell, null) : []
    },
    nameOf: (spot) => {
      const week = weekAt(spot)
      if (week) return nameOfWeek(week)
      return spot.rowId === drawn.total.id ? nameOfTotal(drawn.total, spot) : nameOfCell(model, cellAt(spot))
    },
    placeAt: ({ rowId, columnId }) => (indexOf.has(rowId) ? { lineId: columnId, period: rowId } : null),
    placesAt: ({ rowId, columnId }) =>
      (weekById.get(rowId)?.days ?? []).map((period) => ({ lineId: columnId, period })),
    spotOf: ({ lineId, period }) => {
      if (!indexOf.has(period) || lineOf(lineId) === undefined) return null
      const week = zoom === 'week' ? model.weeks.find(({ days }) => days.includes(period)) : undefined
      return { rowId: week ? weekRowId(week.days) : period, columnId: lineId }
    },
  }
  return sheet
}

/** `Valet daily, April 2026`. */
const nameOfTotal = ({ title }: GridRow, { columnId }: Spot): string => `${lineOf(columnId)?.label ?? ''}, ${title}`

const byDay = (model: SheetModel, inputMode: InputMode): GridSheet =>
  statisticsSheet(model, { inputMode, zoom: 'day' }, null)

/** The days a sum of a typed line adds up; null for a ratio, and for what follows from others. */
export function daysAdded(columnId: string, days: readonly Day[], sheet: () => GridSheet): Addends | null {
  const line = lineOf(columnId)
  if (line === undefined || line.entry === 'derived' || line.unit === 'ratio') return null
  return { sheet, spots: days.map((rowId) => ({ rowId, columnId })) }
}
