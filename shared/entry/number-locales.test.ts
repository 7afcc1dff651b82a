import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numberCorpus, type Typed } from '../../tests/support/number-corpus.ts'
import { findLine } from '../categories/index.ts'
import { must } from '../core/bug.ts'
import { NUMBER_LOCALES } from '../core/number-locale.ts'
import { fromScaled } from '../core/scaled.ts'
import { entryText } from './entry-text.ts'
import { localText, plainText, sampleOf } from './local-text.ts'
import { parseNumber } from './parse-number.ts'

const lineOf = (id: string) => must(findLine(id), id)
const LINES = { count: lineOf('valetDaily'), money: lineOf('rate.valetDaily'), ratio: lineOf('occupancy') }
/** Stored units in a hundredth, of a percent where the line is one. */
const HUNDREDTH = { count: 10_000, money: 1, ratio: 1 }

describe.each(NUMBER_LOCALES)('C3: under %s', (locale) => {
  const corpus = numberCorpus(locale)

  test('a thousand texts are the number they were written from, nothing, or refused with words', () => {
    expect(new Set(corpus.map(({ unit, text }) => `${unit} ${text}`)).size).toBeGreaterThanOrEqual(1000)
    const read = ({ text, unit }: Typed): Typed['expected'] => {
      const entry = parseNumber(text, LINES[unit], locale)
      if (entry.kind === 'empty') return 'empty'
      return entry.kind === 'question' && entry.message.length > 5
        ? 'refused'
        : (entry as { value: number }).value / HUNDREDTH[unit]
    }
    expect(corpus.filter((typed) => read(typed) !== typed.expected).map((typed) => [typed, read(typed)])).toEqual([])
  })

  test('always: what the editor opens on and what a copy carries is read as the same number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_999_999, max: 9_999_999 }),
        fc.constantFrom(...Object.values(LINES)),
        (n, line) => {
          const stored = line.scale === 6 ? n * 10_000 : n
          const text = localText(entryText(fromScaled(stored, line.scale), line), locale)
          expect(parseNumber(text, line, locale)).toEqual({
            kind: 'value',
            value: stored === 0 ? 0 : stored,
            note: null,
          })
        },
      ),
    )
  })

  test('the sample that is shown is read as itself', () => {
    expect(parseNumber(sampleOf(locale), LINES.count, locale)).toMatchObject({ value: 1_234_500_000 })
  })
})

test('C3: what is written for another country is refused with how it is written here', () => {
  const refused = (text: string) => ({
    ok: false,
    reason: `“${text}” is not how numbers are written at this site. Write it like 1.234,5.`,
  })
  expect(plainText('1,234.5', 'de-DE')).toEqual(refused('1,234.5'))
  expect(plainText('+=1234.5', 'de-DE')).toEqual(refused('1234.5'))
  expect(plainText('1 234', 'de-DE')).toEqual(refused('1 234'))
})

test('C3: signs, units and operators are kept around a number of the site', () => {
  expect(plainText('*1,03', 'de-DE')).toEqual({ ok: true, text: '*1.03' })
  expect(plainText('(1\u00a0234,50 $)', 'fr-CA')).toEqual({ ok: true, text: '(1234.50 $)' })
  expect(plainText('=1.200*1,05', 'de-DE')).toEqual({ ok: true, text: '=1200*1.05' })
})
