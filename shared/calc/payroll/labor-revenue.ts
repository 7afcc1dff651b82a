import { type Month, monthOf } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import { given, part, step, sumOfParts } from '../explain.ts'
import type { Explained } from '../explained.ts'
import { type DayHours, splitOvertime } from './overtime.ts'
import type { SiteJob } from './site-job.ts'

/** The overtime rate a contract pays: its own, else 1.5 × the rate, to the cent (domain.md 6.10). */
export const overtimeRateOf = ({ rate, overtimeRate }: NonNullable<SiteJob['billing']>): Decimal =>
  overtimeRate ?? rate.times('1.5').toDecimalPlaces(2)

/**
 * What the client pays for the hours of one code in a month (domain.md 3.9, C-26): each Saturday–Friday week's first 40
 * hours at the rate, the rest at the overtime rate; with the split turned off all hours at the rate. `days` reach back
 * to the Saturday on or before the first; days outside the month fill the week and earn nothing here.
 */
export function laborRevenue(
  job: Pick<SiteJob, 'code' | 'title' | 'billing'>,
  month: Month,
  days: readonly DayHours[],
  useOvertimeSplit = true,
): Explained {
  if (job.billing === null)
    return {
      total: ZERO,
      parts: [],
      steps: [],
      remark: `${job.title} is not billable: the contract has no rate for it.`,
    }
  const overtimeRate = overtimeRateOf(job.billing)
  const split = useOvertimeSplit
    ? splitOvertime(days)
    : days.map(({ day, hours }) => ({ day, regular: hours, overtime: ZERO }))
  const own = split.filter(({ day }) => monthOf(day) === month)
  const line = (id: string, label: string, hours: Decimal | null, rate: Decimal) => ({
    part: part(id, label, hours?.times(rate) ?? null),
    step: step('3.9', label, hours?.times(rate) ?? null, 'money', [
      given('hours', hours, 'hours', 'payroll'),
      given('rate', rate, 'rate', 'contract'),
    ]),
  })
  const regular = line('regular', 'Regular hours', sumOf(own.map((day) => day.regular)), job.billing.rate)
  if (!useOvertimeSplit) return sumOfParts([regular.part], [regular.step])
  const overtime = line('overtime', 'Overtime hours', sumOf(own.map((day) => day.overtime)), overtimeRate)
  return sumOfParts([regular.part, overtime.part], [regular.step, overtime.step])
}
