import { Decimal } from '../core/decimal.ts'
import type { Operated } from './operated-text.ts'
import { writtenOut } from './shorthand.ts'

/** Longer than anybody types into a cell. */
export const LONGEST_ARITHMETIC = 200
/** More than any line keeps. Cut, not rounded, so that the line's own rounding stays the only one. */
const DECIMALS = 20
const TOKEN = /\s*([1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+|[-+*/()%])/y

/** True for a text that asks to be computed. */
export const isArithmetic = (text: string): boolean => text.trimStart().startsWith('=')

/**
 * What `=1200*1.05` comes to, as a text to read in its place, exact (grid-and-pnl.md C3): numbers, + - * /, parentheses
 * and %, never another cell. In a percentage what was computed with a % is one.
 */
export function computedText(raw: string, isRatio: boolean): Operated {
  const text = writtenOut(raw.trim().slice(1))
    .replaceAll(/[\u2212\u2013]/g, '-')
    .replaceAll('\u00d7', '*')
    .replaceAll('\u00f7', '/')
  if (raw.length > LONGEST_ARITHMETIC) return refused(`That is too long (${raw.length} characters).`)
  const tokens = tokensOf(text)
  if (typeof tokens === 'string') return refused(`“${tokens}” cannot be computed here: numbers, + - * / and ( ) can.`)
  if (tokens.length === 0) return refused('Write what is to be computed, such as =1200*1.05.')
  try {
    const value = new Reading(tokens).whole().toDecimalPlaces(DECIMALS, Decimal.ROUND_DOWN)
    const asPercent = isRatio && tokens.includes('%')
    return { ok: true, text: asPercent ? `${value.times(100).toFixed()}%` : value.toFixed() }
  } catch (thrown) {
    if (thrown instanceof NotArithmetic) return refused(thrown.message)
    throw thrown
  }
}

const refused = (reason: string): Operated => ({ ok: false, reason })

/** Numbers and signs in order, or the first piece that is neither. */
function tokensOf(text: string): string[] | string {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const from = TOKEN.lastIndex
    const [, token] = TOKEN.exec(text) ?? []
    if (token === undefined) return text.slice(from).trim()
    tokens.push(token)
  }
  return tokens
}

class NotArithmetic extends Error {}

/** Reads tokens by the rules of school: parentheses, then times and by, then plus and minus. */
class Reading {
  readonly #tokens: readonly string[]
  #at = 0

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
  }

  whole(): Decimal {
    const value = this.#sum()
    const rest = this.#tokens[this.#at]
    if (rest !== undefined) throw new NotArithmetic(`There is nothing that “${rest}” could go with.`)
    return value
  }

  #take(...wanted: readonly string[]): string | null {
    const token = this.#tokens[this.#at]
    if (token === undefined || !wanted.includes(token)) return null
    this.#at += 1
    return token
  }

  #sum(): Decimal {
    let value = this.#product()
    for (let sign = this.#take('+', '-'); sign !== null; sign = this.#take('+', '-')) {
      const other = this.#product()
      value = sign === '+' ? value.plus(other) : value.minus(other)
    }
    return value
  }

  #product(): Decimal {
    let value = this.#signed()
    for (let sign = this.#take('*', '/'); sign !== null; sign = this.#take('*', '/')) {
      const other = this.#signed()
      if (sign === '/' && other.isZero()) throw new NotArithmetic('Nothing can be divided by 0.')
      value = sign === '*' ? value.times(other) : value.div(other)
    }
    return value
  }

  #signed(): Decimal {
    let isNegative = false
    for (let sign = this.#take('+', '-'); sign !== null; sign = this.#take('+', '-'))
      if (sign === '-') isNegative = !isNegative
    const value = this.#single()
    return isNegative ? value.negated() : value
  }

  #single(): Decimal {
    let value: Decimal
    if (this.#take('(') === null) {
      const token = this.#tokens[this.#at] ?? ''
      if (!/\d/.test(token)) throw new NotArithmetic('A number is missing.')
      this.#at += 1
      value = new Decimal(token.replaceAll(',', ''))
    } else {
      value = this.#sum()
      if (this.#take(')') === null) throw new NotArithmetic('A parenthesis is not closed.')
    }
    return this.#take('%') === null ? value : value.div(100)
  }
}
