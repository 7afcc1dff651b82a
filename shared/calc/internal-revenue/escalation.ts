import { type Day, type Month, yearOf } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import type { Explained, Given, Step } from '../explained.ts'
import type { EscalationSchedule, Escalator } from './contract.ts'
import { given, part, step } from '../explain.ts'

/** The first day of a month: the only day on which contract terms are looked at (domain.md 6.1). */
const firstDayOf = (month: Month): Day => `${month}-01`

/** True when a term with these dates counts in the month: no start and no end mean always (domain.md 6.1). */
export function isActive(month: Month, start: Day | null, end: Day | null): boolean {
  const first = firstDayOf(month)
  return (start === null || start <= first) && (end === null || end >= first)
}

/** The yearly dates d on the first of `monthNumber` with `after` < d ≤ first of the month and d ≥ `notBefore`. */
export function escalationDates(
  monthNumber: number,
  month: Month,
  after: Day | null,
  notBefore: Day | null = null,
): readonly Day[] {
  const start = after ?? notBefore
  if (start === null) return []
  const dates: Day[] = []
  for (let year = yearOf(start); year <= yearOf(month); year += 1) {
    const date = `${year}-${String(monthNumber).padStart(2, '0')}-01`
    const isDue = (after === null || date > after) && (notBefore === null || date >= notBefore)
    if (isDue && date <= firstDayOf(month)) dates.push(date)
  }
  return dates
}

/** Dates of a block escalator due in a month (domain.md 6.10). `today` gives the default of `asOf`. */
export function blockDates(
  schedule: EscalationSchedule | null,
  month: Month,
  today: Day,
  notBefore: Day | null = null,
): readonly Day[] {
  if (schedule === null || !schedule.enabled) return []
  return escalationDates(schedule.month, month, schedule.asOf ?? `${yearOf(today) - 1}-12-31`, notBefore)
}

/** One step: percent or fixed amount; a result below 0 becomes 0 (domain.md 6.10). Not rounded. */
export function escalate(value: Decimal, type: EscalationSchedule['type'], by: Decimal): Decimal {
  const next = type === 'Percentage' ? value.times(by.div(100).plus(1)) : value.plus(by)
  return next.isNegative() ? ZERO : next
}

/** A stored rate, amount or percentage after the due steps, rounded to 2 decimals after each (domain.md 6.10). */
export function escalatedRate(
  stored: Decimal,
  schedule: EscalationSchedule | null,
  by: Decimal | null,
  dates: readonly Day[],
): Decimal {
  if (schedule === null || by === null || by.isZero()) return stored
  return dates.reduce((value) => escalate(value, schedule.type, by).toDecimalPlaces(2), stored)
}

/**
 * A stored rate, amount or percentage in a month with every step on its way (domain.md 6.10): the stored value and what
 * each step adds are the parts.
 */
export function escalated(
  stored: Decimal,
  escalator: Escalator,
  month: Month,
  today: Day,
  unit: Step['unit'],
): Explained {
  const parts = [part('stored', 'Stored value', stored)]
  const steps: Step[] = []
  let value = stored
  for (const date of blockDates(escalator, month, today)) {
    const before = value
    value = escalatedRate(before, escalator, escalator.value, [date])
    parts.push(part(date, `Step of ${date}`, value.minus(before)))
    const by = given(escalator.type === 'Percentage' ? 'percent' : 'amount', escalator.value, 'count', 'contract')
    steps.push(step('6.10', `Step of ${date}`, value, unit, [given('before', before, unit, 'contract'), by]))
  }
  return { total: value, parts, steps, remark: null }
}

/** Says an escalation as a step of an explanation. */
export function escalationStep(
  rule: string,
  label: string,
  escalated: Decimal,
  unit: Step['unit'],
  stored: Decimal,
  dates: readonly Day[],
): Step {
  const from: readonly Given[] = [
    given('stored', stored, unit, 'contract'),
    given('steps on', dates.join(', '), 'text', 'contract'),
  ]
  return step(rule, label, escalated, unit, from)
}
