import type { Decimal } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import { given, step, sumOfParts } from '../explain.ts'
import type { Explained, Given, Part } from '../explained.ts'
import { type AccountAmounts, type AccountUse, accountsOf, unassigned, useAccount } from './account-use.ts'
import { budgetAmount, cellOf, type OpenAmount, plain, type PlCell } from './cell.ts'
import type { Loaded, MonthClass, MonthKind } from './data-sets.ts'

/** Rows that are nothing but accounts added up, each by its own rule. */
export type AccountRow = 'ParkingRents' | 'OtherExpense'

/**
 * Parking rents or other expense of a month (domain.md 8): per account what was entered, else its budget; in the
 * current month not less than what is posted, account by account before adding. Amounts known only for the category
 * are kept as one part of their own.
 */
export function accountRow(
  row: AccountRow,
  month: MonthClass,
  accounts: readonly AccountAmounts[],
  loaded: Loaded,
): PlCell {
  const own = accountsOf(row, accounts)
  const rest = unassigned(own, loaded)
  const all = rest === null ? own : [...own, rest]
  const uses = all.map((account) => useAccount(account, month))
  const forecast = sumOf(all.map((account) => useAccount(account, 'future').used))
  return cellOf(month, loaded, forecast, {
    explained: explainUses(uses, month),
    kind: kindOf(uses),
    detail: { kind: 'accounts', accounts: uses },
  })
}

/**
 * Claims of a month (domain.md 8, C-54): the entered 7100, else the budget; in the current month what the ledger shows
 * to date as soon as that is above zero.
 */
export function claimsRow(month: MonthClass, accounts: readonly AccountAmounts[], loaded: Loaded): PlCell {
  const own = accountsOf('Claims', accounts)
  const entered = sumOf(own.map((account) => account.forecast))
  const detail = {
    kind: 'accounts',
    accounts: own.map((account) => useClaims(account, entered, month, loaded)),
  } as const
  return cellOf(month, loaded, entered ?? loaded.budget, { ...openClaims(month, entered, loaded), detail })
}

/** What counts of claims for the row as a whole. */
function openClaims(month: MonthClass, entered: Decimal | null, loaded: Loaded): Omit<OpenAmount, 'detail'> {
  if (isPosted(month, loaded)) {
    const explained = plain(loaded.actual, 'actual', 'Actual to date', 'Claims are posted already: they count.')
    return { explained, kind: 'mixed' }
  }
  if (entered === null) return budgetAmount(loaded.budget)
  return { explained: plain(entered, 'forecast', 'Entered claims'), kind: 'forecast' }
}

const isPosted = (month: MonthClass, { actual }: Loaded): boolean => month === 'current' && actual?.gt(0) === true

/** Claims are settled for the row as a whole, so the accounts all take the same side. */
function useClaims(account: AccountAmounts, entered: Decimal | null, month: MonthClass, loaded: Loaded): AccountUse {
  const side = month === 'past' || isPosted(month, loaded) ? 'actual' : entered === null ? 'budget' : 'forecast'
  const used = account[side]
  return { ...account, used, from: used === null ? null : side }
}

function explainUses(uses: readonly AccountUse[], month: MonthClass): Explained {
  const parts = uses.map(({ account, title, used }): Part => ({ id: account, label: title, value: used }))
  const raised = month === 'current' ? uses.filter(({ from }) => from === 'actual').length : 0
  const remark = raised === 0 ? null : `Already posted above the forecast in ${raised} of ${uses.length} accounts.`
  const steps = () => uses.map((use) => step('8', use.title, use.used, 'money', givenOf(use, month)))
  return sumOfParts(parts, steps, remark)
}

function givenOf(use: AccountUse, month: MonthClass): Given[] {
  const sides = month === 'current' ? (['forecast', 'budget', 'actual'] as const) : (['forecast', 'budget'] as const)
  return sides.map((side) => given(side, use[side], 'money', side))
}

/** One posted account among forecast ones makes the month mixed. */
function kindOf(uses: readonly AccountUse[]): MonthKind {
  const from = new Set(uses.map((use) => use.from))
  if (from.has('actual')) return 'mixed'
  if (from.has('forecast')) return 'forecast'
  return from.has('budget') ? 'budget' : 'empty'
}
