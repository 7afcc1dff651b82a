import { EARNING_COUNTS, type EarningCount, type RateCard } from '../../../shared/calc/day-figures.ts'
import { rateLineId } from '../../../shared/categories/parking-rates.ts'
import { STATISTICS_LINES } from '../../../shared/categories/statistics.ts'
import type { Scenario } from '../../../shared/categories/line.ts'
import { daysOf, type Month } from '../../../shared/core/calendar.ts'
import { draftsIn, placeKey, valuesIn } from '../db/cells.ts'
import type { Database } from '../db/store.ts'

type Values = Map<string, number | null>

/** Everything stored of one site in a span of months: what was typed already lies over the forecast. */
export type Stored = { readonly totalRooms: number; readonly scenarios: Readonly<Record<Scenario, Values>> }

/** Reads a span of months at once, both ends included. */
export function readStored(db: Database, siteId: string, totalRooms: number, first: Month, last: Month): Stored {
  const to = `${last}-31`
  const valuesOf = (scenario: Scenario): Values =>
    new Map(valuesIn(db, siteId, scenario, first, to).map((cell) => [placeKey(cell), cell.value]))
  const forecast = valuesOf('forecast')
  for (const draft of draftsIn(db, siteId, first, to)) forecast.set(placeKey(draft), draft.value)
  return {
    totalRooms,
    scenarios: { forecast, actual: valuesOf('actual'), budget: valuesOf('budget'), scheduled: valuesOf('scheduled') },
  }
}

/** The day lists of a scenario, of the lines that hold anything in the month. */
export function dayLists({ scenarios }: Stored, scenario: Scenario, month: Month): Record<string, (number | null)[]> {
  return listsOver(scenarios[scenario], daysOf(month))
}

/** The values of the given days by line, of the lines that hold anything in them. */
export function listsOver(values: Values, days: readonly string[]): Record<string, (number | null)[]> {
  const lists: Record<string, (number | null)[]> = {}
  for (const { id } of STATISTICS_LINES) {
    const list = days.map((period) => values.get(placeKey({ lineId: id, period })) ?? null)
    if (list.some((value) => value !== null)) lists[id] = list
  }
  return lists
}

/** The month's budget by line. */
export function budgetOf({ scenarios }: Stored, month: Month): Record<string, number | null> {
  const budget: Record<string, number | null> = {}
  for (const { id } of STATISTICS_LINES) {
    const value = scenarios.budget.get(placeKey({ lineId: id, period: month }))
    if (value !== undefined) budget[id] = value
  }
  return budget
}

/** The month's rates of a scenario in cents, by rate category. */
export function ratesOf({ scenarios }: Stored, scenario: Scenario, month: Month): Partial<RateCard> {
  const rates: Partial<Record<EarningCount, number | null>> = {}
  for (const id of EARNING_COUNTS) {
    const value = scenarios[scenario].get(placeKey({ lineId: rateLineId(id), period: month }))
    if (value != null) rates[id] = value
  }
  return rates
}
