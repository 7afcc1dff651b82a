import type { Decimal } from '../../core/decimal.ts'
import type { JobHours } from '../internal-revenue/month-input.ts'
import { type PayrollDay, type PayrollInput, type PayrollMonth, payrollMonth } from '../payroll/payroll-month.ts'
import type { SiteJob } from '../payroll/site-job.ts'
import {
  lastActualDay,
  type StatisticsDay,
  type StatisticsInput,
  type StatisticsMonth,
  statisticsMonth,
} from '../statistics-month.ts'

/** What was known of a month before, and the month it gave. */
export type KnownMonth = { readonly input: StatisticsInput; readonly month: StatisticsMonth }

/**
 * A month of statistics after a change, equal to computing it anew: days whose own cells are as before are kept, unless
 * something all days look at changed (rooms, rates, budget, opening and closing, the latest loaded day).
 */
export function restatedMonth(input: StatisticsInput, before: KnownMonth | null): StatisticsMonth {
  if (before === null || !isSameGround(input, before)) return statisticsMonth(input)
  const { input: old, month } = before
  const changed = new Set([...changedDays(input.forecast, old.forecast), ...changedDays(input.actual, old.actual)])
  return statisticsMonth(input, (i): StatisticsDay | undefined => (changed.has(i) ? undefined : month.days[i]))
}

/** What was known of a month's payroll before, and the month it gave. */
export type KnownPayroll = { readonly input: PayrollInput; readonly month: PayrollMonth }

/**
 * A month of payroll after a change, equal to computing it anew: days whose own cells are as before are kept, unless
 * something all days look at changed (jobs, budget, default rate, opening and closing, the latest loaded day).
 */
export function restatedPayroll(input: PayrollInput, before: KnownPayroll | null): PayrollMonth {
  if (before === null || !isSamePayrollGround(input, before)) return payrollMonth(input)
  const { input: old, month } = before
  const changed = new Set([...changedDays(input.forecast, old.forecast), ...changedDays(input.actual, old.actual)])
  return payrollMonth(input, (i): PayrollDay | undefined => (changed.has(i) ? undefined : month.days[i]))
}

function isSamePayrollGround(input: PayrollInput, { input: old, month }: KnownPayroll): boolean {
  return (
    input.month === old.month &&
    isSameRate(input.defaultRate, old.defaultRate) &&
    isSameFlat(input.budget, old.budget) &&
    isSameFlat(input.open ?? {}, old.open ?? {}) &&
    input.jobs.length === old.jobs.length &&
    input.jobs.every((job, i) => isSameJob(job, old.jobs[i])) &&
    lastActualDay(input.month, input.actual) === month.lastActual
  )
}

/** Whether a job's days would come out the same; what its hours bill is no matter of its days. */
const isSameJob = (job: SiteJob, old: SiteJob | undefined): boolean =>
  job === old ||
  (job.code === old?.code &&
    job.employees === old.employees &&
    isSameRate(job.averageRate, old.averageRate) &&
    isSameRate(job.annualSalary, old.annualSalary))

/** Hours by job code: the very object from before where a code's hours are the same, so that what is known of it stays. */
export function keptHours(
  hours: Readonly<Record<string, JobHours>>,
  before: Readonly<Record<string, JobHours>> | undefined,
): Readonly<Record<string, JobHours>> {
  if (before === undefined) return hours
  const kept = Object.entries(hours).map(([code, now]) => {
    const then = before[code]
    return [code, then !== undefined && isSameHours(now, then) ? then : now] as const
  })
  return Object.fromEntries(kept)
}

function isSameHours({ days, budget }: JobHours, { days: then, budget: budgetThen }: JobHours): boolean {
  if (!isSameRate(budget, budgetThen) || days === null || then === null) return false
  return (
    days.length === then.length &&
    days.every((now, i) => now.day === then[i]?.day && isSameRate(now.hours, then[i].hours))
  )
}

type Lists = StatisticsInput['forecast']
type Flat = Readonly<Record<string, number | string | null | undefined>>

function isSameGround(input: StatisticsInput, { input: old, month }: KnownMonth): boolean {
  return (
    input.month === old.month &&
    input.totalRooms === old.totalRooms &&
    isSameRate(input.adjustmentRate, old.adjustmentRate) &&
    isSameFlat(input.budget, old.budget) &&
    isSameFlat(input.forecastRates, old.forecastRates) &&
    isSameFlat(input.budgetRates, old.budgetRates) &&
    isSameFlat(input.open ?? {}, old.open ?? {}) &&
    lastActualDay(input.month, input.actual) === month.lastActual
  )
}

const isSameRate = (a: Decimal | null | undefined, b: Decimal | null | undefined): boolean =>
  a === b || (a != null && b != null && a.eq(b))

const namesOf = (a: object, b: object): Set<string> => new Set([...Object.keys(a), ...Object.keys(b)])

function isSameFlat(a: Flat, b: Flat): boolean {
  return a === b || [...namesOf(a, b)].every((name) => (a[name] ?? null) === (b[name] ?? null))
}

/** Places of the days on which any line has another value; a line whose list is the same one needs no look. */
function changedDays(a: Lists, b: Lists): number[] {
  return [...namesOf(a, b)].flatMap((name) => {
    const [now, then] = [a[name] ?? [], b[name] ?? []]
    if (now === then) return []
    const length = Math.max(now.length, then.length)
    return Array.from({ length }, (_, i) => i).filter((i) => (now[i] ?? null) !== (then[i] ?? null))
  })
}
