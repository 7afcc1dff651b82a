import { type PayrollMetric, payrollLineId } from '../../categories/payroll.ts'
import type { Day, Month } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { fromScaled } from '../../core/scaled.ts'
import type { SiteFacts } from '../site-year/site-facts.ts'
import { payrollOf } from '../site-year/site-year-input.ts'
import type { StoredYear } from '../site-year/stored-year.ts'
import { payrollBudgetDays, type PayrollFigure, type PayrollInput, payrollMonth } from './payroll-month.ts'
import type { SiteJob } from './site-job.ts'

/** Hours and dollars, exact; null is "no answer". */
export type HoursAndCost = { readonly hours: Decimal | null; readonly cost: Decimal | null }

/** Everything known of a job code on a day (domain.md 3.2): the value that counts, and what it stands beside. */
export type CodeDay = {
  readonly job: SiteJob
  readonly value: PayrollFigure
  readonly scheduled: HoursAndCost
  readonly actual: HoursAndCost
  readonly forecast: HoursAndCost & { readonly rateOverride: Decimal | null; readonly typed: 'hours' | 'cost' | null }
  readonly budget: HoursAndCost
}

/** A day with its codes, in the order of the site's jobs. */
export type PayrollCodeDay = { readonly day: Day; readonly isActual: boolean; readonly codes: readonly CodeDay[] }

/**
 * What is stored of a month's payroll, code by code and day by day, with what follows from it (domain.md 3.2, 3.5–3.7):
 * the same in the window and at the server. `jobs` are the site's, with what the contract pays for them.
 */
export function payrollCodeDays(
  facts: SiteFacts,
  jobs: readonly SiteJob[],
  stored: StoredYear,
  month: Month,
): { readonly days: readonly PayrollCodeDay[]; readonly lastActual: Day | null } {
  const input: PayrollInput = payrollOf(facts, [...jobs], stored, month)
  const computed = payrollMonth(input)
  const typed = payrollMonth({ ...input, actual: {} })
  const scheduled = stored.days(month, 'payroll', 'scheduled')
  // A budget is what was planned, also of a code that is paid a salary now.
  const budgets = new Map(jobs.map((job) => [job.code, payrollBudgetDays(input, { ...job, annualSalary: null })]))
  const days = computed.days.map(({ day, isActual, byCode }, i): PayrollCodeDay => {
    const codes = jobs.flatMap((job): CodeDay[] => {
      const [value, forecast] = [byCode[job.code], typed.days[i]?.byCode[job.code]]
      if (value === undefined || forecast === undefined) return []
      const at = (lists: PayrollInput['forecast'], metric: PayrollMetric) =>
        amountOf(lists[payrollLineId(metric, job.code)]?.[i])
      const hours = at(scheduled, 'hours')
      return [
        {
          job,
          value,
          scheduled: { hours, cost: at(scheduled, 'cost') ?? hours?.times(forecast.rate) ?? null },
          actual: { hours: at(input.actual, 'hours'), cost: at(input.actual, 'cost') },
          forecast: {
            ...(forecast.origin === 'forecast' ? { hours: forecast.hours, cost: forecast.cost } : NOTHING),
            rateOverride: at(input.forecast, 'rate'),
            typed: typedOf(at(input.forecast, 'hours'), at(input.forecast, 'cost')),
          },
          budget: budgets.get(job.code)?.[i] ?? NOTHING,
        },
      ]
    })
    return { day, isActual, codes }
  })
  return { days, lastActual: computed.lastActual }
}

const NOTHING: HoursAndCost = { hours: null, cost: null }
const amountOf = (stored: number | null | undefined): Decimal | null => (stored == null ? null : fromScaled(stored, 2))

const typedOf = (hours: Decimal | null, cost: Decimal | null): 'hours' | 'cost' | null => {
  if (hours !== null) return 'hours'
  return cost === null ? null : 'cost'
}
