import type { Decimal } from '../../../shared/core/decimal.ts'
import { type Cents, cents, roundToCents } from '../../../shared/core/money.ts'
import { sumOf } from '../../../shared/calc/day-figures.ts'

/**
 * Rounds amounts to cents so that they add up to their total rounded once (D11): the total is right to the cent, and
 * the odd cents go to the amounts that rounding moved furthest. A missing amount stays missing.
 */
export function roundTogether(amounts: readonly (Decimal | null)[]): { total: Cents | null; parts: (Cents | null)[] } {
  const sum = sumOf(amounts)
  if (sum === null) return { total: null, parts: amounts.map(() => null) }
  const total = roundToCents(sum)
  const parts = amounts.map((amount) => (amount === null ? null : roundToCents(amount)))
  const odd = total - parts.reduce<number>((all, part) => all + (part ?? 0), 0)
  const way = Math.sign(odd)
  const furthest = amounts
    .flatMap((amount, i) => {
      const part = parts[i]
      return amount === null || part == null ? [] : [{ i, lost: amount.times(100).minus(part).times(way) }]
    })
    .sort((a, b) => b.lost.comparedTo(a.lost))
  for (const { i } of furthest.slice(0, Math.abs(odd))) parts[i] = cents((parts[i] ?? 0) + way)
  return { total, parts }
}
