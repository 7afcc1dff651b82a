import { given, part, single, step, sumOfParts } from '../../shared/calc/explain.ts'
import { sumOf } from '../../shared/calc/day-figures.ts'
import {
  accountsBilledApart,
  additionalPayroll,
  billableAccounts,
} from '../../shared/calc/internal-revenue/billable-accounts.ts'
import {
  billablePteb,
  type EntryAmounts,
  supportServices,
} from '../../shared/calc/internal-revenue/billable-benefits.ts'
import { billableExpenses } from '../../shared/calc/internal-revenue/billable-expenses.ts'
import { billablePayroll } from '../../shared/calc/internal-revenue/billable-payroll.ts'
import { claimsLine } from '../../shared/calc/internal-revenue/claims.ts'
import { insuranceLine } from '../../shared/calc/internal-revenue/insurance.ts'
import { managementFee } from '../../shared/calc/internal-revenue/management-fee.ts'
import { emptyMonth, type MonthInput } from '../../shared/calc/internal-revenue/month-input.ts'
import { nonGlExpenses } from '../../shared/calc/internal-revenue/non-gl-expenses.ts'
import { profitShare } from '../../shared/calc/internal-revenue/profit-share.ts'
import type { InputsOf } from '../../shared/contract/calculate.ts'
import { must } from '../../shared/core/bug.ts'
import { soundContract } from './internal-revenue.ts'
import type { Runners } from './runner.ts'
import { rounded, toWire } from './to-wire.ts'

type Billable = InputsOf<'billableAccounts'>

/** The parts of billable accounts all start from the same month. */
function billable(inputs: Billable) {
  const { contract, month, kind, payrollForecast, accounts, expenseTotals, today } = inputs
  const sound = soundContract(contract)
  const input: MonthInput = { ...emptyMonth(month), kind, payrollForecast, accounts, expenseTotals }
  const entries = contract.billableAccounts
  const payroll = billablePayroll(entries, input)
  return { sound, input, entries, payroll, pteb: () => billablePteb(entries, payroll.values, input, today) }
}

const entryTotal = (label: string, { values, steps }: EntryAmounts) =>
  toWire(
    sumOfParts(
      values.map((value, i) => part(`entry-${i + 1}`, `${label}, entry ${i + 1}`, value)),
      steps,
    ),
  )

export const agreementRunners: Runners<
  | 'billableAccounts'
  | 'additionalPayroll'
  | 'billablePayroll'
  | 'pteb'
  | 'supportServices'
  | 'expenseAccounts'
  | 'managementFee'
  | 'insurance'
  | 'claims'
  | 'nonGlExpenses'
  | 'profitShare'
> = {
  billableAccounts: (inputs) => {
    const { sound, input } = billable(inputs)
    return toWire(must(billableAccounts(sound, input, inputs.today), 'the block is in the inputs'))
  },
  additionalPayroll: (inputs) => {
    const { entries } = billable(inputs)
    const amounts = entries.map((entry, i) =>
      given(`entry ${i + 1}`, entry.additionalPayrollAmount, 'money', 'contract'),
    )
    return toWire(single([step('6.5', 'Additional payroll', additionalPayroll(entries), 'money', amounts)]))
  },
  billablePayroll: (inputs) => {
    const { payroll } = billable(inputs)
    const amounts = payroll.values.map((value, i) => given(`entry ${i + 1}`, value, 'money', payroll.origin))
    return entryTotal('Billable payroll', {
      values: payroll.values,
      steps: [step('6.5', 'Billable payroll', sumOf(payroll.values), 'money', amounts)],
    })
  },
  pteb: (inputs) => entryTotal('Payroll taxes and benefits', billable(inputs).pteb()),
  supportServices: (inputs) => {
    const { entries, payroll, pteb } = billable(inputs)
    return entryTotal('Support services', supportServices(entries, payroll.values, pteb().values))
  },
  expenseAccounts: (inputs) => {
    const { entries, input, sound } = billable(inputs)
    return toWire(billableExpenses(entries, input, accountsBilledApart(sound.managementAgreement)))
  },
  managementFee: ({ fee, month, hours, netExternalRevenue, today }) =>
    toWire(managementFee(fee, month, hours, netExternalRevenue, today)),
  insurance: ({ insurance, billableAccounts: entries, billablePayroll: payroll, kind, accounts }) =>
    toWire(insuranceLine(insurance, entries, payroll, { kind, accounts })),
  claims: ({ claims, month, incurred, earlier, contractStart }) =>
    toWire(claimsLine(claims, month, { value: incurred, origin: 'inputs' }, earlier, contractStart)),
  nonGlExpenses: ({ expenses, month, billablePayroll: payroll, pteb, netExternalRevenue }) =>
    toWire(nonGlExpenses(expenses, month, { payroll, pteb, netExternal: netExternalRevenue })),
  profitShare: (inputs) => {
    const { netExternalRevenue, validationExcess, deductions, earlier, contractStart, today } = inputs
    const terms = { netExternal: netExternalRevenue, validationExcess, deductions }
    const share = profitShare(inputs.profitShare, inputs.month, terms, earlier, contractStart, today)
    return { ...toWire(share), profit: rounded(share.profit) }
  },
}
