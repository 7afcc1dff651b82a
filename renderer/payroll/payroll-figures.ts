import { sumOf } from '../../shared/calc/day-figures.ts'
import type { CodeDay, HoursAndCost } from '../../shared/calc/payroll/code-days.ts'
import type { PayrollOrigin } from '../../shared/calc/payroll/payroll-month.ts'
import type { SiteJob } from '../../shared/calc/payroll/site-job.ts'
import type { Day } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import type { PayrollModel } from './payroll-model.ts'
import type { ShownMetric } from './payroll-view.ts'

/** Some jobs on some days: what a cell is about. */
export type Part = { readonly jobs: readonly SiteJob[]; readonly days: readonly Day[] }

/** The codes of a part on each of its days. */
export const codeDaysOf = ({ days, indexOf }: PayrollModel, part: Part): CodeDay[] =>
  part.days.flatMap((day) => {
    const known = days[indexOf.get(day) ?? -1]?.codes ?? []
    return known.filter(({ job }) => part.jobs.some(({ code }) => code === job.code))
  })

/** The value that counts, added over jobs and days; null is "no answer". Hours of salaried jobs are not told (3.11). */
export function figureOf(model: PayrollModel, part: Part, metric: ShownMetric): Decimal | null {
  if (metric === 'rate') return rateOf(codeDaysOf(model, part))
  if (metric === 'revenue') return sumOf(revenueDaysOf(model, part).map(({ revenue }) => revenue))
  return pairSum(codeDaysOf(model, part), ({ value }) => value)[metric]
}

/** Hours and cost of some codes, added. */
export const pairSum = (codes: readonly CodeDay[], pick: (one: CodeDay) => HoursAndCost): HoursAndCost => ({
  hours: sumOf(codes.map((one) => (one.job.annualSalary === null ? pick(one).hours : null))),
  cost: sumOf(codes.map((one) => pick(one).cost)),
})

/** What the contract pays for a part, day by day; a code that is not billable earns nothing. */
export const revenueDaysOf = ({ revenue, indexOf }: PayrollModel, { jobs, days }: Part) =>
  jobs.flatMap(({ code }) =>
    days.flatMap((day) => {
      const found = revenue?.get(code)?.[indexOf.get(day) ?? -1]
      return found ? [found] : []
    }),
  )

/** True where the contract has a rate for one of the jobs. */
export const isBillable = ({ revenue }: PayrollModel, jobs: readonly SiteJob[]): boolean =>
  jobs.some(({ code }) => revenue?.get(code) != null)

/** Dollars an hour: one rate where there is one, else what the hours cost on average. Of salaried jobs none is told. */
function rateOf(codes: readonly CodeDay[]): Decimal | null {
  const hourly = codes.filter(({ job }) => job.annualSalary === null)
  const [first, ...others] = hourly.map(({ value }) => value.rate)
  if (first === undefined) return null
  if (others.every((rate) => rate.equals(first))) return first
  const { hours, cost } = pairSum(hourly, ({ value }) => value)
  return hours === null || cost === null || hours.isZero() ? null : cost.div(hours)
}

export type ShownOrigin = PayrollOrigin | 'mixed'

/** Where the value of a part comes from; mixed where some of it is typed. Salaried jobs do not decide for others. */
export function originOf(codes: readonly CodeDay[]): ShownOrigin {
  const hourly = codes.filter(({ job }) => job.annualSalary === null)
  const origins = new Set((hourly.length > 0 ? hourly : codes).map(({ value }) => value.origin))
  const [only = 'empty'] = origins
  if (origins.size <= 1) return only
  if (origins.has('forecast')) return 'mixed'
  return origins.has('actual') ? 'actual' : 'budget'
}
