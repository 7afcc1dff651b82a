import type { Day, Month } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained, Step } from '../explained.ts'
import type { Contract, ServiceRate } from './contract.ts'
import { escalate, escalationDates, isActive } from './escalation.ts'
import { given, part, step, sumOfParts } from '../explain.ts'

export type IncrementTerms = Pick<Contract, 'incrementMonth' | 'incrementAmount' | 'ratesAlreadyEscalatedThrough'>

/**
 * Dates on which the contract increment raises what started on `start`: the first of the increment month of each year
 * from the start on, except those the stored rates hold already (domain.md 6.1, C-37, C-38).
 */
export function incrementDates(terms: IncrementTerms, month: Month, start: Day | null): readonly Day[] {
  if (terms.incrementMonth === null || terms.incrementAmount === null || terms.incrementAmount.isZero()) return []
  return escalationDates(terms.incrementMonth, month, terms.ratesAlreadyEscalatedThrough, start)
}

/** An amount after the contract increments of those dates: percentage only, not rounded. */
export function incremented(amount: Decimal, terms: IncrementTerms, dates: readonly Day[]): Decimal {
  return dates.reduce((value) => escalate(value, 'Percentage', terms.incrementAmount ?? ZERO), amount)
}

/** The fixed fees of a month with their increments, in dollars (domain.md 6.1). Null when the block is not enabled. */
export function fixedFee(
  contract: IncrementTerms & Pick<Contract, 'fixedFee'>,
  month: Month,
): (Explained & { readonly base: Decimal }) | null {
  if (contract.fixedFee === null) return null
  const active = contract.fixedFee.serviceRates.filter((fee) => isActive(month, fee.startDate, fee.endDate))
  const base = sumOf(active.map(({ fee }) => fee)) ?? ZERO
  const steps: Step[] = [
    step(
      '6.1',
      'Fees before increments',
      base,
      'money',
      active.map((fee) => given(fee.name, fee.fee, 'money', 'contract')),
    ),
  ]
  const parts = active.map((fee) => {
    const dates = incrementDates(contract, month, fee.startDate)
    let value = fee.fee
    for (const date of dates) {
      const before = value
      value = incremented(value, contract, [date])
      steps.push(incrementStep(fee, date, before, value, contract))
    }
    return part(fee.code, fee.name, value)
  })
  if (parts.length === 0) return { ...sumOfParts([], steps, 'No fee is active in this month.'), total: ZERO, base }
  return { ...sumOfParts(parts, steps), base }
}

const incrementStep = (fee: ServiceRate, date: Day, before: Decimal, value: Decimal, terms: IncrementTerms): Step =>
  step('6.1', `${fee.name}: increment of ${date}`, value, 'money', [
    given('before', before, 'money', 'contract'),
    given('percent', terms.incrementAmount, 'count', 'contract'),
  ])
