import type { z } from 'zod'
import type { PayrollCodeDay } from '../../shared/calc/payroll/code-days.ts'
import { type CodeValue, enterDay, enterWeek } from '../../shared/calc/payroll/family-entry.ts'
import type { SiteJob } from '../../shared/calc/payroll/site-job.ts'
import { cellLock, type LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import { payrollLineId } from '../../shared/categories/payroll.ts'
import type { payrollApi } from '../../shared/contract/payroll.ts'
import { type Day, daysOf, displayWeeksOf, type Month } from '../../shared/core/calendar.ts'
import type { ErrorCode, FieldIssue } from '../../shared/core/errors.ts'
import { entryOf, type Planned } from '../documents/entry.ts'
import type { PayrollSite } from './payroll-site.ts'

type Body = z.output<(typeof payrollApi.write)['body']>
type Metric = 'hours' | 'cost'
type Target = { readonly code?: string | undefined; readonly familyId?: string | undefined }

/** What a plan looks at: the month as it is now, and what may be typed in it. */
export type PayrollPlan = {
  readonly month: Month
  readonly site: PayrollSite
  readonly days: readonly PayrollCodeDay[]
  readonly facts: LockFacts
}

/**
 * The cells a PUT of payroll enters (domain.md 3.7): a code's as they are given, a family's spread over its codes, a
 * week's spread over its open days first. A family's value that is what its codes hold already changes none of them.
 */
export function planPayroll({ rows, weeks }: Body, plan: PayrollPlan): Planned[] {
  return [
    ...rows.flatMap((row, index) => planRow(row, `rows.${index}`, plan)),
    ...weeks.flatMap((week, index) => planWeek(week, `weeks.${index}`, plan)),
  ]
}

function planRow(row: Body['rows'][number], field: string, plan: PayrollPlan): Planned[] {
  const at = daysOf(plan.month).indexOf(row.date)
  if (at === -1) {
    const right = `a day of ${plan.month}`
    return [issue('INVALID_PERIOD', `${field}.date`, 'This day is not in the month.', row.date, right)]
  }
  const jobs = jobsOf(row, field, plan.site)
  if ('issue' in jobs) return [jobs]
  const rate = row.rateOverride
  return [
    ...(['hours', 'cost'] as const).flatMap((metric) => {
      const value = row[metric]
      return value === undefined ? [] : planDay(jobs.found, `${field}.${metric}`, metric, at, value, plan)
    }),
    ...(rate === undefined
      ? []
      : open(jobs.found).map(({ code }) =>
          entryOf(`${field}.rateOverride`, payrollLineId('rate', code), row.date, rate),
        )),
  ]
}

/** A day's hours or cost of one code, or of a family's. */
function planDay(
  jobs: readonly SiteJob[],
  field: string,
  metric: Metric,
  at: number,
  given: number | null,
  { month, days }: PayrollPlan,
): Planned[] {
  const date = daysOf(month)[at] ?? ''
  const codes = open(jobs)
  const [only] = codes
  if (only === undefined) return []
  const whole = entryOf(field, payrollLineId(metric, only.code), date, given)
  if (codes.length === 1 || 'issue' in whole) return [whole]
  return entriesOf(field, metric, given, date, enterDay(codesOf(days, at, codes), metric, whole.entry.value).codes)
}

const codesOf = (days: PayrollPlan['days'], at: number, jobs: readonly SiteJob[]) =>
  (days[at]?.codes ?? []).filter(({ job }) => jobs.some(({ code }) => code === job.code))

const entriesOf = (
  field: string,
  metric: Metric,
  given: number | null,
  period: Day,
  codes: readonly CodeValue[],
): Planned[] =>
  codes.map(({ code, value }) => ({ entry: { field, given, lineId: payrollLineId(metric, code), period, value } }))

function planWeek(week: Body['weeks'][number], field: string, plan: PayrollPlan): Planned[] {
  const weeks = displayWeeksOf(plan.month)
  const days = weeks.find(([first]) => first === week.first)
  if (days === undefined) {
    const right = weeks.map(([first]) => first).join(', ')
    return [issue('INVALID_PERIOD', `${field}.first`, 'No week of the month begins on this day.', week.first, right)]
  }
  const jobs = jobsOf(week, field, plan.site)
  if ('issue' in jobs) return [jobs]
  return (['hours', 'cost'] as const).flatMap((metric) => {
    const total = week[metric]
    return total === undefined ? [] : planTotal(jobs.found, `${field}.${metric}`, metric, days, total, plan)
  })
}

/** A week's total over its open days; cleared, it clears them. */
function planTotal(
  jobs: readonly SiteJob[],
  field: string,
  metric: Metric,
  week: readonly Day[],
  total: number | null,
  plan: PayrollPlan,
): Planned[] {
  const [only] = open(jobs)
  if (only === undefined) return []
  const lineId = payrollLineId(metric, only.code)
  const whole = entryOf(field, lineId, week[0] ?? '', total)
  if ('issue' in whole) return [whole]
  const days = week.map((day) => {
    const codes = codesOf(plan.days, daysOf(plan.month).indexOf(day), open(jobs))
    return {
      day,
      codes,
      isLocked: cellLock({ id: lineId, category: 'payroll', grain: 'day' }, day, plan.facts) !== null,
    }
  })
  const entry = enterWeek(days, metric, whole.entry.value)
  if (entry.kind === 'refused') {
    const code = days.every(({ isLocked }) => isLocked) ? 'PERIOD_LOCKED' : 'INVALID_DATA_TYPE'
    return [issue(code, field, entry.message, total)]
  }
  return entry.days.flatMap(({ day, codes }) => entriesOf(field, metric, total, day, codes))
}

/** The codes that a row or a week names: one, or a family's; a name nobody knows here is an issue. */
function jobsOf({ code, familyId }: Target, field: string, { jobs, families }: PayrollSite) {
  if ((code === undefined) === (familyId === undefined)) {
    return issue(
      'MISSING_REQUIRED_FIELD',
      `${field}.code`,
      'Name a job code or a job family.',
      code,
      'code or familyId',
    )
  }
  const named = jobs.filter((job) => job.code === code || job.familyId === familyId)
  const right = (code === undefined ? families.map(({ id }) => id) : jobs.map((job) => job.code)).join(', ')
  if (named.length === 0) {
    const message = `Nobody works in ${code ?? familyId} at this site.`
    const at = `${field}.${code === undefined ? 'familyId' : 'code'}`
    return issue('INVALID_DATA_TYPE', at, message, code ?? familyId, right)
  }
  return { found: named }
}

/** The codes a person forecasts; where all are salaried, the first, so that its lock is told. */
function open(jobs: readonly SiteJob[]): readonly SiteJob[] {
  const hourly = jobs.filter(({ annualSalary }) => annualSalary === null)
  return hourly.length > 0 ? hourly : jobs.slice(0, 1)
}

function issue(
  code: ErrorCode,
  field: string,
  message: string,
  providedValue: unknown,
  expectedFormat?: string,
): { readonly issue: FieldIssue } {
  return { issue: { code, field, message, providedValue, ...(expectedFormat === undefined ? {} : { expectedFormat }) } }
}
