import { type NumberLocale, USUAL_LOCALE } from '../../shared/core/number-locale.ts'
import { shorthandRefusal } from '../../shared/entry/shorthand.ts'
import { localText, plainText, type PlainText } from '../../shared/entry/local-text.ts'

let here: NumberLocale = USUAL_LOCALE

/** How numbers are written at the open site: shown, typed, pasted and copied (grid-and-pnl.md C3). */
export const numbersHere = (): NumberLocale => here

/** Another site is open; what is drawn from now on is drawn its way. */
export function writeNumbersAs(locale: NumberLocale): void {
  here = locale
}

let readsShorthand = true

/** Whether 2k and 1.5m are numbers, as the person has settled it. */
export function readShorthand(reads: boolean): void {
  readsShorthand = reads
}

/** A typed or pasted text as the readers of numbers take it. */
export function plainHere(text: string): PlainText {
  const refusal = readsShorthand ? null : shorthandRefusal(text)
  return refusal === null ? plainText(text, here) : { ok: false, reason: refusal }
}

/** A plain number as a person types it here. */
export const localHere = (text: string): string => localText(text, here)
