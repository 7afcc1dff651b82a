import { expect, test } from 'vitest'
import { continued } from './fill-series.ts'

test('one cell is copied, with or without Ctrl', () => {
  const copied = { texts: [['7'], ['7'], ['7']], mode: 'copy' }
  expect(continued([['7']], 'down', 3, false)).toEqual(copied)
  expect(continued([['7']], 'down', 3, true)).toEqual(copied)
})

test('several cells repeat as a block', () => {
  expect(continued([['1'], ['2']], 'down', 3, false)).toEqual({ texts: [['1'], ['2'], ['1']], mode: 'repeat' })
  expect(continued([['1', '', '3']], 'right', 4, false)).toEqual({ texts: [['1', '', '3', '1']], mode: 'repeat' })
})

test('with Ctrl two or more numbers go on in a straight line, each column its own', () => {
  const block = [
    ['10', '0.5'],
    ['12', '0.25'],
  ]
  expect(continued(block, 'down', 2, true)).toEqual({
    texts: [
      ['14', '0'],
      ['16', '-0.25'],
    ],
    mode: 'series',
  })
  expect(continued([['70%', '72.5%']], 'right', 1, true)).toEqual({ texts: [['75%']], mode: 'series' })
})

test('a series needs numbers: with an empty cell among them the block repeats', () => {
  expect(continued([['1'], ['']], 'down', 2, true)).toEqual({ texts: [['1'], ['']], mode: 'repeat' })
})
