import { type PayrollMetric, payrollLineId } from '../../categories/payroll.ts'
import { allocate } from '../../core/allocate.ts'
import type { Day } from '../../core/calendar.ts'
import { must } from '../../core/bug.ts'
import { twinLineOf } from '../twin-line.ts'
import type { Write } from '../write.ts'
import type { SiteJob } from './site-job.ts'

/** Past days of payroll are read-only, including those of the current month (domain.md 3.7). */
export const payrollDayIsLocked = (day: Day, today: Day): boolean => day < today

/** True for codes a person forecasts: salaried ones follow from their salary (domain.md 3.4). */
export const isForecast = (job: Pick<SiteJob, 'annualSalary'>): boolean => job.annualSalary === null

/**
 * The writes of one typed hours or cost: the other of the pair is cleared, because it follows from the rate
 * (domain.md 3.7). A cleared value falls back to the budget.
 */
export function typedPayroll(code: string, day: Day, metric: 'hours' | 'cost', value: number | null): Write[] {
  const lineId = payrollLineId(metric, code)
  const twin = must(twinLineOf(lineId), lineId)
  return [
    { lineId, period: day, value },
    { lineId: twin, period: day, value: null },
  ]
}

/** A code of a family with what is forecast of it now, in stored units. */
export type FamilyShare = Pick<SiteJob, 'code' | 'employees' | 'annualSalary'> & { readonly forecast: number | null }

/**
 * A family's typed value spread over its codes (domain.md 3.7, C-25): in the proportions of what is forecast now where
 * any is above 0, else of the active employees, else equally; to the last unit. Salaried codes take no part. Cleared,
 * it clears every code. Empty when nobody forecasts these codes.
 */
export function spreadToCodes(value: number | null, shares: readonly FamilyShare[]) {
  const codes = shares.filter(isForecast)
  if (codes.length === 0) return []
  if (value === null) return codes.map(({ code }) => ({ code, value: null }))
  const weights = codes.map((share) => (codeRule(codes) === 'forecast' ? patternOf(share) : share.employees))
  return allocate(value, weights).map((share, i) => ({ code: codes[i]?.code ?? '', value: share }))
}

/** What a family's value is shared by (domain.md 3.7, C-25). */
export type CodeRule = 'forecast' | 'employees' | 'equal'

/** The rule that applies to codes now: `spreadToCodes` goes by it. */
export function codeRule(shares: readonly FamilyShare[]): CodeRule {
  if (shares.some((share) => patternOf(share) > 0)) return 'forecast'
  return shares.some(({ employees }) => employees > 0) ? 'employees' : 'equal'
}

const patternOf = ({ forecast }: FamilyShare): number => Math.max(0, forecast ?? 0)

export type WeekDay = { readonly day: Day; readonly value: number | null; readonly isLocked: boolean }
export type WeekSpread =
  | { readonly kind: 'writes'; readonly days: readonly { readonly day: Day; readonly value: number }[] }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * A typed weekly total spread over the open days by their present pattern, equally where there is none (domain.md 3.7,
 * C-27). What the locked days hold is part of the total and stays; less than that is refused.
 */
export function spreadWeek(total: number, days: readonly WeekDay[]): WeekSpread {
  const open = days.filter((day) => !day.isLocked)
  if (open.length === 0) return { kind: 'refused', message: 'Every one of these days is locked.' }
  const held = days.reduce((sum, day) => sum + (day.isLocked ? (day.value ?? 0) : 0), 0)
  if (total < held) return { kind: 'refused', message: 'The locked days already hold more than that.' }
  const shares = allocate(
    total - held,
    open.map((day) => Math.max(0, day.value ?? 0)),
  )
  return { kind: 'writes', days: open.map(({ day }, i) => ({ day, value: shares[i] ?? 0 })) }
}

/** What a week's total is shared by (domain.md 3.7, C-27). */
export type WeekRule = 'pattern' | 'equal'

/** The rule that applies to the open days now: `spreadWeek` goes by it. */
export const weekRule = (days: readonly WeekDay[]): WeekRule =>
  days.some(({ value, isLocked }) => !isLocked && (value ?? 0) > 0) ? 'pattern' : 'equal'

/** The writes that bring a code back to its budget: of one day, or of the month's open days (domain.md 3.7). */
export function resetToBudget(code: string, days: readonly Day[], today: Day): Write[] {
  const metrics: readonly PayrollMetric[] = ['hours', 'cost', 'rate']
  return days
    .filter((day) => !payrollDayIsLocked(day, today))
    .flatMap((day) => metrics.map((metric) => ({ lineId: payrollLineId(metric, code), period: day, value: null })))
}

/** Hours a day one code can have at most before somebody should look: 24 an employee (domain.md 3.7). */
export const plausibleDayHours = (employees: number): number => 24 * employees
