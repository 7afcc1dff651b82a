import type { LineDefinition } from '../categories/line.ts'
import type { Decimal } from '../core/decimal.ts'

/**
 * A quantity as a person would type it, at full precision: what the editor opens on and what a copy carries.
 * Ratios carry their % sign, so that pasting them back cannot change their size. Reading it back gives the same number.
 */
export function entryText(quantity: Decimal | null, line: Pick<LineDefinition, 'unit' | 'scale'>): string {
  if (quantity === null) return ''
  const exact = quantity.toDecimalPlaces(line.scale)
  return line.unit === 'ratio' ? `${exact.times(100).toString()}%` : exact.toString()
}
