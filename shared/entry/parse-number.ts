import type { LineDefinition } from '../categories/line.ts'
import { Decimal } from '../core/decimal.ts'
import { type NumberLocale, USUAL_LOCALE } from '../core/number-locale.ts'
import { plainText } from './local-text.ts'

/**
 * What a text claims to be in a line (grid-and-pnl.md C3): nothing, a stored integer at the line's scale, or a
 * question a person must answer. A question stores nothing; its message says what is in the way and what would be right.
 */
export type Entry =
  | { readonly kind: 'empty' }
  /** `note` says what was done beyond reading it: rounded, or written out from 1e3 and 2k. */
  | { readonly kind: 'value'; readonly value: number; readonly note: string | null }
  | { readonly kind: 'question'; readonly message: string }

/** Marks nobody sees: zero-width characters and writing directions that web pages and chats add to a copy. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const MINUS = '\u2212\u2013\u2010\u2011-'
const FRONT = new RegExp(`^[\\s$(+${MINUS}]*`)
const BACK = new RegExp(`[\\s$)%${MINUS}]*$`)
const DIGITS_ONLY = /^(\d+\.?\d*|\.\d+)$/
const WHOLE = /^\d{1,9}$/
/** Thousands in groups of exactly three, as en-US writes them. */
const GROUPED = /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/
const LONGEST = 40

const ask = (message: string): Entry => ({ kind: 'question', message })

/**
 * Reads a typed or pasted text for a line, strictly and as numbers are written at its site: what is ambiguous is asked,
 * never guessed. Ratios take percentages (`73.5%`, `73.5`) or fractions below one (`0.735`); money takes dollars; counts take numbers.
 * Limits of the line are not its business: see `checkCell` in shared/calc.
 */
export function parseNumber(raw: string, line: LineDefinition, locale: NumberLocale = USUAL_LOCALE): Entry {
  const plain = plainText(raw.replaceAll(INVISIBLE, '').trim(), locale)
  if (!plain.ok) return ask(plain.reason)
  const { text } = plain
  if (text === '') return { kind: 'empty' }
  // Most of a paste: no unit to mistake, nothing to round, and far from the largest integer.
  if (WHOLE.test(text) && line.unit !== 'ratio')
    return { kind: 'value', value: Number(text) * 10 ** line.scale, note: null }
  const refusal = text.length <= LONGEST && DIGITS_ONLY.test(text) ? null : refusalOf(text)
  if (refusal !== null) return ask(refusal)
  const signed = peel(text)
  if (signed === null) return ask(`“${text}” is not a number. Enter a number like 1,234.5 or (1,234.5).`)
  const unit = unitProblem(signed, line)
  if (unit !== null) return ask(unit)
  if (signed.body === '') {
    const isDash = signed.negative && !signed.percent && !signed.parenthesised
    if (isDash && line.unit === 'money') return { kind: 'value', value: 0, note: null }
    return ask(isDash ? 'A dash is not a number here. Enter 0, or clear the cell.' : 'Enter a number.')
  }
  const read = readBody(signed.body)
  if (typeof read === 'string') return ask(read)
  if (read.shorthand && line.unit === 'ratio') return ask(`“${text}” is not a percentage. Enter 0 % to 100 %.`)
  const amount = signed.negative ? read.amount.negated() : read.amount
  return toEntry(amount, signed.percent, read.written, line)
}

