import { dayFigures, EARNING_COUNTS, type Figures, type RateCard } from '../../shared/calc/day-figures.ts'
import type { StatisticsInput } from '../../shared/calc/statistics-month.ts'
import { ZERO } from '../../shared/core/decimal.ts'

const NO_RATES = Object.fromEntries(EARNING_COUNTS.map((id) => [id, null])) as RateCard

/** What is stored of one day, by line; undefined when nothing is. */
export function storedDay(lists: StatisticsInput['actual'], index: number): Record<string, number> | undefined {
  const stored = Object.entries(lists).flatMap(([id, values]) => {
    const value = values[index]
    return value == null ? [] : [[id, value] as const]
  })
  return stored.length > 0 ? Object.fromEntries(stored) : undefined
}

/** Figures of a loaded day: its revenue is the loaded one and never count × rate (domain.md 2.4). */
export function loadedFigures(stored: Readonly<Record<string, number>>, totalRooms: number): Figures {
  const figures = dayFigures(stored, { totalRooms, rates: NO_RATES, adjustmentRate: ZERO })
  return stored['externalRevenue'] === undefined ? { ...figures, externalRevenue: null } : figures
}
