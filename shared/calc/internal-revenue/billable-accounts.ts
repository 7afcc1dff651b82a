import { CLAIMS_ACCOUNTS, INSURANCE_ACCOUNTS } from '../../categories/ledger-accounts.ts'
import type { Day } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained } from '../explained.ts'
import { billableExpenses } from './billable-expenses.ts'
import { billablePteb, supportServices } from './billable-benefits.ts'
import { billablePayroll } from './billable-payroll.ts'
import type { BillableAccounts, Contract } from './contract.ts'
import { given, part, step, sumOfParts } from '../explain.ts'
import type { MonthInput } from './month-input.ts'

/** What of the parts other blocks need: the management agreement takes its bases from here. */
export type BillableAmounts = {
  readonly additionalPayroll: Decimal
  readonly payroll: Decimal | null
  readonly pteb: Decimal | null
  readonly support: Decimal | null
  readonly expenses: Decimal | null
}
export type BillableAccountsResult = Explained & { readonly amounts: BillableAmounts }

/** Extra payroll agreed in the contract: all entries, with their sign and all their decimals; none is 0 (domain.md 6.5). */
export const additionalPayroll = (entries: readonly BillableAccounts[]): Decimal =>
  sumOf(entries.map((entry) => entry.additionalPayrollAmount)) ?? ZERO

/** Accounts that leave the expense part because the management agreement bills them as lines of its own. */
function accountsBilledApart(agreement: Contract['managementAgreement']): readonly string[] {
  if (agreement === null) return []
  return [
    ...(agreement.claims === null ? [] : CLAIMS_ACCOUNTS),
    ...(agreement.insurance === null ? [] : INSURANCE_ACCOUNTS),
  ]
}

/**
 * What the client pays back, in dollars (domain.md 6.5): additional payroll, billable payroll, PTEB, support and
 * expense accounts. With a management agreement it stays here and is not repeated there (C-43). Null when the block
 * is not enabled.
 */
export function billableAccounts(
  contract: Pick<Contract, 'billableAccounts' | 'managementAgreement'>,
  input: MonthInput,
  today: Day,
): BillableAccountsResult | null {
  const entries = contract.billableAccounts
  if (entries === null) return null
  const additional = additionalPayroll(entries)
  const payroll = billablePayroll(entries, input)
  const pteb = billablePteb(entries, payroll.values, input, today)
  const support = supportServices(entries, payroll.values, pteb.values)
  const expenses = billableExpenses(entries, input, accountsBilledApart(contract.managementAgreement))
  const amounts: BillableAmounts = {
    additionalPayroll: additional,
    payroll: sumOf(payroll.values),
    pteb: sumOf(pteb.values),
    support: sumOf(support.values),
    expenses: entries.length === 0 ? null : expenses.total,
  }
  const parts = [
    part('additionalPayroll', 'Additional payroll', amounts.additionalPayroll),
    part('billablePayroll', 'Billable payroll', amounts.payroll),
    part('pteb', 'Payroll taxes and benefits', amounts.pteb),
    part('supportServices', 'Support services', amounts.support),
    part('expenseAccounts', 'Expense accounts', amounts.expenses),
  ]
  const steps = [
    step('6.5', 'Additional payroll', additional, 'money', [
      given('additional payroll', additional, 'money', 'contract'),
    ]),
    step('6.5', 'Billable payroll', amounts.payroll, 'money', [
      given('payroll', amounts.payroll, 'money', payroll.origin),
    ]),
    ...pteb.steps,
    ...support.steps,
    ...expenses.steps,
  ]
  const remark =
    amounts.payroll === null && entries.length > 0 ? 'No payroll is known, neither forecast nor budget.' : null
  return { ...sumOfParts(parts, steps, remark), amounts }
}
