import type { Decimal } from '../../core/decimal.ts'
import type { Part, Step } from '../explained.ts'
import type { Override } from './override.ts'

/** The five values behind every cell of the P&L (domain.md 9.3); `trend` is derived from the others. */
export const DATA_SETS = ['actual', 'budget', 'forecast', 'priorYear', 'trend'] as const
export type DataSet = (typeof DATA_SETS)[number]

/** One amount per data set, in exact dollars and in the row's own sign; null is "not loaded", never 0. */
export type Amounts = Readonly<Record<DataSet, Decimal | null>>

export const NO_AMOUNTS: Amounts = { actual: null, budget: null, forecast: null, priorYear: null, trend: null }

/** One amount for each data set. */
export function eachDataSet(amount: (dataSet: DataSet) => Decimal | null): Amounts {
  return {
    actual: amount('actual'),
    budget: amount('budget'),
    forecast: amount('forecast'),
    priorYear: amount('priorYear'),
    trend: amount('trend'),
  }
}

/** What ledger and plan hold of one row and month, in the row's own sign (domain.md 0.1). */
export type Loaded = {
  readonly actual: Decimal | null
  readonly budget: Decimal | null
  readonly priorYear: Decimal | null
  /** Missing: the row's own rule counts. */
  readonly override?: Override
}

export const NOTHING_LOADED: Loaded = { actual: null, budget: null, priorYear: null }

/** Where a month stands against today: before the current month is closed (domain.md 0.2). */
export type MonthClass = 'past' | 'current' | 'future'

/** Which data a trend value was made from (domain.md 9.3): `mixed` is actual to date and forecast for the rest. */
export type MonthKind = 'actual' | 'mixed' | 'forecast' | 'budget' | 'empty'

/**
 * An amount of a month that another calculator worked out: external revenue, internal revenue, payroll cost. In the
 * current month it is the hybrid already: actual to date and forecast for the rest.
 */
export type ComputedAmount = {
  readonly total: Decimal | null
  /** False when it only repeats the budget. */
  readonly isForecast: boolean
  readonly parts: readonly Part[]
  /** What it was made from, where the calculator knows better than "a forecast". */
  readonly kind?: MonthKind
  /** The month's forecast without any actual in it; missing means the total is that already. */
  readonly forecast?: Decimal | null
  /** How it came about, where the calculator tells. */
  readonly steps?: readonly Step[]
  readonly remark?: string | null
  /** Why the calculator failed and the budget stands in (domain.md 6.0). */
  readonly error?: { readonly message: string } | null
}

export const NOT_COMPUTED: ComputedAmount = { total: null, isForecast: false, parts: [] }
