import type { LineDefinition } from '../../shared/categories/line.ts'
import { REASON_CODES, type ReasonCode, type ReasonPart } from '../../shared/contract/review.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { parseNumber } from '../../shared/entry/parse-number.ts'
import type { DraftPart } from '../store/review-slice.ts'
import { plainHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'

/** Dollars and cents of a split are typed like any amount of the grids (grid-and-pnl.md C3). */
const AMOUNT = { unit: 'money', scale: 2, shownDecimals: 2 } as LineDefinition

/** An amount of a split as text; null for none, undefined for what is no amount. */
export function amountOf(text: string): string | null | undefined {
  const plain = plainHere(text)
  if (!plain.ok) return undefined
  const entry = parseNumber(plain.text, AMOUNT)
  if (entry.kind === 'empty') return null
  return entry.kind === 'value' ? fromScaled(entry.value, 2).toFixed(2) : undefined
}

export const isReasonCode = (code: string): code is ReasonCode => REASON_CODES.some((one) => one === code)

/** The parts of a reason as they are kept, or what is wrong with one of them. */
export function partsOf(drafts: readonly DraftPart[]): readonly ReasonPart[] | string {
  const parts: ReasonPart[] = []
  for (const { code, text, amount } of drafts) {
    const exact = amountOf(amount)
    if (text.trim() === '') return words.review.needText
    if (exact === undefined) return words.review.badAmount(amount)
    parts.push({ code: isReasonCode(code) ? code : 'other', text: text.trim(), amount: exact })
  }
  return parts
}

/** What of a variance no part has an amount for; null where a part without an amount stands for the rest. */
export function remainder(variance: string, drafts: readonly DraftPart[]): Decimal | null {
  const amounts = drafts.map(({ amount }) => amountOf(amount))
  if (amounts.some((amount) => amount == null)) return null
  return amounts.reduce<Decimal>((rest, amount) => rest.minus(amount ?? 0), new Decimal(variance))
}
