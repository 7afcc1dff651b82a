import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { commonScale, cutToScale, type SitePoint } from './site-multiples-scale.ts'

const aSite = (...values: (number | null)[]): SitePoint[] =>
  values.map((value, i) => ({ month: `M${i}`, kind: 'forecast', value, baseline: null }))

test('one scale holds every site, and zero is in it', () => {
  expect(commonScale([aSite(40, 90), aSite(-20, null)])).toEqual({ from: -20, to: 90 })
  expect(commonScale([])).toEqual({ from: 0, to: 1 })
})

test('an outlier is cut and told, and the others keep their size', () => {
  const sites = [aSite(10), aSite(11), aSite(12), aSite(13), aSite(14), aSite(900)]
  const scale = commonScale(sites)
  expect(scale.to).toBeCloseTo(15.4)
  expect(cutToScale(aSite(900), scale)).toMatchObject({ beyond: 900, points: [{ value: scale.to }] })
  expect(cutToScale(aSite(14), scale).beyond).toBeNull()
})

test('always: no bar leaves the scale, and what is not known stays unknown', () => {
  const amount = fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }), { nil: null })
  fc.assert(
    fc.property(fc.array(fc.array(amount, { minLength: 1, maxLength: 12 }), { maxLength: 12 }), (all) => {
      const sites = all.map((values) => aSite(...values))
      const scale = commonScale(sites)
      for (const site of sites)
        for (const [i, { value }] of cutToScale(site, scale).points.entries()) {
          expect([value === null, value === null || (value >= scale.from && value <= scale.to)]).toEqual([
            site[i]?.value === null,
            true,
          ])
        }
    }),
  )
})
