import type { Month } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Finding, FindingRule } from './finding.ts'

/** Where a month begins to look odd, in percent (domain.md 10.1). Warnings only: they never block. */
export type ReasonLimits = {
  /** Revenue above this percent of the prior year asks for a note. */
  readonly revenueOfPriorYear: number
  readonly expenseOfBudget: number
  readonly payrollOfRevenue: number
  /** Payroll further than this from its historical average, either way. */
  readonly payrollOffHistory: number
  /** Overtime hours above the previous period by more than this. */
  readonly overtimeRise: number
  /** How far allocation percentages may be from 100. */
  readonly allocationTolerance: string
}

export const REASON_LIMITS: ReasonLimits = {
  revenueOfPriorYear: 150,
  expenseOfBudget: 120,
  payrollOfRevenue: 40,
  payrollOffHistory: 20,
  overtimeRise: 20,
  allocationTolerance: '0.01',
}

/** A month's figures, in dollars and hours, with what they are held against; null is not known and not checked. */
export type MonthFigures = {
  readonly month: Month
  readonly revenue: Decimal | null
  readonly priorYearRevenue: Decimal | null
  readonly expenses: readonly {
    readonly lineId: string
    readonly label: string
    readonly value: Decimal | null
    readonly budget: Decimal | null
  }[]
  readonly payroll: Decimal | null
  /** Payroll of the months that are over. */
  readonly payrollHistory: readonly Decimal[]
  readonly overtimeHours: Decimal | null
  readonly previousOvertimeHours: Decimal | null
  /** False when nothing at all was forecast for the month. */
  readonly hasForecast: boolean
  readonly isActiveSite: boolean
}

/** What looks odd in a month (domain.md 10.1, cross-field and historical checks): warnings, never blocking. */
export function reasonFindings(figures: MonthFigures, limits: ReasonLimits = REASON_LIMITS): Finding[] {
  const { month, revenue, priorYearRevenue, payroll, overtimeHours, previousOvertimeHours } = figures
  const warn = (rule: FindingRule, message: string, lineId: string | null = null): Finding => ({
    rule,
    level: 'warning',
    code: null,
    lineId,
    period: month,
    message,
  })
  const found: Finding[] = []

  const ofPriorYear = percentOf(revenue, priorYearRevenue)
  if (ofPriorYear?.greaterThan(limits.revenueOfPriorYear))
    found.push(
      warn('revenue-above-prior-year', `Revenue is ${said(ofPriorYear)} % of the prior year. Add a note saying why.`),
    )

  for (const { lineId, label, value, budget } of figures.expenses) {
    const ofBudget = percentOf(value, budget)
    if (ofBudget?.greaterThan(limits.expenseOfBudget))
      found.push(warn('expense-above-budget', `${label} is ${said(ofBudget)} % of its budget.`, lineId))
  }

  const ofRevenue = percentOf(payroll, revenue)
  if (ofRevenue?.greaterThan(limits.payrollOfRevenue))
    found.push(warn('payroll-share', `Payroll is ${said(ofRevenue)} % of revenue.`))

  const average = sumOf(figures.payrollHistory)?.div(figures.payrollHistory.length) ?? null
  const offHistory = percentOf(payroll, average)?.minus(100)
  if (offHistory?.abs().greaterThan(limits.payrollOffHistory)) {
    const side = offHistory.isPositive() ? 'above' : 'below'
    found.push(warn('payroll-history', `Payroll is ${said(offHistory.abs())} % ${side} its average.`))
  }

  const rise = percentOf(overtimeHours, previousOvertimeHours)?.minus(100)
  if (rise?.greaterThan(limits.overtimeRise))
    found.push(warn('overtime', `Overtime is ${said(rise)} % above the previous period.`))

  if (figures.isActiveSite && !figures.hasForecast)
    found.push(warn('forecast-missing', 'Nothing is forecast yet: the budget stands.'))
  return found
}

/** Percentages that share something out must be 100 together, ± 0.01 (domain.md 10.1); null when they are. */
export function allocationFinding(
  percentages: readonly Decimal[],
  field: string,
  { allocationTolerance }: ReasonLimits = REASON_LIMITS,
): Finding | null {
  const total = sumOf(percentages)
  if (total === null || total.minus(100).abs().lessThanOrEqualTo(allocationTolerance)) return null
  const message = `${field} must total 100 %; it is ${total.toString()} %.`
  return { rule: 'allocation', level: 'warning', code: null, lineId: null, period: null, message }
}

/** A value in percent of another; null when either is not known or the other is not above 0. */
function percentOf(value: Decimal | null, whole: Decimal | null): Decimal | null {
  if (value === null || whole === null || !whole.greaterThan(0)) return null
  return value.div(whole).times(100)
}

const said = (percent: Decimal): string => percent.toDecimalPlaces(1).toString()
