import { type PlRowCode, plRowOfAccount } from '../../categories/profit-and-loss.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Loaded, MonthClass } from './data-sets.ts'

/** A ledger account of one month, in dollars; `actual` is to date in the current month. */
export type AccountAmounts = {
  readonly account: string
  readonly title: string
  readonly forecast: Decimal | null
  readonly budget: Decimal | null
  readonly actual: Decimal | null
}

/** An account with the amount that counts and where it was taken from. */
export type AccountUse = AccountAmounts & {
  readonly used: Decimal | null
  readonly from: 'forecast' | 'budget' | 'actual' | null
}

/** Id of what a category holds beyond its accounts. */
export const UNASSIGNED = 'unassigned'

/**
 * The amount of an account that counts (domain.md 8): ahead what was entered, else the budget; in the current month
 * never less than what the ledger shows already (50,000 forecast, 52,300 posted → 52,300); the actual when closed.
 */
export function useAccount(amounts: AccountAmounts, month: MonthClass): AccountUse {
  const { forecast, budget, actual } = amounts
  const open = forecast ?? budget
  const from = forecast !== null ? 'forecast' : budget !== null ? 'budget' : null
  if (month === 'past') return { ...amounts, used: actual, from: actual === null ? null : 'actual' }
  if (month === 'current' && actual !== null && (open === null || actual.gt(open))) {
    return { ...amounts, used: actual, from: 'actual' }
  }
  return { ...amounts, used: open, from }
}

/** The accounts reported in a row, in the order given (domain.md 5.2, C-34). */
export const accountsOf = (row: PlRowCode, accounts: readonly AccountAmounts[]): readonly AccountAmounts[] =>
  accounts.filter(({ account }) => plRowOfAccount(account) === row)

/**
 * What the category holds beyond its accounts, as one more account, so that no amount is lost where ledger or budget
 * are known per category only; null when the accounts explain it all.
 */
export function unassigned(accounts: readonly AccountAmounts[], category: Loaded): AccountAmounts | null {
  const rest = (whole: Decimal | null, of: 'budget' | 'actual') => {
    const left = whole === null ? null : whole.minus(sumOf(accounts.map((account) => account[of])) ?? ZERO)
    return left === null || left.isZero() ? null : left
  }
  const budget = rest(category.budget, 'budget')
  const actual = rest(category.actual, 'actual')
  if (budget === null && actual === null) return null
  return { account: UNASSIGNED, title: 'Not broken down by account', forecast: null, budget, actual }
}
