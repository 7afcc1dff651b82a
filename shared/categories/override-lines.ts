import { type LineDefinition, MAX_AMOUNT } from './line.ts'

/** The P&L rows whose amount of a month an administrator may set by hand (domain.md 15). */
export const OVERRIDE_ROWS = ['ExternalRevenue', 'InternalRevenue'] as const
export type OverrideRow = (typeof OVERRIDE_ROWS)[number]

/** The line that holds a row's amount set by hand: `override.externalRevenue`. */
export const overrideLineId = (row: OverrideRow): string => `override.${row.charAt(0).toLowerCase()}${row.slice(1)}`

const line = (row: OverrideRow, label: string, rest: Pick<LineDefinition, 'min' | 'message'>): LineDefinition => ({
  id: overrideLineId(row),
  category: 'pl-view',
  label: `${label} set by hand`,
  shortLabel: 'Set by hand',
  group: 'P&L',
  unit: 'money',
  scale: 2,
  typedDecimals: 2,
  shownDecimals: 0,
  max: MAX_AMOUNT,
  grain: 'month',
  // Nobody types it in a grid: the API takes it from administrators, with a reason.
  entry: 'loaded',
  aggregate: 'sum',
  accounts: [],
  polarity: 1,
  ...rest,
})

/** Amounts set by hand, in the row's own sign: external revenue is never negative, internal revenue may be. */
export const OVERRIDE_LINES: readonly LineDefinition[] = [
  line('ExternalRevenue', 'External revenue', { min: 0, message: 'Enter 0 to 999,999,999.' }),
  line('InternalRevenue', 'Internal revenue', { min: -MAX_AMOUNT, message: 'Amount is too large.' }),
]
