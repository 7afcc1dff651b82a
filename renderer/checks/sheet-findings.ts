import { checkWrite, type CheckContext } from '../../shared/calc/validation/check-write.ts'
import type { Finding } from '../../shared/calc/validation/finding.ts'
import { reasonFindings } from '../../shared/calc/validation/reasonableness.ts'
import type { Write } from '../../shared/calc/write.ts'
import { findLine } from '../../shared/categories/index.ts'
import type { CategorySheet, CellMark } from '../../shared/contract/sheet.ts'
import { monthOf } from '../../shared/core/calendar.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { obstacleAt, type ShownSheet, storedAt } from '../categories/shown-sheet.ts'
import { isStatistic, LINES, type SheetModel, storedForecast } from '../statistics/sheet-model.ts'

/** What is to say about a typed cell, with the value it is said of; null of a cell that holds none. */
export type CellFinding = Finding & {
  readonly lineId: string
  readonly period: string
  readonly value: number | null
}

/** Everything to look at in the typed, open cells of Statistics (domain.md 10.1). */
export function statisticsFindings({ sheet, month, locks, marks }: SheetModel): CellFinding[] {
  const context: CheckContext = { totalRooms: sheet.site.totalRooms }
  const warned = month.days.flatMap(({ day: period }, i) =>
    LINES.filter(({ id }) => isStatistic(id) && locks[i] === null).flatMap(({ id: lineId }) => {
      const value = storedForecast(sheet, lineId, i)
      return value === null ? [] : found({ lineId, period, value }, context)
    }),
  )
  const stuck = [...marks.values()].flatMap((mark) => stuckCell(mark, forecastOf(sheet, mark)))
  return [...stuck, ...warned]
}

function forecastOf({ forecast }: SheetModel['sheet'], { lineId, period }: CellMark): number | null {
  return forecast[lineId]?.[Number(period.slice(8)) - 1] ?? null
}

/** The same of another category. */
export function categoryFindings(shown: ShownSheet): CellFinding[] {
  const { sheet, marks } = shown
  const jobs = new Map(sheet.reference?.jobs.map((job) => [job.code, job.employees]))
  const newestFirst = Object.keys(sheet.stored)
    .filter((month) => month <= monthOf(sheet.today))
    .toSorted()
    .toReversed()
  const context: CheckContext = {
    totalRooms: sheet.site.totalRooms,
    employees: (code) => jobs.get(code) ?? null,
    rateReference: (lineId, month) => ({
      actual: latestActual(sheet, newestFirst, lineId),
      budget: storedAt(sheet, 'budget', { lineId, period: month }),
    }),
  }
  const stuck = [...marks.values()].flatMap((mark) => stuckCell(mark, storedAt(sheet, 'forecast', mark)))
  const typed = typedIn(shown)
  return [
    ...stuck,
    ...typed.flatMap((write) => found(write, context)),
    ...typed.flatMap((write) => overBudget(sheet, write)),
  ]
}

/** What a person typed in the open cells of the months on the screen. */
function typedIn(shown: ShownSheet): (Write & { readonly value: number })[] {
  const { sheet } = shown
  const asTyped = { ...shown, sheet: asWritten(sheet) }
  const isOpen = (lineId: string, period: string) => {
    const line = findLine(lineId)
    return line?.category === sheet.category && obstacleAt(asTyped, line, period) === null
  }
  return sheet.months.flatMap((month) => {
    const { days = {}, values = {} } = sheet.stored[month]?.forecast ?? {}
    const monthly = Object.entries(values).map(([lineId, value]) => ({ lineId, period: month, value }))
    const daily = Object.entries(days).flatMap(([lineId, list]) =>
      list.map((value, i) => ({ lineId, period: `${month}-${String(i + 1).padStart(2, '0')}`, value })),
    )
    return [...monthly, ...daily].flatMap(({ lineId, period, value }) =>
      value !== null && isOpen(lineId, period) ? [{ lineId, period, value }] : [],
    )
  })
}

/** Whoever only reads is told the same as whoever types. */
const asWritten = (sheet: CategorySheet): CategorySheet => (sheet.editable ? sheet : { ...sheet, editable: true })

/** A line's actual of the newest month that has one (domain.md 4.3). */
function latestActual({ stored }: CategorySheet, newestFirst: readonly string[], lineId: string): number | null {
  for (const month of newestFirst) {
    const actual = stored[month]?.actual?.values[lineId]
    if (actual != null) return actual
  }
  return null
}

const found = (write: Write & { readonly value: number }, context: CheckContext): CellFinding[] =>
  checkWrite(write, context).map((one) => ({ ...one, ...write }))

function overBudget(
  sheet: CategorySheet,
  { lineId, period, value }: Write & { readonly value: number },
): CellFinding[] {
  const line = findLine(lineId)
  if (line?.category !== 'other-expenses') return []
  const budget = storedAt(sheet, 'budget', { lineId, period })
  const dollars = (cents: number | null) => (cents === null ? null : fromScaled(cents, line.scale))
  const expenses = [{ lineId, label: line.label, value: dollars(value), budget: dollars(budget) }]
  return reasonFindings({ ...NOTHING, month: period, expenses }).map((one) => ({
    ...one,
    lineId,
    period,
    value,
  }))
}

const NOTHING = {
  revenue: null,
  priorYearRevenue: null,
  payroll: null,
  payrollHistory: [],
  overtimeHours: null,
  previousOvertimeHours: null,
  hasForecast: true,
  isActiveSite: true,
} as const

/** A cell that two people changed, or that the server did not take. */
function stuckCell({ kind, lineId, period, message }: CellMark, value: number | null): CellFinding[] {
  if (kind === 'waiting') return []
  return [
    { rule: kind === 'conflict' ? 'conflict' : 'refused', level: 'error', code: null, lineId, period, value, message },
  ]
}
