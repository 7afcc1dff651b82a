import { PAYROLL_ACCOUNTS } from '../../categories/ledger-accounts.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import { given } from '../explain.ts'
import type { Given } from '../explained.ts'
import { billableCodes, isExcludedByDefault, knownCodes } from './billable-codes.ts'
import type { BillableAccounts } from './contract.ts'
import type { AccountAmounts, MonthInput } from './month-input.ts'

export type PayrollInput = Pick<MonthInput, 'kind' | 'accounts' | 'payrollForecast'>
type Origin = 'actual' | 'forecast' | 'budget'
type Amount = (amounts: AccountAmounts | undefined) => Decimal | null

/** Billable payroll of each entry of the contract, in their order; null is "not known". */
export type BillablePayroll = {
  readonly values: readonly (Decimal | null)[]
  readonly origin: Origin
  /** What it was worked out from. */
  readonly from: readonly Given[]
}

const actualOf: Amount = (amounts) => amounts?.actual ?? null
const budgetOf: Amount = (amounts) => amounts?.budget ?? null
const forecastOf: Amount = (amounts) => amounts?.forecast ?? null

/**
 * Payroll the client pays back, without additional payroll (domain.md 6.5, C-42). A closed month takes the ledger of
 * the enabled accounts. Otherwise a forecast by account; else the forecast of the payroll tab, which knows no accounts,
 * so of it the share that the enabled accounts have in the budget; else the budget of the enabled accounts.
 */
export function billablePayroll(entries: readonly BillableAccounts[], input: PayrollInput): BillablePayroll {
  const { accounts, payrollForecast } = input
  const codes = knownCodes(accounts, 'payroll')
  const owned = billableCodes(entries, 'payroll', codes)
  const isAnyKnown = (of: Amount) => owned.flat().some((code) => of(accounts[code]) !== null)
  const byAccount = (of: Amount, origin: Origin): BillablePayroll => ({
    values: owned.map(
      (mine) => sumOf(mine.map((code) => of(accounts[code]))) ?? (mine.length === 0 && codes.length > 0 ? ZERO : null),
    ),
    origin,
    from: owned.flat().map((code) => given(code, of(accounts[code]), 'money', origin)),
  })
  if (input.kind === 'past' && isAnyKnown(actualOf)) return byAccount(actualOf, 'actual')
  if (isAnyKnown(forecastOf)) return byAccount((amounts) => forecastOf(amounts) ?? budgetOf(amounts), 'forecast')
  if (payrollForecast === null) return byAccount(budgetOf, 'budget')

  const budgetIn = (some: readonly string[]) => sumOf(some.map((code) => budgetOf(accounts[code]))) ?? ZERO
  const all = budgetIn(codes.filter((code) => !isExcludedByDefault('payroll', code) || owned.flat().includes(code)))
  const from = [
    given('payroll forecast', payrollForecast, 'money', 'forecast'),
    given('budget of the enabled accounts', budgetIn(owned.flat()), 'money', 'budget'),
    given('budget of all payroll accounts', all, 'money', 'budget'),
  ]
  if (!all.isZero()) {
    const values = owned.map((mine) => payrollForecast.times(budgetIn(mine)).div(all))
    return { values, origin: 'forecast', from }
  }
  const ledger = PAYROLL_ACCOUNTS.map(({ account }) => account)
  const first = billableCodes(entries, 'payroll', ledger).findIndex((mine) => mine.length > 0)
  return { values: entries.map((_, i) => (i === first ? payrollForecast : ZERO)), origin: 'forecast', from }
}
