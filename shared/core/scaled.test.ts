import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from './decimal.ts'
import { cents, dollarsOf, roundToCents } from './money.ts'
import { fromScaled, type Scale, spreadEvenly, toScaled } from './scaled.ts'

const scales = fc.constantFrom<Scale>(0, 2, 4, 6)
const whole = fc.maxSafeInteger()

describe('stored integers', () => {
  test('573 vehicles over 28 days are 20.464286 a day, and the days are 573 again', () => {
    const days = spreadEvenly(573_000_000, 28)
    expect(new Set(days)).toEqual(new Set([20_464_286, 20_464_285]))
    expect(days.reduce((sum, day) => sum + day, 0)).toBe(573_000_000)
  })

  test('half goes away from zero, on both sides', () => {
    expect(['0.00005', '-0.00005', '0.00004999', '1.00015'].map((text) => toScaled(new Decimal(text), 4))).toEqual([
      1, -1, 0, 10_002,
    ])
  })

  test('a number too large to be exact stops, rather than being stored wrong', () => {
    expect(() => toScaled(new Decimal('9007199254740993'), 0)).toThrow('does not fit')
    expect(() => spreadEvenly(10, 0)).toThrow('at least one part')
  })

  test('always: what is stored is what is read', () => {
    fc.assert(
      fc.property(whole, scales, (value, scale) => {
        expect(toScaled(fromScaled(value, scale), scale)).toBe(value === 0 ? 0 : value)
      }),
    )
  })

  test('always: a spread adds up to the whole, and no share differs from another by more than one unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 1, max: 400 }), (total, parts) => {
        const shares = spreadEvenly(total, parts)
        expect(shares).toHaveLength(parts)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total)
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('money', () => {
  test('rounds once, half away from zero', () => {
    const dollars = ['4076.9928', '0.005', '-0.005', '1.004999999999999999', '-0.001']
    expect(dollars.map((text) => roundToCents(new Decimal(text)))).toEqual([407_699, 1, -1, 100, 0])
  })

  test('cents that are not whole are a bug', () => {
    expect(() => cents(1.5)).toThrow('is not whole cents')
    expect(() => cents(Number.NaN)).toThrow('is not whole cents')
    expect(Object.is(cents(-0), 0)).toBe(true)
  })

  test('always: dollars and back lose no cent', () => {
    fc.assert(
      fc.property(whole, (amount) => {
        expect(roundToCents(dollarsOf(cents(amount)))).toBe(cents(amount))
      }),
    )
  })

  test('always: rounding is the same on both sides of zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (tenThousandths) => {
        const dollars = new Decimal(tenThousandths).div(10_000)
        expect(roundToCents(dollars.neg())).toBe(cents(0 - roundToCents(dollars)))
      }),
    )
  })
})
