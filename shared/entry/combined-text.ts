import { Decimal } from '../core/decimal.ts'
import type { Operated } from './operated-text.ts'
import { writtenOut } from './shorthand.ts'

/** How a pasted number is combined with the one that is there. */
export const OPERATIONS = ['add', 'subtract', 'multiply', 'divide'] as const
export type Operation = (typeof OPERATIONS)[number]

const NUMBER = /^(\d+\.?\d*|\.\d+|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?)$/
/** More than any line keeps. Cut, not rounded, so that the line's own rounding stays the only one. */
const DECIMALS = 20

/**
 * What a pasted number makes of the one a cell holds (paste special), as a text to read in its place, exact. `50%`
 * multiplies by a half; added to a percentage it is fifty points; a percentage added to an amount is refused.
 */
export function combinedText(operation: Operation, pasted: string, existing: string): Operated {
  const by = signedNumber(pasted)
  if (by === null) return { ok: false, reason: `“${pasted.trim()}” is not a number to ${operation} with.` }
  const isRatio = existing.endsWith('%')
  const value = new Decimal(existing.replace(/%$/, ''))
  const isScaling = operation === 'multiply' || operation === 'divide'
  if (by.isPercent && !isRatio && !isScaling)
    return { ok: false, reason: 'A percentage cannot be added to this number. Multiply by 110% for a tenth more.' }
  const factor = isScaling && by.isPercent ? by.number.div(100) : by.number
  if (operation === 'divide' && factor.isZero()) return { ok: false, reason: 'Nothing can be divided by 0.' }
  const result = resultOf(operation, value, factor).toDecimalPlaces(DECIMALS, Decimal.ROUND_DOWN)
  return { ok: true, text: `${result.toFixed()}${isRatio ? '%' : ''}` }
}

function resultOf(operation: Operation, value: Decimal, by: Decimal): Decimal {
  if (operation === 'add') return value.plus(by)
  if (operation === 'subtract') return value.minus(by)
  return operation === 'multiply' ? value.times(by) : value.div(by)
}

/** A number with its sign and its %, as Excel shows it; null for anything else. */
function signedNumber(raw: string): { readonly number: Decimal; readonly isPercent: boolean } | null {
  const text = writtenOut(raw.replaceAll(/[\u2212\u2013]/g, '-').replaceAll(/[\s$]/g, ''))
  const isPercent = text.endsWith('%')
  const plain = isPercent ? text.slice(0, -1) : text
  const inParentheses = /^\((.*)\)$/.exec(plain)?.[1]
  const isNegative = inParentheses !== undefined || plain.startsWith('-')
  const digits = inParentheses ?? plain.replace(/^[-+]/, '')
  if (!NUMBER.test(digits)) return null
  const number = new Decimal(digits.replaceAll(',', ''))
  return { number: isNegative ? number.negated() : number, isPercent }
}
