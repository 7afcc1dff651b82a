import { operatedText } from '../../shared/entry/operated-text.ts'
import { localHere, plainHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import { computedHere } from './arithmetic.ts'
import type { GridSheet, Reading, Spot } from './grid-sheet.ts'

/** Reads what a person typed: a number, arithmetic, or a change of the number the cell holds, such as `+10%`. */
export function readTyped(sheet: GridSheet, spot: Spot, typed: string): Reading {
  const plain = plainHere(typed)
  return plain.ok ? readPlain(sheet, spot, plain.text) : plain
}

function readPlain(sheet: GridSheet, spot: Spot, text: string): Reading {
  const isOpen = sheet.obstacleOf(spot) === null
  const operated = isOpen ? (computedHere(sheet, spot, text) ?? operatedText(text, sheet.exactText(spot))) : null
  if (operated === null) return sheet.read(spot, text)
  return operated.ok ? sheet.read(spot, operated.text) : operated
}

/** The same for many cells at once, of which those without a number stay as they are. */
export function readTypedIn(sheet: GridSheet, spot: Spot, typed: string): Reading {
  const plain = plainHere(typed)
  if (!plain.ok) return plain
  const isBlank = sheet.obstacleOf(spot) === null && sheet.exactText(spot) === ''
  if (isBlank && operatedText(plain.text, '1')?.ok === true) return { ok: true, writes: [], note: null, label: '' }
  return readPlain(sheet, spot, plain.text)
}

/** What a text would do, said while it is typed: what a change makes of the number, and what that does to others. */
export function previewTyped(sheet: GridSheet, spot: Spot, typed: string): string | null {
  const plain = plainHere(typed)
  if (!plain.ok) return null
  const { text } = plain
  const existing = sheet.exactText(spot)
  const computed = computedHere(sheet, spot, text)
  const operated = computed ?? operatedText(text, existing)
  if (operated === null || !operated.ok) return sheet.preview?.(spot, text) ?? null
  const more = sheet.preview?.(spot, operated.text) ?? null
  const change = computed
    ? words.grid.comesTo(short(operated.text))
    : words.grid.becomes(short(existing), short(operated.text))
  return more === null ? change : `${change}\n${more}`
}

/** At most four decimals: what is stored is said by the grid itself. */
const short = (text: string): string => localHere(text).replace(/([.,]\d{4})\d+/, '$1…')
