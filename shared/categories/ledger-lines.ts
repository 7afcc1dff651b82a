import {
  accountLineId,
  ENTERED_EXPENSE_ACCOUNTS,
  type LedgerAccount,
  MISCELLANEOUS_EXPENSE_ACCOUNTS,
  PAYROLL_ACCOUNTS,
  PTEB_ACCOUNTS,
} from './ledger-accounts.ts'
import { type CategoryId, type LineDefinition, MAX_AMOUNT } from './line.ts'

/** An amount a ledger account holds a month, without its id (domain.md 5.2). */
const AMOUNT = {
  unit: 'money',
  scale: 2,
  typedDecimals: 2,
  shownDecimals: 0,
  max: MAX_AMOUNT,
  grain: 'month',
  aggregate: 'sum',
  polarity: -1,
  message: 'Amount is too large.',
} as const

const loaded = (category: CategoryId, group: string, { account, title }: LedgerAccount): LineDefinition => ({
  ...AMOUNT,
  id: accountLineId(account),
  category,
  label: `${account} ${title}`,
  shortLabel: title,
  group,
  min: -MAX_AMOUNT,
  entry: 'loaded',
  accounts: [account],
})

/** Monthly budget and actual of the payroll and PTEB accounts, as the contracts bill them (domain.md 1.4, 6.5). */
export const PAYROLL_ACCOUNT_LINES: readonly LineDefinition[] = [
  ...PAYROLL_ACCOUNTS.map((account) => loaded('payroll', 'Payroll accounts', account)),
  ...PTEB_ACCOUNTS.map((account) => loaded('payroll', 'PTEB accounts', account)),
]

/** The twelve expense rows a site manager types, one amount a month, never negative (domain.md 5.2). */
export const ENTERED_EXPENSE_LINES: readonly LineDefinition[] = ENTERED_EXPENSE_ACCOUNTS.map(({ account, title }) => ({
  ...AMOUNT,
  id: accountLineId(account),
  category: 'other-expenses',
  label: title,
  shortLabel: title,
  group: 'Expenses',
  min: 0,
  entry: 'input',
  accounts: [account],
  messageBelow: 'Expenses cannot be negative.',
}))

/** The accounts behind "Miscellaneous other expenses": they arrive with budget and ledger and are never typed (5.3). */
export const MISCELLANEOUS_EXPENSE_LINES: readonly LineDefinition[] = MISCELLANEOUS_EXPENSE_ACCOUNTS.map((account) =>
  loaded('other-expenses', 'Miscellaneous', account),
)

const computed = { ...AMOUNT, category: 'other-expenses', group: 'Expenses', min: -MAX_AMOUNT } as const

/** Row 13 and the total of the tab (domain.md 5.2), both computed. */
export const COMPUTED_EXPENSE_LINES: readonly LineDefinition[] = [
  {
    ...computed,
    id: 'expense.miscellaneous',
    label: 'Miscellaneous other expenses',
    shortLabel: 'Miscellaneous',
    entry: 'derived',
    accounts: MISCELLANEOUS_EXPENSE_ACCOUNTS.map(({ account }) => account),
  },
  {
    ...computed,
    id: 'expense.total',
    label: 'Total other expense',
    shortLabel: 'Total',
    entry: 'derived',
    accounts: [],
  },
]

/** Every line of the Other expenses category, in the order of the rows. */
export const OTHER_EXPENSE_LINES: readonly LineDefinition[] = [
  ...ENTERED_EXPENSE_LINES,
  ...COMPUTED_EXPENSE_LINES,
  ...MISCELLANEOUS_EXPENSE_LINES,
]
