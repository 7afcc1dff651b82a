import {
  type RateCard,
  type StatisticId,
  totalFigures,
  type Figures,
  STATISTIC_IDS,
} from '../../shared/calc/day-figures.ts'
import {
  budgetMonth,
  type Lock,
  lockOf,
  type StatisticsInput,
  type StatisticsMonth,
} from '../../shared/calc/statistics-month.ts'
import { twinLineOf } from '../../shared/calc/twin-line.ts'
import { restatedMonth } from '../../shared/calc/recompute/kept-days.ts'
import { RATE_CATEGORIES, rateLineId } from '../../shared/categories/parking-rates.ts'
import type { LineDefinition } from '../../shared/categories/line.ts'
import { STATISTICS_LINES } from '../../shared/categories/statistics.ts'
import type { Preferences } from '../../shared/contract/ipc.ts'
import { isOpenOn } from '../../shared/calc/open-period.ts'
import type { CellMark, StatisticsSheet } from '../../shared/contract/sheet.ts'
import { daysOf, displayWeeksOf } from '../../shared/core/calendar.ts'

export type InputMode = Preferences['inputMode']

/** Everything the grid and the inspector show of one site and month, computed in the window on every edit. */
export type SheetModel = {
  readonly sheet: StatisticsSheet
  readonly input: StatisticsInput
  readonly month: StatisticsMonth
  readonly budget: { readonly days: readonly Figures[]; readonly total: Figures }
  /** Index of the first day and figures of each display week, Sunday to Saturday clipped (D15). */
  readonly weeks: readonly { readonly first: number; readonly days: readonly string[]; readonly figures: Figures }[]
  readonly locks: readonly Lock[]
  readonly marks: ReadonlyMap<string, CellMark>
}

export const LINES: readonly LineDefinition[] = STATISTICS_LINES
const lineById = new Map(LINES.map((line) => [line.id, line]))
export const lineOf = (lineId: string): LineDefinition | undefined => lineById.get(lineId)

export const markKey = (lineId: string, period: string): string => `${lineId} ${period}`

/**
 * Computes a sheet with the same code as the data service and the server (design.md D11). What is as it was in the
 * model before is the same object again, so that a keystroke costs one day and whoever draws can tell what to leave.
 */
export function sheetModel(sheet: StatisticsSheet, before: SheetModel | null = null): SheetModel {
  const input: StatisticsInput = {
    month: sheet.month,
    totalRooms: sheet.site.totalRooms,
    forecast: sheet.forecast,
    actual: sheet.actual,
    budget: sheet.budget,
    forecastRates: rateCard(sheet.forecastRates),
    budgetRates: rateCard(sheet.budgetRates),
    open: sheet.open,
  }
  const month = restatedMonth(input, before)
  let first = 0
  const weeks = displayWeeksOf(sheet.month).map((days) => {
    const range = month.days.slice(first, first + days.length)
    const known = before?.weeks.find((week) => week.first === first && week.days[0] === days[0])
    const isKnown = range.every((day, i) => day === before?.month.days[first + i])
    const figures = () =>
      totalFigures(
        range.map((day) => day.figures),
        sheet.site.totalRooms,
      )
    const week = { first, days, figures: known && isKnown ? known.figures : figures() }
    first += days.length
    return week
  })
  const hasSameBudget = before !== null && budgetOf(before.input) === budgetOf(input)
  return {
    sheet,
    input,
    month,
    budget: hasSameBudget ? before.budget : budgetMonth(input),
    weeks,
    locks: month.days.map(({ day, kind }) => lockOf(day, kind, sheet.today)),
    marks: new Map(sheet.marks.map((mark) => [markKey(mark.lineId, mark.period), mark])),
  }
}

/** All that a budget is computed from, as one text to compare. */
const budgetOf = ({ month, totalRooms, budget, budgetRates }: StatisticsInput): string =>
  JSON.stringify([month, totalRooms, budget, budgetRates])

/** Rates by the statistic they multiply, whether the sheet names them by that or by their line, `rate.valetDaily`. */
function rateCard(rates: Readonly<Record<string, number | null>>): Partial<RateCard> {
  const byStatistic = RATE_CATEGORIES.map(({ id, statistic }) => [
    statistic,
    rates[rateLineId(id)] ?? rates[id] ?? null,
  ])
  return Object.fromEntries(byStatistic) as Partial<RateCard>
}

export const isStatistic = (lineId: string): lineId is StatisticId =>
  (STATISTIC_IDS as readonly string[]).includes(lineId)

/** The stored forecast integer of a day's line; null when nobody typed one. */
export const storedForecast = (sheet: StatisticsSheet, lineId: string, dayIndex: number): number | null =>
  sheet.forecast[lineId]?.[dayIndex] ?? null

/** Why a cell cannot be typed, from the most lasting reason to the least; null when it can. */
export type Obstacle =
  'read-only' | 'computed' | 'other-input-mode' | 'no-rooms' | 'not-in-operation' | Exclude<Lock, null>

export function obstacleOf(model: SheetModel, lineId: string, dayIndex: number, mode: InputMode): Obstacle | null {
  const line = lineOf(lineId)
  if (line === undefined || line.entry === 'derived') return 'computed'
  if (!model.sheet.editable) return 'read-only'
  const lock = model.locks[dayIndex]
  if (lock != null) return lock
  if (!isOpenOn(model.sheet.open, model.month.days[dayIndex]?.day ?? '')) return 'not-in-operation'
  if (lineId === 'occupancy' && model.sheet.site.totalRooms === 0) return 'no-rooms'
  if (twinLineOf(lineId) !== null && (lineId === 'occupancy') !== (mode === 'percentage')) return 'other-input-mode'
  return null
}

/** The same where some of the values may be of other months; the very same sheet where all are. */
export function withMonthWrites(sheet: StatisticsSheet, writes: Writes, waitingWords: string): StatisticsSheet {
  const own = writes.filter(({ period }) => period.startsWith(sheet.month))
  return own.length === 0 ? sheet : withWrites(sheet, own, waitingWords)
}

type Writes = readonly { readonly lineId: string; readonly period: string; readonly value: number | null }[]

/** A sheet with values laid over it before the data service has answered, marked as waiting to be sent. */
export function withWrites(sheet: StatisticsSheet, writes: Writes, waitingWords: string): StatisticsSheet {
  const indexOf = new Map(daysOf(sheet.month).map((day, i) => [day, i]))
  const forecast = { ...sheet.forecast }
  const copied = new Set<string>()
  const written = new Set(writes.map(({ lineId, period }) => markKey(lineId, period)))
  const marks = sheet.marks.filter((mark) => !written.has(markKey(mark.lineId, mark.period)))
  for (const { lineId, period, value } of writes) {
    const index = indexOf.get(period)
    if (index === undefined) continue // another month's, or a monthly line: the data service brings it
    if (!copied.has(lineId)) {
      forecast[lineId] = [...(forecast[lineId] ?? Array.from({ length: indexOf.size }, () => null))]
      copied.add(lineId)
    }
    const list = forecast[lineId]
    if (list) list[index] = value
    marks.push({ lineId, period, kind: 'waiting', message: waitingWords })
  }
  return { ...sheet, forecast, marks }
}
