import type { RateCategory } from '../../categories/parking-rates.ts'
import type { Day, Month } from '../../core/calendar.ts'
import type { Decimal } from '../../core/decimal.ts'

/** What a ledger account holds for a month, in dollars; null is "not known". */
export type AccountAmounts = {
  readonly budget: Decimal | null
  readonly forecast: Decimal | null
  readonly actual: Decimal | null
}

/** Net external revenue of a month without validations, as finely as it is known (domain.md 6.4). */
export type MonthRevenue = {
  readonly month: Month
  readonly net: Decimal | null
  /** By revenue code, where the daily tables or an import give it. */
  readonly byCode: Readonly<Record<string, Decimal>> | null
  /** By rate category: a forecast or a budget. */
  readonly byCategory: Readonly<Partial<Record<RateCategory, Decimal | null>>> | null
  /** External revenue with deposit flag V; null: not known. */
  readonly validations: Decimal | null
  readonly origin: 'actual' | 'forecast' | 'budget'
  /** Given where every later month asks for the same split; it says nothing about the revenue. */
  readonly memo?: StructuresMemo
}

/** How a month's revenue was split by the structures of a contract last (see {@link SplitMemo}). */
export type StructuresMemo = {
  last?: {
    readonly structures: readonly object[]
    readonly bellServiceFee: boolean
    readonly amounts: readonly (Decimal | null)[]
  }
}

/** Hours of a month: what is paid at the regular rate and what at the overtime rate. */
export type MonthHours = {
  readonly regular: Decimal
  readonly overtime: Decimal
  readonly origin: 'forecast' | 'budget'
}

/**
 * How some hours were split last, kept beside them. A field, not a WeakMap: sweeping weak maps took half of the longest
 * pauses while somebody types.
 */
export type SplitMemo = {
  last?: { readonly month: Month; readonly useOvertimeSplit: boolean; readonly split: MonthHours }
}

/** Hours of a job code. */
export type JobHours = {
  /**
   * Actual to date and forecast after it. To split overtime the days reach back to the Saturday on or before the
   * first of the month; days outside the month fill the week and earn nothing. Null: the code has no payroll rows.
   */
  readonly days: readonly { readonly day: Day; readonly hours: Decimal }[] | null
  /** Hours the budget gives the month; looked at only where there are no days. */
  readonly budget: Decimal | null
  /** Given where the same hours are asked again at every keystroke; it says nothing about them. */
  readonly memo?: SplitMemo
}

/** Budget and saved record where the ledger is only known in two sums (domain.md 6.5, C-41), without excluded accounts. */
export type ExpenseTotals = {
  readonly otherAccountsBudget: Decimal | null
  readonly enteredAccountsBudget: Decimal | null
  /** The saved record: it replaces the budget of all twelve, a missing field is 0. Null: nothing was saved. */
  readonly record: Readonly<Record<string, Decimal>> | null
}

/** Everything the internal revenue of one site and month is made from. */
export type MonthInput = {
  readonly month: Month
  readonly kind: 'past' | 'current' | 'future'
  readonly revenue: MonthRevenue | null
  readonly occupiedRooms: { readonly forecast: Decimal | null; readonly budget: Decimal | null }
  readonly hours: Readonly<Record<string, JobHours>>
  /** Cost of the payroll tab: actual to date and forecast after it. */
  readonly payrollForecast: Decimal | null
  /** Payroll, PTEB and expense accounts, 6000–7999. */
  readonly accounts: Readonly<Record<string, AccountAmounts>>
  /** Takes the place of the 7000–7999 accounts where these are not known one by one. */
  readonly expenseTotals: ExpenseTotals | null
  /** Net of the Other Revenue tab, signed. */
  readonly otherRevenue: Decimal | null
  /** Internal revenue of the budget, in display sign. */
  readonly budgetInternalRevenue: Decimal | null
}

/** A month of which nothing is known. */
export const emptyMonth = (month: Month): MonthInput => ({
  month,
  kind: 'future',
  revenue: null,
  occupiedRooms: { forecast: null, budget: null },
  hours: {},
  payrollForecast: null,
  accounts: {},
  expenseTotals: null,
  otherRevenue: null,
  budgetInternalRevenue: null,
})
