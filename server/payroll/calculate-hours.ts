import type { z } from 'zod'
import { sumOf } from '../../shared/calc/day-figures.ts'
import { NO_CONTRACT } from '../../shared/calc/internal-revenue/contract.ts'
import { perLaborHour } from '../../shared/calc/internal-revenue/per-labor-hour.ts'
import { rateOfCode } from '../../shared/calc/payroll/hourly-rate.ts'
import { splitOvertime } from '../../shared/calc/payroll/overtime.ts'
import { LOCK_WORDS } from '../../shared/calc/validation/cell-lock.ts'
import type { payrollApi } from '../../shared/contract/payroll.ts'
import { monthOf } from '../../shared/core/calendar.ts'
import { Decimal, ZERO } from '../../shared/core/decimal.ts'
import { AppError, type FieldIssue } from '../../shared/core/errors.ts'
import { rounded } from '../documents/rounded.ts'
import type { PayrollSite } from './payroll-site.ts'

type Body = z.output<(typeof payrollApi.calculate)['body']>
type Calculated = Omit<z.input<(typeof payrollApi.calculate)['data']>, 'siteId'>

/**
 * Cost and revenue of given hours (domain.md 3.7, 3.9, 6.3): hours × the code's rate, and what the contract pays for
 * them with its increments. Weeks are filled by the given hours alone. Every code at fault is named in one error.
 */
export function calculateHours({ hoursByCodeAndDate, rates }: Body, { facts, jobs }: PayrollSite): Calculated {
  const issues = [
    ...Object.keys(hoursByCodeAndDate).flatMap((code) => problemOf(code, `hoursByCodeAndDate.${code}`, jobs)),
    ...Object.keys(rates).flatMap((code) => problemOf(code, `rates.${code}`, jobs)),
  ]
  const first = issues[0]
  if (first) throw new AppError(first.code, first.message, issues)

  const terms = facts.contract ?? NO_CONTRACT
  const isSplit = terms.perLaborHour?.useOvertimeSplit ?? true
  const exact = jobs.flatMap((job) => {
    const given = hoursByCodeAndDate[job.code]
    if (given === undefined) return []
    const days = Object.entries(given).map(([day, hours]) => ({ day, hours: new Decimal(hours) }))
    const hours = sumOf(days.map((one) => one.hours)) ?? ZERO
    const overtime = isSplit ? (sumOf(splitOvertime(days).map((one) => one.overtime)) ?? ZERO) : ZERO
    const rate =
      rates[job.code] === undefined ? rateOfCode(job.averageRate, facts.defaultRate) : new Decimal(rates[job.code] ?? 0)
    const paid = [...new Set(days.map(({ day }) => monthOf(day)))].map((month) => {
      const revenue = perLaborHour(terms, month, { [job.code]: { days, budget: null } })
      return revenue?.parts.find(({ id }) => id === job.code)?.value ?? null
    })
    return [{ job, hours, overtime, rate, cost: hours.times(rate), revenue: sumOf(paid) ?? ZERO }]
  })
  const sum = (pick: (one: (typeof exact)[number]) => Decimal) => money(sumOf(exact.map(pick)) ?? ZERO)
  return {
    codes: exact.map(({ job, hours, overtime, rate, cost, revenue }) => ({
      code: job.code,
      title: job.title,
      hours: money(hours),
      regularHours: money(hours.minus(overtime)),
      overtimeHours: money(overtime),
      rate: money(rate),
      cost: money(cost),
      revenue: money(revenue),
      billable: job.billing !== null,
    })),
    totals: {
      hours: sum(({ hours }) => hours),
      regularHours: sum(({ hours, overtime }) => hours.minus(overtime)),
      overtimeHours: sum(({ overtime }) => overtime),
      cost: sum(({ cost }) => cost),
      revenue: sum(({ revenue }) => revenue),
    },
  }
}

const money = (value: Decimal): number => rounded(value, 2) ?? 0

function problemOf(code: string, field: string, jobs: PayrollSite['jobs']): FieldIssue[] {
  const job = jobs.find((one) => one.code === code)
  const message = job === undefined ? `Nobody works in ${code} at this site.` : LOCK_WORDS.salaried
  if (job?.annualSalary === null) return []
  const expectedFormat = `one of ${jobs.flatMap((one) => (one.annualSalary === null ? [one.code] : [])).join(', ')}`
  return [{ code: 'INVALID_DATA_TYPE', field, message, providedValue: code, expectedFormat }]
}
