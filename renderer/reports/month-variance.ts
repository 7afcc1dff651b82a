import { type Variance, variance } from '../../shared/calc/variance.ts'
import type { PlRow } from '../../shared/contract/profit-and-loss.ts'
import { cents, dollarsOf, roundToCents } from '../../shared/core/money.ts'

type Amount = number | null
export type YearTotal = {
  readonly value: Amount
  readonly budget: Amount
  readonly lastYear: Amount
  /** Cents; the sum of the months' variances, so that what is shown adds up. */
  readonly variance: Amount
  readonly percent: Variance['percent']
  readonly verdict: Variance['verdict'] | null
  /** True when a month has a value but no budget: it is in no variance. */
  readonly isPartial: boolean
}

const dollars = (amount: Amount) => (amount === null ? null : dollarsOf(cents(amount)))

/** Cents against cents, read with the row's polarity (domain.md 9.4). */
export const amountVariance = (value: Amount, baseline: Amount, polarity: 1 | -1): Variance | null =>
  variance(dollars(value), dollars(baseline), polarity)

/** A variance's amount back in whole cents; exact, both sides were. */
export const centsOf = (one: Variance): number => roundToCents(one.amount)

/** Adds what is known; null when nothing is. */
export const addAmounts = (amounts: readonly Amount[]): Amount =>
  amounts.reduce((sum, amount) => (amount === null ? sum : (sum ?? 0) + amount), null)

/** The year: each column the sum of its shown months; the variance over months that have both sides (grid-and-pnl.md D2). */
export function yearTotal({ months, polarity }: Pick<PlRow, 'months' | 'polarity'>): YearTotal {
  const both = months.filter(({ value, budget }) => value !== null && budget !== null)
  const compared = amountVariance(
    addAmounts(both.map(({ value }) => value)),
    addAmounts(both.map(({ budget }) => budget)),
    polarity,
  )
  return {
    value: addAmounts(months.map(({ value }) => value)),
    budget: addAmounts(months.map(({ budget }) => budget)),
    lastYear: addAmounts(months.map(({ lastYear }) => lastYear)),
    variance: compared && centsOf(compared),
    percent: compared?.percent ?? null,
    verdict: compared?.verdict ?? null,
    isPartial: both.length < months.filter(({ value }) => value !== null).length,
  }
}
