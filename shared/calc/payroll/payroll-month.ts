import { type PayrollMetric, payrollLineId } from '../../categories/payroll.ts'
import { type Day, daysOf, type Month } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { fromScaled, spreadEvenly } from '../../core/scaled.ts'
import { sumOf } from '../day-figures.ts'
import { isOpenOn, type OpenPeriod } from '../open-period.ts'
import { lastActualDay } from '../statistics-month.ts'
import { rateOfCode } from './hourly-rate.ts'
import { salariedDay } from './salaried.ts'
import type { SiteJob } from './site-job.ts'

/** What is stored of a site's payroll of a month, by line (`payroll.hours.GSA1`): one entry a day, the budget one a month. */
export type PayrollInput = {
  readonly month: Month
  readonly jobs: readonly SiteJob[]
  readonly forecast: Readonly<Record<string, readonly (number | null)[]>>
  readonly actual: Readonly<Record<string, readonly (number | null)[]>>
  readonly budget: Readonly<Record<string, number | null>>
  /** Dollars an hour where a code has no rate; 15.00 unless the system says otherwise (domain.md 3.4). */
  readonly defaultRate?: Decimal
  /** When the site is in operation; left out it always is. Days outside are expected to hold 0, unless loaded (1.1). */
  readonly open?: OpenPeriod
}

export type PayrollOrigin = 'actual' | 'forecast' | 'budget' | 'salary' | 'closed' | 'empty'

/** Hours and cost of a code and day, exact; null is "no answer". */
export type PayrollFigure = {
  readonly hours: Decimal | null
  readonly cost: Decimal | null
  /** Dollars an hour the one was made from the other with, or would be. */
  readonly rate: Decimal
  readonly isRateTyped: boolean
  readonly origin: PayrollOrigin
}

export type PayrollDay = {
  readonly day: Day
  readonly isActual: boolean
  readonly byCode: Readonly<Record<string, PayrollFigure>>
}

export type PayrollMonth = {
  readonly days: readonly PayrollDay[]
  /** Latest day of which the labor system has anything above zero; null when none is loaded. */
  readonly lastActual: Day | null
}

type Stored = Readonly<Record<PayrollMetric, number | null>>
const NOTHING: Stored = { hours: null, cost: null, rate: null }

/**
 * Payroll of a month, day by day and code by code, with the value that counts (domain.md 3.7, 8): the actual up to the
 * last loaded day, then what was typed, cell by cell over the budget. Salaried codes cost their allocation (3.4).
 * A day on which the site is not in operation holds 0 for every code (1.1).
 * `kept` gives days that are known to be as they were, so that they are not computed again.
 */
export function payrollMonth(
  input: PayrollInput,
  kept: (index: number) => PayrollDay | undefined = () => undefined,
): PayrollMonth {
  const days = daysOf(input.month)
  const lastActual = lastActualDay(input.month, input.actual)
  const budget = new Map(input.jobs.map(({ code }) => [code, budgetDays(input, code)]))
  const isLoaded = (i: number) => input.jobs.some(({ code }) => hasAny(storedOf(input.actual, code, i)))
  return {
    lastActual,
    days: days.map((day, i) => {
      const same = kept(i)
      if (same) return same
      const isActual = lastActual !== null && day <= lastActual && isLoaded(i)
      if (!isActual && !isOpenOn(input.open, day)) return { day, isActual, byCode: closedDay(input) }
      const byCode = input.jobs.map((job) => {
        const actual = isActual ? storedOf(input.actual, job.code, i) : null
        const typed = storedOf(input.forecast, job.code, i)
        return [
          job.code,
          figureOf(job, actual, typed, budget.get(job.code)?.[i] ?? NOTHING, input.defaultRate),
        ] as const
      })
      return { day, isActual, byCode: Object.fromEntries(byCode) }
    }),
  }
}

/** A day on which nobody works: every code has a known 0. */
const closedDay = ({ jobs, defaultRate }: PayrollInput): PayrollDay['byCode'] =>
  Object.fromEntries(
    jobs.map(({ code, averageRate }) => {
      const rate = rateOfCode(averageRate, defaultRate)
      return [code, { hours: ZERO, cost: ZERO, rate, isRateTyped: false, origin: 'closed' }]
    }),
  )

