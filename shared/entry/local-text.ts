import { type NumberLocale } from '../core/number-locale.ts'

/** A text with the marks of en-US, or the words that say why its marks cannot be what the site writes. */
export type PlainText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string }

type Marks = {
  /** What stands between groups of three, as part of a pattern. */
  readonly group: string
  readonly decimal: ',' | '.'
  /** A number as it is written here. */
  readonly sample: string
}

const MARKS: Readonly<Record<NumberLocale, Marks>> = {
  'en-US': { group: ',', decimal: '.', sample: '1,234.5' },
  'en-CA': { group: ',', decimal: '.', sample: '1,234.5' },
  'fr-CA': { group: '[ \\u00a0\\u202f]', decimal: ',', sample: '1 234,5' },
  'de-DE': { group: '\\.', decimal: ',', sample: '1.234,5' },
}

/** How a number is written in a locale, to be shown where a person should know which one is read. */
export const sampleOf = (locale: NumberLocale): string => MARKS[locale].sample

/** Everything that may be one number: digits with the marks of any country in and before them. */
const NUMBERS = /[.,]?\d(?:[\d.,'’\s]*[\d.,])?/g

/**
 * A typed or pasted text of a site's locale with the marks of en-US, for the readers of numbers, which know no others;
 * signs, units and operators stay as they are. Marks that are not the locale's are refused: under de-DE `1,234.5` is
 * nothing, and `1.5` is not fifteen. Where numbers are written as in the United States a text stays as it is.
 */
export function plainText(raw: string, locale: NumberLocale): PlainText {
  const { group, decimal, sample } = MARKS[locale]
  if (decimal === '.') return { ok: true, text: raw }
  const plain = new RegExp(`^(\\d+${decimal}?\\d*|${decimal}\\d+)$`)
  const grouped = new RegExp(`^[1-9]\\d{0,2}(?:${group}\\d{3})+(?:${decimal}\\d*)?$`)
  const groups = new RegExp(group, 'g')
  const wrong: string[] = []
  const text = raw.replaceAll(NUMBERS, (number) => {
    if (plain.test(number)) return number.replace(decimal, '.')
    if (grouped.test(number)) return number.replaceAll(groups, '').replace(decimal, '.')
    wrong.push(number)
    return number
  })
  const [first] = wrong
  if (first === undefined) return { ok: true, text }
  return { ok: false, reason: `“${first}” is not how numbers are written at this site. Write it like ${sample}.` }
}

/** A plain number as it would be typed at a site: what an editor opens on and what is copied; read back it is the same. */
export function localText(text: string, locale: NumberLocale): string {
  const { decimal } = MARKS[locale]
  return decimal === '.' || !/^-?\d*\.?\d+%?$/.test(text) ? text : text.replace('.', decimal)
}
