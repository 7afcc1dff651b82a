import { JOB_FAMILIES } from '../../categories/payroll.ts'
import { given, part, step, sumOfParts } from '../explain.ts'
import type { Explained, Step } from '../explained.ts'
import type { PayrollDay, PayrollInput, PayrollMonth, PayrollOrigin } from './payroll-month.ts'
import { payrollTotal } from './payroll-month.ts'
import type { SiteJob } from './site-job.ts'

const ORIGINS: readonly PayrollOrigin[] = ['actual', 'forecast', 'budget', 'salary']

/**
 * Payroll cost of a month (domain.md 8, row Payroll): actual to the latest loaded day and the rest as forecast, where
 * nothing is forecast as budget. The parts are the families; the steps say hours and cost of each code by origin.
 */
export function payrollCost(month: PayrollMonth, jobs: PayrollInput['jobs']): Explained {
  const parts = [...new Set(jobs.map((job) => job.familyId))].map((familyId) => {
    const codes = jobs.filter((job) => job.familyId === familyId).map((job) => job.code)
    const name = JOB_FAMILIES.find((family) => family.id === familyId)?.name ?? familyId
    return part(familyId, name, payrollTotal(month.days, codes).cost)
  })
  return sumOfParts(parts, () => jobs.flatMap((job) => stepsOf(month, job)))
}

function stepsOf(month: PayrollMonth, { code, title }: Pick<SiteJob, 'code' | 'title'>): readonly Step[] {
  return ORIGINS.flatMap((origin) => {
    const days = daysWith(month.days, code, origin)
    if (days.length === 0) return []
    const { hours, cost } = payrollTotal(days, [code])
    const rates = new Set(days.map(({ byCode }) => byCode[code]?.rate.toString()))
    const rate = rates.size === 1 ? (days[0]?.byCode[code]?.rate ?? null) : null
    return step(
      origin === 'salary' ? '3.4' : '3.7',
      `${title}, ${days.length} ${days.length === 1 ? 'day' : 'days'}`,
      cost,
      'money',
      [
        given('hours', hours, 'hours', origin),
        rate === null ? given('rate', 'differs by day', 'text', origin) : given('rate', rate, 'rate', origin),
      ],
    )
  })
}

const daysWith = (days: readonly PayrollDay[], code: string, origin: PayrollOrigin): PayrollDay[] =>
  days.filter(({ byCode }) => byCode[code]?.origin === origin)
