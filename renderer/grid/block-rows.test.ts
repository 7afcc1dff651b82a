import { expect, test } from 'vitest'
import { blockRows, inGrid } from './block-rows.ts'

const DAYS_AND_WEEKS = ['entry', 'entry', 'spread', 'entry', 'entry', 'spread'] as const
const block = (from: number, to: number) => {
  const { rows, selection } = blockRows({ anchor: { row: from, col: 2 }, end: { row: to, col: 4 } }, DAYS_AND_WEEKS)
  return { rows, from: selection.anchor, to: selection.end }
}

test('a block of days passes over the weeks between them', () => {
  expect(block(1, 4)).toEqual({ rows: [0, 1, 3, 4], from: { row: 1, col: 2 }, to: { row: 3, col: 4 } })
  expect(block(4, 0)).toEqual({ rows: [0, 1, 3, 4], from: { row: 3, col: 2 }, to: { row: 0, col: 4 } })
})

test('a block that ends on a week ends with the day before it, or after it on the way up', () => {
  expect([block(0, 2).to.row, block(4, 2).to.row]).toEqual([1, 2])
})

test('a block that begins on a week is one of weeks', () => {
  expect(block(2, 5)).toEqual({ rows: [2, 5], from: { row: 0, col: 2 }, to: { row: 1, col: 4 } })
  expect(block(2, 4).to.row).toBe(0)
})

test('places among its rows are places in the grid again', () => {
  const days = blockRows({ anchor: { row: 0, col: 0 }, end: { row: 0, col: 0 } }, DAYS_AND_WEEKS)
  expect([0, 1, 2, 3].map((row) => inGrid(days, { row, col: 7 }))).toEqual([
    { row: 0, col: 7 },
    { row: 1, col: 7 },
    { row: 3, col: 7 },
    { row: 4, col: 7 },
  ])
})
