import * as ledger from '../../shared/categories/ledger-accounts.ts'

const TITLES = new Map(
  [
    ledger.PAYROLL_ACCOUNTS,
    ledger.PTEB_ACCOUNTS,
    ledger.ENTERED_EXPENSE_ACCOUNTS,
    ledger.MISCELLANEOUS_EXPENSE_ACCOUNTS,
  ]
    .flat()
    .map(({ account, title }) => [account, title]),
)

/** What an account is called; its own number where nobody named it. */
export const titleOfAccount = (account: string): string => TITLES.get(account) ?? account
