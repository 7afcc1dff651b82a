import type { Contract, ManagementFee } from '../../shared/calc/internal-revenue/contract.ts'
import type { MonthInput } from '../../shared/calc/internal-revenue/month-input.ts'
import { type Known, type Text, Incomputable, exact, maybe, orNought, total, ordinal, counts } from './amounts.ts'
import { fixedFee, rooms, hoursIn, timeAndAHalf, paid, labor, stepped } from './fees.ts'
import { bands, progressive, monthsOfPeriod, netRevenue, excess, share } from './shares.ts'
import { billedBy, inAccount, billable } from './billable.ts'
import { type Fraction, isLess, larger, minus, NOUGHT, percentOf, plus, size } from './fraction.ts'

// Domain.md 6 a second time, in native whole numbers and in the order of the document. It shares the words of the
// contract with the product, and nothing else: no calculator, no calendar, no ledger list, no decimal library.

// 6.6
function managementFee(fee: ManagementFee, input: MonthInput, net: Known, today: string): Known {
  const { month } = input
  if (fee.type === 'PerLaborHour') {
    return total(
      fee.jobs.map((job) => {
        const hours = hoursIn(input.hours[job.code], month, fee.useOvertimeSplit)
        const step = (rate: Fraction, by: Text | null) => stepped(rate, fee.escalator, maybe(by), month, today, null)
        const rate = step(exact(job.standardRate), job.standardRateEscalatorValue)
        const agreed = maybe(job.overtimeRate)
        return hours && paid(hours, rate, agreed ? step(agreed, job.overtimeRateEscalatorValue) : timeAndAHalf(rate))
      }),
    )
  }
  const rows = fee.type === 'FixedFee' ? fee.amounts : fee.percentages
  const value = rows
    .filter((row) => counts(month, row.from, row.to))
    .map((row) => stepped(exact(row.amount), fee.escalator, maybe(fee.escalator?.value), month, today, row.from))
    .reduce(plus, NOUGHT)
  if (fee.type === 'FixedFee') return value
  return net && percentOf(value, net)
}
function insurance(contract: Contract, input: MonthInput, payroll: Known): Known {
  const terms = contract.managementAgreement?.insurance
  if (!terms) return null
  if (terms.type === 'FixedFee') return orNought(maybe(terms.fixedFeeAmount))
  const entries = contract.billableAccounts ?? []
  const enabled = ['7080', '7082', '7085'].filter((code) => entries.length === 0 || billedBy(entries, code) >= 0)
  const ledger = input.kind === 'past' ? total(enabled.map((code) => inAccount(input, code, 'actual'))) : null
  const vehicle = inAccount(input, '7082', 'budget')
  const base = ledger
    ? size(ledger)
    : total([payroll && percentOf(exact(terms.payrollPercentage), payroll), vehicle && size(vehicle)])
  return base && plus(base, percentOf(orNought(maybe(terms.additionalPercentage)), base))
}
function incurredClaims(contract: Contract, input: MonthInput): Fraction {
  const entries = contract.billableAccounts ?? []
  const codes = ['7099', '7100', '7101', '7102'].filter((code) => entries.length === 0 || billedBy(entries, code) >= 0)
  const ledger = total(codes.map((code) => inAccount(input, code, 'actual')))
  if (input.kind === 'past' && ledger) return ledger
  const entered = codes.includes('7100') ? inAccount(input, '7100', 'forecast') : null
  return entered ?? orNought(total(codes.map((code) => inAccount(input, code, 'budget'))))
}

export type Answer = {
  readonly total: Known
  readonly isForecast: boolean
  readonly isFailed: boolean
  readonly parts: Readonly<Record<string, Known>>
  readonly billable: Readonly<Record<string, Known>>
  readonly agreement: Readonly<Record<string, Known>>
}

