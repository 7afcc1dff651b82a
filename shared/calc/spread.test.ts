import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { spreadTotal } from './spread.ts'

const M = 1_000_000
const part = (value: number | null, weight: number, isLocked = false) => ({ value, weight, isLocked })

test('a whole total goes out in whole pieces, in the proportions of the shape', () => {
  const week = [part(10 * M, 10), part(30 * M, 30), part(60 * M, 60)]
  expect(spreadTotal(201 * M, week, M)).toEqual({ ok: true, held: 0, shares: [20 * M, 60 * M, 121 * M] })
})

test('what locked days hold is part of the total and stays', () => {
  const week = [part(40 * M, 1, true), part(null, 1), part(null, 1)]
  expect(spreadTotal(100 * M, week, M)).toEqual({ ok: true, held: 40 * M, shares: [null, 30 * M, 30 * M] })
})

test('less than the locked days hold is refused, and so is a stretch with no open day', () => {
  expect(spreadTotal(30 * M, [part(40 * M, 1, true), part(null, 1)], M)).toEqual({ ok: false, reason: 'held-more' })
  expect(spreadTotal(30 * M, [part(40 * M, 1, true)], M)).toEqual({ ok: false, reason: 'all-locked' })
})

test('an empty shape spreads equally, a broken rest goes out to the last unit', () => {
  expect(spreadTotal(100, [part(null, 0), part(null, 0), part(null, 0)], 1)).toEqual({
    ok: true,
    held: 0,
    shares: [34, 33, 33],
  })
  expect(spreadTotal(2.5 * M, [part(null, 1), part(null, 1)], M)).toMatchObject({ shares: [1.25 * M, 1.25 * M] })
})

test('always: the shares and what is held come to the total, and no open cell goes below 0', () => {
  const parts = fc.array(
    fc.record({
      value: fc.option(fc.integer({ min: 0, max: 1e9 })),
      isLocked: fc.boolean(),
      weight: fc.integer({ min: 0, max: 1e9 }),
    }),
    { minLength: 1, maxLength: 31 },
  )
  fc.assert(
    fc.property(parts, fc.integer({ min: 0, max: 1e12 }), fc.constantFrom(1, 100, M), (list, total, step) => {
      const spread = spreadTotal(total, list, step)
      if (!spread.ok) return
      const given = spread.shares.reduce<number>((sum, share) => sum + (share ?? 0), 0)
      expect(given + spread.held).toBe(total)
      expect(spread.shares.every((share) => share === null || share >= 0)).toBe(true)
    }),
  )
})
