import { addDays, type Day, type Month, monthOf, overtimeWeekOf, phaseOf } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'
import { AppError, toAppError } from '../../core/errors.ts'
import type { Contract } from '../internal-revenue/contract.ts'
import { type History, internalRevenue, type InternalRevenue } from '../internal-revenue/internal-revenue.ts'
import type { JobHours, MonthInput, MonthRevenue } from '../internal-revenue/month-input.ts'
import { perLaborHour } from '../internal-revenue/per-labor-hour.ts'
import { withSteps } from '../explain.ts'
import type { Explained } from '../explained.ts'
import { payrollCost } from '../payroll/payroll-cost.ts'
import {
  hoursByDay,
  payrollBudgetDays,
  type PayrollInput,
  type PayrollMonth,
  payrollMonth,
} from '../payroll/payroll-month.ts'
import { sumOf } from '../day-figures.ts'
import { keptHours, restatedPayroll } from './kept-days.ts'
import type { ComputedAmount, MonthKind } from '../profit-and-loss/data-sets.ts'
import type {
  Calculators,
  ContractTerms,
  InternalRevenueContext,
  LaborContext,
  PayrollBefore,
  SharedRevenueContext,
} from './site-year-sheet.ts'

/** A site's contract as its year needs it. */
export type SiteContract = ContractTerms & {
  readonly terms: Contract
  /** What the months before the year leave for accumulations. */
  readonly history: History
}

type Context = InternalRevenueContext<PayrollInput, SiteContract>
type Labor = LaborContext<PayrollInput, SiteContract>
/** Hours of a month as contracts read them, and what they earn by the hour, or why that cannot be computed. */
type LaborMonth = {
  readonly hours: Readonly<Record<string, JobHours>>
  readonly revenue: Explained | AppError | null
}
/** What the payroll calculator gives: the amount and the days behind it. */
export type PayrollAmount = ComputedAmount & { readonly days: PayrollMonth }

/** The product's own calculators of payroll and internal revenue, for the months of one business day. */
export const siteCalculators = (today: Day): Calculators<PayrollInput, SiteContract> => ({
  payrollCost: payrollAmount,
  labor: laborOf,
  sharedRevenue: (context) => sharedRevenue(context, today),
  internalRevenue: (context) => contractRevenue(context, today),
})

/** Payroll cost of a month as the P&L reads it (domain.md 8): until something is typed or loaded it is the budget. */
function payrollAmount(
  input: PayrollInput,
  _contract: SiteContract,
  _month: Month,
  before: PayrollBefore<PayrollInput> | null = null,
): PayrollAmount {
  // It is what this function gave before.
  const days = restatedPayroll(input, before && { input: before.payroll, month: (before.amount as PayrollAmount).days })
  const kind = payrollKind(days)
  const cost = payrollCost(days, input.jobs, input.open)
  const { total, parts, remark } = cost
  const isForecast = kind !== 'budget' && kind !== 'empty'
  return withSteps({ total, parts, remark, isForecast, kind, days }, () => cost.steps)
}

function payrollKind({ days }: PayrollMonth): MonthKind {
  const actual = days.filter(({ isActual }) => isActual).length
  if (actual > 0) return actual === days.length ? 'actual' : 'mixed'
  const origins = new Set(days.flatMap(({ byCode }) => Object.values(byCode).map(({ origin }) => origin)))
  if (origins.has('forecast') || origins.has('closed')) return 'forecast'
  return origins.has('budget') || origins.has('salary') ? 'budget' : 'empty'
}

/** Internal revenue of a month; a contract that cannot be computed falls back to budget and says why (domain.md 6.0). */
function contractRevenue(context: Context, today: Day): ComputedAmount {
  const { terms, history } = context.contract
  const upTo = Array.from({ length: context.month }, (_, month) => month)
  const earlier = upTo.map((month) => ({
    month: monthOfContext(context, month),
    // It is what contractRevenue gave; a month that failed has no components.
    agreement: (context.earlier(month) as Partial<InternalRevenue>).components?.managementAgreement ?? null,
  }))
  const input = monthInput(context, today)
  const before: History = {
    revenues: [...history.revenues, ...upTo.flatMap((month) => revenueOfMonth(context, month) ?? [])],
    claims: [
      ...history.claims,
      ...earlier.flatMap(({ month, agreement }) => (agreement ? [{ month, claims: agreement.claims }] : [])),
    ],
    profits: [
      ...history.profits,
      ...earlier.flatMap(({ month, agreement }) =>
        agreement?.profit == null ? [] : [{ month, profit: agreement.profit }],
      ),
    ],
  }
  try {
    const { revenue } = laborOfMonth(context)
    if (revenue instanceof AppError) throw revenue
    return internalRevenue(terms, input, before, today, { perLaborHour: revenue })
  } catch (thrown) {
    return failed(input.budgetInternalRevenue, toAppError(thrown))
  }
}

