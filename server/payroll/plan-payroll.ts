import type { z } from 'zod'
import { spreadToCodes, spreadWeek } from '../../shared/calc/payroll/payroll-entry.ts'
import type { SiteJob } from '../../shared/calc/payroll/site-job.ts'
import { cellLock, type LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import { payrollLineId } from '../../shared/categories/payroll.ts'
import type { payrollApi } from '../../shared/contract/payroll.ts'
import { type Day, daysOf, displayWeeksOf, type Month } from '../../shared/core/calendar.ts'
import type { Decimal } from '../../shared/core/decimal.ts'
import type { ErrorCode, FieldIssue } from '../../shared/core/errors.ts'
import { toScaled } from '../../shared/core/scaled.ts'
import { entryOf, type Planned } from '../documents/entry.ts'
import type { CodeDay } from './payroll-document.ts'
import type { PayrollSite } from './payroll-site.ts'

type Body = z.output<(typeof payrollApi.write)['body']>
type Metric = 'hours' | 'cost'
type Target = { readonly code?: string | undefined; readonly familyId?: string | undefined }

/** What a plan looks at: the month as it is now, and what may be typed in it. */
export type PayrollPlan = {
  readonly month: Month
  readonly site: PayrollSite
  /** One list a day of the month. */
  readonly days: readonly (readonly CodeDay[])[]
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
  const now = (days[at] ?? []).filter(({ job }) => codes.some(({ code }) => code === job.code))
  if (isHeld(now, metric, whole.entry.value)) return []
  const shares = codes.map(({ code, employees, annualSalary }) => {
    const forecast = now.find(({ job }) => job.code === code)?.forecast[metric] ?? null
    return { code, employees, annualSalary, forecast: stored(forecast) }
  })
  return spreadToCodes(whole.entry.value, shares).map(({ code, value }) => ({
    entry: { field, given, lineId: payrollLineId(metric, code), period: date, value },
  }))
}

/** True when the codes hold just that: typed in this way alone, and adding up to it. */
function isHeld(now: readonly CodeDay[], metric: Metric, value: number | null): boolean {
  const typed = now.filter(({ forecast }) => forecast.typed !== null)
  if (typed.some(({ forecast }) => forecast.typed !== metric)) return false
  if (typed.length === 0) return value === null
  return typed.reduce((sum, { forecast }) => sum + (stored(forecast[metric]) ?? 0), 0) === value
}

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
  const present = week.map((day) => {
    const at = daysOf(plan.month).indexOf(day)
    const own = (plan.days[at] ?? []).filter(({ job }) => open(jobs).some(({ code }) => code === job.code))
    const isLocked = cellLock({ id: lineId, category: 'payroll', grain: 'day' }, day, plan.facts) !== null
    return { day, at, value: own.reduce((sum, { value }) => sum + (stored(value[metric]) ?? 0), 0), isLocked }
  })
  const spread =
    whole.entry.value === null
      ? {
          kind: 'writes' as const,
          days: present.flatMap(({ day, isLocked }) => (isLocked ? [] : [{ day, value: null }])),
        }
      : spreadWeek(whole.entry.value, present)
  if (spread.kind === 'refused') {
    const code = present.every(({ isLocked }) => isLocked) ? 'PERIOD_LOCKED' : 'INVALID_DATA_TYPE'
    return [issue(code, field, spread.message, total)]
  }
  return spread.days.flatMap(({ day, value }) => {
    const dollars = value === null ? null : value / 100
    return planDay(jobs, field, metric, daysOf(plan.month).indexOf(day), dollars, plan)
  })
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

const stored = (value: Decimal | null): number | null => (value === null ? null : toScaled(value, 2))

function issue(
  code: ErrorCode,
  field: string,
  message: string,
  providedValue: unknown,
  expectedFormat?: string,
): { readonly issue: FieldIssue } {
  return { issue: { code, field, message, providedValue, ...(expectedFormat === undefined ? {} : { expectedFormat }) } }
}
