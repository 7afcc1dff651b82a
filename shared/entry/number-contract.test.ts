import { expect, test } from 'vitest'
import { findLine } from '../categories/index.ts'
import type { LineDefinition } from '../categories/line.ts'
import { must } from '../core/bug.ts'
import { fromScaled } from '../core/scaled.ts'
import { parseNumber } from './parse-number.ts'

/** A test for each row of grid-and-pnl.md C3, named by it; every text by itself is in parse-number.test.ts. */
const lineOf = (id: string): LineDefinition => must(findLine(id), id)
const [COUNT, RATIO, MONEY] = [lineOf('valetDaily'), lineOf('occupancy'), lineOf('rate.valetDaily')]

const read = (line: LineDefinition) => (text: string) => {
  const entry = parseNumber(text, line)
  if (entry.kind === 'empty') return null
  return entry.kind === 'question' ? entry.message : fromScaled(entry.value, line.scale).toNumber()
}
const noteOf = (text: string, line: LineDefinition) => {
  const entry = parseNumber(text, line)
  return entry.kind === 'value' ? entry.note : null
}

test('C3 1234.5, 1,234.5, 1,234,567: groups of exactly three are a number', () => {
  expect(['1234.5', '1,234.5', '1,234,567'].map(read(COUNT))).toEqual([1234.5, 1234.5, 1_234_567])
})

test('C3 1,23, 12,34, 1.234,5, 1 234,5: asked, never guessed', () => {
  expect(['1,23', '12,34', '1.234,5', '1 234,5'].map(read(COUNT))).toEqual([
    'Did you mean 1.23 or 123? Write it without a comma.',
    'Did you mean 12.34 or 1234? Write it without a comma.',
    'Did you mean 1234.5 or 1.2345? Write it without a comma.',
    'Did you mean 1234.5 or 12345? Write it without a comma.',
  ])
})

test('C3 (123), ($1,234.50), -$45, −7, 5-: negative', () => {
  const texts = ['(123)', '($1,234.50)', '$ (1,234.50)', '-$45', '$-45', '\u22127', '5-']
  expect(texts.map(read(MONEY))).toEqual([-123, -1234.5, -1234.5, -45, -45, -7, -5])
})

test('C3 $ 1,234.50 padded: what Excel’s accounting format copies', () => {
  const texts = [' $ 1,234.50 ', '\u00a0$\u00a01,234.50\u00a0', '\u202f$\u202f1,234.50']
  expect(texts.map(read(MONEY))).toEqual([1234.5, 1234.5, 1234.5])
})

test('C3 -, –, $ -: nothing in money columns, refused in columns of counts', () => {
  expect(['-', '\u2013', '$ -'].map(read(MONEY))).toEqual([0, 0, 0])
  expect(['-', '\u2013', '$ -'].map(read(COUNT))).toEqual([expect.any(String), expect.any(String), expect.any(String)])
})

test('C3 12%, 12 %: a percentage there, refused elsewhere with the way to scale', () => {
  expect(['12%', '12 %'].map(read(RATIO))).toEqual([0.12, 0.12])
  const scaled = expect.stringContaining('To change what is there by 12%, use Adjust…') as string
  expect([read(COUNT)('12%'), read(MONEY)('12 %')]).toEqual([scaled, scaled])
})

test('C3 0.12 in a percent column: twelve percent, and so is a bare 12', () => {
  expect(['0.12', '12'].map(read(RATIO))).toEqual([0.12, 0.12])
})

test('C3 1e3, 1E+03: a thousand, with a quiet mark', () => {
  expect(['1e3', '1E+03'].map(read(COUNT))).toEqual([1000, 1000])
  expect(noteOf('1e3', COUNT)).not.toBeNull()
})

test('C3 2k, 1.5m: thousands and millions', () => {
  expect(['2k', '1.5m'].map(read(COUNT))).toEqual([2000, 1_500_000])
})

test('C3 any other text: refused, and the message names the cause', () => {
  const texts = ['####', '#REF!', '#N/A', 'TRUE', '4/16/2026', 'rooms']
  expect(texts.map(read(COUNT))).toEqual([
    expect.stringContaining('the column was too narrow'),
    expect.stringContaining('Excel could not compute this cell (#REF!)'),
    expect.stringContaining('Excel could not compute this cell (#N/A)'),
    expect.stringContaining('“TRUE” is not a number'),
    expect.stringContaining('“4/16/2026” looks like a date'),
    expect.stringContaining('“rooms” is not a number'),
  ])
})

test('C3 empty: clears, which is not nothing', () => {
  expect([read(COUNT)(''), read(COUNT)('  '), read(COUNT)('0')]).toEqual([null, null, 0])
})

test('C3 more decimals: rounded half away from zero, and said', () => {
  expect(['1.005', '-1.005', '1.004'].map(read(MONEY))).toEqual([1.01, -1.01, 1])
  expect([noteOf('1.005', MONEY), noteOf('1.00', MONEY)]).toEqual([expect.stringContaining('ounded'), null])
})
