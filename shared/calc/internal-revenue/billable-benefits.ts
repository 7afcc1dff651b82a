import type { Day, Month } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Step } from '../explained.ts'
import { billableCodes, knownCodes } from './billable-codes.ts'
import type { BillableAccounts } from './contract.ts'
import { blockDates, escalatedRate } from './escalation.ts'
import { given, step } from '../explain.ts'
import type { MonthInput } from './month-input.ts'

/** Amounts of each entry of the contract, in their order, with how they came about; null is "skipped" or "not known". */
export type EntryAmounts = { readonly values: readonly (Decimal | null)[]; readonly steps: readonly Step[] }

/** The percentage of payroll taxes and benefits in a month: the escalator raises the percentage (C-40). */
function ptebPercentage(entry: BillableAccounts, month: Month, today: Day): Decimal {
  const escalator = entry.payrollTaxesEscalator
  const dates = blockDates(escalator, month, today)
  return escalatedRate(entry.payrollTaxesPercentage ?? ZERO, escalator, escalator?.value ?? null, dates)
}

/**
 * Payroll taxes and benefits billed on (domain.md 6.5): a percentage of billable payroll (C-39), or the sum of the
 * accounts 6200, 6399 and 6500 that are not excluded, of the ledger in a closed month and of the budget otherwise.
 */
export function billablePteb(
  entries: readonly BillableAccounts[],
  payrolls: readonly (Decimal | null)[],
  input: Pick<MonthInput, 'kind' | 'accounts' | 'month'>,
  today: Day,
): EntryAmounts {
  const steps: Step[] = []
  const { accounts } = input
  const codes = knownCodes(accounts, 'pteb')
  const isBilled = billableCodes(entries, 'pteb', codes).flat()
  const scenario =
    input.kind === 'past' && isBilled.some((code) => accounts[code]?.actual != null) ? 'actual' : 'budget'
  const payer = entries.findIndex((entry) => entry.payrollTaxesEnabled && entry.payrollTaxesBillingType === 'Actual')
  const values = entries.map((entry, i) => {
    if (!entry.payrollTaxesEnabled) return null
    if (entry.payrollTaxesBillingType === 'Actual') {
      // one month has one set of these accounts, so one entry bills them
      if (i !== payer) return null
      const value = sumOf(isBilled.map((code) => accounts[code]?.[scenario] ?? null))?.abs() ?? null
      const from = isBilled.map((code) => given(code, accounts[code]?.[scenario] ?? null, 'money', scenario))
      steps.push(step('6.5', 'Payroll taxes and benefits as they are', value, 'money', from))
      return value
    }
    const percent = ptebPercentage(entry, input.month, today)
    const value = payrolls[i]?.times(percent).div(100) ?? null
    steps.push(
      step('6.5', 'Payroll taxes and benefits as a percentage of billable payroll', value, 'money', [
        given('billable payroll', payrolls[i] ?? null, 'money', 'billable payroll'),
        given('stored percent', entry.payrollTaxesPercentage, 'count', 'contract'),
        given('percent', percent, 'count', 'contract'),
      ]),
    )
    return value
  })
  return { values, steps }
}

/** Charge for head-office payroll support (domain.md 6.5): fixed, or a percentage of billable payroll with or without PTEB. */
export function supportServices(
  entries: readonly BillableAccounts[],
  payrolls: readonly (Decimal | null)[],
  ptebs: readonly (Decimal | null)[],
): EntryAmounts {
  const steps: Step[] = []
  const values = entries.map((entry, i) => {
    if (!entry.payrollSupportEnabled) return null
    const amount = entry.payrollSupportAmount ?? ZERO
    if (entry.payrollSupportBillingType === 'Fixed') {
      steps.push(step('6.5', 'Support services', amount, 'money', [given('amount', amount, 'money', 'contract')]))
      return amount
    }
    const payroll = payrolls[i] ?? null
    const isTotal = entry.payrollSupportPayrollType === 'Total'
    const base = isTotal && payroll !== null ? payroll.plus(ptebs[i] ?? 0) : payroll
    const value = base?.times(amount).div(100) ?? null
    steps.push(
      step('6.5', 'Support services', value, 'money', [
        given(isTotal ? 'billable payroll and PTEB' : 'billable payroll', base, 'money', 'billable accounts'),
        given('percent', amount, 'count', 'contract'),
      ]),
    )
    return value
  })
  return { values, steps }
}
