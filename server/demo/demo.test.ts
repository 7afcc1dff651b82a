import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkCell } from '../../shared/calc/check-cell.ts'
import { statisticsMonth } from '../../shared/calc/statistics-month.ts'
import { findLine } from '../../shared/categories/index.ts'
import { must } from '../../shared/core/bug.ts'
import { isDay } from '../../shared/core/calendar.ts'
import { DEMO_TODAY } from '../../shared/core/defaults.ts'
import { statisticsInput } from '../statistics/document.ts'
import { DEMO_PEOPLE } from './people.ts'
import { siteCells } from './site-cells.ts'
import { DEMO_DISTRICTS, demoSites } from './sites.ts'

const sites = demoSites(40)
const site = must(sites[0], 'there are forty sites')
const cells = siteCells(site, DEMO_TODAY)

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
    const digest = createHash('sha256').update(JSON.stringify(cells)).digest('hex').slice(0, 16)
    expect([cells.length, digest]).toMatchInlineSnapshot(`
      [
        9174,
        "d6a8a14536999fe3",
      ]
    `)
  })

  test('every cell is there once, on a line that exists, of a period of its grain, within its limits', () => {
    const keys = new Set<string>()
    for (const { period, lineId, scenario, value } of sites
      .slice(0, 8)
      .flatMap((one) =>
        siteCells(one, DEMO_TODAY).map((cell) => ({ ...cell, lineId: cell.lineId, site: one.siteId })),
      )) {
      const line = must(findLine(lineId), lineId)
      const monthly = scenario === 'budget' || line.grain === 'month'
      expect(isDay(period)).toBe(!monthly)
      expect(scenario === 'forecast' ? checkCell(line, value, 10_000) : null).toBeNull()
      expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
    }
    for (const cell of cells) keys.add(`${cell.period} ${cell.lineId} ${cell.scenario}`)
    expect(keys.size).toBe(cells.length)
  })

  test('actuals end yesterday, and no room is let twice', () => {
    for (const one of sites) {
      const actual = siteCells(one, DEMO_TODAY).filter((cell) => cell.scenario === 'actual')
      expect([actual[0]?.period, actual.at(-1)?.period]).toEqual(['2024-04-01', '2026-04-09'])
      const rooms = actual.filter((cell) => cell.lineId === 'occupiedRooms').map((cell) => cell.value)
      expect(Math.max(...rooms)).toBeLessThanOrEqual(one.totalRooms * 1_000_000)
    }
  })

  test('a month looks like one: full but not overfull, and its plan is near what happened', () => {
    const month = (name: string) => {
      const stored = cells.filter((cell) => cell.period.startsWith(name)).map((cell) => ({ ...cell, ver: 1, seq: 1 }))
      return statisticsMonth(statisticsInput(stored, name, site.totalRooms))
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
