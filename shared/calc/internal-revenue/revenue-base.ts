import type { RateCategory } from '../../categories/parking-rates.ts'
import type { Month } from '../../core/calendar.ts'
import { type Decimal, ZERO } from '../../core/decimal.ts'
import { AppError } from '../../core/errors.ts'
import { sumOf } from '../day-figures.ts'
import type { ThresholdStructure } from './contract.ts'
import type { MonthRevenue } from './month-input.ts'

/** One row of the daily revenue tables. */
export type RevenueRow = {
  readonly revenueCode: string
  /** Y the operator banked it, N the client collected it, V a validation. */
  readonly depositFlag: 'Y' | 'N' | 'V'
  readonly revenueCategory: string
  readonly gross: Decimal
  readonly net: Decimal
}

const BELL_CODES = ['OR1', 'OR2']
const isHourly = (row: RevenueRow) => row.revenueCategory.trim().toLowerCase() === 'per man hour'
const isShared = (code: string, bellServiceFee: boolean) => !(bellServiceFee && BELL_CODES.includes(code))

/**
 * The base of a revenue share from loaded rows (domain.md 6.4): net revenue by code without validations and without
 * "per man hour". With bell service OR1 and OR2 are left out as well. Validations are kept apart.
 */
export function revenueOfRows(month: Month, rows: readonly RevenueRow[], bellServiceFee: boolean): MonthRevenue {
  const byCode: Record<string, Decimal> = {}
  for (const row of rows) {
    if (row.depositFlag === 'V' || isHourly(row) || !isShared(row.revenueCode, bellServiceFee)) continue
    byCode[row.revenueCode] = (byCode[row.revenueCode] ?? ZERO).plus(row.net)
  }
  const net = sumOf(Object.values(byCode)) ?? ZERO
  const validations = sumOf(rows.filter((row) => row.depositFlag === 'V').map((row) => row.net)) ?? ZERO
  return { month, net, byCode, byCategory: null, validations, origin: 'actual' }
}

const CATEGORIES_BY_PREFIX: Readonly<Record<string, readonly RateCategory[]>> = {
  SD: ['selfDaily', 'selfAggregator'],
  SO: ['selfOvernight'],
  SM: ['selfMonthly'],
  VD: ['valetDaily', 'valetAggregator'],
  VO: ['valetOvernight'],
  VM: ['valetMonthly'],
}
const prefixOf = (code: string) => code.slice(0, 2).toUpperCase()

/** Net revenue of a month; where it is not known, the sum of its codes or categories. */
export const netOf = (revenue: MonthRevenue | null): Decimal | null =>
  revenue === null ? null : (revenue.net ?? sumOf(Object.values(revenue.byCode ?? revenue.byCategory ?? {})))

type Structures = readonly Pick<ThresholdStructure, 'revenueCodes'>[]

/**
 * Net revenue of each structure in a month, in their order; null where nothing is known (domain.md 6.4, C-50).
 * By code where the codes are known. Otherwise by category: the category of a code is its prefix, aggregators go with
 * the daily codes of their side, and a category is shared evenly by the contract's codes of its prefix. Where only the
 * total is known it belongs to the one structure there is; several structures cannot be told apart.
 */
export function structureRevenues(
  structures: Structures,
  revenue: MonthRevenue | null,
  bellServiceFee: boolean,
): readonly (Decimal | null)[] {
  if (revenue === null) return structures.map(() => null)
  const last = revenue.memo?.last
  if (last?.structures === structures && last.bellServiceFee === bellServiceFee) return last.amounts
  const amounts = splitByStructure(structures, revenue, bellServiceFee)
  if (revenue.memo) revenue.memo.last = { structures, bellServiceFee, amounts }
  return amounts
}

function splitByStructure(
  structures: Structures,
  revenue: MonthRevenue,
  bellServiceFee: boolean,
): readonly (Decimal | null)[] {
  const codesOf = structures.map(({ revenueCodes }) => revenueCodes.filter((code) => isShared(code, bellServiceFee)))
  const { byCode, byCategory } = revenue
  if (byCode !== null) {
    return codesOf.map((codes) => sumOf(codes.map((code) => byCode[code] ?? null)) ?? ZERO)
  }
  if (byCategory !== null) {
    const counted = codesOf.flat().map(prefixOf)
    return codesOf.map((codes) =>
      sumOf(
        Object.entries(CATEGORIES_BY_PREFIX).map(([prefix, categories]) => {
          const here = codes.filter((code) => prefixOf(code) === prefix).length
          if (here === 0) return null
          const everywhere = counted.filter((other) => other === prefix).length
          const amount = sumOf(categories.map((category) => byCategory[category] ?? null))
          return amount && amount.times(here).div(everywhere)
        }),
      ),
    )
  }
  if (revenue.net === null || structures.length === 0) return structures.map(() => null)
  if (structures.length === 1) return [revenue.net]
  const message = `External revenue of ${revenue.month} is known as one total only, and the contract shares it by several structures. Give it by category or by revenue code.`
  throw new AppError('CALCULATION_ERROR', message, [
    { code: 'CALCULATION_ERROR', field: 'revenue.byCategory', message, expectedFormat: 'dollars by rate category' },
  ])
}
