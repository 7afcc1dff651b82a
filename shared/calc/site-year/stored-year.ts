import { findLine } from '../../categories/index.ts'
import { type CategoryId, type Scenario, SCENARIOS } from '../../categories/line.ts'
import { daysOf, type Month, yearOf } from '../../core/calendar.ts'

/** A stored cell of one site: an integer at its line's scale, or null for an empty one. */
export type StoredValue = {
  readonly lineId: string
  /** Day or month, as the line's grain says; a budget is always a month. */
  readonly period: string
  readonly scenario: Scenario
  readonly value: number | null
}

/** One entry per day of the month, by line. */
export type DayLists = Readonly<Record<string, readonly (number | null)[]>>
/** One value for the month, by line. */
export type MonthValues = Readonly<Record<string, number | null>>

type Category = { readonly days: Record<string, (number | null)[]>; readonly month: Record<string, number | null> }

const NO_DAYS: DayLists = {}
const NO_VALUES: MonthValues = {}

const categoryByLine = new Map<string, CategoryId | null>()

function categoryOf(lineId: string): CategoryId | null {
  const known = categoryByLine.get(lineId)
  if (known !== undefined) return known
  const category = findLine(lineId)?.category ?? null
  categoryByLine.set(lineId, category)
  return category
}

/** Cells of a site sorted by month, category and scenario, as the calculators take them. */
export type StoredYear = {
  /** What is stored by the day; lines that hold nothing are missing. */
  readonly days: (month: Month, category: CategoryId, scenario: Scenario) => DayLists
  /** What is stored for the month as a whole. */
  readonly month: (month: Month, category: CategoryId, scenario: Scenario) => MonthValues
}

/** Sorts the cells of a site once; cells of lines nobody defined are left out, because nothing is computed from them. */
export function storedYear(cells: Iterable<StoredValue>): StoredYear {
  const found = new Map<string, Category>()
  for (const { lineId, period, scenario, value } of cells) {
    const category = categoryOf(lineId)
    if (category === null) continue
    const month = period.slice(0, 7)
    const place = placeOf(month, category, scenario)
    let kept = found.get(place)
    if (!kept) found.set(place, (kept = { days: {}, month: {} }))
    if (period.length === month.length) kept.month[lineId] = value
    else (kept.days[lineId] ??= emptyDays(month))[Number(period.slice(8)) - 1] = value
  }
  return {
    days: (month, category, scenario) => found.get(placeOf(month, category, scenario))?.days ?? NO_DAYS,
    month: (month, category, scenario) => found.get(placeOf(month, category, scenario))?.month ?? NO_VALUES,
  }
}

/** True when anything is stored of a category in a month, whatever the scenario. */
export const isAnyStored = (stored: StoredYear, month: Month, category: CategoryId): boolean =>
  SCENARIOS.some(
    (scenario) => hasKeys(stored.days(month, category, scenario)) || hasKeys(stored.month(month, category, scenario)),
  )

/** True once anybody saved a forecast of the year (domain.md 9.6). */
export const hasForecastIn = (cells: readonly StoredValue[], year: number): boolean =>
  cells.some(({ scenario, period, value }) => scenario === 'forecast' && value !== null && yearOf(period) === year)

const hasKeys = (record: object): boolean => Object.keys(record).length > 0
const placeOf = (month: Month, category: CategoryId, scenario: Scenario): string => `${month}|${category}|${scenario}`
const emptyDays = (month: Month): (number | null)[] => Array.from({ length: daysOf(month).length }, () => null)
