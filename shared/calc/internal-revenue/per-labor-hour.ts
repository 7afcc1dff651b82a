import type { Month } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import type { Explained, Step } from '../explained.ts'
import { overtimeRateOf } from '../payroll/labor-revenue.ts'
import type { Contract } from './contract.ts'
import { isActive } from './escalation.ts'
import { given, part, remarks, step, sumOfParts } from '../explain.ts'
import { type IncrementTerms, incrementDates, incremented } from './fixed-fee.ts'
import type { JobHours, MonthHours } from './month-input.ts'
import { hoursOfMonth } from './overtime.ts'

/** Regular hours at the rate and overtime at the overtime rate, in dollars. */
export const laborAmount = (split: MonthHours, rate: Decimal, overtimeRate: Decimal): Decimal =>
  split.regular.times(rate).plus(split.overtime.times(overtimeRate))

/**
 * Hours × contract rates of the jobs active in the month, raised by the contract increments like fixed fees
 * (domain.md 6.3, C-26). A job without a start date starts with the contract. Null when the block is not enabled.
 */
export function perLaborHour(
  contract: IncrementTerms & Pick<Contract, 'perLaborHour' | 'startDate'>,
  month: Month,
  hours: Readonly<Record<string, JobHours>>,
): Explained | null {
  if (contract.perLaborHour === null) return null
  const { jobRates, useOvertimeSplit } = contract.perLaborHour
  const steps: Step[] = []
  const active = jobRates.filter((job) => isActive(month, job.startDate, job.endDate))
  const parts = active.map((job) => {
    const split = hoursOfMonth(hours[job.jobCode], month, useOvertimeSplit)
    if (split === null) return part(job.jobCode, job.name, null)
    const dates = incrementDates(contract, month, job.startDate ?? contract.startDate)
    const overtimeRate = overtimeRateOf(job)
    const atRates = laborAmount(split, job.rate, overtimeRate)
    const value = incremented(atRates, contract, dates)
    steps.push(laborStep('6.3', job.name, split, job.rate, overtimeRate, atRates))
    if (dates.length > 0) {
      steps.push(
        step('6.3', `${job.name}: contract increments`, value, 'money', [
          given('before', atRates, 'money', `${job.name}: hours × rates`),
          given('percent', contract.incrementAmount, 'count', 'contract'),
          given('steps on', dates.join(', '), 'text', 'contract'),
        ]),
      )
    }
    return part(job.jobCode, job.name, value)
  })
  if (parts.length === 0)
    return { total: ZERO, parts, steps, remark: 'No job of the contract is active in this month.' }
  return sumOfParts(
    parts,
    steps,
    hoursRemark(
      active.map((job) => job.jobCode),
      hours,
      useOvertimeSplit,
    ),
  )
}

/** The step of one job: its hours and the rates they earn. */
export function laborStep(
  rule: string,
  name: string,
  split: MonthHours,
  rate: Decimal,
  overtimeRate: Decimal,
  value: Decimal,
): Step {
  return step(rule, `${name}: hours × rates`, value, 'money', [
    given('regular hours', split.regular, 'hours', split.origin),
    given('rate', rate, 'rate', 'contract'),
    given('overtime hours', split.overtime, 'hours', split.origin),
    given('overtime rate', overtimeRate, 'rate', 'contract'),
  ])
}

/** What the reader has to know about the hours of some job codes: not known at all, or a budget without weeks. */
export function hoursRemark(
  codes: readonly string[],
  hours: Readonly<Record<string, JobHours>>,
  useOvertimeSplit: boolean,
): string | null {
  const unknown = codes.filter((code) => hours[code] === undefined || isUnknown(hours[code]))
  const budgeted = codes.filter((code) => hours[code]?.days === null && hours[code].budget !== null)
  return remarks([
    unknown.length > 0 ? `No hours are known for ${unknown.join(', ')}.` : null,
    budgeted.length > 0 && useOvertimeSplit
      ? `Budget hours have no weeks, so ${budgeted.join(', ')} earns no overtime.`
      : null,
  ])
}
const isUnknown = (hours: JobHours): boolean => hours.days === null && hours.budget === null
