import {
  CLAIMS_ACCOUNTS,
  ENTERED_EXPENSE_ACCOUNTS,
  EXCLUDED_FROM_BILLING,
  INSURANCE_ACCOUNTS,
  type LedgerAccount,
  MISCELLANEOUS_EXPENSE_ACCOUNTS,
  PAYROLL_ACCOUNTS,
  PTEB_ACCOUNTS,
} from '../../shared/categories/ledger-accounts.ts'
import { PAYROLL_PARTS } from './account-rules.ts'
import type { ContractTerms } from '../store/reference.ts'
import { nearest } from './fee-terms.ts'
import type { UsualYear } from './usual-year.ts'

type Entry = NonNullable<ContractTerms['billableAccounts']>[number]

const EXPENSES = [...ENTERED_EXPENSE_ACCOUNTS, ...MISCELLANEOUS_EXPENSE_ACCOUNTS]
const VEHICLE_ACCOUNTS = ['7075', '7082', '7178', '7230']
const EXCLUDED: readonly string[] = [...EXCLUDED_FROM_BILLING.payroll, ...EXCLUDED_FROM_BILLING.expense]
const OWN_LINES: readonly string[] = [...CLAIMS_ACCOUNTS, ...INSURANCE_ACCOUNTS]

const listed = (accounts: readonly LedgerAccount[], isEnabled: (account: string) => boolean) =>
  accounts.map(({ account, title }) => ({ code: account, title, isEnabled: isEnabled(account) }))
const isUsual = (account: string) => !EXCLUDED.includes(account)
const nothing = () => false

/**
 * Costs billed on (domain.md 6.5), with so many dollars a year of support services: payroll with its taxes and benefits
 * and the expense accounts, in one of four ways that differ in how PTEB and support are billed.
 */
export function billableTerms(year: UsualYear, supportAYear: number, way: number): ContractTerms {
  const billed = year.payroll * (1 - (PAYROLL_PARTS[0]?.share ?? 0))
  const burden = burdenOf(year)
  const percent = (amount: number, base: number) => nearest(0.25, Math.max(0, (amount / base) * 100))
  const payroll: Entry = {
    payrollAccounts: listed([...PAYROLL_ACCOUNTS, ...PTEB_ACCOUNTS], isUsual),
    payrollTaxesEnabled: true,
    payrollSupportEnabled: true,
    payrollTaxesPercentage: percent(burden, year.payroll),
  }
  const expenseAccounts = listed(EXPENSES, isUsual)
  switch (way % 4) {
    case 0:
      return {
        billableAccounts: [
          {
            ...payroll,
            expenseAccounts,
            additionalPayrollAmount: nearest(50, (year.payroll - billed) / 12),
            payrollSupportPayrollType: 'Billable',
            payrollSupportAmount: percent(supportAYear, billed),
          },
        ],
      }
    case 1:
      return {
        billableAccounts: [
          {
            ...payroll,
            expenseAccounts,
            payrollTaxesBillingType: 'Actual',
            payrollTaxesPercentage: null,
            payrollSupportBillingType: 'Fixed',
            payrollSupportAmount: nearest(50, supportAYear / 12),
          },
        ],
      }
    case 2:
      return {
        billableAccounts: [
          {
            ...payroll,
            expenseAccounts: [],
            payrollSupportPayrollType: 'Total',
            payrollSupportAmount: percent(supportAYear, billed + burden),
          },
          { payrollAccounts: [], expenseAccounts },
        ],
      }
    default:
      return {
        billableAccounts: [
          {
            ...payroll,
            expenseAccounts,
            payrollTaxesEscalator: { month: 3, type: 'Percentage', value: 2 },
            payrollSupportPayrollType: 'Total',
            payrollSupportAmount: percent(supportAYear, billed + burden),
          },
        ],
      }
  }
}

/** Only what the vehicles cost is billed on; every other account is listed as not billed (domain.md 1.3). */
export const vehicleTerms = (): ContractTerms => ({
  billableAccounts: [
    {
      payrollAccounts: listed([...PAYROLL_ACCOUNTS, ...PTEB_ACCOUNTS], nothing),
      expenseAccounts: listed(EXPENSES, (account) => VEHICLE_ACCOUNTS.includes(account)),
    },
  ],
})

/** Dollars a year that billing all accounts brings without support; with an agreement's own lines left out or not. */
export function billedAYear(year: UsualYear, hasAgreement: boolean): number {
  const expenses = Object.entries(year.accounts)
    .filter(([account]) => account.startsWith('7') && !(hasAgreement && OWN_LINES.includes(account)))
    .reduce((sum, [, amount]) => sum + amount, 0)
  return year.payroll * (1 - (PAYROLL_PARTS[0]?.share ?? 0)) + burdenOf(year) + expenses
}

/** Dollars a year of the vehicle accounts. */
export const vehiclesAYear = ({ accounts }: UsualYear): number =>
  VEHICLE_ACCOUNTS.reduce((sum, account) => sum + (accounts[account] ?? 0), 0)

const burdenOf = ({ accounts }: UsualYear): number =>
  PTEB_ACCOUNTS.reduce((sum, { account }) => sum + (accounts[account] ?? 0), 0)
