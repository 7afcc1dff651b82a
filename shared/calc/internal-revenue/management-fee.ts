import type { Day, Month } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { unreachable } from '../../core/bug.ts'
import type { Explained, Step } from '../explained.ts'
import { overtimeRateOf } from '../payroll/labor-revenue.ts'
import type { DatedAmount, Escalator, ManagementFee } from './contract.ts'
import { blockDates, escalatedRate, escalationStep, isActive } from './escalation.ts'
import { given, part, step, sumOfParts } from '../explain.ts'
import type { JobHours } from './month-input.ts'
import { hoursOfMonth } from './overtime.ts'
import { hoursRemark, laborAmount, laborStep } from './per-labor-hour.ts'

/** The management fee of a month in dollars (domain.md 6.6): fixed, hours × rates, or a percentage of net external revenue. */
export function managementFee(
  fee: ManagementFee,
  month: Month,
  hours: Readonly<Record<string, JobHours>>,
  netExternal: Decimal | null,
  today: Day,
): Explained {
  switch (fee.type) {
    case 'FixedFee': {
      const { value, steps } = datedAmount('Management fee', fee.amounts, fee.escalator, month, today, 'money')
      return sumOfParts([part('fee', 'Management fee', value)], steps)
    }
    case 'RevenuePercentage': {
      const { value, steps } = datedAmount(
        'Management fee percent',
        fee.percentages,
        fee.escalator,
        month,
        today,
        'count',
      )
      const amount = netExternal?.times(value).div(100) ?? null
      const share = step('6.6', 'Percentage of net external revenue', amount, 'money', [
        given('net external revenue', netExternal, 'money', 'external revenue'),
        given('percent', value, 'count', 'contract'),
      ])
      const remark = amount === null ? 'External revenue of this month is not known.' : null
      return sumOfParts([part('fee', 'Management fee', amount)], [...steps, share], remark)
    }
    case 'PerLaborHour':
      return laborFee(fee, month, hours, today)
    default:
      return unreachable(fee)
  }
}

/** The sum of the dated rows in effect, each after its escalations; 0 when none is. */
function datedAmount(
  label: string,
  rows: readonly DatedAmount[],
  escalator: Escalator | null,
  month: Month,
  today: Day,
  unit: Step['unit'],
): { readonly value: Decimal; readonly steps: readonly Step[] } {
  const steps: Step[] = []
  let value = ZERO
  for (const row of rows.filter(({ from, to }) => isActive(month, from, to))) {
    const dates = blockDates(escalator, month, today, row.from)
    const amount = escalatedRate(row.amount, escalator, escalator?.value ?? null, dates)
    steps.push(escalationStep('6.6', label, amount, unit, row.amount, dates))
    value = value.plus(amount)
  }
  return { value, steps }
}

function laborFee(
  fee: Extract<ManagementFee, { type: 'PerLaborHour' }>,
  month: Month,
  hours: Readonly<Record<string, JobHours>>,
  today: Day,
): Explained {
  const steps: Step[] = []
  const dates = blockDates(fee.escalator, month, today)
  const parts = fee.jobs.map((job) => {
    const split = hoursOfMonth(hours[job.code], month, fee.useOvertimeSplit)
    if (split === null) return part(job.code, job.description, null)
    const rate = escalatedRate(job.standardRate, fee.escalator, job.standardRateEscalatorValue, dates)
    const agreed =
      job.overtimeRate === null
        ? null
        : escalatedRate(job.overtimeRate, fee.escalator, job.overtimeRateEscalatorValue, dates)
    const overtimeRate = overtimeRateOf({ rate, overtimeRate: agreed })
    const value = laborAmount(split, rate, overtimeRate)
    steps.push(laborStep('6.6', job.description, split, rate, overtimeRate, value))
    return part(job.code, job.description, value)
  })
  const codes = fee.jobs.map(({ code }) => code)
  return sumOfParts(parts, steps, hoursRemark(codes, hours, fee.useOvertimeSplit))
}
