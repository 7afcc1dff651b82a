import { expect, test } from 'vitest'
import { cycleOf, edgeFrom, lastUsed, regionAround } from './edges.ts'
import type { Pos } from './selection.ts'

/** `#` holds a number. */
const DRAWN = ['##.#.', '##...', '.....', '#..#.']
const SIZE = { rows: 4, cols: 5 }
const isFilled = ({ row, col }: Pos) => DRAWN[row]?.[col] === '#'

test.each([
  ['in a run, its last cell', [0, 0], [0, 1], [0, 1]],
  ['at the end of a run, the next filled cell', [0, 1], [0, 1], [0, 3]],
  ['from an empty cell, the next filled one', [2, 0], [1, 0], [3, 0]],
  ['where nothing follows, the border', [1, 1], [0, 1], [1, 4]],
  ['upwards as downwards', [3, 0], [-1, 0], [1, 0]],
  ['at the border, it stays', [0, 0], [-1, 0], [0, 0]],
] as const)('C2 Ctrl+arrow: it goes to the edge: %s', (_name, [row, col], [rows, cols], [toRow, toCol]) => {
  expect(edgeFrom({ row, col }, rows, cols, SIZE, isFilled)).toEqual({ row: toRow, col: toCol })
})

test('C2 Home, Ctrl+Home, Ctrl+End: the last used cell is where the last filled row meets the last filled column', () => {
  expect(lastUsed(SIZE, isFilled)).toEqual({ row: 3, col: 3 })
  expect(lastUsed(SIZE, (pos) => pos.row < 3 && isFilled(pos))).toEqual({ row: 1, col: 3 })
  expect(lastUsed(SIZE, () => false)).toEqual({ row: 0, col: 0 })
})

test('C2 Ctrl+Space, Shift+Space, Ctrl+A: a region ends at an empty row and an empty column', () => {
  expect(regionAround({ row: 1, col: 0 }, SIZE, isFilled)).toEqual({ top: 0, bottom: 1, left: 0, right: 1 })
  expect(regionAround({ row: 2, col: 2 }, SIZE, () => false)).toEqual({ top: 2, bottom: 2, left: 2, right: 2 })
})

test('C2 Enter, Shift+Enter: Enter takes a block column by column, Tab row by row', () => {
  const block = { top: 1, bottom: 2, left: 3, right: 4 }
  const asText = (order: 'down' | 'right') => cycleOf(block, order).map(({ row, col }) => `${row}${col}`)
  expect([asText('down'), asText('right')]).toEqual([
    ['13', '23', '14', '24'],
    ['13', '14', '23', '24'],
  ])
})
