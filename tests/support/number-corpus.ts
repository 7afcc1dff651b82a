import type { NumberLocale } from '../../shared/core/number-locale.ts'

/** A text, the kind of line it is typed into, and what it must be: a number in words of the line, nothing, or refused. */
export type Typed = {
  readonly text: string
  readonly unit: 'count' | 'money' | 'ratio'
  /** In hundredths: of a vehicle, of a dollar, of a percent. */
  readonly expected: number | 'empty' | 'refused'
}

const OTHERS: Readonly<Record<NumberLocale, readonly string[]>> = {
  'en-US': ['de-DE', 'fr-CA'],
  'en-CA': ['de-DE', 'fr-CA'],
  'fr-CA': ['en-US', 'de-DE'],
  'de-DE': ['en-US', 'fr-CA'],
}

/** Texts whose marks could mean one number or another, or none: never guessed. */
const ENGLISH = ['1,5', '1,23', '12,34', '0,123', '1,2345', '1234,567', '1.234,5', '1,234,56', '1,,234', ',5', '1 234']
const AMBIGUOUS: Readonly<Record<NumberLocale, readonly string[]>> = {
  'en-US': ENGLISH,
  'en-CA': ENGLISH,
  'fr-CA': ['1.5', '1.234', '12 34', '1 23', '1,234 5', '1 2345', '1234 567', '1.234,5', '1 234 56', '1  234', '.5'],
  'de-DE': ['1.5', '1.23', '12.34', '0.123', '1.2345', '1234.567', '1,234.5', '1.234.56', '1..234', '.5', '1 234'],
}

/** Texts that are no number anywhere, in a line of vehicles. */
const NEVER = [
  '####,#REF!,#N/A,#DIV/0!,#NAME?,TRUE,FALSE,abc,12abc,one,NaN,Infinity,null,0x10,1e,e5,=1+2,=96,+10%,*3,/2,1/2',
  '4/16/2026,2026-04-16,16-04,12:30,12%,12 %,$45,45 $,\u20ac45,45 \u00a3,-,\u2013,+,(),(5,5),((5)),(-5),--5,-5-,5+',
  '\u0661\u0662,\uff11\uff12,\u00bd,\u00b2,1\u00b2,"12",\'12,12;13,1_000,1..2,1.2.3,.,1\'234,1\u2019234,12 cars,US$5',
].flatMap((line) => line.split(','))
/** Texts that mean the same wherever one is. */
const ALWAYS: readonly (readonly [string, number | 'empty'])[] = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['\u00a0', 'empty'],
  ['\u200b', 'empty'],
  ['1e3', 100_000],
  ['1E+03', 100_000],
  ['25e1', 25_000],
  ['2k', 200_000],
  ['1m', 100_000_000],
  ['00012', 1200],
  ['+5', 500],
  ['5-', -500],
  ['( 5 )', -500],
  ['\u22127', -700],
  ['\u20137', -700],
  ['\u202d42\u202c', 4200],
  ['\ufeff42', 4200],
  ['42\r\n', 4200],
  ['\t42', 4200],
]

/**
 * A thousand texts and more as people of a locale write and copy them, with what each must be. The texts come from
 * the platform's own formatting and from hand, never from the reader that is tested; the same ones every time.
 */
export function numberCorpus(locale: NumberLocale): readonly Typed[] {
  const list = new Map<string, Typed>()
  const add = (text: string, unit: Typed['unit'], expected: Typed['expected']) =>
    list.set(`${unit} ${text}`, { text, unit, expected })
  for (const text of [...NEVER, ...AMBIGUOUS[locale]]) add(text, 'count', 'refused')
  for (const [text, expected] of ALWAYS) add(text, 'count', expected)
  add('- $', 'money', 0)
  add('\u2013', 'money', 0)
  const next = numbers()
  for (let i = 0; list.size < 1100; i += 1) {
    const isGrouped = i % 2 === 0
    const whole = next(99_999) * 100
    const cents = next(9_999_999)
    add(written(whole, locale, { isGrouped, digits: 0 }), 'count', whole)
    add(written(cents, locale, { isGrouped, digits: 2 }), 'count', cents)
    const amount = written(cents, locale, { isGrouped, digits: 2 })
    add([` $ ${amount} `, `${amount}\u00a0$`, `$${amount}`][i % 3] ?? '', 'money', cents)
    const below = [`(${amount})`, `-${amount}`, `${amount}-`, `($${amount})`, `${amount} $-`, `\u2212$${amount}`]
    add(below[i % below.length] ?? '', 'money', -cents)
    const points = next(10_000)
    add(percent(points, locale, isGrouped), 'ratio', points)
    // With a group and decimals, or four digits before the decimals, a number says in which country it was written.
    const other = OTHERS[locale][i % 2] ?? 'de-DE'
    const large = 100_000 + next(9_899_999)
    add(written(large, other, { isGrouped: true, digits: 2 }), 'count', 'refused')
    if (locale.startsWith('en') || other === 'en-US')
      add(written(large, other, { isGrouped: false, digits: 2 }), 'count', 'refused')
  }
  return [...list.values()]
}

type Form = { readonly isGrouped: boolean; readonly digits: number }

const written = (hundredths: number, locale: string, { isGrouped, digits }: Form): string =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: isGrouped,
  }).format(hundredths / 100)

/** Hundredths of a percent with the sign, as the platform sets it or without the space. */
function percent(points: number, locale: string, isTight: boolean): string {
  const text = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(points / 10_000)
  return isTight ? text.replaceAll(/\s/g, '') : text
}

/** The same numbers every time, from 1 to `most`. */
function numbers(): (most: number) => number {
  let state = 20_260_410
  return (most) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return 1 + (state % most)
  }
}
