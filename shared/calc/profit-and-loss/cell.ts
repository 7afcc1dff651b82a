import { type Decimal, ZERO } from '../../core/decimal.ts'
import { withSteps } from '../explain.ts'
import type { Explained } from '../explained.ts'
import type { AccountUse } from './account-use.ts'
import type { Amounts, ComputedAmount, Loaded, MonthClass, MonthKind } from './data-sets.ts'

/** What a click on a cell opens beside its parts and steps (domain.md 9.5). */
export type RowDetail =
  | { readonly kind: 'none' }
  | { readonly kind: 'accounts'; readonly accounts: readonly AccountUse[] }
  | {
      readonly kind: 'pteb'
      readonly ratio: Decimal | null
      readonly budgetPteb: Decimal | null
      readonly budgetPayroll: Decimal | null
      readonly payroll: Decimal | null
    }
  | {
      readonly kind: 'insurance'
      /** Share of payroll, 0–1. */
      readonly rate: Decimal | null
      readonly payroll: Decimal | null
      /** Budget of 7082. */
      readonly vehicle: Decimal | null
    }

/** One row and month of a site's P&L: the five amounts, and how the trend came about. */
export type PlCell = {
  readonly amounts: Amounts
  readonly kind: MonthKind
  /** Of the trend. */
  readonly explained: Explained
  readonly detail: RowDetail
}

/** What a row's own rule gives for a month that is not closed. */
export type OpenAmount = { readonly explained: Explained; readonly kind: MonthKind; readonly detail: RowDetail }

const BUDGET_COUNTS = 'Nothing is forecast: the budget counts.'
const NO_DETAIL: RowDetail = { kind: 'none' }

/** An amount that stands for itself, as one part; null has none. */
export function plain(total: Decimal | null, id: string, label: string, remark: string | null = null): Explained {
  return { total, parts: total === null ? [] : [{ id, label, value: total }], steps: [], remark }
}

/** The budget where nothing was forecast; empty where there is no budget either. */
export function budgetAmount(budget: Decimal | null, detail: RowDetail = NO_DETAIL): OpenAmount {
  return {
    explained: plain(budget, 'budget', 'Budget', BUDGET_COUNTS),
    kind: budget === null ? 'empty' : 'budget',
    detail,
  }
}

/** Whether another calculator's amount has anything to say, or the budget counts (domain.md 9.3: forecast, else budget). */
function computedAmount(computed: ComputedAmount, open: MonthClass, loaded: Loaded): OpenAmount {
  const { total, parts, isForecast } = computed
  const steps = () => computed.steps ?? []
  // What only repeats the budget is the budget: an untouched month shows no variance.
  if (total === null || (!isForecast && loaded.budget !== null)) {
    const budget = budgetAmount(loaded.budget)
    const { explained } = budget
    const remark = computed.remark ?? explained.remark
    return { ...budget, explained: withSteps({ total: explained.total, parts: explained.parts, remark }, steps) }
  }
  const forecast = open === 'current' ? 'mixed' : 'forecast'
  return {
    explained: withSteps({ total, parts, remark: computed.remark ?? (isForecast ? null : BUDGET_COUNTS) }, steps),
    kind: computed.kind ?? (isForecast ? forecast : 'budget'),
    detail: NO_DETAIL,
  }
}

/**
 * Puts a row's month together (domain.md 9.3): trend is the actual of a closed month, the row's own rule in the current
 * one (the hybrid) and ahead (forecast, else budget). An actual that is not loaded leaves the trend without an answer.
 */
export function cellOf(month: MonthClass, loaded: Loaded, forecast: Decimal | null, open: OpenAmount): PlCell {
  if (month === 'past') {
    return {
      amounts: { ...loaded, forecast, trend: loaded.actual },
      kind: loaded.actual === null ? 'empty' : 'actual',
      explained: plain(
        loaded.actual,
        'actual',
        'Actual',
        loaded.actual === null ? 'The month is closed and its actual is not loaded.' : null,
      ),
      detail: open.detail,
    }
  }
  return { amounts: { ...loaded, forecast, trend: open.explained.total }, ...open }
}

/**
 * The cell of a month in which the site is not in operation (domain.md 1.1): nothing is expected, whatever is budgeted
 * or was entered; what the ledger still posts counts, in the current month as well.
 */
export function closedCell(month: MonthClass, loaded: Loaded, remark: string): PlCell {
  const posted = month === 'current' ? loaded.actual : null
  const explained =
    posted === null ? plain(ZERO, 'closed', 'Not in operation', remark) : plain(posted, 'actual', 'Posted', remark)
  return cellOf(month, loaded, ZERO, { explained, kind: posted === null ? 'forecast' : 'mixed', detail: NO_DETAIL })
}

/** The cell of a row whose amount another calculator worked out: external revenue, internal revenue, payroll. */
export function computedCell(month: MonthClass, loaded: Loaded, computed: ComputedAmount): PlCell {
  const forecast = computed.forecast === undefined ? computed.total : computed.forecast
  return cellOf(month, loaded, forecast ?? loaded.budget, computedAmount(computed, month, loaded))
}
