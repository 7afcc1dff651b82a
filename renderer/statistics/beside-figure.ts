import { type Figures, totalFigures } from '../../shared/calc/day-figures.ts'
import { statisticsMonth, type StatisticsMonth } from '../../shared/calc/statistics-month.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import type { BesideKind } from '../grid/grid-sheet.ts'
import { isStatistic, lineOf, type SheetModel } from './sheet-model.ts'

/** Days of the open month that follow each other, by the place of the first. */
type Span = { readonly first: number; readonly count: number }

/**
 * What a number of Statistics stands beside, of a day or added over several (domain.md 2.6): the budget, the same
 * weekdays of last year, or what was forecast for days whose actual counts. Null where nothing is known.
 */
export function besideFigure(model: SheetModel, kind: BesideKind, lineId: string, span: Span): Decimal | null {
  if (!isStatistic(lineId)) return null
  if (kind === 'last-year') return lastYear(model, lineId, span)
  if (kind === 'budget') return added(model, kind, span, () => model.budget.days)[lineId]
  if (!within(model.month.days, span).some((day) => day.kind === 'actual')) return null
  return added(model, kind, span, () => forecastOf(model).days.map(({ figures }) => figures))[lineId]
}

const within = <T>(days: readonly T[], { first, count }: Span): readonly T[] => days.slice(first, first + count)

const sums = new WeakMap<SheetModel, Map<string, Figures>>()

/** Figures of some days, added once for all their lines. */
function added(model: SheetModel, kind: BesideKind, span: Span, all: () => readonly Figures[]): Figures {
  const sumsHere = sums.get(model) ?? new Map<string, Figures>()
  sums.set(model, sumsHere)
  const key = `${kind} ${span.first} ${span.count}`
  const known = sumsHere.get(key)
  if (known) return known
  const days = within(all(), span)
  const [day] = days
  const sum = day && days.length === 1 ? day : totalFigures(days, model.sheet.site.totalRooms)
  sumsHere.set(key, sum)
  return sum
}

/** Only what was counted or posted is known of last year; a ratio of several days is none of their sums. */
function lastYear({ sheet }: SheetModel, lineId: string, span: Span): Decimal | null {
  const line = lineOf(lineId)
  const stored = within(sheet.lastYear[lineId] ?? [], span).filter((value) => value !== null)
  if (line === undefined || stored.length === 0) return null
  if (span.count > 1 && line.unit === 'ratio') return null
  return fromScaled(
    stored.reduce((sum, value) => sum + value, 0),
    line.scale,
  )
}

const forecasts = new WeakMap<SheetModel['input'], StatisticsMonth>()

/** The month as it was forecast, without a single actual; once for each state of the sheet. */
function forecastOf({ input }: SheetModel): StatisticsMonth {
  const known = forecasts.get(input) ?? statisticsMonth({ ...input, actual: {} })
  forecasts.set(input, known)
  return known
}
