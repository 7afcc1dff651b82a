import { expect, test } from 'vitest'
import { findLine } from '../categories/index.ts'
import { must } from '../core/bug.ts'
import { operatedText } from './operated-text.ts'
import { parseNumber } from './parse-number.ts'

test.each([
  ['+10%', '80', '88'],
  ['-10%', '80', '72'],
  ['+2.5 %', '1234.56', '1265.424'],
  ['*1.03', '72.5', '74.675'],
  ['* 0', '72.5', '0'],
  ['/2', '145', '72.5'],
  ['/3', '1', '0.33333333333333333333'],
  ['+=500', '1.25', '501.25'],
  ['-=1,500', '1000', '-500'],
  ['\u2212=5', '3', '-2'],
  ['+10%', '70%', '77%'],
  ['+=2.5', '70%', '72.5%'],
  ['+=2.5%', '70%', '72.5%'],
  ['*0.5', '73.31%', '36.655%'],
])('C3: %j on %j is %j', (text, existing, expected) => {
  expect(operatedText(text, existing)).toEqual({ ok: true, text: expected })
})

test.each(['96', '-5', '+5', '5%', '1/2', '=96', '*', '/', '+=', '*abc', '', '(5)', '+1,5%'])(
  '%j is no change',
  (text) => {
    expect(operatedText(text, '80')).toBe(null)
  },
)

test('a percentage with a minus stays a value where percentages are typed', () => {
  expect(operatedText('-5%', '70%')).toBe(null)
})

test('what cannot be done says why', () => {
  expect(operatedText('*2', '')).toEqual({ ok: false, reason: 'There is no number here that “*2” could change.' })
  expect(operatedText('/0', '80')).toEqual({ ok: false, reason: 'Nothing can be divided by 0.' })
  expect(operatedText('+=5%', '80')).toEqual({
    ok: false,
    reason: 'This is not a percentage. Write +10% for a tenth more.',
  })
})

test('always: the result is rounded once, to the decimals of its line', () => {
  const line = must(findLine('valetDaily'), 'valetDaily')
  const operated = operatedText('/3', '200')
  expect(operated?.ok === true && parseNumber(operated.text, line)).toEqual({
    kind: 'value',
    value: 66_670_000,
    note: 'Rounded to 66.67.',
  })
})
