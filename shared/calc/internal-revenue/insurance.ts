import { INSURANCE_ACCOUNTS } from '../../categories/ledger-accounts.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained } from '../explained.ts'
import { billableCodes } from './billable-codes.ts'
import type { BillableAccounts, Insurance } from './contract.ts'
import { given, part, step, sumOfParts } from '../explain.ts'
import type { MonthInput } from './month-input.ts'

const VEHICLE_INSURANCE = '7082'

/**
 * The insurance line of a management agreement in dollars (domain.md 6.6, C-44): fixed; or a percentage of billable
 * payroll and the budget of 7082, with the additional percentage on both; in a closed month the enabled insurance
 * accounts of the ledger with the additional percentage. Insurance may arrive negative: its size counts.
 */
export function insuranceLine(
  insurance: Insurance,
  entries: readonly BillableAccounts[],
  payroll: Decimal | null,
  input: Pick<MonthInput, 'kind' | 'accounts'>,
): Explained {
  if (insurance.type === 'FixedFee') {
    const amount = insurance.fixedFeeAmount ?? ZERO
    const steps = [step('6.6', 'Fixed insurance', amount, 'money', [given('amount', amount, 'money', 'contract')])]
    return sumOfParts([part('insurance', 'Insurance', amount)], steps)
  }
  const percent = insurance.additionalPercentage ?? ZERO
  const enabled =
    entries.length === 0 ? INSURANCE_ACCOUNTS : billableCodes(entries, 'expense', INSURANCE_ACCOUNTS).flat()
  const billed = sumOf(enabled.map((code) => input.accounts[code]?.actual ?? null))?.abs() ?? null
  const isClosed = input.kind === 'past' && billed !== null
  const bases = isClosed
    ? [part('accounts', 'Insurance accounts', billed)]
    : [
        part('payroll', 'Percentage of billable payroll', payroll?.times(insurance.payrollPercentage).div(100) ?? null),
        part('vehicle', 'Vehicle insurance', input.accounts[VEHICLE_INSURANCE]?.budget?.abs() ?? null),
      ]
  const base = sumOf(bases.map(({ value }) => value))
  const additional = base?.times(percent).div(100) ?? null
  const parts = [...bases, part('additional', 'Additional insurance', additional)]
  const steps = [
    step('6.6', 'Insurance before the additional percentage', base, 'money', [
      ...(isClosed
        ? []
        : [
            given('billable payroll', payroll, 'money', 'billable accounts'),
            given('percent', insurance.payrollPercentage, 'count', 'contract'),
          ]),
      ...bases.map(({ label, value }) => given(label, value, 'money', isClosed ? 'actual' : 'budget')),
    ]),
    step('6.6', 'Additional insurance', additional, 'money', [given('percent', percent, 'count', 'contract')]),
  ]
  return sumOfParts(parts, steps)
}
