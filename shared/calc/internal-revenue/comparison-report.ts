import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Contract } from './contract.ts'

/** A posted row of the ledger, in ledger sign: revenue is negative (domain.md 0.1). */
export type LedgerRow = { readonly account: string; readonly entity: string; readonly amount: Decimal }

/** Forecast against what was posted and invoiced (domain.md 6.9), in dollars. */
export type BilledComparison = {
  readonly posted: Decimal
  readonly invoiced: Decimal
  readonly totalActual: Decimal
  readonly deviation: Decimal | null
  /** Percent of the forecast; null when the forecast is 0 or not known. */
  readonly percent: Decimal | null
  readonly needsReview: boolean
}

const isRevenueAccount = (row: LedgerRow) => /^4\d{3}$/.test(row.account) && row.entity !== '06'

/**
 * Compares a month's forecast revenue with posted revenue and invoices that are not posted yet. A review is needed only
 * when both thresholds of the contract are exceeded; without either of them never (domain.md 6.9).
 */
export function compareWithBilled(
  contract: Pick<Contract, 'deviationPercentage' | 'deviationAmount'>,
  forecast: Decimal | null,
  ledger: readonly LedgerRow[],
  unpostedInvoices: readonly Decimal[],
): BilledComparison {
  const posted = (sumOf(ledger.filter(isRevenueAccount).map(({ amount }) => amount)) ?? ZERO).negated()
  const invoiced = sumOf(unpostedInvoices) ?? ZERO
  const totalActual = posted.plus(invoiced)
  const deviation = forecast === null ? null : totalActual.minus(forecast).abs()
  const percent =
    deviation === null || forecast === null || forecast.isZero() ? null : deviation.div(forecast.abs()).times(100)
  const { deviationPercentage, deviationAmount } = contract
  const isOver = (value: Decimal | null, limit: Decimal | null) =>
    value !== null && limit !== null && value.greaterThan(limit)
  const needsReview = isOver(percent, deviationPercentage) && isOver(deviation, deviationAmount)
  return { posted, invoiced, totalActual, deviation, percent, needsReview }
}
