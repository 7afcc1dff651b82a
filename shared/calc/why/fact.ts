import type { Decimal } from '../../core/decimal.ts'

/** A driver on both sides: what a sentence about the difference names. */
export type Fact = { readonly id: 'vehicles' | 'hours'; readonly before: Decimal; readonly after: Decimal }
