import type { Decimal } from '../core/decimal.ts'
import { fromScaled } from '../core/scaled.ts'

/** What is stored of a line and month, in cents. */
export type MonthCell = {
  readonly forecast: number | null
  readonly budget: number | null
  readonly actual: number | null
}

export type MonthValue = { readonly value: Decimal | null; readonly origin: 'actual' | 'forecast' | 'budget' | 'empty' }

/**
 * The amount that counts while it is typed (domain.md 5.1, 5.2): the forecast, else the budget. A typed 0 is a zero
 * and does not fall back: empty and zero are two things (domain.md 0.1).
 */
export function plannedValue({ forecast, budget }: Pick<MonthCell, 'forecast' | 'budget'>): MonthValue {
  if (forecast !== null) return { value: fromScaled(forecast, 2), origin: 'forecast' }
  if (budget !== null) return { value: fromScaled(budget, 2), origin: 'budget' }
  return { value: null, origin: 'empty' }
}

/** Two amounts are equal when they differ by less than a cent (domain.md 5.1). */
export const isSameAmount = (a: Decimal, b: Decimal): boolean => a.minus(b).abs().lessThan('0.01')
