import { describe, expect, test } from 'vitest'
import { checkCell } from '../calc/check-cell.ts'
import { EARNING_COUNTS, STATISTIC_IDS } from '../calc/day-figures.ts'
import { LineId } from '../contract/cell.ts'
import { must } from '../core/bug.ts'
import { CATEGORIES, findLine } from './index.ts'
import { PARKING_RATE_LINES, RATE_CATEGORIES, rateLineId } from './parking-rates.ts'
import { STATISTICS_INPUTS, STATISTICS_LINES } from './statistics.ts'

const lines = [...STATISTICS_LINES, ...PARKING_RATE_LINES]
const problem = (lineId: string, value: number | null, rooms = 200) =>
  checkCell(must(findLine(lineId), lineId), value, rooms)

describe('the lines of a sheet', () => {
  test('every line is found by its id, which the wire accepts, and belongs to a category', () => {
    for (const line of lines) {
      expect(findLine(line.id)).toBe(line)
      expect(LineId.safeParse(line.id).success).toBe(true)
      expect(CATEGORIES.map((category) => category.id)).toContain(line.category)
    }
    expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length)
    expect(findLine('constructor')).toBeUndefined()
  })

  test('the calculator and the screen know the same lines', () => {
    expect(STATISTICS_LINES.map((line) => line.id).toSorted()).toEqual([...STATISTIC_IDS].toSorted())
    expect(RATE_CATEGORIES.map((rate) => rate.statistic)).toEqual([...EARNING_COUNTS])
  })

  test('what is computed is not typed', () => {
    const derived = STATISTICS_LINES.filter((line) => !STATISTICS_INPUTS.includes(line.id)).map((line) => line.id)
    expect(derived).toEqual(['valetOvernight', 'selfOvernight', 'externalRevenue'])
    expect(problem('externalRevenue', 1)?.message).toBe('External revenue is computed and cannot be typed.')
  })

  test('limits are inclusive, and outside them the message says what is right', () => {
    expect([problem('valetDaily', 0), problem('valetDaily', 99_999_000_000)]).toEqual([null, null])
    expect([problem('valetDaily', -1), problem('valetDaily', 99_999_000_001)]).toEqual([
      { level: 'error', message: 'Enter 0 to 99,999.' },
      { level: 'error', message: 'Enter 0 to 99,999.' },
    ])
    expect([problem('occupancy', 10_000), problem('occupancy', 10_001)?.message]).toEqual([null, 'Enter 0 % to 100 %.'])
    const rate = rateLineId('selfAggregator')
    expect([problem(rate, 99_999), problem(rate, 100_000)?.message]).toEqual([null, 'Enter 0.00 to 999.99.'])
    expect(problem('valetDaily', 1.5)?.message).toBe('Enter a number.')
  })

  test('clearing is always right, and more rooms than there are is only a warning', () => {
    expect(problem('occupiedRooms', null)).toBeNull()
    expect(problem('occupiedRooms', 201_000_000)).toEqual({
      level: 'warning',
      message: 'More rooms than the site has (200).',
    })
    expect(problem('occupiedRooms', 201_000_000, 0)).toBeNull()
  })
})
