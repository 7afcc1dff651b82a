import { bug } from './bug.ts'
import { Decimal } from './decimal.ts'

declare const centsTag: unique symbol
/** Money as whole US cents. The only ways to make one are in this file. */
export type Cents = number & { readonly [centsTag]: true }

/** A number that already is whole cents. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) return bug(`${value} is not whole cents`)
  return (value === 0 ? 0 : value) as Cents // never -0
}

/** Dollars rounded once, half away from zero (domain.md 0.1): for the edge only. */
export function roundToCents(dollars: Decimal): Cents {
  return cents(dollars.times(100).toDecimalPlaces(0).toNumber())
}

/** Cents back to exact dollars. */
export function dollarsOf(amount: Cents): Decimal {
  return new Decimal(amount).div(100)
}
