import { bug } from './bug.ts'

/**
 * Splits a scaled integer in proportion to weights so that the shares are the whole again, to the last unit: each
 * share is the exact one rounded down, and the units left over go to the largest remainders, the earlier share first.
 * Weights are integers of 0 or more (people, stored hours); where all are 0 the shares are equal (domain.md 3.5, C-25).
 */
export function allocate(whole: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return bug('an allocation needs at least one weight')
  if (!Number.isSafeInteger(whole)) return bug(`${whole} is not a stored integer`)
  for (const weight of weights) if (!Number.isSafeInteger(weight) || weight < 0) return bug(`${weight} is not a weight`)

  const isFlat = weights.every((weight) => weight === 0)
  const parts = weights.map((weight) => BigInt(isFlat ? 1 : weight))
  const all = parts.reduce((sum, part) => sum + part, 0n)
  const size = BigInt(Math.abs(whole))
  const shares = parts.map((part) => (size * part) / all)
  const remainders = parts.map((part) => (size * part) % all)

  const left = Number(size - shares.reduce((sum, share) => sum + share, 0n))
  const byRemainder = remainders.map((_, i) => i).toSorted((a, b) => compare(remainders[b], remainders[a]) || a - b)
  const favored = new Set(byRemainder.slice(0, left))
  const sign = whole < 0 ? -1 : 1
  return shares.map((share, i) => {
    const units = Number(share) + (favored.has(i) ? 1 : 0)
    return units === 0 ? 0 : sign * units // never -0
  })
}

const compare = (a = 0n, b = 0n): number => (a < b ? -1 : a > b ? 1 : 0)
