import { JOB_FAMILIES } from '../../categories/payroll.ts'
import { monthOf } from '../../core/calendar.ts'
import { closedRemark, type OpenPeriod } from '../open-period.ts'
import { given, part, step, sumOfParts } from '../explain.ts'
import type { Explained, Step } from '../explained.ts'
import type { PayrollDay, PayrollInput, PayrollMonth, PayrollOrigin } from './payroll-month.ts'
import { payrollSum, payrollTotal } from './payroll-month.ts'
import type { SiteJob } from './site-job.ts'

const ORIGINS: readonly PayrollOrigin[] = ['actual', 'forecast', 'budget', 'salary', 'closed']

/** Section of domain.md that a day's figure comes from, where it is not the entry's. */
const RULE: Readonly<Partial<Record<PayrollOrigin, string>>> = { salary: '3.4', closed: '1.1' }

/**
 * Payroll cost of a month (domain.md 8, row Payroll): actual to the latest loaded day and the rest as forecast, where
 * nothing is forecast as budget; days on which the site is not in operation (`open`) cost nothing, and the remark says
 * why (1.1). The parts are the families; the steps say hours and cost of each code by origin.
 */
export function payrollCost(month: PayrollMonth, jobs: PayrollInput['jobs'], open?: OpenPeriod): Explained {
  const parts = [...new Set(jobs.map((job) => job.familyId))].map((familyId) => {
    const codes = jobs.filter((job) => job.familyId === familyId).map((job) => job.code)
    const name = JOB_FAMILIES.find((family) => family.id === familyId)?.name ?? familyId
    return part(familyId, name, payrollSum(month.days, codes, 'cost'))
  })
  const remark = closedRemark(open, monthOf(month.days[0]?.day ?? ''))
  return sumOfParts(parts, () => jobs.flatMap((job) => stepsOf(month, job)), remark)
}

function stepsOf(month: PayrollMonth, { code, title }: Pick<SiteJob, 'code' | 'title'>): readonly Step[] {
  return ORIGINS.flatMap((origin) => {
    const days = daysWith(month.days, code, origin)
    if (days.length === 0) return []
    const { hours, cost } = payrollTotal(days, [code])
    const rates = new Set(days.map(({ byCode }) => byCode[code]?.rate.toString()))
    const rate = rates.size === 1 ? (days[0]?.byCode[code]?.rate ?? null) : null
    return step(
      RULE[origin] ?? '3.7',
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
