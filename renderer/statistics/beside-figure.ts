import {
  dayFigures,
  EARNING_COUNTS,
  type Figures,
  type RateCard,
  type StoredDay,
  totalFigures,
} from '../../shared/calc/day-figures.ts'
import { statisticsMonth, type StatisticsMonth } from '../../shared/calc/statistics-month.ts'
import type { StatisticsSheet } from '../../shared/contract/sheet.ts'
import { daysOf } from '../../shared/core/calendar.ts'
import { type Decimal, ZERO } from '../../shared/core/decimal.ts'
import type { BesideKind } from '../grid/grid-sheet.ts'
import { isStatistic, type SheetModel } from './sheet-model.ts'

/** Days of the open month that follow each other, by the place of the first. */
type Span = { readonly first: number; readonly count: number }

/**
 * What a number of Statistics stands beside, of a day or added over several (domain.md 2.6): the budget, the same
 * weekdays of last year, or what was forecast for days whose actual counts. Null where nothing is known.
 */
export function besideFigure(model: SheetModel, kind: BesideKind, lineId: string, span: Span): Decimal | null {
  if (!isStatistic(lineId)) return null
  if (kind === 'actual' && !within(model.month.days, span).some((day) => day.kind === 'actual')) return null
  return added(model, kind, span)[lineId]
}

/** What each day of the open month stands beside. */
export function besideDays(model: SheetModel, kind: BesideKind): readonly Figures[] {
  if (kind === 'budget') return model.budget.days
  if (kind === 'last-year') return lastYearOf(model.sheet)
  return forecastOf(model).days.map(({ figures }) => figures)
}

const within = <T>(days: readonly T[], { first, count }: Span): readonly T[] => days.slice(first, first + count)

const sums = new WeakMap<SheetModel, Map<string, Figures>>()

/** Figures of some days, added once for all their lines. */
function added(model: SheetModel, kind: BesideKind, span: Span): Figures {
  const sumsHere = sums.get(model) ?? new Map<string, Figures>()
  sums.set(model, sumsHere)
  const key = `${kind} ${span.first} ${span.count}`
  const known = sumsHere.get(key)
  if (known) return known
  const days = within(besideDays(model, kind), span)
  const [day] = days
  const sum = day && days.length === 1 ? day : totalFigures(days, model.sheet.site.totalRooms)
  sumsHere.set(key, sum)
  return sum
}

const lastYears = new WeakMap<StatisticsSheet['lastYear'], readonly Figures[]>()
const NO_RATES = Object.fromEntries(EARNING_COUNTS.map((id) => [id, null])) as RateCard

/**
 * The days of last year under the weekdays of this month, each as an actual is shown (domain.md 2.3, 2.5): its ratios are
 * those of its counts, its occupancy that of the rooms there are now, its revenue what was posted and never computed.
 */
function lastYearOf({ lastYear, month, site }: StatisticsSheet): readonly Figures[] {
  const known = lastYears.get(lastYear)
  if (known) return known
  const terms = { totalRooms: site.totalRooms, rates: NO_RATES, adjustmentRate: ZERO }
  const days = daysOf(month).map((_, i): Figures => {
    const stored: StoredDay = Object.fromEntries(
      Object.entries(lastYear).map(([id, values]) => [id, values[i] ?? null]),
    )
    const figures = dayFigures(stored, terms)
    return stored.externalRevenue == null ? { ...figures, externalRevenue: null } : figures
  })
  lastYears.set(lastYear, days)
  return days
}

const forecasts = new WeakMap<SheetModel['input'], StatisticsMonth>()

/** The month as it was forecast, without a single actual; once for each state of the sheet. */
function forecastOf({ input }: SheetModel): StatisticsMonth {
  const known = forecasts.get(input) ?? statisticsMonth({ ...input, actual: {} })
  forecasts.set(input, known)
  return known
}
