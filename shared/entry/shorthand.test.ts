import { describe, expect, test } from 'vitest'
import { combinedText } from './combined-text.ts'
import { computedText } from './computed-text.ts'
import { operatedText } from './operated-text.ts'
import { shorthandRefusal, writtenOut } from './shorthand.ts'

describe('C3 2k, 1.5m', () => {
  test.each([
    ['2k', '2000'],
    ['1.5m', '1500000'],
    ['.5 K', '500'],
    ['1,200.25k', '1200250'],
    ['+=2k', '+=2000'],
    ['=2k*3+1.5m', '=2000*3+1500000'],
    ['2km', '2km'],
    ['2k5', '2k5'],
    ['12', '12'],
  ])('%s is %s written out', (text, expected) => {
    expect(writtenOut(text)).toBe(expected)
  })

  test.each([
    ['+=2k', '10', '2010'],
    ['-=1.5k', '2000', '500'],
    ['*2k', '3', '6000'],
    ['/1k', '5000', '5'],
  ])('%s over %s is %s', (text, existing, expected) => {
    expect(operatedText(text, existing)).toEqual({ ok: true, text: expected })
  })

  test('it is combined and computed like any number', () => {
    expect(combinedText('add', '($2k)', '5000')).toEqual({ ok: true, text: '3000' })
    expect(computedText('=1.5m/1k', false)).toEqual({ ok: true, text: '1500' })
  })

  test.each(['2k', '1.5m', ' $2K ', '+=2k', '=2k*3', '1,5 m', '*1.5k'])(
    '%s is refused where nobody reads it',
    (text) => {
      expect(shorthandRefusal(text)).toContain('is shorthand, which your settings of the grids do not read')
    },
  )

  test.each(['2000', '', '+10%', 'Level 2 k', '5 km', 'kk', '2k5', 'm', '1e3'])('%s is no shorthand', (text) => {
    expect(shorthandRefusal(text)).toBeNull()
  })
})
