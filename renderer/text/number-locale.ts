import { type NumberLocale, USUAL_LOCALE } from '../../shared/core/number-locale.ts'
import { localText, plainText, type PlainText } from '../../shared/entry/local-text.ts'

let here: NumberLocale = USUAL_LOCALE

/** How numbers are written at the open site: shown, typed, pasted and copied (grid-and-pnl.md C3). */
export const numbersHere = (): NumberLocale => here

/** Another site is open; what is drawn from now on is drawn its way. */
export function writeNumbersAs(locale: NumberLocale): void {
  here = locale
}

/** A typed or pasted text as the readers of numbers take it. */
export const plainHere = (text: string): PlainText => plainText(text, here)

/** A plain number as a person types it here. */
export const localHere = (text: string): string => localText(text, here)
