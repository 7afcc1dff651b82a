import { type LineDefinition, MAX_AMOUNT } from './line.ts'

/**
 * The six rows of Other revenue (domain.md 5.1, C-31) with the sign each forces on what is typed; null takes any.
 * Signing bonuses are the only one the ledger knows.
 */
export const OTHER_REVENUE_ROWS = [
  { id: 'billableExpense', label: 'Billable expenses', sign: 1, accounts: [] },
  { id: 'clientPaidExpense', label: 'Client-paid expense', sign: -1, accounts: [] },
  { id: 'gpoFees', label: 'GPO fees', sign: -1, accounts: [] },
  { id: 'revenueValidation', label: 'Revenue validations', sign: 1, accounts: [] },
  { id: 'signingBonus', label: 'Signing bonuses', sign: -1, accounts: ['4910'] },
  { id: 'miscellaneous', label: 'Miscellaneous', sign: null, accounts: [] },
] as const

export type OtherRevenueId = (typeof OTHER_REVENUE_ROWS)[number]['id']

/** The line that holds a row's amount of a month: `revenue.gpoFees`. */
export const otherRevenueLineId = (id: OtherRevenueId): string => `revenue.${id}`

const MONTHLY = {
  category: 'other-revenue',
  group: 'Other revenue',
  unit: 'money',
  scale: 2,
  typedDecimals: 2,
  shownDecimals: 2,
  grain: 'month',
  aggregate: 'sum',
  polarity: 1,
  message: 'Amount is too large.',
} as const

const signRule = (sign: 1 | -1 | null): Partial<LineDefinition> =>
  sign === null ? {} : { forcedSign: sign, [sign === 1 ? 'min' : 'max']: 0 }

const wrongSign = (sign: 1 | -1 | null): Partial<LineDefinition> => {
  if (sign === 1) return { messageBelow: 'Enter an amount of 0 or more.' }
  if (sign === -1) return { message: 'Enter an amount of 0 or less.', messageBelow: 'Amount is too large.' }
  return {}
}

/** The lines of Other revenue: six typed rows and their signed sum, one amount a month. */
export const OTHER_REVENUE_LINES: readonly LineDefinition[] = [
  ...OTHER_REVENUE_ROWS.map(({ id, label, sign, accounts }): LineDefinition => ({
    ...MONTHLY,
    id: otherRevenueLineId(id),
    label,
    shortLabel: label,
    min: -MAX_AMOUNT,
    max: MAX_AMOUNT,
    entry: 'input',
    accounts,
    ...signRule(sign),
    ...wrongSign(sign),
  })),
  {
    ...MONTHLY,
    id: 'revenue.net',
    label: 'Net other revenue',
    shortLabel: 'Net',
    min: -MAX_AMOUNT * 6,
    max: MAX_AMOUNT * 6,
    entry: 'derived',
    accounts: [],
  },
]
