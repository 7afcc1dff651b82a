import type { Day } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { toScaled } from '../../core/scaled.ts'
import type { CodeDay } from './code-days.ts'
import {
  type CodeRule,
  codeRule,
  isForecast,
  spreadToCodes,
  spreadWeek,
  type WeekRule,
  weekRule,
} from './payroll-entry.ts'

type Metric = 'hours' | 'cost'
export type CodeValue = { readonly code: string; readonly value: number | null }
/** What each code of a family holds after an entry, and the rule it was shared by. */
export type DayEntry = { readonly codes: readonly CodeValue[]; readonly rule: CodeRule }

/**
 * A value entered on a day for the codes of a family, or for one code (domain.md 3.7, C-25); null clears. No codes where
 * nobody forecasts them, or where the codes of a family hold just that already.
 */
export function enterDay(now: readonly CodeDay[], metric: Metric, value: number | null): DayEntry {
  const own = now.filter(({ job }) => isForecast(job))
  const shares = own.map(({ job: { code, employees, annualSalary }, forecast }) => {
    return { code, employees, annualSalary, forecast: storedOf(forecast[metric]) }
  })
  const rule = codeRule(shares)
  if (own.length > 1 && isHeld(own, metric, value)) return { codes: [], rule }
  return { codes: spreadToCodes(value, shares), rule }
}

/** True when the codes hold just that: typed in this way alone, and adding up to it. */
function isHeld(now: readonly CodeDay[], metric: Metric, value: number | null): boolean {
  const typed = now.filter(({ forecast }) => forecast.typed !== null)
  if (typed.some(({ forecast }) => forecast.typed !== metric)) return false
  if (typed.length === 0) return value === null
  return typed.reduce((sum, { forecast }) => sum + (storedOf(forecast[metric]) ?? 0), 0) === value
}

/** A day of a week about to be entered, with the codes the total is for. */
export type EnteredDay = { readonly day: Day; readonly isLocked: boolean; readonly codes: readonly CodeDay[] }
export type WeekEntry =
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'entered'
      readonly days: readonly { readonly day: Day; readonly codes: readonly CodeValue[] }[]
      readonly rule: WeekRule
    }

/**
 * A week's total entered for the codes of a family, or for one code (domain.md 3.7, C-27): over the open days by their
 * present pattern, then on each day over the codes. Null clears the open days. Refused where every day is locked, or
 * the locked days hold more.
 */
export function enterWeek(days: readonly EnteredDay[], metric: Metric, total: number | null): WeekEntry {
  const present = days.map(({ day, isLocked, codes }) => {
    const own = codes.filter(({ job }) => isForecast(job))
    return { day, isLocked, value: own.reduce((sum, { value }) => sum + (storedOf(value[metric]) ?? 0), 0) }
  })
  const rule = weekRule(present)
  const spread = total === null ? clearWeek(days) : spreadWeek(total, present)
  if (spread.kind === 'refused') return spread
  const entered = spread.days.map(({ day, value }) => {
    const codes = days.find((one) => one.day === day)?.codes ?? []
    return { day, codes: enterDay(codes, metric, value).codes }
  })
  return { kind: 'entered', days: entered, rule }
}

const clearWeek = (days: readonly EnteredDay[]) => ({
  kind: 'writes' as const,
  days: days.flatMap(({ day, isLocked }) => (isLocked ? [] : [{ day, value: null }])),
})

const storedOf = (value: Decimal | null): number | null => (value === null ? null : toScaled(value, 2))
