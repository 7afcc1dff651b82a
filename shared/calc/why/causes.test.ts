import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal, ZERO } from '../../core/decimal.ts'
import { CAUSE_IDS, toldCauses } from './causes.ts'
import { type Contribution, OTHERS, ranked } from './contributions.ts'
import { driverSplit, lineOf } from './driver-split.ts'

const amount = fc.integer({ min: -99_999_999, max: 99_999_999 })
const exact = amount.map((n) => new Decimal(n).div(700))
const side = fc
  .record({ volume: fc.oneof(fc.constant(0), amount), amount: fc.oneof(fc.constant(0), amount) })
  .map((one) => ({
    volume: new Decimal(one.volume).div(100),
    amount: new Decimal(one.amount).div(100),
  }))
const sumOf = (list: readonly { readonly amount: Decimal }[]) => list.reduce((sum, one) => sum.plus(one.amount), ZERO)

test('always: whatever the lines hold, the causes add up to the difference, to the cent', () => {
  const lines = fc.array(fc.tuple(side, side), { maxLength: 5 })
  fc.assert(
    fc.property(lines, exact, exact, (all, value, baseline) => {
      const split = driverSplit(
        all.map(([before, after]) => lineOf(before, after)),
        { value, baseline },
      )
      const { volume, rate, mix, beyond, plan } = split
      const difference = value.minus(baseline)
      expect(volume.plus(rate).plus(mix).plus(beyond).plus(plan).minus(difference).abs().lt('1e-20')).toBe(true)
      const told = toldCauses(difference, split)
      expect(sumOf(told).toFixed(2)).toBe(difference.toDecimalPlaces(2).toFixed(2))
      // What no cause explains is no more than the rounding of each.
      const rest = told.find(({ id }) => id === 'rest')?.amount ?? ZERO
      expect(rest.abs().lte('0.03')).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})

test('always: any causes are told so that they add up, and nothing is told of what is 0', () => {
  const causes = fc.array(exact, { minLength: CAUSE_IDS.length, maxLength: CAUSE_IDS.length })
  fc.assert(
    fc.property(causes, exact, (amounts, difference) => {
      const told = toldCauses(difference, Object.fromEntries(CAUSE_IDS.map((id, i) => [id, amounts[i] ?? ZERO])))
      expect(sumOf(told).toFixed(2)).toBe(difference.toDecimalPlaces(2).toFixed(2))
      expect(told.every((one) => !one.amount.isZero())).toBe(true)
    }),
  )
})

test('always: the largest come first, the others are one, and all add up to the difference', () => {
  fc.assert(
    fc.property(fc.array(exact, { maxLength: 31 }), exact, (amounts, difference) => {
      const all = amounts.map((one, i): Contribution => ({
        id: `${i}`,
        label: null,
        value: null,
        baseline: null,
        amount: one,
      }))
      const list = ranked(difference, all)
      expect(sumOf(list).toFixed(2)).toBe(difference.toDecimalPlaces(2).toFixed(2))
      const named = list.filter(({ id }) => id !== OTHERS)
      expect(named.length).toBeLessThanOrEqual(5)
      const sizes = named.map((one) => one.amount.abs().toNumber())
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
      const smallest = sizes.at(-1) ?? 0
      const left = all.filter(({ id }) => !named.some((one) => one.id === id))
      expect(left.every((one) => one.amount.toDecimalPlaces(2).abs().lte(smallest) || named.length < 5)).toBe(true)
    }),
  )
})

test('20 hours more at 25 dollars, and 1 dollar more an hour: 500 of hours, 120 of wage', () => {
  const line = lineOf(
    { volume: new Decimal(100), amount: new Decimal(2500) },
    { volume: new Decimal(120), amount: new Decimal(3120) },
  )
  const { volume, rate, beyond, plan } = driverSplit([line], { value: new Decimal(3150), baseline: new Decimal(2480) })
  expect([volume, rate, beyond, plan].map((one) => one.toNumber())).toEqual([500, 120, 30, 20])
})
