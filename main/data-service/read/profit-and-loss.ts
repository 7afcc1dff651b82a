import type { z } from 'zod'
import type { PlKey, PlRow, ProfitAndLoss } from '../../../shared/contract/profit-and-loss.ts'
import { externalRevenue, type ExternalRevenue } from '../../../shared/calc/external-revenue.ts'
import { EARNING_COUNTS } from '../../../shared/calc/day-figures.ts'
import {
  budgetMonth,
  statisticsMonth,
  type StatisticsInput,
  type StatisticsMonth,
} from '../../../shared/calc/statistics-month.ts'
import { RATE_CATEGORIES } from '../../../shared/categories/parking-rates.ts'
import { addMonths, type Day, type Month, monthsOf } from '../../../shared/core/calendar.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { type Cents, cents, roundToCents } from '../../../shared/core/money.ts'
import { isLoaded } from '../db/scopes.ts'
import type { Database } from '../db/store.ts'
import { knownSite } from './known-site.ts'
import { monthInput, readStored, type Stored } from './month-input.ts'
import { roundTogether } from './round-together.ts'

const GROSS = new Decimal(1) // the P&L takes gross revenue until the owner decides otherwise (domain.md 2.4)

type MonthResult = {
  readonly month: PlRow['months'][number]
  readonly revenue: ExternalRevenue
  /** Cents of each category, then of the actual to date, then of a budget that stands in; they add up to the value. */
  readonly parts: readonly (Cents | null)[]
}

/** The P&L of one site and year from what is on this laptop (domain.md 7, 9): for now its External revenue row. */
export function readProfitAndLoss(
  db: Database,
  { siteId, year }: z.infer<typeof PlKey>,
  today: Day,
): z.infer<typeof ProfitAndLoss> {
  const site = knownSite(db, siteId)
  const stored = readStored(db, siteId, site.totalRooms, `${year - 1}-01`, `${year}-12`)
  const months = monthsOf(year).map((month) => monthResult(stored, month))
  return {
    siteId,
    siteName: site.name,
    year,
    today,
    loaded: isLoaded(db, siteId, year),
    rows: [externalRevenueRow(months)],
  }
}

function externalRevenueRow(months: readonly MonthResult[]): PlRow {
  const details = EARNING_COUNTS.map((id, i) => ({
    id: id as string,
    label: RATE_CATEGORIES.find((category) => category.id === id)?.label ?? id,
    months: months.map(({ revenue, parts }) => {
      const category = revenue.categories[i]
      return {
        statistic: category?.statistic?.toDecimalPlaces(6).toFixed() ?? null,
        rate: category?.rate ? roundToCents(category.rate) : null,
        value: parts[i] ?? null,
      }
    }),
  }))
  const plain = (id: string, label: string, part: number) => ({
    id,
    label,
    months: months.map(({ parts }) => ({ statistic: null, rate: null, value: parts[part] ?? null })),
  })
  const actual = plain('actualToDate', 'Actual to date', EARNING_COUNTS.length)
  const budget = plain('budget', 'Budget, where there are no statistics', EARNING_COUNTS.length + 1)
  const used = [actual, budget].filter((detail) => detail.months.some(({ value }) => value !== null))
  return {
    code: 'ExternalRevenue',
    label: 'External Revenue',
    polarity: 1,
    months: months.map(({ month }) => month),
    details: [...details, ...used],
  }
}

function monthResult(stored: Stored, month: Month): MonthResult {
  const input = monthInput(stored, month)
  const statistics = statisticsMonth(input)
  const revenue = externalRevenue(statistics, GROSS)
  const budget = inCents(budgetMonth(input).total.externalRevenue)
  const { total, parts } = roundTogether([
    ...revenue.categories.map((category) => category.value),
    revenue.actualToDate,
  ])
  const standIn = total === null ? budget : null // no statistics at all: the budget's revenue counts (domain.md 7)
  return {
    month: {
      month,
      kind: standIn === null ? kindOf(statistics, input, total) : 'budget',
      value: total ?? standIn,
      budget,
      lastYear: loadedRevenue(stored, addMonths(month, -12)),
    },
    revenue,
    parts: [...parts, standIn],
  }
}

function kindOf(
  statistics: StatisticsMonth,
  input: StatisticsInput,
  total: Cents | null,
): PlRow['months'][number]['kind'] {
  if (total === null) return 'empty'
  const actual = statistics.days.filter((day) => day.kind === 'actual').length
  if (actual === statistics.days.length) return 'actual'
  if (actual > 0) return 'mixed'
  const typed = Object.keys(input.forecast).length > 0 || Object.keys(input.forecastRates).length > 0
  return typed ? 'forecast' : 'budget'
}

/** The month's loaded net revenue; null when none is loaded. */
function loadedRevenue(stored: Stored, month: Month): Cents | null {
  const days = monthInput(stored, month).actual['externalRevenue'] ?? []
  const loaded = days.filter((value) => value !== null)
  return loaded.length === 0 ? null : cents(loaded.reduce((sum, value) => sum + value, 0))
}

const inCents = (amount: Decimal | null): Cents | null => (amount === null ? null : roundToCents(amount))
