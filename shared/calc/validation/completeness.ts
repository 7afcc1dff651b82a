import { CATEGORIES, findLine } from '../../categories/index.ts'
import type { CategoryId, LineDefinition } from '../../categories/line.ts'
import { daysOf, type Month } from '../../core/calendar.ts'
import { twinLineOf } from '../twin-line.ts'
import { type CheckContext, checkWrite } from './check-write.ts'
import { type Finding, isSubmittable } from './finding.ts'
import { emptyMonth, missingValues, stuckCell, vehiclesWithoutRate } from './gaps.ts'

/** A forecast about to be submitted: the open cells of its months, by line and day or month, in stored units. */
export type ForecastToSubmit = {
  readonly months: readonly Month[]
  /** Lines the site uses: those with a budget, an actual or a forecast in the year. */
  readonly linesInUse: readonly string[]
  readonly forecast: (lineId: string, period: string) => number | null
  readonly budget: (lineId: string, month: Month) => number | null
  /** True where nobody can type any more: an actual is loaded or the month is closed. */
  readonly isClosed: (lineId: string, period: string) => boolean
  /** Cells that are in conflict or were refused by the server. */
  readonly open: readonly { readonly lineId: string; readonly period: string; readonly kind: 'conflict' | 'refused' }[]
}

/** How far one tab of a forecast is; two ways to say one thing count as one cell. */
export type CategoryProgress = {
  readonly category: CategoryId
  /** Open cells of the lines in use. */
  readonly cells: number
  /** Cells a person typed. */
  readonly typed: number
  /** Cells with a value: typed, or the budget. */
  readonly filled: number
  /** Cells whose typed value its line refuses. */
  readonly errors: number
}

export type Completeness = {
  readonly canSubmit: boolean
  readonly categories: readonly CategoryProgress[]
  readonly findings: readonly Finding[]
}

/**
 * Whether a forecast can be submitted, and what is left to do (domain.md 10.1, 10.3). What blocks: a value its line
 * refuses, a conflict nobody resolved, a cell the server refused, and a month in which nothing has a value. A budget
 * that stands untouched is the starting point and does not block (domain.md 1.5); gaps in Statistics and vehicles
 * without a rate are warned of, because they count as 0.
 */
export function completeness(forecast: ForecastToSubmit, context: CheckContext): Completeness {
  const findings: Finding[] = forecast.open.map(stuckCell)
  const progress = new Map<CategoryId, { cells: number; typed: number; filled: number; errors: number }>()
  const filledMonths = new Set<Month>()

  for (const line of linesOf(forecast)) {
    const tally = progress.get(line.category) ?? { cells: 0, typed: 0, filled: 0, errors: 0 }
    progress.set(line.category, tally)
    for (const month of forecast.months) {
      const gaps: string[] = []
      for (const period of openPeriods(forecast, line, month)) {
        tally.cells += 1
        const typed = typedOf(forecast, line.id, period)
        if (typed) {
          tally.typed += 1
          const wrong = checkWrite({ ...typed, period }, context)
          if (!isSubmittable(wrong)) tally.errors += 1
          findings.push(...wrong)
        }
        if (typed || hasBudget(forecast, line.id, month)) {
          tally.filled += 1
          filledMonths.add(month)
        } else gaps.push(period)
      }
      if (gaps.length > 0 && line.category === 'statistics') findings.push(missingValues(line, month, gaps))
    }
  }

  for (const month of forecast.months) if (!filledMonths.has(month)) findings.push(...emptyMonth(forecast, month))
  findings.push(...vehiclesWithoutRate(forecast))
  const categories = CATEGORIES.flatMap(({ id }) => {
    const tally = progress.get(id)
    return tally ? [{ category: id, ...tally }] : []
  })
  return { canSubmit: isSubmittable(findings), categories, findings }
}

/** The lines a person fills in, one of each pair; a typed rate of payroll is an exception and never owed. */
function linesOf({ linesInUse }: ForecastToSubmit): LineDefinition[] {
  const taken = new Set<string>()
  return linesInUse.flatMap((lineId) => {
    const line = findLine(lineId)
    if (line?.entry !== 'input' || lineId.startsWith('payroll.rate.') || taken.has(lineId)) return []
    taken.add(lineId).add(twinLineOf(lineId) ?? lineId)
    return line
  })
}

const openPeriods = ({ isClosed }: ForecastToSubmit, line: LineDefinition, month: Month): string[] =>
  (line.grain === 'day' ? daysOf(month) : [month]).filter((period) => !isClosed(line.id, period))

/** What was typed in a cell, or in the other way to say it. */
function typedOf({ forecast }: ForecastToSubmit, lineId: string, period: string) {
  for (const id of [lineId, twinLineOf(lineId)]) {
    const value = id === null ? null : forecast(id, period)
    if (id !== null && value !== null) return { lineId: id, value }
  }
  return null
}

/** Ratios come from the budget's overnight counts (domain.md 2.5), occupancy from its rooms. */
function hasBudget({ budget }: ForecastToSubmit, lineId: string, month: Month): boolean {
  const isRatio = lineId === 'driveInRatio' || lineId === 'captureRatio'
  const sources = isRatio ? ['valetOvernight', 'selfOvernight'] : [lineId, twinLineOf(lineId) ?? lineId]
  return sources.some((id) => budget(id, month) !== null)
}
