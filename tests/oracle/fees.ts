import type { Contract, EscalationSchedule } from '../../shared/calc/internal-revenue/contract.ts'
import type { JobHours, MonthInput } from '../../shared/calc/internal-revenue/month-input.ts'
import { type Known, exact, maybe, orNought, total, dayNumber, yearIn, firstOf, counts } from './amounts.ts'
import {
  type Fraction,
  fractionOf,
  larger,
  minus,
  NOUGHT,
  over,
  percentOf,
  plus,
  times,
  toTwoDecimals,
  whole,
} from './fraction.ts'

// 6.1
function increments(contract: Contract, month: string, start: string | null): number {
  const { incrementMonth, incrementAmount, ratesAlreadyEscalatedThrough: through } = contract
  if (incrementMonth === null || incrementAmount === null || incrementAmount.isZero()) return 0
  const begin = start ?? through
  if (begin === null) return 0
  let steps = 0
  for (
    let year = Math.min(yearIn(begin), through === null ? 9999 : yearIn(through));
    year <= yearIn(month);
    year += 1
  ) {
    const at = firstOf(year, incrementMonth)
    if (at > dayNumber(month)) continue
    if (start !== null && dayNumber(start) > at) continue
    if (through !== null && at <= dayNumber(through)) continue
    steps += 1
  }
  return steps
}
const raised = (amount: Fraction, contract: Contract, steps: number): Fraction => {
  const factor = plus(whole(1), over(orNought(maybe(contract.incrementAmount)), whole(100)))
  return Array.from({ length: steps }).reduce<Fraction>((value) => times(value, factor), amount)
}
export function fixedFee(contract: Contract, month: string): Known {
  if (contract.fixedFee === null) return null
  return contract.fixedFee.serviceRates
    .filter((fee) => counts(month, fee.startDate, fee.endDate))
    .map((fee) => raised(exact(fee.fee), contract, increments(contract, month, fee.startDate)))
    .reduce(plus, NOUGHT)
}

// 6.2
export function rooms(contract: Contract, input: MonthInput): Known {
  if (contract.perOccupiedRoom === null) return null
  const forecast = maybe(input.occupiedRooms.forecast)
  const budget = maybe(input.occupiedRooms.budget)
  const used = forecast === null || forecast.top === 0n ? (budget ?? forecast) : forecast
  return used && times(exact(contract.perOccupiedRoom.roomRate), used)
}

// 6.3: of a Saturday–Friday week the hours above 40 are overtime; a month has those that come in it
type Hours = { regular: Fraction; overtime: Fraction }
export function hoursIn(hours: JobHours | undefined, month: string, isSplit: boolean): Hours | null {
  if (!hours) return null
  if (!hours.days) return hours.budget === null ? null : { regular: exact(hours.budget), overtime: NOUGHT }
  const weeks = new Map<number, { before: Fraction; within: Fraction }>()
  for (const { day, hours: amount } of hours.days) {
    const daysSince1970 = Date.UTC(yearIn(day), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000
    const week = Math.floor((daysSince1970 - 2) / 7) // 3 January 1970 was a Saturday
    const entry = weeks.get(week) ?? { before: NOUGHT, within: NOUGHT }
    if (day.slice(0, 7) < month) entry.before = plus(entry.before, exact(amount))
    if (day.slice(0, 7) === month) entry.within = plus(entry.within, exact(amount))
    weeks.set(week, entry)
  }
  const above = (amount: Fraction) => larger(NOUGHT, minus(amount, whole(40)))
  let [all, overtime] = [NOUGHT, NOUGHT]
  for (const { before, within } of weeks.values()) {
    all = plus(all, within)
    if (isSplit) overtime = plus(overtime, minus(above(plus(before, within)), above(before)))
  }
  return { regular: minus(all, overtime), overtime }
}
export const timeAndAHalf = (rate: Fraction) => toTwoDecimals(times(rate, fractionOf('1.5')))
export const paid = (hours: Hours, rate: Fraction, overtimeRate: Fraction) =>
  plus(times(hours.regular, rate), times(hours.overtime, overtimeRate))
export function labor(contract: Contract, input: MonthInput): Known {
  if (contract.perLaborHour === null) return null
  const { jobRates, useOvertimeSplit } = contract.perLaborHour
  const jobs = jobRates.filter((job) => counts(input.month, job.startDate, job.endDate))
  if (jobs.length === 0) return NOUGHT
  return total(
    jobs.map((job) => {
      const hours = hoursIn(input.hours[job.jobCode], input.month, useOvertimeSplit)
      if (!hours) return null
      const rate = exact(job.rate)
      const steps = increments(contract, input.month, job.startDate ?? contract.startDate)
      return raised(paid(hours, rate, maybe(job.overtimeRate) ?? timeAndAHalf(rate)), contract, steps)
    }),
  )
}

// 6.10
export function stepped(
  stored: Fraction,
  schedule: EscalationSchedule | null,
  by: Known,
  month: string,
  today: string,
  from: string | null,
): Fraction {
  if (!schedule?.enabled || by === null || by.top === 0n) return stored
  const asOf = schedule.asOf === null ? firstOf(yearIn(today) - 1, 12) + 30 : dayNumber(schedule.asOf)
  let value = stored
  for (let year = Math.floor(asOf / 10_000); year <= yearIn(month); year += 1) {
    const at = firstOf(year, schedule.month)
    if (at <= asOf || at > dayNumber(month) || (from !== null && at < dayNumber(from))) continue
    const next = schedule.type === 'Percentage' ? plus(value, percentOf(by, value)) : plus(value, by)
    value = toTwoDecimals(larger(NOUGHT, next))
  }
  return value
}
