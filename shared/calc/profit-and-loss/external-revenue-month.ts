import { RATE_CATEGORIES } from '../../categories/parking-rates.ts'
import { monthOf } from '../../core/calendar.ts'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { sumOf } from '../day-figures.ts'
import type { Explained, Part, Step } from '../explained.ts'
import { externalRevenue, type RevenueCategory } from '../external-revenue.ts'
import { closedRemark, type OpenPeriod } from '../open-period.ts'
import type { StatisticsMonth } from '../statistics-month.ts'
import type { ComputedAmount, MonthKind } from './data-sets.ts'

/** What a month's external revenue is worked out from (domain.md 7). */
export type ExternalRevenueInput = {
  /** The days with the value that counts; null when the site has no statistics of the month. */
  readonly statistics: StatisticsMonth | null
  /** True when a rate of the month was typed, so that the budget's counts earn the forecast's rates. */
  readonly hasForecastRates: boolean
  /** Budgeted external revenue of the month, in dollars. */
  readonly budget: Decimal | null
  /** Share of gross revenue lost to refunds and discounts, 0–1; 0 until the owner decides otherwise (domain.md 2.4). */
  readonly adjustmentRate?: Decimal
  /** When the site is in operation, to say why days hold nothing; left out it always is. */
  readonly open?: OpenPeriod | undefined
}

/** A month's external revenue with what a click on it opens (domain.md 9.5). */
export type ExternalRevenueMonth = ComputedAmount &
  Explained & {
    readonly kind: MonthKind
    /** Null when there is no breakdown, because the budget counts. */
    readonly categories: readonly RevenueCategory[] | null
    readonly budget: Decimal | null
    readonly adjustmentRate: Decimal
    /** What was computed, where an amount set by hand stands in its place. */
    readonly computed?: ExternalRevenueMonth
  }

/**
 * External revenue of a month (domain.md 7): each category's vehicles of the open days × its one monthly rate, and the
 * loaded revenue of the days that have an actual. A month in which nothing is typed nor loaded has no breakdown: the
 * budgeted revenue counts, so that an untouched month is on budget to the cent.
 */
export function externalRevenueMonth(input: ExternalRevenueInput): ExternalRevenueMonth {
  const { statistics, budget } = input
  const adjustmentRate = input.adjustmentRate ?? ZERO
  const kind = statistics === null ? 'empty' : kindOf(statistics, input.hasForecastRates)
  const isUntouched = kind === 'empty' || (kind === 'budget' && budget !== null)
  if (statistics === null || isUntouched) return budgetOnly(budget, adjustmentRate)

  const revenue = externalRevenue(statistics, new Decimal(1).minus(adjustmentRate))
  if (revenue.total === null) return budgetOnly(budget, adjustmentRate)
  const parts = revenue.categories.map(({ id, value }): Part => ({ id, label: labelOf(id), value }))
  const actual: Part = { id: 'actualToDate', label: 'Actual to date', value: revenue.actualToDate }
  return {
    total: revenue.total,
    isForecast: kind !== 'budget',
    kind,
    parts: [...parts, actual],
    steps: revenue.categories.map((category) => categoryStep(category, adjustmentRate)),
    remark: closedRemark(input.open, monthOf(statistics.days[0]?.day ?? '')),
    categories: revenue.categories,
    budget,
    adjustmentRate,
  }
}

/**
 * External revenue over several sites (domain.md 7): totals of sites with a breakdown and budgets of the others, per
 * category so that a statistic is never multiplied by another site's rate. Rates over several sites have no answer.
 */
export function externalRevenueOver(months: readonly ExternalRevenueMonth[]): {
  readonly total: Decimal | null
  readonly parts: readonly Part[]
} {
  const total = sumOf(months.map((month) => month.total))
  const ids = new Map(months.flatMap((month) => month.parts.map(({ id, label }) => [id, label] as const)))
  const parts = [...ids].map(([id, label]): Part => ({
    id,
    label,
    value: sumOf(months.flatMap((month) => month.parts.filter((part) => part.id === id).map(({ value }) => value))),
  }))
  return { total, parts }
}

const labelOf = (id: string): string => RATE_CATEGORIES.find((category) => category.id === id)?.label ?? id

function kindOf(statistics: StatisticsMonth, hasForecastRates: boolean): MonthKind {
  const { days } = statistics
  const actual = days.filter((day) => day.kind === 'actual').length
  if (actual > 0) return actual === days.length ? 'actual' : 'mixed'
  if (hasForecastRates || days.some((day) => day.kind === 'forecast')) return 'forecast'
  return 'budget'
}

function budgetOnly(budget: Decimal | null, adjustmentRate: Decimal): ExternalRevenueMonth {
  return {
    total: budget,
    isForecast: false,
    kind: budget === null ? 'empty' : 'budget',
    parts: budget === null ? [] : [{ id: 'budget', label: 'Budget', value: budget }],
    steps: [],
    remark: 'The month has no statistics of its own: the budget counts.',
    categories: null,
    budget,
    adjustmentRate,
  }
}

function categoryStep({ id, statistic, rate, value }: RevenueCategory, adjustmentRate: Decimal): Step {
  return {
    label: labelOf(id),
    rule: '7',
    given: [
      { name: 'vehicles', value: statistic, unit: 'count', origin: 'statistics' },
      { name: 'rate', value: rate, unit: 'rate', origin: 'parking rates' },
      { name: 'adjustment rate', value: adjustmentRate, unit: 'ratio', origin: 'ledger' },
    ],
    value,
    unit: 'money',
  }
}
