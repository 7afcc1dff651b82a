import type { Scale } from '../core/scaled.ts'

export const CATEGORY_IDS = [
  'statistics',
  'payroll',
  'parking-rates',
  'other-revenue',
  'other-expenses',
  'pl-view',
] as const
export type CategoryId = (typeof CATEGORY_IDS)[number]

/** The largest amount a line takes, either side of zero: 999,999,999 dollars in cents (domain.md 10.1). */
export const MAX_AMOUNT = 99_999_999_900

/**
 * Where a number comes from or stands for (domain.md 1.5). Only `forecast` is ever written by a person; `scheduled` are
 * the labor system's published shifts of about two weeks ahead.
 */
export const SCENARIOS = ['budget', 'actual', 'forecast', 'scheduled'] as const
export type Scenario = (typeof SCENARIOS)[number]

/**
 * What the stored integer means. `ratio` is a fraction 0–1, shown and typed as a percentage;
 * `count` and `rooms` may have fractions (a spread budget); `money` is US dollars; `hours` are labor hours.
 */
export type Unit = 'ratio' | 'count' | 'money' | 'hours'

/** One line of a category as data (design.md D6): read by the grid, the validator, the calculator, the API and Excel. */
export type LineDefinition = {
  readonly id: string
  readonly category: CategoryId
  /** Full name, for messages, the inspector and exports. */
  readonly label: string
  /** Name under a group header. */
  readonly shortLabel: string
  /** Column group. */
  readonly group: string
  readonly unit: Unit
  readonly scale: Scale
  /** Digits behind the point a person may type: of the percentage for ratios, of the amount otherwise. */
  readonly typedDecimals: 0 | 2
  /** Digits shown. */
  readonly shownDecimals: 0 | 1 | 2
  /** Limits of the stored integer, both inclusive; outside them a value is refused. */
  readonly min: number
  readonly max: number
  readonly grain: 'day' | 'month'
  /** A person types it, it is computed, or it only ever arrives from the ledger and the labor system. */
  readonly entry: 'input' | 'derived' | 'loaded'
  /** How days become a week or a month (domain.md 2.6). */
  readonly aggregate: 'sum' | 'ratio' | 'none'
  /** Ledger accounts that supply the budget, where there are any (domain.md 1.4). */
  readonly accounts: readonly string[]
  /** Is more of it good (1), bad (-1) or neither (0) for the result (grid-and-pnl.md D2)? */
  readonly polarity: 1 | 0 | -1
  /** Said when a value is outside the limits (domain.md 10.1). */
  readonly message: string
  /** Said instead of `message` when a value is below `min`. */
  readonly messageBelow?: string
  /** The sign that whatever is typed takes (domain.md 5.1): 500 typed in a −1 row is stored as −500. */
  readonly forcedSign?: 1 | -1
}
