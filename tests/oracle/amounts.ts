import { type Fraction, fractionOf, NOUGHT, plus } from './fraction.ts'

export type Known = Fraction | null
export type Text = { toFixed(): string }
/** The contract cannot be computed in this month. */
export class Incomputable extends Error {}

export const exact = (value: Text): Fraction => fractionOf(value.toFixed())
export const maybe = (value: Text | null | undefined): Known => (value == null ? null : exact(value))
export const orNought = (value: Known | undefined): Fraction => value ?? NOUGHT
export const total = (values: readonly (Known | undefined)[]): Known => {
  const known = values.filter((value) => value != null)
  return known.length === 0 ? null : known.reduce(plus, NOUGHT)
}

/** 20260501 for a day, or for the first of a month. */
export const dayNumber = (day: string): number => Number(day.replaceAll('-', '').padEnd(8, '01').slice(0, 8))
export const yearIn = (period: string): number => Number(period.slice(0, 4))
export const firstOf = (year: number, month: number): number => year * 10_000 + month * 100 + 1
/** Months since year 0. */
export const ordinal = (month: string): number => yearIn(month) * 12 + Number(month.slice(5, 7)) - 1
export const counts = (month: string, from: string | null, to: string | null): boolean =>
  (from === null || dayNumber(from) <= dayNumber(month)) && (to === null || dayNumber(to) >= dayNumber(month))
