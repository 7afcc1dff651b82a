import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkCell } from '../../shared/calc/check-cell.ts'
import { statisticsMonth } from '../../shared/calc/statistics-month.ts'
import { findLine } from '../../shared/categories/index.ts'
import { must } from '../../shared/core/bug.ts'
import { isDay } from '../../shared/core/calendar.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { statisticsOf } from '../../shared/calc/site-year/site-year-input.ts'
import { storedYear } from '../../shared/calc/site-year/stored-year.ts'
import { DEMO_PEOPLE } from './people.ts'
import { siteCells } from './site-cells.ts'
import { DEMO_DISTRICTS, demoSites } from './sites.ts'
import { trafficCells } from './traffic-cells.ts'

const sites = demoSites(40)
const site = must(sites[0], 'there are forty sites')
const cells = siteCells(site, DEMO_TODAY)

const digestOf = (some: unknown): string => createHash('sha256').update(JSON.stringify(some)).digest('hex').slice(0, 16)

describe('the demonstration data', () => {
  test('forty sites with different numbers and names, in six districts, the named ones first', () => {
    expect(sites.slice(0, 3).map(({ siteId, name, totalRooms }) => [siteId, name, totalRooms])).toEqual([
      ['0427', 'Harbor Grand Hotel', 360],
      ['0431', 'Lakeside Medical', 210],
      ['0612', 'Union Tower', 184],
    ])
    expect([new Set(sites.map((one) => one.siteId)).size, new Set(sites.map((one) => one.name)).size]).toEqual([40, 40])
    expect(new Set(sites.map((one) => one.districtId)).size).toBe(DEMO_DISTRICTS.length)
    expect(new Set(demoSites(1000).map((one) => one.siteId)).size).toBe(1000)
    expect(demoSites(1000).slice(0, 40)).toEqual(sites)
  })

  test('the same numbers on every machine and every time', () => {
    expect(siteCells(site, DEMO_TODAY)).toEqual(cells)
    expect([cells.length, digestOf(cells)]).toMatchInlineSnapshot(`
      [
        22949,
        "c950a0aac8b45c9a",
      ]
    `)
  })

  test('counts, receipts and rates of all forty sites are what they were before there was money beside them', () => {
    const counted = sites.map((one) =>
      siteCells(one, DEMO_TODAY).filter(({ lineId }) =>
        ['statistics', 'parking-rates'].includes(findLine(lineId)?.category ?? ''),
      ),
    )
    expect([counted.flat().length, digestOf(counted)]).toEqual([374_618, 'f12143c4c498aafa'])
  })

  test('every cell is there once, on a line that exists, of a period of its grain, within its limits', () => {
    const wrong = sites.slice(0, 16).flatMap((one) => {
      const keys = new Set<string>()
      return siteCells(one, DEMO_TODAY).filter(({ period, lineId, scenario, value }) => {
        const line = must(findLine(lineId), lineId)
        const key = `${period} ${lineId} ${scenario}`
        const isNew = !keys.has(key)
        keys.add(key)
        const isWithin = Number.isSafeInteger(value) && value >= line.min && value <= line.max
        const isOfGrain = isDay(period) === (line.grain === 'day' && scenario !== 'budget')
        const isTypable = scenario !== 'forecast' || (line.entry === 'input' && checkCell(line, value, 10_000) === null)
        return !(isNew && isWithin && isOfGrain && isTypable)
      })
    })
    expect(wrong).toEqual([])
  })

  test('actuals of the day begin two years ago and end yesterday, and no room is let twice', () => {
    for (const one of sites) {
      const actual = trafficCells(one, DEMO_TODAY).filter((cell) => cell.scenario === 'actual')
      expect([actual[0]?.period, actual.at(-1)?.period]).toEqual(['2024-04-01', '2026-04-09'])
      const rooms = actual.filter((cell) => cell.lineId === 'occupiedRooms').map((cell) => cell.value)
      expect(Math.max(...rooms)).toBeLessThanOrEqual(one.totalRooms * 1_000_000)
    }
  })

  test('a month looks like one: full but not overfull, and its plan is near what happened', () => {
    const month = (name: string) => {
      const facts = { totalRooms: site.totalRooms, contract: null, jobs: [] }
      return statisticsMonth(must(statisticsOf(facts, storedYear(cells), name), name))
    }
    const { total } = month('2026-03')
    expect(total.occupancy?.toNumber()).toBeGreaterThan(0.5)
    expect(total.occupancy?.toNumber()).toBeLessThan(0.95)
    const planned = cells.find((cell) => cell.period === '2026-03' && cell.lineId === 'valetDaily')?.value ?? 0
    expect(Math.abs((total.valetDaily?.toNumber() ?? 0) / (planned / 1_000_000) - 1)).toBeLessThan(0.15)
    expect(month('2026-06').days.map((day) => day.kind)).toEqual([
      ...Array<string>(15).fill('forecast'),
      ...Array<string>(15).fill('budget'),
    ])
  })

  test('everybody’s sites exist', () => {
    const known = [
      '*',
      'region:central',
      ...sites.map((one) => one.siteId),
      ...DEMO_DISTRICTS.map((one) => `district:${one.districtId}`),
    ]
    for (const { siteAccess } of Object.values(DEMO_PEOPLE))
      expect(known).toEqual(expect.arrayContaining([...siteAccess]))
  })
})
