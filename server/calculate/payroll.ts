import { given, part, step, sumOfParts } from '../../shared/calc/explain.ts'
import { averageHourlyRate } from '../../shared/calc/payroll/hourly-rate.ts'
import { payrollCost } from '../../shared/calc/payroll/payroll-cost.ts'
import { spreadToCodes } from '../../shared/calc/payroll/payroll-entry.ts'
import { payrollMonth, payrollTotal } from '../../shared/calc/payroll/payroll-month.ts'
import { familyOf, type SiteJob } from '../../shared/calc/payroll/site-job.ts'
import { type PayrollMetric, payrollLineId } from '../../shared/categories/payroll.ts'
import { daysOf, type Month } from '../../shared/core/calendar.ts'
import { Decimal, ZERO } from '../../shared/core/decimal.ts'
import { fromScaled, toScaled } from '../../shared/core/scaled.ts'
import { refuse } from './refuse.ts'
import type { Runners } from './runner.ts'
import { rounded, toWire } from './to-wire.ts'

type Entry = { readonly code: string } & Readonly<Partial<Record<PayrollMetric, Decimal | null>>>
const METRICS: readonly PayrollMetric[] = ['hours', 'cost', 'rate']
const hundredths = (value: Decimal | null | undefined): number | null => (value == null ? null : toScaled(value, 2))

export const payrollRunners: Runners<'payrollCost' | 'averageHourlyRate' | 'payrollSplit'> = {
  payrollCost: (inputs) => {
    const codes = inputs.jobs.map(({ code }) => code)
    codes.forEach((code, i) => {
      if (codes.indexOf(code) !== i) refuse(`jobs.${i}.code`, 'This job code is told twice.', 'each code once', code)
    })
    const jobs = inputs.jobs.map((job): SiteJob => ({
      ...job,
      title: job.title ?? job.code,
      familyId: job.familyId ?? familyOf(job.code),
      billing: null,
    }))
    const month = payrollMonth({
      month: inputs.month,
      jobs,
      forecast: byLine(inputs.month, codes, inputs.forecast, 'forecast'),
      actual: byLine(inputs.month, codes, inputs.actual, 'actual'),
      budget: budgetByLine(codes, inputs.budget),
      defaultRate: inputs.defaultRate,
    })
    return {
      ...toWire(payrollCost(month, jobs)),
      hours: rounded(payrollTotal(month.days, codes).hours, 'hours'),
      lastActual: month.lastActual,
    }
  },

  averageHourlyRate: ({ payRows }) => toWire(averageHourlyRate(payRows), 'rate'),

  payrollSplit: ({ value, unit, codes }) => {
    const shares = spreadToCodes(
      toScaled(value, 2),
      codes.map(({ code, employees, forecast, isSalaried }) => ({
        code,
        employees,
        forecast: hundredths(forecast),
        annualSalary: isSalaried ? ZERO : null,
      })),
    )
    const parts = shares.map((share) => part(share.code, share.code, fromScaled(share.value ?? 0, 2)))
    const from = codes.map(({ code, employees }) => given(`${code} employees`, new Decimal(employees), 'count', 'site'))
    const explained = sumOfParts(
      parts,
      parts.map(({ label, value: share }) => step('3.7', label, share, unit, from)),
      shares.length === 0 ? 'Nobody forecasts these codes: they are salaried.' : null,
    )
    return toWire(explained, unit)
  },
}

function byLine(
  month: Month,
  codes: readonly string[],
  entries: readonly (Entry & { readonly day: string })[],
  field: string,
): Record<string, (number | null)[]> {
  const days = daysOf(month)
  const lists: Record<string, (number | null)[]> = {}
  const seen = new Set<string>()
  entries.forEach((entry, i) => {
    const at = days.indexOf(entry.day)
    if (at < 0) refuse(`${field}.${i}.day`, `This day is not in ${month}.`, `a day of ${month}`, entry.day)
    knownCode(codes, entry.code, `${field}.${i}.code`)
    const key = `${entry.code} ${entry.day}`
    if (seen.has(key)) refuse(`${field}.${i}`, 'This code and day are told twice.', 'each code and day once', key)
    seen.add(key)
    for (const metric of METRICS) {
      const value = hundredths(entry[metric])
      if (value !== null) (lists[payrollLineId(metric, entry.code)] ??= days.map(() => null))[at] = value
    }
  })
  return lists
}

function budgetByLine(codes: readonly string[], entries: readonly Entry[]): Record<string, number | null> {
  const lines: Record<string, number | null> = {}
  entries.forEach((entry, i) => {
    knownCode(codes, entry.code, `budget.${i}.code`)
    if (entries.findIndex(({ code }) => code === entry.code) !== i)
      refuse(`budget.${i}.code`, 'This job code is told twice.', 'each code once', entry.code)
    for (const metric of METRICS) lines[payrollLineId(metric, entry.code)] = hundredths(entry[metric])
  })
  return lines
}

function knownCode(codes: readonly string[], code: string, field: string): void {
  if (!codes.includes(code)) refuse(field, 'This code is not among the jobs.', `one of ${codes.join(', ')}`, code)
}
