import { Decimal as Base } from 'decimal.js'

/**
 * Exact decimals for every chain of multiplications (design.md D11): 40 significant digits,
 * half away from zero. Never made from a float that was computed elsewhere.
 */
export const Decimal = Base.clone({ precision: 40, rounding: Base.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 30 })
export type Decimal = Base

export const ZERO = new Decimal(0)