/** Words for what can be told apart from a number at first sight; null when it may be one. */
function refusalOf(text: string): string | null {
  if (text.length > LONGEST) return `That text is too long for a number (${text.length} characters).`
  if (/^#+$/.test(text)) return 'Excel showed #### because the column was too narrow. Widen it there and copy again.'
  if (/^#[A-Z]/i.test(text)) return `Excel could not compute this cell (${text}). Correct it there and copy again.`
  if (text.startsWith('=')) return 'Formulas are not computed when they are pasted. Paste the result.'
  if (/^([*/]|[+-]=|\+[^%]*%$)/.test(text)) return `“${text}” would change the old value. Enter the new value itself.`
  if (/^\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?$/.test(text))
    return `“${text}” looks like a date or a fraction. Enter a number.`
  if (/[€£¥₹]/.test(text)) return 'Amounts are in US dollars. Enter the amount in dollars.'
  if (/[^\P{Nd}0-9]/u.test(text)) return 'Use the digits 0 to 9.'
  return null
}

type Signed = {
  readonly body: string
  readonly negative: boolean
  readonly parenthesised: boolean
  readonly dollar: boolean
  readonly percent: boolean
}

const UNMARKED = { negative: false, parenthesised: false, dollar: false, percent: false } as const

/** Takes signs, parentheses, $ and % off both ends; null when they do not make sense together. */
function peel(text: string): Signed | null {
  if (DIGITS_ONLY.test(text)) return { body: text, ...UNMARKED }
  const front = FRONT.exec(text)?.[0] ?? ''
  const rest = text.slice(front.length)
  const back = BACK.exec(rest)?.[0] ?? ''
  const marks = front + back
  const countOf = (wanted: string) => marks.split('').filter((mark) => wanted.includes(mark)).length
  const [minuses, pluses, opens, closes] = [countOf(MINUS), countOf('+'), countOf('('), countOf(')')]
  const [dollars, percents] = [countOf('$'), countOf('%')]
  if (minuses + pluses + opens > 1 || opens !== closes || dollars > 1 || percents > 1) return null
  return {
    body: rest.slice(0, rest.length - back.length),
    negative: minuses + opens > 0,
    parenthesised: opens > 0,
    dollar: dollars > 0,
    percent: percents > 0,
  }
}

/** Units must not change by accident: a percentage is no amount, dollars are no vehicles. */
function unitProblem({ body, dollar, percent }: Signed, line: LineDefinition): string | null {
  if (percent && dollar) return 'A number is dollars or a percentage, not both.'
  if (percent && line.unit !== 'ratio') {
    const scale = DIGITS_ONLY.test(body) ? ` To change what is there by ${body}%, use Adjust….` : ''
    return `${line.label} is not a percentage. Enter the number without %.${scale}`
  }
  if (dollar && line.unit !== 'money') return `${line.label} is not in dollars. Enter the number without $.`
  return null
}

type Read = { readonly amount: Decimal; readonly written: boolean; readonly shorthand: boolean }

/** The unsigned number itself, or the question it raises. */
function readBody(body: string): Read | string {
  if (DIGITS_ONLY.test(body)) return { amount: new Decimal(body), written: false, shorthand: false }
  if (GROUPED.test(body)) return { amount: new Decimal(body.replaceAll(',', '')), written: false, shorthand: false }
  if (/^\d+(\.\d+)?e[+-]?\d{1,2}$/i.test(body)) return { amount: new Decimal(body), written: true, shorthand: false }
  const short = /^([\d.,]+)\s?([km])$/i.exec(body)
  if (short) {
    const read = readBody(short[1] ?? '')
    if (typeof read === 'string') return read
    return { amount: read.amount.times(short[2]?.toLowerCase() === 'k' ? 1e3 : 1e6), written: true, shorthand: true }
  }
  if (/^[\d.,\s'’]+$/.test(body) && /\d/.test(body)) return ambiguity(body)
  return `“${body}” is not a number. Enter a number like 1,234.5.`
}

/** Asks about separators that mean different numbers in different countries. */
function ambiguity(body: string): string {
  const joined = body.replaceAll(/[\s'’]/g, '')
  const commas = joined.split(',').length - 1
  const points = joined.split('.').length - 1
  const pointBefore = points > 0 && joined.lastIndexOf('.') < joined.indexOf(',')
  if (commas === 1 && (points === 0 || pointBefore)) {
    const asDecimal = joined.replaceAll('.', '').replace(',', '.')
    const asGroup = points === 0 ? joined.replace(',', '') : joined.replace(',', '').replace(/\.(?=.*\.)/g, '')
    return `Did you mean ${asDecimal} or ${asGroup}? Write it without a comma.`
  }
  if (commas === 0 && points <= 1) return `Did you mean ${joined}? Write it without spaces.`
  return `“${body}” is not a number. Thousands come in groups of three, with one point: 1,234,567.5.`
}

/** Scales an exact amount to the line's stored integer, rounded half away from zero where it has more digits. */
function toEntry(amount: Decimal, percent: boolean, written: boolean, line: LineDefinition): Entry {
  let quantity = amount
  if (line.unit === 'ratio') {
    if (!percent && amount.abs().equals(1)) return ask('Did you mean 1% or 100%? Write the % sign.')
    if (percent || amount.abs().greaterThan(1)) quantity = amount.div(100)
  }
  const decimals = line.unit === 'ratio' ? line.typedDecimals + 2 : line.typedDecimals
  const rounded = quantity.toDecimalPlaces(decimals)
  const stored = rounded.times(10 ** line.scale)
  if (stored.abs().greaterThan(Number.MAX_SAFE_INTEGER)) return ask(line.message)
  const value = stored.toNumber()
  const said = line.unit === 'ratio' ? `${rounded.times(100).toString()}%` : rounded.toString()
  let note: string | null = null
  if (!rounded.equals(quantity)) note = `Rounded to ${said}.`
  else if (written) note = `Read as ${said}.`
  return { kind: 'value', value: value === 0 ? 0 : value, note } // never -0
}
