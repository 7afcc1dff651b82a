import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findLine } from '../categories/index.ts'
import type { LineDefinition } from '../categories/line.ts'
import { must } from '../core/bug.ts'
import { Decimal } from '../core/decimal.ts'
import { fromScaled } from '../core/scaled.ts'
import { entryText } from './entry-text.ts'
import { parseNumber } from './parse-number.ts'

const lineOf = (id: string): LineDefinition => must(findLine(id), id)
const COUNT = lineOf('valetDaily')
const RATIO = lineOf('occupancy')
const MONEY = lineOf('rate.valetDaily')

/** The number a text stands for, `null` for an empty one, `?` for a question. */
function read(text: string, line: LineDefinition): string | null {
  const entry = parseNumber(text, line)
  if (entry.kind === 'empty') return null
  return entry.kind === 'question' ? '?' : fromScaled(entry.value, line.scale).toString()
}

const COUNTS: readonly (readonly [string, string | null])[] = [
  ['96', '96'],
  ['0', '0'],
  ['00012', '12'],
  ['12.5', '12.5'],
  ['12.50', '12.5'],
  ['5.', '5'],
  ['.5', '0.5'],
  ['1234', '1234'],
  ['1,234', '1234'],
  ['1,234.5', '1234.5'],
  ['12,345', '12345'],
  ['1,234,567', '1234567'],
  ['+5', '5'],
  ['-5', '-5'],
  ['5-', '-5'],
  ['(5)', '-5'],
  ['( 5 )', '-5'],
  ['(1,234.5)', '-1234.5'],
  ['\u22127', '-7'],
  ['\u20137', '-7'],
  ['\u20107', '-7'],
  ['-0', '0'],
  ['(0)', '0'],
  [' 42 ', '42'],
  ['\u00a042\u00a0', '42'],
  ['\u202f42', '42'],
  ['\u200b42', '42'],
  ['\ufeff42', '42'],
  ['\u202d42\u202c', '42'],
  ['42\r', '42'],
  ['42\n', '42'],
  ['\t42', '42'],
  ['1e3', '1000'],
  ['1E+03', '1000'],
  ['1.5e2', '150'],
  ['25e-1', '2.5'],
  ['2k', '2000'],
  ['2K', '2000'],
  ['1.5m', '1500000'],
  ['1,5k', '?'],
  ['12.345', '12.35'],
  ['12.344', '12.34'],
  ['-12.345', '-12.35'],
  ['0.005', '0.01'],
  ['', null],
  ['   ', null],
  ['\u00a0', null],
  ['\u200b', null],
  ['1,5', '?'],
  ['1,23', '?'],
  ['12,34', '?'],
  ['0,123', '?'],
  ['1,2345', '?'],
  ['1234,567', '?'],
  ['1.234,5', '?'],
  ['1,234,56', '?'],
  ['1,,234', '?'],
  [',5', '?'],
  ['1 234', '?'],
  ['1\u00a0234', '?'],
  ['1 234,5', '?'],
  ["1'234", '?'],
  ['1\u2019234', '?'],
  ['1.2.3', '?'],
  ['1..2', '?'],
  ['.', '?'],
  [',', '?'],
  ['-', '?'],
  ['\u2013', '?'],
  ['+', '?'],
  ['()', '?'],
  ['(', '?'],
  ['(5', '?'],
  ['5)', '?'],
  [')5(', '?'],
  ['((5))', '?'],
  ['(-5)', '?'],
  ['-(5)', '?'],
  ['(5-)', '?'],
  ['--5', '?'],
  ['-5-', '?'],
  ['+-5', '?'],
  ['5+', '?'],
  ['12%', '?'],
  ['%', '?'],
  ['$45', '?'],
  ['$', '?'],
  ['\u20ac45', '?'],
  ['45 \u00a3', '?'],
  ['abc', '?'],
  ['12abc', '?'],
  ['12 cars', '?'],
  ['one', '?'],
  ['TRUE', '?'],
  ['NaN', '?'],
  ['Infinity', '?'],
  ['null', '?'],
  ['0x10', '?'],
  ['1e', '?'],
  ['1e400', '?'],
  ['e5', '?'],
  ['=1+2', '?'],
  ['=96', '?'],
  ['+10%', '?'],
  ['+=500', '?'],
  ['*1.03', '?'],
  ['/2', '?'],
  ['1/2', '?'],
  ['4/16/2026', '?'],
  ['2026-04-16', '?'],
  ['16-04', '?'],
  ['12:30', '?'],
  ['####', '?'],
  ['#', '?'],
  ['#REF!', '?'],
  ['#N/A', '?'],
  ['#DIV/0!', '?'],
  ['\u0661\u0662', '?'],
  ['\uff11\uff12', '?'],
  ['\u00bd', '?'],
  ['\u00b2', '?'],
  ['1\u00b2', '?'],
  ['9007199254740993', '?'],
  ['9'.repeat(41), '?'],
  ['"12"', '?'],
  ["'12", '?'],
  ['12;13', '?'],
  ['12\n13', '?'],
  ['1_000', '?'],
]