/** Internal revenue of a site over its months in order, with all parts (domain.md 6.0). */
export function oracle(contract: Contract, months: readonly MonthInput[], today: string): Answer[] {
  const claimed = new Map<number, Fraction>()
  const earned = new Map<number, Fraction>()
  return months.map((input, index) => {
    const budget = {
      total: maybe(input.budgetInternalRevenue),
      isForecast: false,
      parts: {},
      billable: {},
      agreement: {},
    }
    try {
      const bill = billable(contract, input, today)
      const agreement: Record<string, Known> = {}
      const terms = contract.managementAgreement
      const parts: Record<string, Known> = {}
      const put = (id: string, isEnabled: boolean, value: Known) => {
        if (isEnabled) parts[id] = value
      }
      put('fixedFee', contract.fixedFee !== null, fixedFee(contract, input.month))
      put('perOccupiedRoom', contract.perOccupiedRoom !== null, rooms(contract, input))
      put('perLaborHour', contract.perLaborHour !== null, labor(contract, input))
      put('revenueShare', contract.revenueShare !== null, share(contract, input, months.slice(0, index), today))
      put('billableAccounts', bill !== null, bill && total(Object.values(bill)))
      let profit: Known = null
      if (terms !== null) {
        const net = netRevenue(input.revenue)
        const payroll = bill?.billablePayroll ?? null
        if (terms.managementFee) agreement['managementFee'] = managementFee(terms.managementFee, input, net, today)
        if (terms.insurance) agreement['insurance'] = insurance(contract, input, payroll)
        const claims = incurredClaims(contract, input)
        if (terms.claims) {
          const { type, capAmount } = terms.claims
          const cap = type === 'PerClaim' ? null : maybe(capAmount)
          const within = (claim: Fraction, prior: Fraction, limit: Fraction) =>
            isLess(limit, plus(prior, claim)) ? larger(NOUGHT, minus(limit, prior)) : claim
          if (cap === null) agreement['claims'] = claims
          else {
            let prior = NOUGHT
            for (const at of monthsOfPeriod(type, input.month, contract.startDate)) {
              prior = plus(prior, within(claimed.get(at) ?? NOUGHT, prior, cap))
            }
            agreement['claims'] = within(claims, prior, cap)
          }
        }
        if (terms.nonGlBillableExpenses.length > 0) {
          const due = terms.nonGlBillableExpenses.filter(
            (e) => e.finalPeriodBilled === null || ordinal(e.finalPeriodBilled) >= ordinal(input.month),
          )
          const amounts = due.map((entry): Known => {
            const amount = orNought(maybe(entry.amount))
            if (entry.type === 'FixedAmount') return amount
            if (entry.type === 'Revenue') return net && percentOf(amount, net)
            return (
              payroll &&
              percentOf(amount, entry.payrollType === 'Total' ? plus(payroll, orNought(bill?.pteb)) : payroll)
            )
          })
          agreement['nonGl'] = due.length === 0 ? NOUGHT : total(amounts)
        }
        if (net !== null) {
          const extra =
            terms.validationThreshold && excess(terms.validationThreshold, maybe(input.revenue?.validations), net)
          const deductions = [...Object.values(bill ?? {}), ...Object.values(agreement)]
          profit = minus(plus(net, orNought(extra)), orNought(total(deductions)))
        }
        if (terms.profitShare) {
          const { tiers, escalator, accumulationType } = terms.profitShare
          const before = monthsOfPeriod(accumulationType, input.month, contract.startDate)
          const prior = before.map((at) => larger(NOUGHT, earned.get(at) ?? NOUGHT)).reduce(plus, NOUGHT)
          const inEffect = bands(tiers, escalator, input.month, today)
          agreement['profitShare'] = profit && progressive(inEffect, prior, larger(NOUGHT, profit))
        }
        parts['managementAgreement'] = total(Object.values(agreement))
        claimed.set(ordinal(input.month), claims)
        if (profit) earned.set(ordinal(input.month), profit)
      }
      put('otherRevenue', input.otherRevenue !== null, maybe(input.otherRevenue))
      const sum = total(Object.values(parts))
      if (sum === null) return { ...budget, isFailed: false }
      return { total: sum, isForecast: true, isFailed: false, parts, billable: { ...bill }, agreement }
    } catch (thrown) {
      if (thrown instanceof Incomputable) return { ...budget, isFailed: true }
      throw thrown
    }
  })
}
