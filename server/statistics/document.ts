import { EARNING_COUNTS, type Figures, type RateCard, sumOf } from '../../shared/calc/day-figures.ts'
import { externalRevenue } from '../../shared/calc/external-revenue.ts'
import {
  budgetMonth,
  lockOf,
  type StatisticsInput,
  type StatisticsMonth,
  statisticsMonth,
} from '../../shared/calc/statistics-month.ts'
import { rateLineId } from '../../shared/categories/parking-rates.ts'
import { STATISTICS_INPUTS, STATISTICS_LINES } from '../../shared/categories/statistics.ts'
import type { Scenario } from '../../shared/categories/line.ts'
import { type Day, daysOf, type Month } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { fromScaled, type Scale } from '../../shared/core/scaled.ts'
import type { StatisticsDocument } from '../../shared/contract/statistics.ts'
import type { StoredCell } from '../store/month-cells.ts'
import type { Site } from '../store/sites.ts'
import { dayFigures } from '../../shared/calc/day-figures.ts'

type Document = StatisticsDocument
type FiguresOut = Document['days'][number]['value']

/** The calculator's input from what is stored of a site's month. */
export function statisticsInput(cells: readonly StoredCell[], month: Month, totalRooms: number): StatisticsInput {
  const days = daysOf(month)
  const place = new Map(days.map((day, i) => [day, i]))
  const lists = { actual: {}, forecast: {}, budget: {}, scheduled: {} } as Record<
    Scenario,
    Record<string, (number | null)[]>
  >
  const monthly = { actual: {}, forecast: {}, budget: {}, scheduled: {} } as Record<
    Scenario,
    Record<string, number | null>
  >
  for (const { period, lineId, scenario, value } of cells) {
    const day = place.get(period)
    if (day === undefined) monthly[scenario][lineId] = value
    else (lists[scenario][lineId] ??= Array.from({ length: days.length }, () => null))[day] = value
  }
  const rates = (scenario: Scenario): Partial<RateCard> =>
    Object.fromEntries(EARNING_COUNTS.map((id) => [id, monthly[scenario][rateLineId(id)] ?? null]))
  return {
    month,
    totalRooms,
    forecast: lists.forecast,
    actual: lists.actual,
    budget: Object.fromEntries(STATISTICS_LINES.map((line) => [line.id, monthly.budget[line.id] ?? null])),
    forecastRates: rates('forecast'),
    budgetRates: rates('budget'),
  }
}

/** The highest commit among the cells; it moves with every change of any of them, so it is the document's ETag. */
export const rowVersionOf = (cells: readonly StoredCell[]): string =>
  String(cells.reduce((highest, cell) => Math.max(highest, cell.seq), 0))

/** A site's statistics of a month on the wire (domain.md 15): domain units, rounded once, here. */
export function statisticsDocument(site: Site, month: Month, cells: readonly StoredCell[], today: Day): Document {
  const input = statisticsInput(cells, month, site.totalRooms)
  const computed = statisticsMonth(input)
  const budget = budgetMonth(input)
  const terms = { totalRooms: site.totalRooms, rates: computed.rates, adjustmentRate: new Decimal(0) }
  return {
    siteId: site.siteId,
    siteName: site.name,
    totalRooms: site.totalRooms,
    period: month,
    statistics: summary(computed),
    externalRevenue: rounded(externalRevenue(computed, new Decimal(1)).total, 2),
    lastActualDate: computed.lastActual,
    rowVersion: rowVersionOf(cells),
    days: computed.days.map(({ day, kind, figures }, i) => {
      const actual = storedDay(input.actual, i)
      return {
        date: day,
        effective: kind,
        locked: lockOf(day, kind, today) !== null,
        value: figuresOut(figures),
        forecast: inputsOut(input.forecast, i),
        budget: figuresOut(budget.days[i] ?? {}),
        actual: actual ? figuresOut(dayFigures(actual, terms)) : null,
      }
    }),
  }
}

/** The contract's four figures (domain.md C-76): vehicles of all eight counts, comps left out. */
function summary({ total }: StatisticsMonth): Document['statistics'] {
  const vehicles = (kind: 'valet' | 'self') =>
    rounded(sumOf(EARNING_COUNTS.filter((id) => id.startsWith(kind)).map((id) => total[id])), 6)
  return {
    occupancy: rounded(total.occupancy, 4),
    valetVehicles: vehicles('valet'),
    selfParkVehicles: vehicles('self'),
    driveInRatio: rounded(total.driveInRatio, 4),
  }
}

const figuresOut = (figures: Partial<Figures>): FiguresOut =>
  Object.fromEntries(
    STATISTICS_LINES.map((line) => [line.id, rounded(figures[line.id] ?? null, line.scale)]),
  ) as FiguresOut

function inputsOut(lists: StatisticsInput['forecast'], index: number): Document['days'][number]['forecast'] {
  const out = STATISTICS_LINES.filter((line) => STATISTICS_INPUTS.includes(line.id)).map((line) => {
    const stored = lists[line.id]?.[index] ?? null
    return [line.id, stored === null ? null : rounded(fromScaled(stored, line.scale), line.scale)]
  })
  return Object.fromEntries(out) as Document['days'][number]['forecast']
}

/** What is stored of one day; null when nothing is. */
function storedDay(lists: StatisticsInput['actual'], index: number): Record<string, number> | null {
  const stored = Object.entries(lists).flatMap(([id, values]) => {
    const value = values[index]
    return value == null ? [] : [[id, value] as const]
  })
  return stored.length > 0 ? Object.fromEntries(stored) : null
}

/** A number for the wire, rounded half away from zero to the line's digits; never -0. */
const rounded = (value: Decimal | null, digits: Scale): number | null =>
  value === null ? null : value.toDecimalPlaces(digits).toNumber() + 0