/** The budget of a code alone, by the day: the month spread evenly so that the days return it (domain.md 3.5, C-20). */
export function payrollBudgetDays(input: PayrollInput, job: SiteJob): PayrollFigure[] {
  return budgetDays(input, job.code).map((day) => figureOf(job, null, NOTHING, day, input.defaultRate))
}

function figureOf(
  job: SiteJob,
  actual: Stored | null,
  typed: Stored,
  budget: Stored,
  defaultRate: Decimal | undefined,
): PayrollFigure {
  const known = rateOfCode(job.averageRate, defaultRate)
  if (actual && (hasAny(actual) || job.annualSalary === null)) {
    const [hours, cost] = [dollarsOrHours(actual.hours), dollarsOrHours(actual.cost)]
    const rate = hours?.greaterThan(0) && cost ? cost.div(hours) : known
    return { hours, cost: cost ?? hours?.times(known) ?? null, rate, isRateTyped: false, origin: 'actual' }
  }
  if (job.annualSalary !== null) {
    const day = salariedDay(job.annualSalary, job.employees)
    const rate = day.hours.isZero() ? known : day.cost.div(day.hours)
    return { ...day, rate, isRateTyped: false, origin: 'salary' }
  }
  const rate = dollarsOrHours(typed.rate) ?? known
  const isRateTyped = typed.rate !== null
  if (typed.hours !== null || typed.cost !== null)
    return { ...pairOf(typed, rate), rate, isRateTyped, origin: 'forecast' }
  if (budget.hours === null && budget.cost === null)
    return { hours: null, cost: null, rate, isRateTyped, origin: 'empty' }
  // Only the rate was typed: it prices the budget's hours anew.
  const priced = isRateTyped && budget.hours !== null ? { ...budget, cost: null } : budget
  return { ...pairOf(priced, rate), rate, isRateTyped, origin: isRateTyped ? 'forecast' : 'budget' }
}

/** `cost = hours × rate`, `hours = cost ÷ rate`; what is stored stays as it is, and a rate of 0 gives no hours (3.7). */
function pairOf(stored: Stored, rate: Decimal): { hours: Decimal | null; cost: Decimal | null } {
  const [hours, cost] = [dollarsOrHours(stored.hours), dollarsOrHours(stored.cost)]
  return {
    hours: hours ?? (cost === null || rate.isZero() ? null : cost.div(rate)),
    cost: cost ?? hours?.times(rate) ?? null,
  }
}

const dollarsOrHours = (stored: number | null): Decimal | null => (stored === null ? null : fromScaled(stored, 2))
const hasAny = ({ hours, cost }: Stored): boolean => hours !== null || cost !== null

function storedOf(lists: PayrollInput['forecast'], code: string, index: number): Stored {
  const at = (metric: PayrollMetric) => lists[payrollLineId(metric, code)]?.[index] ?? null
  return { hours: at('hours'), cost: at('cost'), rate: at('rate') }
}

function budgetDays({ month, budget }: PayrollInput, code: string): Stored[] {
  const length = daysOf(month).length
  const spread = (metric: PayrollMetric) => {
    const value = budget[payrollLineId(metric, code)] ?? null
    return value === null ? [] : spreadEvenly(value, length)
  }
  const [hours, cost] = [spread('hours'), spread('cost')]
  return Array.from({ length }, (_, i) => ({ hours: hours[i] ?? null, cost: cost[i] ?? null, rate: null }))
}

/** Hours and cost of some codes on some days, added: a family, a week, a month. Null where nothing is known. */
export const payrollTotal = (days: readonly PayrollDay[], codes: readonly string[]) => ({
  hours: payrollSum(days, codes, 'hours'),
  cost: payrollSum(days, codes, 'cost'),
})

/** One of the two alone. */
export const payrollSum = (days: readonly PayrollDay[], codes: readonly string[], of: 'hours' | 'cost') =>
  sumOf(days.flatMap(({ byCode }) => codes.map((code) => byCode[code]?.[of] ?? null)))

/** Stored hours of a code by the day, for splitting overtime across the ends of a month. */
export const hoursByDay = (days: readonly PayrollDay[], code: string): { day: Day; hours: Decimal }[] =>
  days.map(({ day, byCode }) => ({ day, hours: byCode[code]?.hours ?? new Decimal(0) }))
