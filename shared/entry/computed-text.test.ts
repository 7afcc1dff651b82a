import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../core/decimal.ts'
import { computedText } from './computed-text.ts'

test.each([
  ['=1200*1.05', '1260'],
  ['= 12*31', '372'],
  ['=1,200*1.05', '1260'],
  ['=2+3*4', '14'],
  ['=(2+3)*4', '20'],
  ['=10-4-3', '3'],
  ['=100/8/5', '2.5'],
  ['=-3+5', '2'],
  ['=2*-3', '-6'],
  ['=--3', '3'],
  ['=200*110%', '220'],
  ['=(5)', '5'],
  ['=.1+.2', '0.3'],
  ['=1/3', '0.33333333333333333333'],
  ['=2\u00d73\u00f74', '1.5'],
  ['=5\u22122', '3'],
])('C3: %j is computed to %j', (text, expected) => {
  expect(computedText(text, false)).toEqual({ ok: true, text: expected })
})

test('C3: in a percentage what is computed with a % is one', () => {
  expect(computedText('=100%+5%', true)).toEqual({ ok: true, text: '105%' })
  expect(computedText('=70+2.5', true)).toEqual({ ok: true, text: '72.5' })
  expect(computedText('=50%*90%', false)).toEqual({ ok: true, text: '0.45' })
})

test.each([
  ['=', 'Write what is to be computed, such as =1200*1.05.'],
  ['=A1*2', '“A1*2” cannot be computed here: numbers, + - * / and ( ) can.'],
  ['=2^3', '“^3” cannot be computed here: numbers, + - * / and ( ) can.'],
  ['=SUM(1)', '“SUM(1)” cannot be computed here: numbers, + - * / and ( ) can.'],
  ['=1/0', 'Nothing can be divided by 0.'],
  ['=1/(2-2)', 'Nothing can be divided by 0.'],
  ['=(1+2', 'A parenthesis is not closed.'],
  ['=1+2)', 'There is nothing that “)” could go with.'],
  ['=1 2', 'There is nothing that “2” could go with.'],
  ['=1+', 'A number is missing.'],
  ['=*3', 'A number is missing.'],
  [`=${'('.repeat(250)}1`, 'That is too long (252 characters).'],
])('C3: %j is refused: %s', (text, reason) => {
  expect(computedText(text, false)).toEqual({ ok: false, reason })
})

/** Whole arithmetic as text, and what it comes to by the platform's own exact integers. */
const arithmetic: fc.Arbitrary<readonly [string, bigint]> = fc.letrec<{ any: readonly [string, bigint] }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.nat({ max: 9999 }).map((n): readonly [string, bigint] => [String(n), BigInt(n)]),
    fc
      .tuple(tie('any'), fc.constantFrom('+', '-', '*'), tie('any'))
      .map(([[left, a], sign, [right, b]]): readonly [string, bigint] => [
        `(${left})${sign}(${right})`,
        sign === '+' ? a + b : sign === '-' ? a - b : a * b,
      ]),
  ),
})).any

test('always: sums and products of whole numbers come to what they are', () => {
  fc.assert(
    fc.property(
      arithmetic.filter(([text]) => text.length < 199),
      ([text, value]) => {
        const computed = computedText(`=${text}`, false)
        expect(computed.ok && new Decimal(computed.text).eq(new Decimal(value.toString()))).toBe(true)
      },
    ),
  )
})
