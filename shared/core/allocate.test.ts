import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { spreadEvenly } from './scaled.ts'

const wholes = fc.maxSafeInteger()
const weights = fc.array(fc.oneof(fc.nat({ max: 500 }), fc.maxSafeNat()), { minLength: 1, maxLength: 31 })

describe('allocation by weights', () => {
  test('3.5: five people and one take 83.33 % and 16.67 % of the hours', () => {
    expect(allocate(10_000, [5, 1])).toEqual([8333, 1667])
  })

  test('the units left over go to the largest remainders, and of equal ones to the earlier', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(allocate(10, [3, 3, 1])).toEqual([4, 4, 2])
    expect(allocate(-10, [3, 3, 1])).toEqual([-4, -4, -2])
  })

  test('no weight gets nothing, unless nobody has one', () => {
    expect(allocate(77, [0, 4, 0])).toEqual([0, 77, 0])
    expect(allocate(7, [0, 0])).toEqual([4, 3])
  })

  test('weights that are no weights stop', () => {
    expect(() => allocate(1, [])).toThrow('at least one weight')
    expect(() => allocate(1, [1, -1])).toThrow('-1 is not a weight')
    expect(() => allocate(1, [0.5])).toThrow('0.5 is not a weight')
    expect(() => allocate(1.5, [1])).toThrow('1.5 is not a stored integer')
  })

  test('always: the shares are the whole again, each within one unit of its exact share', () => {
    fc.assert(
      fc.property(wholes, weights, (whole, given) => {
        const shares = allocate(whole, given)
        expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(whole))
        const all = given.reduce((sum, weight) => sum + BigInt(weight), 0n)
        shares.forEach((share, i) => {
          const exact = all === 0n ? BigInt(whole) : BigInt(whole) * BigInt(given[i] ?? 0)
          const unit = all === 0n ? BigInt(given.length) : all
          const off = BigInt(share) * unit - exact
          expect(off < unit && off > -unit).toBe(true)
          expect(Object.is(share, -0)).toBe(false)
        })
      }),
    )
  })

  test('always: equal weights share like a spread, and more weight never means a smaller share', () => {
    fc.assert(
      fc.property(wholes, weights, (whole, given) => {
        expect(
          allocate(
            whole,
            given.map(() => 3),
          ),
        ).toEqual(spreadEvenly(whole, given.length))
        const size = allocate(Math.abs(whole), given)
        const isOrdered = given.every((one, i) =>
          given.every((other, j) => one <= other || (size[i] ?? 0) >= (size[j] ?? 0)),
        )
        expect(isOrdered).toBe(true)
      }),
    )
  })
})
