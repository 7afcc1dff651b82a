import type { LineDefinition } from '../categories/line.ts'
import type { Decimal } from '../core/decimal.ts'

/** A figure of Statistics against the forecast, which measures how well it was forecast (domain.md 2.9, C-70). */
export type StatisticsVariance = {
  readonly amount: Decimal
  /** Of the forecast, one decimal; null when it is 0. Ratios have none: their difference is in percentage points. */
  readonly percent: Decimal | null
  /** True when `amount` is in percentage points: 85.2 % → 87.1 % is +1.9. */
  readonly isPoints: boolean
  readonly direction: 'up' | 'down' | 'equal'
}

/** Actual less forecast (domain.md 2.9); null when a side is not known. Ratios come and go as fractions, points as points. */
export function statisticsVariance(
  line: Pick<LineDefinition, 'unit'>,
  actual: Decimal | null,
  forecast: Decimal | null,
): StatisticsVariance | null {
  if (actual === null || forecast === null) return null
  const off = actual.minus(forecast)
  const direction = off.isZero() ? 'equal' : off.isPositive() ? 'up' : 'down'
  if (line.unit === 'ratio') return { amount: off.times(100), percent: null, isPoints: true, direction }
  const percent = forecast.isZero() ? null : off.div(forecast).times(100).toDecimalPlaces(1)
  return { amount: off, percent, isPoints: false, direction }
}
