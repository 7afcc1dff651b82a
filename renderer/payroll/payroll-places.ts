import { isForecast } from '../../shared/calc/payroll/payroll-entry.ts'
import { payrollLineId, payrollLineOf } from '../../shared/categories/payroll.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import { type Day, isDay } from '../../shared/core/calendar.ts'
import { obstacleAt } from '../categories/shown-sheet.ts'
import type { Obstacle, Place, Spot } from '../grid/grid-sheet.ts'
import { formatDayLong, formatMonth, formatWeek } from '../text/format.ts'
import { words } from '../text/words.ts'
import type { PayrollModel } from './payroll-model.ts'
import { lineOfColumn, type PayrollColumn, type PayrollView } from './payroll-view.ts'

/** The column of all columns added. */
export const TOTAL = 'total'
/** The row that stands for every day of the month. */
export const WHOLE_MONTH = 'month'

/** A row as a stretch of time; `total` is the month as what all rows add up to. */
export type PayrollSpan = {
  readonly kind: 'day' | 'week' | 'month' | 'total'
  readonly days: readonly Day[]
  readonly title: string
}

export const weekRowId = (week: readonly Day[]): string => `week-${week[0] ?? ''}`

/** The days a row is about; undefined for a row this month does not have. */
export function spanOf({ month, days, indexOf, weeks }: PayrollModel, rowId: string): PayrollSpan | undefined {
  if (indexOf.has(rowId)) return { kind: 'day', days: [rowId], title: formatDayLong(rowId) }
  if (rowId === WHOLE_MONTH || rowId === month || rowId === TOTAL)
    return {
      kind: rowId === TOTAL ? 'total' : 'month',
      days: days.map(({ day }) => day),
      title: formatMonth(month),
    }
  const week = weeks.find((one) => weekRowId(one) === rowId)
  return week && { kind: 'week', days: week, title: formatWeek(week) }
}

/** Days of a span that can be typed now, in a column that can. */
export const openDaysOf = (
  { shown }: PayrollModel,
  column: Pick<PayrollColumn, 'jobs'>,
  days: readonly Day[],
): readonly Day[] => days.filter((day) => obstacleAt(shown, lineOfColumn(column, 'hours'), day) === null)

/** Why a cell cannot be typed, in words; null when it can. A week or a month can as long as one of its days can. */
export function payrollObstacle(
  model: PayrollModel,
  { metric }: PayrollView,
  column: PayrollColumn | undefined,
  span: PayrollSpan | undefined,
): Obstacle | null {
  const computed = (reason: string) => ({ isComputed: true, words: reason })
  if (column === undefined || span === undefined) return computed(words.payroll.obstacles.total)
  const [first] = span.days
  const line = lineOfColumn(column, 'hours')
  if (first === undefined) return computed(words.payroll.obstacles.total)
  if (metric === 'revenue') return computed(words.payroll.obstacles.revenue)
  if (span.kind === 'total') return computed(words.payroll.obstacles.total)
  if (openDaysOf(model, column, span.days).length > 0) return null
  const obstacle = obstacleAt(model.shown, line, first)
  if (span.kind === 'day' || obstacle?.isComputed === true || !model.shown.sheet.editable) return obstacle
  return { isComputed: false, words: words.payroll.obstacles[span.kind] }
}

/** The stored cell a spot shows: of one code on one day; null for families, sums and revenue. */
export function placeOfCell({ metric }: PayrollView, column: PayrollColumn | undefined, rowId: string): Place | null {
  const [job, ...others] = column?.jobs ?? []
  if (job === undefined || others.length > 0 || metric === 'revenue' || !isDay(rowId)) return null
  return { lineId: payrollLineId(metric, job.code), period: rowId }
}

/** The stored cells a spot stands for: of each code that is forecast, on each day of its span. */
export function placesOfCell(
  { metric }: PayrollView,
  column: PayrollColumn | undefined,
  span: PayrollSpan | undefined,
): readonly Place[] {
  if (column === undefined || span === undefined || metric === 'revenue') return []
  return column.jobs
    .filter(isForecast)
    .flatMap(({ code }) => span.days.map((period) => ({ lineId: payrollLineId(metric, code), period })))
}

/** Where a stored cell is shown, whichever metric is: zoomed out, in its week or its month. */
export function spotOfPlace(
  { month, indexOf, weeks }: PayrollModel,
  columns: readonly PayrollColumn[],
  { lineId, period }: Place,
  zoom: Preferences['zoom'],
): Spot | null {
  const code = payrollLineOf(lineId)?.code
  const column = columns.find(({ jobs }) => jobs.some((job) => job.code === code))
  if (column === undefined || !indexOf.has(period)) return null
  if (zoom === 'month') return { rowId: month, columnId: column.id }
  const week = zoom === 'week' ? weeks.find((days) => days.includes(period)) : undefined
  return { rowId: week ? weekRowId(week) : period, columnId: column.id }
}
