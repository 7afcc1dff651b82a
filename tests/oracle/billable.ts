import type { BillableAccounts, Contract } from '../../shared/calc/internal-revenue/contract.ts'
import type { MonthInput } from '../../shared/calc/internal-revenue/month-input.ts'
import { type Known, maybe, orNought, total } from './amounts.ts'
import { stepped } from './fees.ts'
import { NOUGHT, over, percentOf, plus, size, times } from './fraction.ts'

// 6.5
const PTEB = ['6200', '6399', '6500']
const TWELVE = ['7045', '7075', '7100', '7113', '7115', '7170', '7175', '7178', '7180', '7185', '7205', '7220']
const LEDGER_PAYROLL = [
  '6000',
  '6002',
  '6003',
  '6004',
  '6005',
  '6007',
  '6010',
  '6012',
  '6013',
  '6014',
  '6015',
  '6016',
  '6017',
  '6019',
  '6030',
  '6035',
  '6100',
  '6101',
  '6110',
  '6115',
]
const NEVER = new Set(['6010', '6014', '7005', '7016'])

/** Index of the entry that bills an account, -1 for none. */
export function billedBy(entries: readonly BillableAccounts[], code: string): number {
  let isMentioned = false
  for (const [i, entry] of entries.entries()) {
    const list = code.startsWith('7') ? entry.expenseAccounts : entry.payrollAccounts
    const found = list.find((account) => account.code === code)
    if (found?.isEnabled) return i
    isMentioned ||= found !== undefined
  }
  return isMentioned || NEVER.has(code) || entries.length === 0 ? -1 : 0
}
type Scenario = 'actual' | 'forecast' | 'budget'
export const inAccount = (input: MonthInput, code: string, scenario: Scenario): Known =>
  maybe(input.accounts[code]?.[scenario])
const accountsAmong = (input: MonthInput, first: '6' | '7'): string[] =>
  Object.keys(input.accounts).filter((code) => code.startsWith(first) && !PTEB.includes(code))

function payrolls(entries: readonly BillableAccounts[], input: MonthInput): Known[] {
  const codes = accountsAmong(input, '6')
  const mine = entries.map((_, i) => codes.filter((code) => billedBy(entries, code) === i))
  const billed = mine.flat()
  const has = (scenario: Scenario) => billed.some((code) => inAccount(input, code, scenario) !== null)
  const per = (amount: (code: string) => Known) =>
    mine.map((own) => (own.length === 0 && codes.length > 0 ? NOUGHT : total(own.map(amount))))
  if (input.kind === 'past' && has('actual')) return per((code) => inAccount(input, code, 'actual'))
  if (has('forecast')) return per((code) => inAccount(input, code, 'forecast') ?? inAccount(input, code, 'budget'))
  const tab = maybe(input.payrollForecast)
  if (tab === null) return per((code) => inAccount(input, code, 'budget'))
  const budget = (some: readonly string[]) => orNought(total(some.map((code) => inAccount(input, code, 'budget'))))
  const base = budget(codes.filter((code) => billed.includes(code) || !NEVER.has(code)))
  if (base.top !== 0n) return mine.map((own) => times(tab, over(budget(own), base)))
  const payer = Math.min(...LEDGER_PAYROLL.map((code) => billedBy(entries, code)).filter((i) => i >= 0))
  return entries.map((_, i) => (i === payer ? tab : NOUGHT))
}

export type Billable = Record<
  'additionalPayroll' | 'billablePayroll' | 'pteb' | 'supportServices' | 'expenseAccounts',
  Known
>
export function billable(contract: Contract, input: MonthInput, today: string): Billable | null {
  const entries = contract.billableAccounts
  if (entries === null) return null
  const payroll = payrolls(entries, input)
  const ptebCodes = PTEB.filter((code) => code in input.accounts && billedBy(entries, code) >= 0)
  const isLoaded = input.kind === 'past' && ptebCodes.some((code) => inAccount(input, code, 'actual') !== null)
  const payer = entries.findIndex((entry) => entry.payrollTaxesEnabled && entry.payrollTaxesBillingType === 'Actual')
  const pteb = entries.map((entry, i): Known => {
    if (!entry.payrollTaxesEnabled) return null
    if (entry.payrollTaxesBillingType === 'Actual') {
      const sum =
        i === payer ? total(ptebCodes.map((code) => inAccount(input, code, isLoaded ? 'actual' : 'budget'))) : null
      return sum && size(sum)
    }
    const escalator = entry.payrollTaxesEscalator
    const percent = stepped(
      orNought(maybe(entry.payrollTaxesPercentage)),
      escalator,
      maybe(escalator?.value),
      input.month,
      today,
      null,
    )
    return payroll[i] == null ? null : percentOf(percent, payroll[i])
  })
  const support = entries.map((entry, i): Known => {
    if (!entry.payrollSupportEnabled) return null
    const amount = orNought(maybe(entry.payrollSupportAmount))
    if (entry.payrollSupportBillingType === 'Fixed') return amount
    if (payroll[i] == null) return null
    return percentOf(
      amount,
      entry.payrollSupportPayrollType === 'Total' ? plus(payroll[i], orNought(pteb[i])) : payroll[i],
    )
  })
  return {
    additionalPayroll: orNought(total(entries.map((entry) => maybe(entry.additionalPayrollAmount)))),
    billablePayroll: total(payroll),
    pteb: total(pteb),
    supportServices: total(support),
    expenseAccounts: entries.length === 0 ? null : expenses(contract, entries, input),
  }
}
function expenses(contract: Contract, entries: readonly BillableAccounts[], input: MonthInput): Known {
  const agreement = contract.managementAgreement
  const apart = [
    ...(agreement?.claims ? ['7099', '7100', '7101', '7102'] : []),
    ...(agreement?.insurance ? ['7080', '7082', '7085'] : []),
  ]
  const isBilled = (code: string) => billedBy(entries, code) >= 0 && !apart.includes(code)
  const totals = input.expenseTotals
  if (totals) {
    const saved = totals.record && orNought(total(TWELVE.filter(isBilled).map((code) => maybe(totals.record?.[code]))))
    return total([maybe(totals.otherAccountsBudget), saved ?? maybe(totals.enteredAccountsBudget)])
  }
  const known = accountsAmong(input, '7')
  const codes = known.filter(isBilled)
  if (codes.length === 0) return known.length > 0 ? NOUGHT : null
  if (input.kind === 'past' && codes.some((code) => inAccount(input, code, 'actual') !== null)) {
    return total(codes.map((code) => inAccount(input, code, 'actual')))
  }
  const planned = (code: string) =>
    (TWELVE.includes(code) ? inAccount(input, code, 'forecast') : null) ?? inAccount(input, code, 'budget')
  return total(codes.map(planned))
}
