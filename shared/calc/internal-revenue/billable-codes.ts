import { EXCLUDED_FROM_BILLING, PTEB_ACCOUNTS } from '../../categories/ledger-accounts.ts'
import type { BillableAccount, BillableAccounts } from './contract.ts'
import type { MonthInput } from './month-input.ts'

const PTEB = new Set(PTEB_ACCOUNTS.map(({ account }) => account))
const isPayroll = (code: string) => /^6\d{3}$/.test(code) && !PTEB.has(code)
const isExpense = (code: string) => /^7\d{3}$/.test(code)

type BillableKind = 'payroll' | 'expense' | 'pteb'
const listOf = (entry: BillableAccounts, kind: BillableKind): readonly BillableAccount[] =>
  kind === 'expense' ? entry.expenseAccounts : entry.payrollAccounts
const isKind = { payroll: isPayroll, expense: isExpense, pteb: (code: string) => PTEB.has(code) }
const excluded: Readonly<Record<BillableKind, readonly string[]>> = { ...EXCLUDED_FROM_BILLING, pteb: [] }

/** True for accounts no contract bills unless it says so: 6010, 6014, 7005, 7016 (domain.md 1.3). */
export const isExcludedByDefault = (kind: BillableKind, code: string): boolean => excluded[kind].includes(code)

/** The accounts of a kind that a month holds anything of, in order. */
export const knownCodes = (accounts: MonthInput['accounts'], kind: BillableKind): readonly string[] =>
  Object.keys(accounts).filter(isKind[kind]).sort()

/**
 * Which of these accounts each entry of a contract bills (domain.md 6.5). An account counts once: in the first entry
 * that lists it as enabled. Listed as disabled only, it is not billed. Not listed anywhere, it belongs to the first
 * entry, unless it is excluded by default.
 */
export function billableCodes(
  entries: readonly BillableAccounts[],
  kind: BillableKind,
  codes: readonly string[],
): readonly (readonly string[])[] {
  const owner = (code: string): number => {
    const listings = entries.map((entry) => listOf(entry, kind).find((account) => account.code === code))
    const enabledIn = listings.findIndex((listing) => listing?.isEnabled === true)
    if (enabledIn >= 0) return enabledIn
    const isListed = listings.some((listing) => listing !== undefined)
    return isListed || isExcludedByDefault(kind, code) ? -1 : 0
  }
  const owners = codes.map((code) => [code, owner(code)] as const)
  return entries.map((_, i) => owners.filter(([, index]) => index === i).map(([code]) => code))
}
