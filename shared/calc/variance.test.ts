import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../core/decimal.ts'
import { variance } from './variance.ts'

const of = (value: string | null, baseline: string | null, polarity: 1 | 0 | -1 = 1) => {
  const found = variance(
    value === null ? null : new Decimal(value),
    baseline === null ? null : new Decimal(baseline),
    polarity,
  )
  return found && [found.amount.toString(), found.percent?.toFixed(2) ?? null, found.verdict]
}

describe('variance', () => {
  test('the golden sample of March 2025, to the cent', () => {
    expect(of('1258925.10', '1250357.92')).toEqual(['8567.18', '0.69', 'favorable'])
    expect(of('308022.41', '279663.89')).toEqual(['28358.52', '10.14', 'favorable'])
    expect(of('82330.62', '82246.00', -1)).toEqual(['84.62', '0.10', 'unfavorable'])
    expect(of('42600.37', '33029.99', -1)).toEqual(['9570.38', '28.97', 'unfavorable'])
    expect(of('166967.07', '148415.69')).toEqual(['18551.38', '12.50', 'favorable'])
  })

  test('a baseline of 0 has no percent, equal is on plan, and a missing side has no variance', () => {
    expect(of('5', '0')).toEqual(['5', null, 'favorable'])
    expect(of('0', '0')).toEqual(['0', null, 'on-plan'])
    expect([of(null, '1'), of('1', null)]).toEqual([null, null])
  })

  test('against a negative baseline the percent keeps the direction of the amount', () => {
    expect(of('-50', '-100')).toEqual(['50', '50.00', 'favorable'])
  })

  test('always: swapping the sides turns the amount and the verdict round', () => {
    const amount = fc.integer({ min: -1e9, max: 1e9 }).map((n) => new Decimal(n).div(100))
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [there, back] = [variance(a, b, 1), variance(b, a, 1)]
        expect(there?.amount.plus(back?.amount ?? Number.NaN).isZero()).toBe(true)
        const turned = { favorable: 'unfavorable', unfavorable: 'favorable', 'on-plan': 'on-plan', neutral: 'neutral' }
        expect(back?.verdict).toBe(turned[there?.verdict ?? 'neutral'])
      }),
    )
  })
})
