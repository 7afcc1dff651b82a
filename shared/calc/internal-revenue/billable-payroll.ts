import { PAYROLL_ACCOUNTS } from '../../categories/ledger-accounts.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import { billableCodes, isExcludedByDefault, knownCodes } from './billable-codes.ts'
import type { BillableAccounts } from './contract.ts'
import type { AccountAmounts, MonthInput } from './month-input.ts'

export type PayrollInput = Pick<MonthInput, 'kind' | 'accounts' | 'payrollForecast'>
/** Billable payroll of each entry of the contract, in their order; null is "not known". */
export type BillablePayroll = {
  readonly values: readonly (Decimal | null)[]
  readonly origin: 'actual' | 'forecast' | 'budget'
}

/**
 * Payroll the client pays back, without additional payroll (domain.md 6.5, C-42). A closed month takes the ledger of
 * the enabled accounts. Otherwise a forecast by account; else the forecast of the payroll tab, which knows no accounts,
 * so of it the share that the enabled accounts have in the budget; else the budget of the enabled accounts.
 */
export function billablePayroll(entries: readonly BillableAccounts[], input: PayrollInput): BillablePayroll {
  const { accounts, payrollForecast } = input
  const codes = knownCodes(accounts, 'payroll')
  const owned = billableCodes(entries, 'payroll', codes)
  const isAnyKnown = (of: (amounts: AccountAmounts | undefined) => Decimal | null | undefined) =>
    owned.flat().some((code) => of(accounts[code]) != null)
  const each = (of: (amounts: AccountAmounts | undefined) => Decimal | null | undefined) =>
    owned.map(
      (mine) =>
        sumOf(mine.map((code) => of(accounts[code]) ?? null)) ?? (mine.length === 0 && codes.length > 0 ? ZERO : null),
    )

  if (input.kind === 'past' && isAnyKnown((amounts) => amounts?.actual)) {
    return { values: each((amounts) => amounts?.actual), origin: 'actual' }
  }
  if (isAnyKnown((amounts) => amounts?.forecast)) {
    return { values: each((amounts) => amounts?.forecast ?? amounts?.budget), origin: 'forecast' }
  }
  if (payrollForecast === null) return { values: each((amounts) => amounts?.budget), origin: 'budget' }

  const budgetOf = (some: readonly string[]) => sumOf(some.map((code) => accounts[code]?.budget ?? null)) ?? ZERO
  const all = budgetOf(codes.filter((code) => !isExcludedByDefault('payroll', code) || owned.flat().includes(code)))
  if (!all.isZero()) {
    return { values: owned.map((mine) => payrollForecast.times(budgetOf(mine)).div(all)), origin: 'forecast' }
  }
  const ledger = PAYROLL_ACCOUNTS.map(({ account }) => account)
  const first = billableCodes(entries, 'payroll', ledger).findIndex((mine) => mine.length > 0)
  return { values: entries.map((_, i) => (i === first ? payrollForecast : ZERO)), origin: 'forecast' }
}
