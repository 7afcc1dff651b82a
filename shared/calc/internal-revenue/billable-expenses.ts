import { ENTERED_EXPENSE_ACCOUNTS } from '../../categories/ledger-accounts.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained } from '../explained.ts'
import { billableCodes, knownCodes } from './billable-codes.ts'
import type { BillableAccounts } from './contract.ts'
import { given, part, step, sumOfParts } from '../explain.ts'
import type { AccountAmounts, MonthInput } from './month-input.ts'

const ENTERED = new Set(ENTERED_EXPENSE_ACCOUNTS.map(({ account }) => account))

/** What of an expense account counts in a month that is not closed: an entered forecast, else the budget (C-41). */
function plannedAmount(code: string, amounts: AccountAmounts | undefined): Decimal | null {
  const entered = ENTERED.has(code) ? (amounts?.forecast ?? null) : null
  return entered ?? amounts?.budget ?? null
}

/**
 * Expense accounts 7000–7999 billed on, in dollars (domain.md 6.5, C-41), without `billedApart`: what the management
 * agreement bills as lines of its own. Account by account; where only sums are known, the saved record takes the place
 * of the budget of all twelve entered accounts. A closed month takes the ledger.
 */
export function billableExpenses(
  entries: readonly BillableAccounts[],
  input: Pick<MonthInput, 'kind' | 'accounts' | 'expenseTotals'>,
  billedApart: readonly string[],
): Explained {
  const { accounts, expenseTotals } = input
  const isBilled = (codes: readonly string[]) =>
    billableCodes(entries, 'expense', codes)
      .flat()
      .filter((code) => !billedApart.includes(code))
      .sort()
  if (expenseTotals !== null) {
    const { record, otherAccountsBudget, enteredAccountsBudget } = expenseTotals
    const saved = record === null ? null : (sumOf(isBilled([...ENTERED]).map((code) => record[code] ?? null)) ?? ZERO)
    const entered = saved ?? enteredAccountsBudget
    const steps = [
      step('6.5', 'Expense accounts, known in two sums', sumOf([otherAccountsBudget, entered]), 'money', [
        given('other accounts', otherAccountsBudget, 'money', 'budget'),
        given('entered accounts', entered, 'money', saved === null ? 'budget' : 'forecast'),
      ]),
    ]
    return sumOfParts(
      [part('other', 'Other accounts', otherAccountsBudget), part('entered', 'Entered accounts', entered)],
      steps,
    )
  }
  const codes = isBilled(knownCodes(accounts, 'expense'))
  const isClosed = input.kind === 'past' && codes.some((code) => accounts[code]?.actual != null)
  const amounts = codes.map((code) => {
    const value = isClosed ? (accounts[code]?.actual ?? null) : plannedAmount(code, accounts[code])
    const isForecast = ENTERED.has(code) && accounts[code]?.forecast != null
    const planned = isForecast ? 'forecast' : 'budget'
    return { code, value, origin: isClosed ? 'actual' : planned }
  })
  const isNothingBilled = codes.length === 0 && knownCodes(accounts, 'expense').length > 0
  const total = sumOf(amounts.map(({ value }) => value)) ?? (isNothingBilled ? ZERO : null)
  const from = amounts.map(({ code, value, origin }) => given(code, value, 'money', origin))
  const parts = amounts.map(({ code, value }) => part(code, code, value))
  return { total, parts, steps: [step('6.5', 'Expense accounts', total, 'money', from)], remark: null }
}
