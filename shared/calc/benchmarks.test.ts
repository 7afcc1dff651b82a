import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { d, text } from '../../tests/support/a-contract.ts'
import { benchmarks, type BenchmarkSite, median } from './benchmarks.ts'

const site = (siteId: string, occupancy: number | null): BenchmarkSite => ({
  siteId,
  occupancy: occupancy === null ? null : d(occupancy),
  driveInRatio: null,
  captureRatio: d('0.6'),
  vehiclesPerLaborHour: null,
})
const OWN = site('0427', 0.9)

describe('benchmarks (domain.md 15)', () => {
  test('the median is the one in the middle, of an even number the mean of two, and blanks do not count', () => {
    expect(text(median([d(9), null, d(1), d(4)]))).toBe('4')
    expect(text(median([d(10), d(1), d(2), d(5)]))).toBe('3.5')
    expect(median([null])).toBeNull()
    expect(median([])).toBeNull()
  })

  test('a site stands beside the medians of the other sites, of its district and of its region', () => {
    const district = [OWN, site('A', 0.5), site('B', 0.7), site('C', 0.8)]
    const region = [...district, site('D', 0.2), site('E', null)]
    const { occupancy, captureRatio } = benchmarks(OWN, { district, region })
    const told = ({ median: of, sites, remark }: typeof occupancy.district) => [text(of), sites, remark]
    expect([text(occupancy.value), told(occupancy.district), told(occupancy.region)]).toEqual([
      '0.9',
      ['0.7', 3, null],
      ['0.6', 4, null],
    ])
    expect([told(captureRatio.district), told(captureRatio.region)]).toEqual([
      ['0.6', 3, null],
      ['0.6', 5, null],
    ])
  })

  test('of two other sites nothing is told, because one could be found out, and it says why', () => {
    const district = [OWN, site('A', 0.5), site('B', 0.7), site('E', null)]
    const { occupancy } = benchmarks(OWN, { district, region: [] })
    const remark = 'Fewer than 3 other sites have a value: a median would tell one site’s own.'
    expect([occupancy.district, occupancy.region]).toEqual([
      { median: null, sites: 2, remark },
      { median: null, sites: 0, remark },
    ])
    expect(text(occupancy.value)).toBe('0.9')
  })

  test('always: half of the sites are at or below the median and half at or above it', () => {
    const values = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1 })
    fc.assert(
      fc.property(values, (given) => {
        const middle = median(given.map(d))
        const share = (is: (value: number) => boolean | undefined) => given.filter(is).length * 2
        expect(share((value) => middle?.gte(value))).toBeGreaterThanOrEqual(given.length)
        expect(share((value) => middle?.lte(value))).toBeGreaterThanOrEqual(given.length)
      }),
    )
  })
})
