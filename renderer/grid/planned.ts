import { Decimal } from '../../shared/core/decimal.ts'
import { writtenOut } from '../../shared/entry/shorthand.ts'
import { plainHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import type { GridSheet, Reading, Spot, Write } from './grid-sheet.ts'

/** What one cell would become, as a person would type it. */
export type Told = { readonly place: string; readonly before: string; readonly after: string }

/** What a change would do, before it is done: every text with its cell, or why nothing can be. */
export type Planned =
  | { readonly ok: false; readonly reason: string }
  | {
      readonly ok: true
      readonly writes: readonly Write[]
      readonly cells: number
      /** Cell by cell, where that is worth seeing before. */
      readonly told?: readonly Told[]
    }

/** At most four decimals: a budget spread over its days has endless ones. */
export const shortText = (text: string): string => text.replace(/(\.\d{4})\d+/, '$1…')

export const refuse = (reason: string): Planned => ({ ok: false, reason })

/** All of the texts, or the first reason why one cannot be taken. */
export function planTexts(sheet: GridSheet, spots: readonly Spot[], read: (spot: Spot) => Reading): Planned {
  if (spots.length === 0) return refuse(words.grid.nothingHere)
  const readings = spots.map((spot) => ({ spot, reading: read(spot) }))
  const bad = readings.find(({ reading }) => !reading.ok)
  if (bad?.reading.ok === false) return refuse(words.change.at(sheet.nameOf(bad.spot), bad.reading.reason))
  const writes = readings.flatMap(({ reading }) => (reading.ok ? reading.writes : []))
  return { ok: true, writes, cells: spots.length }
}

/** A number as it is typed into a field of a dialog; null where it is none. */
export function numberOf(raw: string): Decimal | null {
  const plain = plainHere(raw)
  if (!plain.ok) return null
  const text = writtenOut(plain.text.trim()).replace(/^\$/, '').replace(/%$/, '').replaceAll('\u2212', '-')
  return /^[-+]?(\d+\.?\d*|\.\d+|[1-9]\d{0,2}(,\d{3})+(\.\d*)?)$/.test(text)
    ? new Decimal(text.replaceAll(',', '').replace(/^\+/, ''))
    : null
}
