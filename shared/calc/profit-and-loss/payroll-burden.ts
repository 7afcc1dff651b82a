import { type Decimal, ZERO } from '../../core/decimal.ts'
import { given, part, step, sumOfParts } from '../explain.ts'
import type { Given, Step } from '../explained.ts'
import { budgetAmount, cellOf, type OpenAmount, type PlCell } from './cell.ts'
import type { Loaded, MonthClass, MonthKind } from './data-sets.ts'
import type { PlRules } from './rules.ts'

/** What PTEB and insurance are worked out from: payroll as forecast, as it counts in the trend, and as budgeted. */
export type PayrollBase = {
  readonly forecast: Decimal | null
  readonly trend: Decimal | null
  readonly budget: Decimal | null
  readonly kind: MonthKind
}

const dollars = (name: string, value: Decimal | null, origin: string): Given => given(name, value, 'money', origin)
/** True when payroll says no more than the budget does, so that the budget of what follows from it counts as well. */
const isBudget = ({ kind }: PayrollBase): boolean => kind === 'budget' || kind === 'empty'

/**
 * PTEB of a month (domain.md 8): budget PTEB ÷ budget payroll × the payroll that counts; where no payroll is budgeted,
 * the budget. In the current month the same ratio on the trending payroll, or the budget where C-52 is set so.
 */
export function ptebRow(month: MonthClass, payroll: PayrollBase, loaded: Loaded, rules: PlRules): PlCell {
  const staysBudget = month === 'current' && rules.ptebInCurrentMonth === 'budget'
  const open = staysBudget ? budgetAmount(loaded.budget) : openPteb(payroll.trend, payroll, loaded.budget)
  const forecast = openPteb(payroll.forecast, payroll, loaded.budget).explained.total
  return cellOf(month, loaded, forecast, open)
}

function openPteb(base: Decimal | null, payroll: PayrollBase, budget: Decimal | null): OpenAmount {
  const { budget: budgetPayroll } = payroll
  const detail = { kind: 'pteb', budgetPteb: budget, budgetPayroll, payroll: base } as const
  if (base === null || budget === null || budgetPayroll === null || budgetPayroll.isZero()) {
    return budgetAmount(budget, { ...detail, ratio: null })
  }
  const ratio = budget.div(budgetPayroll)
  // Multiplied before it is divided: payroll as budgeted gives the budgeted PTEB to the last digit.
  const total = budget.times(base).div(budgetPayroll)
  const steps = (): Step[] => [
    step('8', 'PTEB per dollar of payroll', ratio, 'ratio', [
      dollars('budget PTEB', budget, 'budget'),
      dollars('budget payroll', budgetPayroll, 'budget'),
    ]),
    step('8', 'PTEB', total, 'money', [dollars('payroll', base, payroll.kind)]),
  ]
  return {
    explained: sumOfParts([part('pteb', 'PTEB on payroll', total)], steps),
    kind: payroll.kind,
    detail: { ...detail, ratio },
  }
}

/** What insurance is worked out from beside payroll. */
export type InsuranceTerms = {
  readonly hasManagementAgreement: boolean
  /** Budget of 7082, the vehicle policy; null where the budget does not tell it apart. */
  readonly vehicle: Decimal | null
}

/**
 * Insurance of a month (domain.md 8, C-53): a rate on payroll plus the budget of 7082, or the budget's ratio to
 * payroll. While payroll is only budgeted the budget counts. Posted insurance of the current month is not looked at:
 * it arrives on the first day of the next.
 */
export function insuranceRow(
  month: MonthClass,
  payroll: PayrollBase,
  terms: InsuranceTerms,
  loaded: Loaded,
  rules: PlRules,
): PlCell {
  const open = openInsurance(payroll.trend, payroll, terms, loaded.budget, rules)
  const forecast = openInsurance(payroll.forecast, payroll, terms, loaded.budget, rules).explained.total
  return cellOf(month, loaded, forecast, open)
}

function openInsurance(
  base: Decimal | null,
  payroll: PayrollBase,
  { hasManagementAgreement, vehicle }: InsuranceTerms,
  budget: Decimal | null,
  rules: PlRules,
): OpenAmount {
  const detail = { kind: 'insurance', payroll: base, vehicle } as const
  if (base === null || (isBudget(payroll) && budget !== null)) return budgetAmount(budget, { ...detail, rate: null })

  const { budget: budgetPayroll } = payroll
  const hasRatio = budget !== null && budgetPayroll !== null && !budgetPayroll.isZero()
  const wantsRatio =
    rules.insuranceMethod === 'budgetRatio' || (rules.insuranceMethod === 'auto' && vehicle === null && hasRatio)
  if (wantsRatio) {
    if (!hasRatio) return budgetAmount(budget, { ...detail, rate: null })
    const rate = budget.div(budgetPayroll)
    const onPayroll = budget.times(base).div(budgetPayroll)
    return insurance(onPayroll, { rate, origin: 'budget' }, { vehicle: null, base, kind: payroll.kind })
  }
  const rate = hasManagementAgreement ? rules.insuranceRate.managementAgreement : rules.insuranceRate.other
  return insurance(rate.times(base), { rate, origin: 'contract' }, { vehicle, base, kind: payroll.kind })
}

function insurance(
  onPayroll: Decimal,
  { rate, origin }: { readonly rate: Decimal; readonly origin: string },
  { vehicle, base, kind }: { readonly vehicle: Decimal | null; readonly base: Decimal; readonly kind: MonthKind },
): OpenAmount {
  const parts = [part('payroll', 'Insurance on payroll', onPayroll)]
  if (vehicle !== null) parts.push(part('7082', 'Vehicle insurance', vehicle))
  const total = onPayroll.plus(vehicle ?? ZERO)
  const steps = (): Step[] => [
    step('8', 'Insurance on payroll', onPayroll, 'money', [
      given('rate', rate, 'ratio', origin),
      dollars('payroll', base, kind),
    ]),
    step('8', 'Insurance', total, 'money', [dollars('7082', vehicle, 'budget')]),
  ]
  return {
    explained: sumOfParts(parts, steps),
    kind,
    detail: { kind: 'insurance', rate, payroll: base, vehicle },
  }
}
