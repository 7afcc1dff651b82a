import type { Decimal } from '../../shared/core/decimal.ts'
import { fromScaled, type Scale } from '../../shared/core/scaled.ts'

/** A number for the wire, rounded once, half away from zero (domain.md 0.1); never -0. */
export const rounded = (value: Decimal | null, digits: number): number | null =>
  value === null ? null : value.toDecimalPlaces(digits).toNumber() + 0

/** A stored integer in domain units. */
export const unscaled = (value: number | null | undefined, scale: Scale): number | null =>
  value == null ? null : rounded(fromScaled(value, scale), scale)
