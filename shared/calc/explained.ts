import type { Decimal } from '../core/decimal.ts'

/** What a figure counts, for showing it: dollars, a fraction, hours, dollars an hour or a vehicle, or a plain number. */
export type FigureUnit = 'money' | 'ratio' | 'count' | 'hours' | 'rate'

/** Something a step was worked out from, with where it comes from: `budget`, `forecast`, `actual`, `contract`, a step's name. */
export type Given = {
  readonly name: string
  readonly value: Decimal | string | null
  readonly unit: FigureUnit | 'text'
  readonly origin: string
}

/** One step of a calculation, in the order it was taken. */
export type Step = {
  readonly label: string
  /** Section of domain.md the rule stands in: `6.4`. */
  readonly rule: string
  readonly given: readonly Given[]
  /** Exact and not rounded; null is "no answer". */
  readonly value: Decimal | null
  readonly unit: FigureUnit
}

/** One addend of a total. */
export type Part = { readonly id: string; readonly label: string; readonly value: Decimal | null }

/**
 * A figure that can say how it came about. The parts add up to the total; where they do not (a cap, a minimum), the
 * remark says why. Nothing in it is rounded: that happens once, where it is shown or stored (domain.md 0.1).
 */
export type Explained = {
  readonly total: Decimal | null
  readonly parts: readonly Part[]
  readonly steps: readonly Step[]
  readonly remark: string | null
}