function failed(budget: Decimal | null, error: AppError): ComputedAmount {
  const parts = [{ id: 'budget', label: 'Budget', value: budget }]
  return { total: budget, isForecast: false, parts, remark: `Not computed: ${error.message}`, error }
}

const monthOfContext = (context: Context, month: number) => context.payroll(month).month

function monthInput(context: Context, today: Day): MonthInput {
  const { month } = context
  const statistics = context.statistics(month)
  const rooms = statistics?.total.occupiedRooms ?? null
  const isBudget = statistics?.days.every(({ kind }) => kind === 'budget') ?? true
  const label = monthOfContext(context, month)
  return {
    month: label,
    kind: phaseOf(label, today),
    revenue: revenueOfMonth(context, month),
    occupiedRooms: isBudget ? { forecast: null, budget: rooms } : { forecast: rooms, budget: null },
    hours: laborOfMonth(context).hours,
    payrollForecast: context.payrollCost(month).total,
    accounts: Object.fromEntries(context.accounts(month).map((amounts) => [amounts.account, amounts])),
    expenseTotals: null,
    otherRevenue: context.otherRevenue(month),
    budgetInternalRevenue: context.ledger(month).InternalRevenue?.budget ?? null,
  }
}

/** External revenue a contract shares: the ledger's of a closed month where it is known, else what was computed (6.4). */
function sharedRevenue({ month, external, ledger }: SharedRevenueContext, today: Day): MonthRevenue | null {
  const posted = phaseOf(month, today) === 'past' ? (ledger.ExternalRevenue?.actual ?? null) : null
  const actualToDate = external.parts.find(({ id }) => id === 'actualToDate')?.value ?? null
  const net = posted ?? external.total
  if (net === null) return null
  // Loaded revenue is a total: with it the categories no longer add up to the month.
  const categories = posted === null && actualToDate === null ? external.categories : null
  const isActual = posted !== null || external.kind === 'actual'
  return {
    month,
    net,
    byCode: null,
    byCategory:
      categories && Object.fromEntries(categories.map(({ id, value }): [string, Decimal | null] => [id, value])),
    validations: null,
    origin: isActual ? 'actual' : external.isForecast ? 'forecast' : 'budget',
    memo: {},
  }
}

// They are what laborOf and sharedRevenue gave: all stand in the same calculators.
const laborOfMonth = (context: Context): LaborMonth => context.labor() as LaborMonth
const revenueOfMonth = (context: Context, month: number): MonthRevenue | null =>
  context.sharedRevenue(month) as MonthRevenue | null

function laborOf(context: Labor, before?: unknown): LaborMonth {
  // It is what this function gave before.
  const hours = keptHours(hoursOf(context), (before as LaborMonth | undefined)?.hours)
  try {
    return { hours, revenue: perLaborHour(context.contract.terms, context.payroll(context.month).month, hours) }
  } catch (thrown) {
    return { hours, revenue: toAppError(thrown) }
  }
}

const daysBefore = (input: PayrollInput | undefined) => (input === undefined ? [] : payrollMonth(input).days)

/**
 * Hours per code, back to the Saturday before the first, in January into December. A code with nothing but a budget
 * has no days: the budget is a month's sum, and its even spread says nothing of weeks (domain.md 6.3).
 */
function hoursOf(context: Labor): Readonly<Record<string, JobHours>> {
  const { month } = context
  const input = context.payroll(month)
  const daysOf = (at: number) => (context.payrollCost(at) as PayrollAmount).days.days
  const [before, own] = [month === 0 ? daysBefore(context.payrollBefore()) : daysOf(month - 1), daysOf(month)]
  const first = `${input.month}-01`
  const saturday = overtimeWeekOf(first)
  const monthBefore = monthOf(addDays(first, -1))
  const earlier = before.filter(({ day }) => day >= saturday && monthOf(day) === monthBefore)
  return Object.fromEntries(
    input.jobs.map((job) => {
      const isKnown = own.some(({ byCode }) => {
        const figure = byCode[job.code]
        return figure !== undefined && figure.hours !== null && figure.origin !== 'budget'
      })
      if (isKnown) return [job.code, { days: hoursByDay([...earlier, ...own], job.code), budget: null, memo: {} }]
      const budget = sumOf(payrollBudgetDays(input, job).map(({ hours }) => hours))
      return [job.code, { days: null, budget }]
    }),
  )
}
