import type { Day } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import type { Explained } from '../explained.ts'
import type { BillableAmounts } from './billable-accounts.ts'
import { claimsLine, claimsOf, type MonthClaims } from './claims.ts'
import type { Contract } from './contract.ts'
import { part, remarks, sumOfParts } from '../explain.ts'
import { insuranceLine } from './insurance.ts'
import { managementFee } from './management-fee.ts'
import type { MonthInput } from './month-input.ts'
import { nonGlExpenses } from './non-gl-expenses.ts'
import { type MonthProfit, profitOf, profitShare } from './profit-share.ts'
import { netOf } from './revenue-base.ts'
import { validationExcess } from './validation-fee.ts'

export type ManagementAgreementResult = Explained & {
  /** Claims before the cap and profit before the share: what later months accumulate. */
  readonly claims: Decimal
  readonly profit: Decimal | null
  readonly lines: Readonly<Record<'managementFee' | 'insurance' | 'claims' | 'nonGl' | 'profitShare', Explained | null>>
}

/**
 * The management agreement of a month in dollars (domain.md 6.6): fee, insurance, claims, non-GL expenses and profit
 * share, added as they are invoiced (C-45). `billable` is the month's billable accounts, which are not repeated here
 * (C-43). Null when the block is not enabled.
 */
export function managementAgreement(
  contract: Pick<Contract, 'managementAgreement' | 'billableAccounts' | 'startDate'>,
  input: MonthInput,
  billable: BillableAmounts | null,
  earlier: { readonly claims: readonly MonthClaims[]; readonly profits: readonly MonthProfit[] },
  today: Day,
): ManagementAgreementResult | null {
  const agreement = contract.managementAgreement
  if (agreement === null) return null
  const { month } = input
  const netExternal = netOf(input.revenue)
  const entries = contract.billableAccounts ?? []
  const payroll = billable?.payroll ?? null
  const pteb = billable?.pteb ?? null
  const fee =
    agreement.managementFee === null
      ? null
      : managementFee(agreement.managementFee, month, input.hours, netExternal, today)
  const insurance = agreement.insurance === null ? null : insuranceLine(agreement.insurance, entries, payroll, input)
  const incurred = claimsOf(entries, input)
  const claims =
    agreement.claims === null ? null : claimsLine(agreement.claims, month, incurred, earlier.claims, contract.startDate)
  const bases = { payroll, pteb, netExternal }
  const nonGl =
    agreement.nonGlBillableExpenses.length === 0 ? null : nonGlExpenses(agreement.nonGlBillableExpenses, month, bases)
  const threshold = agreement.validationThreshold
  const terms = {
    netExternal,
    validationExcess:
      threshold === null ? null : validationExcess(threshold, input.revenue?.validations ?? null, netExternal),
    deductions: [
      { label: 'billable payroll', value: payroll },
      { label: 'additional payroll', value: billable?.additionalPayroll ?? null },
      { label: 'PTEB', value: pteb },
      { label: 'support services', value: billable?.support ?? null },
      { label: 'insurance', value: insurance?.total ?? null },
      { label: 'claims', value: claims?.total ?? null },
      { label: 'management fee', value: fee?.total ?? null },
      { label: 'billable expenses', value: billable?.expenses ?? null },
      { label: 'non-GL expenses', value: nonGl?.total ?? null },
    ],
  }
  const share =
    agreement.profitShare === null
      ? null
      : profitShare(agreement.profitShare, month, terms, earlier.profits, contract.startDate, today)
  const lines = { managementFee: fee, insurance, claims, nonGl, profitShare: share }
  const parts = [
    ...(fee === null ? [] : [part('managementFee', 'Management fee', fee.total)]),
    ...(insurance === null ? [] : [part('insurance', 'Insurance', insurance.total)]),
    ...(claims === null ? [] : [part('claims', 'Claims', claims.total)]),
    ...(nonGl === null ? [] : [part('nonGl', 'Non-GL expenses', nonGl.total)]),
    ...(share === null ? [] : [part('profitShare', 'Profit share', share.total)]),
  ]
  const found = Object.values(lines)
  const remark = remarks(found.map((line) => line?.remark ?? null))
  const steps = found.flatMap((line) => line?.steps ?? [])
  return { ...sumOfParts(parts, steps, remark), claims: incurred.value, profit: profitOf(terms), lines }
}
