import { Decimal } from '../core/decimal.ts'
import { writtenOut } from './shorthand.ts'

export type Operated = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string }

const NUMBER = String.raw`(\d+\.?\d*|\.\d+|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?)`
const TIMES = new RegExp(String.raw`^([*/])\s*${NUMBER}$`)
const PLUS = new RegExp(String.raw`^([+-])=\s*${NUMBER}\s*(%?)$`)
const PERCENT = new RegExp(String.raw`^([+-])\s*${NUMBER}\s*%$`)
/** More than any line keeps. Cut, not rounded, so that the line's own rounding stays the only one. */
const DECIMALS = 20

/**
 * What `+10%`, `*1.03`, `/2` or `+=500` make of the number a cell holds, as a text to read in its place, exact; null
 * where the text is no such change. In a percentage `+10%` is a tenth more and `+=10` ten points more.
 */
export function operatedText(raw: string, existing: string): Operated | null {
  const text = writtenOut(raw.trim().replaceAll(/[\u2212\u2013]/g, '-'))
  const isRatio = existing.endsWith('%')
  const change = changeOf(text, isRatio)
  if (change === null) return null
  if (typeof change === 'string') return { ok: false, reason: change }
  const number = existing.replace(/%$/, '')
  if (number === '') return { ok: false, reason: `There is no number here that “${text}” could change.` }
  const result = change(new Decimal(number)).toDecimalPlaces(DECIMALS, Decimal.ROUND_DOWN)
  return { ok: true, text: `${result.toFixed()}${isRatio ? '%' : ''}` }
}

type Change = (value: Decimal) => Decimal

/** The change a text asks for, or the words that say why it cannot be made. */
function changeOf(text: string, isRatio: boolean): Change | string | null {
  const [, by, factor = ''] = TIMES.exec(text) ?? []
  if (by === '*') return (value) => value.times(plain(factor))
  if (by === '/') return plain(factor).isZero() ? 'Nothing can be divided by 0.' : (value) => value.div(plain(factor))
  const [, sign, amount = '', unit] = PLUS.exec(text) ?? []
  if (sign !== undefined) {
    if (unit === '%' && !isRatio) return 'This is not a percentage. Write +10% for a tenth more.'
    return (value) => (sign === '+' ? value.plus(plain(amount)) : value.minus(plain(amount)))
  }
  const [, direction, percent = ''] = PERCENT.exec(text) ?? []
  // A percentage with a minus is a value there, as it always was.
  if (direction === undefined || (direction === '-' && isRatio)) return null
  const share = plain(percent).div(100)
  return (value) => value.times(direction === '+' ? share.plus(1) : new Decimal(1).minus(share))
}

const plain = (text: string): Decimal => new Decimal(text.replaceAll(',', ''))
