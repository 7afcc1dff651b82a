import { EARNING_COUNTS, type Figures, sumOf, totalFigures } from '../../shared/calc/day-figures.ts'
import { externalRevenue } from '../../shared/calc/external-revenue.ts'
import { statisticsOf } from '../../shared/calc/site-year/site-year-input.ts'
import { storedYear } from '../../shared/calc/site-year/stored-year.ts'
import { DEFAULT_INPUT_MODE, type InputMode } from '../../shared/calc/statistics-entry.ts'
import { budgetMonth, type StatisticsInput, statisticsMonth } from '../../shared/calc/statistics-month.ts'
import { cellLock, type LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import { STATISTICS_INPUTS, STATISTICS_LINES } from '../../shared/categories/statistics.ts'
import type { StatisticsDocument } from '../../shared/contract/statistics.ts'
import {
  addMonths,
  daysOf,
  type Month,
  monthOf,
  monthsBetween,
  sameWeekdayLastYear,
} from '../../shared/core/calendar.ts'
import { Decimal, ZERO } from '../../shared/core/decimal.ts'
import { asOf, rowVersionOf } from '../documents/row-version.ts'
import { rounded, unscaled } from '../documents/rounded.ts'
import { type DocumentScope, readDocumentCells } from '../store/document-cells.ts'
import { readLockFacts } from '../store/lock-facts.ts'
import { readFacts } from '../store/reference.ts'
import type { Site } from '../store/sites.ts'
import type { Db } from '../store/tables.ts'
import { loadedFigures, storedDay } from './loaded-day.ts'

type Document = StatisticsDocument
type DayOut = Document['days'][number]
type FiguresOut = DayOut['value']

/** The cells of a statistics document: rates are among them, because they price its revenue. */
export const statisticsScope = (siteId: string, first: Month, months: number): DocumentScope => ({
  siteId,
  first,
  last: addMonths(first, months - 1),
  categories: ['statistics', 'parking-rates'],
})

/** A site's statistics of some months on the wire (domain.md 15): domain units, rounded once, here. */
export async function statisticsDocument(db: Db, site: Site, scope: DocumentScope, today: string): Promise<Document> {
  const cells = await readDocumentCells(db, scope)
  const months = monthsBetween(scope.first, scope.last)
  const facts = await readFacts(db, site)
  const lockFacts = await readLockFacts(
    db,
    months.map((month) => ({ siteId: site.siteId, month })),
    today,
  )
  const stored = storedYear(cells)
  const inputs = months.map((month) => statisticsOf(facts, stored, month) ?? emptyMonth(month, site.totalRooms))
  const adjustmentRate = facts.adjustmentRate ?? ZERO
  const computed = inputs.map((input) => statisticsMonth(input))
  const lastYear = await actualsLastYear(db, scope)
  const total = totalFigures(
    computed.flatMap(({ days }) => days.map(({ figures }) => figures)),
    site.totalRooms,
  )
  const revenue = computed.map((month) => externalRevenue(month, new Decimal(1).minus(adjustmentRate)).total)
  return {
    siteId: site.siteId,
    siteName: site.name,
    totalRooms: site.totalRooms,
    period: scope.first,
    months: months.length,
    inputMode: inputModeOf(inputs),
    adjustmentRate: adjustmentRate.toNumber(),
    asOf: asOf(cells),
    statistics: summary(total),
    externalRevenue: rounded(sumOf(revenue), 2),
    lastActualDate: computed.findLast(({ lastActual }) => lastActual !== null)?.lastActual ?? null,
    rowVersion: rowVersionOf(cells),
    days: inputs.flatMap((input, m) => {
      const budget = budgetMonth(input)
      return (computed[m]?.days ?? []).map(({ day, kind, figures }, i): DayOut => ({
        date: day,
        effective: kind,
        locked: isLocked(day, lockFacts(site.siteId)),
        value: figuresOut(figures),
        forecast: inputsOut(input.forecast, i),
        budget: figuresOut(budget.days[i] ?? {}),
        actual: loadedOut(storedDay(input.actual, i), site.totalRooms),
        priorYear: loadedOut(lastYear.get(sameWeekdayLastYear(day)), site.totalRooms),
      }))
    }),
  }
}

const emptyMonth = (month: Month, totalRooms: number): StatisticsInput => ({
  month,
  totalRooms,
  forecast: {},
  actual: {},
  budget: {},
  forecastRates: {},
  budgetRates: {},
})

const isLocked = (day: string, facts: LockFacts): boolean =>
  cellLock({ id: 'valetDaily', category: 'statistics', grain: 'day' }, day, facts) !== null

/** Loaded days of the same weekdays last year (domain.md 1.5), line by line. */
async function actualsLastYear(db: Db, { siteId, first, last }: DocumentScope) {
  const [from, to] = [sameWeekdayLastYear(`${first}-01`), sameWeekdayLastYear(daysOf(last).at(-1) ?? '')]
  const scope = { siteId, first: monthOf(from), last: monthOf(to), categories: ['statistics'] } as const
  const days = new Map<string, Record<string, number>>()
  for (const { scenario, period, lineId, value } of await readDocumentCells(db, scope)) {
    if (scenario === 'actual' && value !== null) days.set(period, { ...days.get(period), [lineId]: value })
  }
  return days
}

/** How rooms are typed: the way more of the typed days say it, percentages where none or as many do (domain.md 2.2). */
function inputModeOf(inputs: readonly StatisticsInput[]): InputMode {
  const typed = (lineId: string) =>
    inputs.flatMap(({ forecast }) => forecast[lineId] ?? []).filter((value) => value !== null).length
  return typed('occupiedRooms') > typed('occupancy') ? 'OccupiedRooms' : DEFAULT_INPUT_MODE
}

/** The contract's four figures (domain.md C-76): vehicles of all eight counts, comps left out. */
function summary(total: Figures): Document['statistics'] {
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

function loadedOut(stored: Readonly<Record<string, number>> | undefined, totalRooms: number): FiguresOut | null {
  return stored === undefined ? null : figuresOut(loadedFigures(stored, totalRooms))
}

function inputsOut(lists: StatisticsInput['forecast'], index: number): DayOut['forecast'] {
  const typed = STATISTICS_LINES.filter((line) => STATISTICS_INPUTS.includes(line.id))
  return Object.fromEntries(
    typed.map(({ id, scale }) => [id, unscaled(lists[id]?.[index], scale)]),
  ) as DayOut['forecast']
}
