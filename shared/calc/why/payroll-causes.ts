import { daysOf, type Month } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { fromScaled } from '../../core/scaled.ts'
import { payrollLineId } from '../../categories/payroll.ts'
import { sumOf } from '../day-figures.ts'
import { payrollBudgetDays, type PayrollInput, type PayrollMonth, payrollSum } from '../payroll/payroll-month.ts'
import type { SiteJob } from '../payroll/site-job.ts'
import type { DayLists } from '../site-year/stored-year.ts'
import { driverSplit, lineOf, type Sides, type VolumeAndAmount } from './driver-split.ts'
import type { Explanation } from './revenue-causes.ts'

/** Vehicles on both sides, to tell the hours they ask for; null where a side is not known. */
export type Vehicles = { readonly before: Decimal; readonly after: Decimal } | null

/** Hours and cost a month's budget holds of a code. */
export function budgetedPayroll(input: PayrollInput, job: SiteJob): VolumeAndAmount {
  const days = payrollBudgetDays(input, job)
  return {
    volume: sumOf(days.map(({ hours }) => hours)) ?? ZERO,
    amount: sumOf(days.map(({ cost }) => cost)) ?? ZERO,
  }
}

/** Hours and cost the labor system had of a code in a month of last year. */
export function loadedPayroll(month: Month, payroll: DayLists, { code }: SiteJob): VolumeAndAmount {
  const total = (metric: 'hours' | 'cost') =>
    daysOf(month).reduce((sum, _, i) => sum + (payroll[payrollLineId(metric, code)]?.[i] ?? 0), 0)
  return { volume: fromScaled(total('hours'), 2), amount: fromScaled(total('cost'), 2) }
}

/**
 * Payroll against a baseline: hours at the old wage and the wage at the new hours, code by code (grid-and-pnl.md D5). The
 * hours part is split again into the hours that more or fewer vehicles ask for at the baseline's hours a vehicle, and the
 * others; salaried codes do not move with vehicles. Null where neither side has hours.
 */
export function payrollCauses(
  { jobs }: Pick<PayrollInput, 'jobs'>,
  { days }: PayrollMonth,
  beforeOf: (job: SiteJob) => VolumeAndAmount,
  sides: Sides,
  vehicles: Vehicles,
): Explanation | null {
  const codes = jobs.map((job) => ({
    isHourly: job.annualSalary === null,
    line: lineOf(beforeOf(job), {
      volume: payrollSum(days, [job.code], 'hours') ?? ZERO,
      amount: payrollSum(days, [job.code], 'cost') ?? ZERO,
    }),
  }))
  const [before, after] = (['volumeBefore', 'volumeAfter'] as const).map((side) =>
    codes.reduce((sum, { line }) => sum.plus(line[side]), ZERO),
  )
  if (before === undefined || after === undefined || (before.isZero() && after.isZero())) return null
  const split = driverSplit(
    codes.map(({ line }) => line),
    sides,
  )
  const hourly = codes.filter(({ isHourly }) => isHourly)
  const forVolume =
    vehicles === null || vehicles.before.isZero()
      ? ZERO
      : hourly
          .reduce((sum, { line }) => sum.plus(line.volumeBefore.times(line.rateBefore)), ZERO)
          .times(vehicles.after.minus(vehicles.before))
          .div(vehicles.before)
  const { volume, rate, mix, beyond, plan } = split
  return {
    causes: { forVolume, hours: volume.minus(forVolume), wage: rate, mix, beyond, plan },
    facts: [{ id: 'hours', before, after }],
  }
}
