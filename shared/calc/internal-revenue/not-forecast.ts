import type { Decimal } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Part } from '../explained.ts'
import type { Contract } from './contract.ts'
import { part } from '../explain.ts'
import type { RevenueRow } from './revenue-base.ts'

/**
 * Contract lines that are invoiced and never part of forecast internal revenue (domain.md 6.7), in dollars: the
 * mid-month advance and deposited revenue as credits, the bell service fee from its rows. Where the operator answers
 * for the parking tax the deposit is credited gross, else net (C-47). A line of 0 is not generated.
 */
export function invoiceOnlyLines(
  contract: Pick<Contract, 'midMonthAdvance' | 'depositedRevenue' | 'bellServiceFee'>,
  rows: readonly RevenueRow[],
  bellRows: readonly Decimal[],
): readonly Part[] {
  const deposits = rows.filter((row) => row.depositFlag === 'Y')
  const isGross = contract.depositedRevenue?.operatorResponsibleForParkingTax === true
  const deposited = sumOf(deposits.map((row) => (isGross ? row.gross : row.net)))
  const lines = [
    part('midMonthAdvance', 'Mid-month advance', contract.midMonthAdvance?.amount.negated() ?? null),
    part(
      'depositedRevenue',
      'Deposited revenue',
      contract.depositedRevenue === null ? null : (deposited?.negated() ?? null),
    ),
    part('bellServiceFee', 'Bell service fee', contract.bellServiceFee ? sumOf(bellRows) : null),
  ]
  return lines.filter(({ value }) => value !== null && !value.isZero())
}
