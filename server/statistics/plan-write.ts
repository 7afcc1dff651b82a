import { STATISTICS_LINES } from '../../shared/categories/statistics.ts'
import { type Day, type Month, monthOf } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { AppError, type FieldIssue } from '../../shared/core/errors.ts'
import { toScaled } from '../../shared/core/scaled.ts'
import type { z } from 'zod'
import type { statisticsApi } from '../../shared/contract/statistics.ts'
import type { LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import { refusalOf } from '../sync/judge.ts'

export type DayWrites = z.output<(typeof statisticsApi.write)['body']>['days']
/** A forecast cell that is to hold a value. */
export type PlannedCell = { readonly period: Day; readonly lineId: string; readonly value: number | null }

/** What has to be known of the site and month to plan a write. */
export type Plan = {
  readonly month: Month
  readonly totalRooms: number
  readonly facts: LockFacts
}

/**
 * The cells a PUT of statistics sets, as stored integers. All or nothing: every field at fault is named in one error.
 * Occupancy and occupied rooms are two ways to say one thing, so naming one clears the other (domain.md 2.2).
 */
export function planWrite(days: DayWrites, plan: Plan): PlannedCell[] {
  const issues: FieldIssue[] = []
  const planned = new Map<string, PlannedCell>()
  const dates = new Set<Day>()
  days.forEach(({ date, ...named }, index) => {
    const problem = dateProblem(date, plan.month, dates)
    if (problem) issues.push({ code: 'INVALID_PERIOD', field: `days.${index}.date`, ...problem, providedValue: date })
    dates.add(date)
    if (named.occupancy != null && named.occupiedRooms != null) {
      const message = 'Give occupancy or occupied rooms of a day, not both.'
      issues.push({ code: 'INVALID_DATA_TYPE', field: `days.${index}.occupancy`, message })
    }
    for (const line of STATISTICS_LINES) {
      if (!(line.id in named)) continue
      const given = (named as Record<string, number | null>)[line.id] ?? null
      const field = `days.${index}.${line.id}`
      const exact = given === null ? null : new Decimal(given)
      if (exact !== null && exact.decimalPlaces() > line.scale) {
        const expectedFormat = `at most ${line.scale} decimals`
        const message = `${line.label} has too many decimals.`
        issues.push({ code: 'INVALID_DATA_TYPE', field, message, providedValue: given, expectedFormat })
        continue
      }
      const value = exact === null ? null : toScaled(exact, line.scale)
      const cell = { period: date, lineId: line.id, value }
      const refusal = problem ? null : refusalOf(cell, plan)
      if (refusal) issues.push({ ...refusal, field, providedValue: given })
      planned.set(`${date}|${line.id}`, cell)
    }
    const other = otherOfPair(named)
    if (other) planned.set(`${date}|${other}`, { period: date, lineId: other, value: null })
  })
  const first = issues[0]
  if (first) throw new AppError(first.code, first.message, issues)
  return [...planned.values()]
}

function dateProblem(
  date: Day,
  month: Month,
  seen: ReadonlySet<Day>,
): { message: string; expectedFormat: string } | null {
  if (monthOf(date) !== month) return { message: 'This day is not in the month.', expectedFormat: `a day of ${month}` }
  if (seen.has(date)) return { message: 'This day is named twice.', expectedFormat: 'each day once' }
  return null
}

function otherOfPair(named: Partial<Record<string, number | null>>): 'occupancy' | 'occupiedRooms' | null {
  if (named['occupancy'] != null) return 'occupiedRooms'
  return named['occupiedRooms'] != null ? 'occupancy' : null
}
