import { CLAIMS_ACCOUNTS, INSURANCE_ACCOUNTS } from '../../categories/ledger-accounts.ts'
import type { Day } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained, Step } from '../explained.ts'
import { billableExpenses } from './billable-expenses.ts'
import { billablePteb, supportServices } from './billable-benefits.ts'
import { billablePayroll } from './billable-payroll.ts'
import type { BillableAccounts, Contract } from './contract.ts'
import { given, part, remarks, step, sumOfParts } from '../explain.ts'
import type { MonthInput } from './month-input.ts'

/** What of the parts other blocks need: the management agreement takes its bases from here. */
export type BillableAmounts = {
  readonly additionalPayroll: Decimal
  readonly payroll: Decimal | null
  readonly pteb: Decimal | null
  readonly support: Decimal | null
  readonly expenses: Decimal | null
}
/** The lines of the block, each with how it came about; `total` null: the line is off or not known. */
export type BillableLines = Readonly<
  Record<'additionalPayroll' | 'billablePayroll' | 'pteb' | 'supportServices' | 'expenseAccounts', Explained>
>
export type BillableAccountsResult = Explained & { readonly amounts: BillableAmounts; readonly lines: BillableLines }

/** Extra payroll agreed in the contract: all entries, with their sign and all their decimals; none is 0 (domain.md 6.5). */
export const additionalPayroll = (entries: readonly BillableAccounts[]): Decimal =>
  sumOf(entries.map((entry) => entry.additionalPayrollAmount)) ?? ZERO

/** Accounts that leave the expense part because the management agreement bills them as lines of its own. */
export function accountsBilledApart(agreement: Contract['managementAgreement']): readonly string[] {
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
  const agreed = entries.map((entry, i) => given(`entry ${i + 1}`, entry.additionalPayrollAmount, 'money', 'contract'))
  const isUnknown = amounts.payroll === null && entries.length > 0
  const lines: BillableLines = {
    additionalPayroll: line(
      'Additional payroll',
      [additional],
      [step('6.5', 'Additional payroll', additional, 'money', agreed)],
    ),
    billablePayroll: line(
      'Billable payroll',
      payroll.values,
      [step('6.5', 'Billable payroll', amounts.payroll, 'money', payroll.from)],
      isUnknown ? 'No payroll is known, neither forecast nor budget.' : null,
    ),
    pteb: line('Payroll taxes and benefits', pteb.values, pteb.steps),
    supportServices: line('Support services', support.values, support.steps),
    expenseAccounts: entries.length === 0 ? line('Expense accounts', [], []) : expenses,
  }
  const parts = LINES.map(({ id, label }) => part(id, label, lines[id].total))
  const found = LINES.map(({ id }) => lines[id])
  const remark = remarks(found.map((one) => one.remark))
  const steps = found.flatMap((one) => one.steps)
  return { ...sumOfParts(parts, steps, remark), amounts, lines }
}

const LINES: readonly { readonly id: keyof BillableLines; readonly label: string }[] = [
  { id: 'additionalPayroll', label: 'Additional payroll' },
  { id: 'billablePayroll', label: 'Billable payroll' },
  { id: 'pteb', label: 'Payroll taxes and benefits' },
  { id: 'supportServices', label: 'Support services' },
  { id: 'expenseAccounts', label: 'Expense accounts' },
]

/** A line as the sum of what each entry of the contract bills. */
const line = (
  label: string,
  values: readonly (Decimal | null)[],
  steps: readonly Step[],
  remark: string | null = null,
): Explained =>
  sumOfParts(
    values.map((value, i) => part(`entry-${i + 1}`, values.length > 1 ? `${label} ${i + 1}` : label, value)),
    steps,
    remark,
  )
