import { expect, test } from 'vitest'
import { must } from '../../shared/core/bug.ts'
import { FAKE_SITES } from '../../tests/support/fake-data.ts'
import { besideFigure } from './beside-figure.ts'
import { sheetModel } from './sheet-model.ts'

const M = 1_000_000
const days = (values: Record<number, number>) => Array.from({ length: 30 }, (_, i) => values[i + 1] ?? null)

/** April with last year under it: two days that were counted, the first with its revenue, and one with revenue alone. */
const model = sheetModel({
  site: { ...must(FAKE_SITES[0], 'the first site'), totalRooms: 200 },
  month: '2026-04',
  today: '2026-04-10',
  loaded: true,
  editable: true,
  forecast: {},
  actual: {},
  budget: {},
  lastYear: {
    occupiedRooms: days({ 1: 100 * M, 2: 180 * M }),
    valetOvernight: days({ 1: 30 * M, 2: 27 * M }),
    selfOvernight: days({ 1: 10 * M, 2: 9 * M }),
    externalRevenue: days({ 1: 123_456, 3: 50_000 }),
  },
  forecastRates: { valetOvernight: 4000 },
  budgetRates: {},
  open: { startDate: null, closeDate: null },
  marks: [],
})
const at = (lineId: string, first: number, count = 1) =>
  besideFigure(model, 'last-year', lineId, { first, count })?.toString() ?? null

test('a day of last year has the ratios of its counts, and the occupancy of the rooms there are (domain.md 2.3)', () => {
  expect([at('occupancy', 0), at('driveInRatio', 0), at('captureRatio', 0)]).toEqual(['0.5', '0.4', '0.75'])
  expect(at('occupancy', 2)).toBe(null)
  expect(at('driveInRatio', 5)).toBe(null)
})

test('ratios of several days are those of their sums, never averages (domain.md 2.6)', () => {
  expect(at('occupancy', 0, 30)).toBe('0.7') // of 280 rooms in the two days that have any
  expect(at('driveInRatio', 1, 2)).toBe('0.2') // 36 of 180; the third day has no rooms
  expect(at('captureRatio', 0, 2)).toBe('0.75')
})

test('revenue of last year is what was posted, and nothing where nothing was', () => {
  expect([at('externalRevenue', 0), at('externalRevenue', 1), at('externalRevenue', 2)]).toEqual([
    '1234.56',
    null,
    '500',
  ])
  expect(at('externalRevenue', 0, 30)).toBe('1734.56')
})
