import type { LineDefinition } from './line.ts'

/**
 * The eight rate categories (domain.md 1.2), each with the statistic it multiplies and, where the ledger has them,
 * its revenue and vehicle accounts (domain.md 4.2). Aggregators have no ledger accounts and no budget.
 */
export const RATE_CATEGORIES = [
  { id: 'valetDaily', label: 'Valet daily', statistic: 'valetDaily', accounts: ['9411', '9510'] },
  { id: 'valetOvernight', label: 'Valet overnight', statistic: 'valetOvernight', accounts: ['9412', '9520'] },
  { id: 'valetMonthly', label: 'Valet monthly', statistic: 'valetMonthly', accounts: ['9413', '9530'] },
  { id: 'valetAggregator', label: 'Valet aggregator', statistic: 'valetAggregator', accounts: [] },
  { id: 'selfDaily', label: 'Self daily', statistic: 'selfDaily', accounts: ['9414', '9550'] },
  { id: 'selfOvernight', label: 'Self overnight', statistic: 'selfOvernight', accounts: ['9415', '9560'] },
  { id: 'selfMonthly', label: 'Self monthly', statistic: 'selfMonthly', accounts: ['9416', '9570'] },
  { id: 'selfAggregator', label: 'Self aggregator', statistic: 'selfAggregator', accounts: [] },
] as const

export type RateCategory = (typeof RATE_CATEGORIES)[number]['id']

/** The line that holds a category's rate, so that a rate is a cell like any other: `rate.valetDaily`. */
export const rateLineId = (category: RateCategory): string => `rate.${category}`

/** One line per rate category: dollars per vehicle, 0.00–999.99, one value a month (domain.md 4.2). */
export const PARKING_RATE_LINES: readonly LineDefinition[] = RATE_CATEGORIES.map(({ id, label, accounts }) => ({
  id: rateLineId(id),
  category: 'parking-rates',
  label: `${label} rate`,
  shortLabel: label,
  group: label.startsWith('Valet') ? 'Valet' : 'Self',
  unit: 'money',
  scale: 2,
  typedDecimals: 2,
  shownDecimals: 2,
  min: 0,
  max: 99_999,
  grain: 'month',
  entry: 'input',
  aggregate: 'none',
  accounts,
  polarity: 1,
  message: 'Enter 0.00 to 999.99.',
}))
