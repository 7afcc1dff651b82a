import type { Month } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { overtimeRateOf } from '../payroll/labor-revenue.ts'
import { type DayHours, type SplitHours, splitOvertime } from '../payroll/overtime.ts'
import type { Contract } from './contract.ts'
import { isActive } from './escalation.ts'
import { type IncrementTerms, incrementDates, incremented } from './fixed-fee.ts'

/** A day's hours of one job code, as payroll knows them. */
export type WorkedDay = DayHours & {
  /** True where the hours are the budget's even spread: a month of nothing else has no weeks and earns no overtime. */
  readonly isBudget: boolean
}

/** What the client pays for one day of a job code, and what it is made of. */
export type DayRevenue = SplitHours & {
  readonly rate: Decimal
  readonly overtimeRate: Decimal
  /** Percent added by the contract increments so far, one after the other. */
  readonly increments: number
  readonly revenue: Decimal
}

/**
 * What the contract pays for each day of a job code (domain.md 3.9, 6.3, C-26): the days of a month add up to what
 * `perLaborHour` gives the code. `earlier` are the days before the month, back to the Saturday its first week began on.
 * Null: the contract has no rate for the code in this month, so it is not billable.
 */
export function laborRevenueByDay(
  contract: IncrementTerms & Pick<Contract, 'perLaborHour' | 'startDate'>,
  month: Month,
  code: string,
  days: readonly WorkedDay[],
  earlier: readonly DayHours[],
): DayRevenue[] | null {
  const paid = contract.perLaborHour?.jobRates.find(
    (job) => job.jobCode === code && isActive(month, job.startDate, job.endDate),
  )
  if (paid === undefined) return null
  const isSplit = (contract.perLaborHour?.useOvertimeSplit ?? true) && days.some(({ isBudget }) => !isBudget)
  const split = isSplit
    ? splitOvertime([...earlier, ...days]).slice(earlier.length)
    : days.map(({ day, hours }) => ({ day, regular: hours, overtime: ZERO }))
  const overtimeRate = overtimeRateOf(paid)
  const dates = incrementDates(contract, month, paid.startDate ?? contract.startDate)
  return split.map(({ day, regular, overtime }) => {
    const atRates = regular.times(paid.rate).plus(overtime.times(overtimeRate))
    const revenue = incremented(atRates, contract, dates)
    return { day, regular, overtime, rate: paid.rate, overtimeRate, increments: dates.length, revenue }
  })
}