const RATIOS: readonly (readonly [string, string | null])[] = [
  ['73.3%', '0.733'],
  ['73.3 %', '0.733'],
  ['73.3', '0.733'],
  ['0.733', '0.733'],
  ['.5', '0.5'],
  ['0.5%', '0.005'],
  ['1%', '0.01'],
  ['100%', '1'],
  ['100', '1'],
  ['0', '0'],
  ['0%', '0'],
  ['130', '1.3'],
  ['12.345%', '0.1235'],
  ['12.344%', '0.1234'],
  ['-5%', '-0.05'],
  ['(5%)', '-0.05'],
  ['1', '?'],
  ['1.0', '?'],
  ['1,5%', '?'],
  ['5%%', '?'],
  ['$5%', '?'],
  ['$5', '?'],
  ['2k', '?'],
  ['-', '?'],
  ['', null],
]

const MONEYS: readonly (readonly [string, string | null])[] = [
  ['48.96', '48.96'],
  ['$45', '45'],
  ['-$45', '-45'],
  ['$-45', '-45'],
  ['$45-', '-45'],
  ['($1,234.50)', '-1234.5'],
  ['$ (1,234.50)', '-1234.5'],
  [' $ 1,234.50 ', '1234.5'],
  ['\u00a0$\u00a01,234.50\u00a0', '1234.5'],
  ['45 $', '45'],
  ['$ -', '0'],
  ['-', '0'],
  ['\u2013', '0'],
  ['0.005', '0.01'],
  ['0.015', '0.02'],
  ['1.005', '1.01'],
  ['$$5', '?'],
  ['$', '?'],
  ['12%', '?'],
  ['US$5', '?'],
]

describe('C3: a text', () => {
  test.each(COUNTS)('%j in a count is %j', (text, expected) => expect(read(text, COUNT)).toBe(expected))
  test.each(RATIOS)('%j in a ratio is %j', (text, expected) => expect(read(text, RATIO)).toBe(expected))
  test.each(MONEYS)('%j in dollars is %j', (text, expected) => expect(read(text, MONEY)).toBe(expected))
})

describe('C3: a question says what is in the way', () => {
  test.each([
    ['1,5', COUNT, 'Did you mean 1.5 or 15? Write it without a comma.'],
    ['1.234,5', COUNT, 'Did you mean 1234.5 or 1.2345? Write it without a comma.'],
    ['1 234', COUNT, 'Did you mean 1234? Write it without spaces.'],
    [
      '12%',
      COUNT,
      'Valet daily is not a percentage. Enter the number without %. To change what is there by 12%, use Adjust….',
    ],
    ['$45', COUNT, 'Valet daily is not in dollars. Enter the number without $.'],
    ['1', RATIO, 'Did you mean 1% or 100%? Write the % sign.'],
    ['####', COUNT, 'Excel showed #### because the column was too narrow. Widen it there and copy again.'],
    ['#REF!', COUNT, 'Excel could not compute this cell (#REF!). Correct it there and copy again.'],
    ['9'.repeat(30), COUNT, 'Enter 0 to 99,999.'],
  ] as const)('%j', (text, line, message) => {
    expect(parseNumber(text, line)).toEqual({ kind: 'question', message })
  })
})

test('what was done to a number beyond reading it is said', () => {
  expect(parseNumber('12.345', COUNT)).toEqual({ kind: 'value', value: 12_350_000, note: 'Rounded to 12.35.' })
  expect(parseNumber('1e3', COUNT)).toEqual({ kind: 'value', value: 1_000_000_000, note: 'Read as 1000.' })
  expect(parseNumber('12.5', COUNT)).toEqual({ kind: 'value', value: 12_500_000, note: null })
})

const typed = fc.integer({ min: -9_999_999, max: 9_999_999 })

test('always: a number written as the editor writes it is read as itself', () => {
  fc.assert(
    fc.property(typed, fc.constantFrom(COUNT, RATIO, MONEY), (units, line) => {
      const stored = line.scale === 6 ? units * 10_000 : units
      const text = entryText(fromScaled(stored, line.scale), line)
      expect(parseNumber(text, line)).toEqual({ kind: 'value', value: stored === 0 ? 0 : stored, note: null })
    }),
  )
})

test('always: a number in groups, in parentheses or with a $ is the same number', () => {
  const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (amount) => {
      const text = format.format(new Decimal(amount).div(100).toFixed(2) as Intl.StringNumericLiteral)
      const plain = { kind: 'value', value: amount, note: null }
      expect(parseNumber(text, MONEY)).toEqual(plain)
      expect(parseNumber(` $ ${text} `, MONEY)).toEqual(plain)
      expect(parseNumber(`($${text})`, MONEY)).toEqual({ ...plain, value: -amount })
      expect(parseNumber(`${text}-`, MONEY)).toEqual({ ...plain, value: -amount })
    }),
  )
})

test('always: any text is empty, a whole stored number or a question with words; never a throw', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'0123456789.,-+()$% ekKm\u2212\u00a0'.split('')) }),
  )
  fc.assert(
    fc.property(anyText, fc.constantFrom(COUNT, RATIO, MONEY), (text, line) => {
      const entry = parseNumber(text, line)
      const seen = text.replaceAll(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
      const isRight = {
        empty: () => seen === '',
        value: () => entry.kind === 'value' && Number.isSafeInteger(entry.value) && !Object.is(entry.value, -0),
        question: () => entry.kind === 'question' && entry.message.length > 5,
      }
      expect(isRight[entry.kind]()).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('always: a comma that is no group of three is asked about, wherever it stands', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999 }), fc.stringMatching(/^\d{1,6}$/), (whole, rest) => {
      fc.pre(!(rest.length === 3 && whole > 0 && whole < 1000))
      expect(parseNumber(`${whole},${rest}`, COUNT).kind).toBe('question')
    }),
  )
})
