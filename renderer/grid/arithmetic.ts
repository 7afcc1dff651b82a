import { findLine } from '../../shared/categories/index.ts'
import type { Gesture } from '../../shared/contract/sheet.ts'
import { computedText, isArithmetic } from '../../shared/entry/computed-text.ts'
import type { Operated } from '../../shared/entry/operated-text.ts'
import { parseNumber } from '../../shared/entry/parse-number.ts'
import { plainHere } from '../text/number-locale.ts'
import type { GridSheet, Spot, Write } from './grid-sheet.ts'

export type TypedAsList = NonNullable<Gesture['typedAs']>

/** What typed arithmetic comes to in a cell, as a number to read; null for any other text. */
export function computedHere(sheet: GridSheet, { columnId, rowId }: Spot, text: string): Operated | null {
  if (!isArithmetic(text)) return null
  const unit = sheet.columns.find(({ id }) => id === columnId)?.unit ?? findLine(rowId)?.unit
  return computedText(text, unit === 'ratio')
}

/** The arithmetic to keep beside what it wrote; none where a cell stands for several, or nothing was computed. */
export function arithmeticOf(
  sheet: GridSheet,
  spots: readonly Spot[],
  typed: string,
  writes: readonly Write[],
): TypedAsList {
  const plain = plainHere(typed)
  if (!plain.ok || !isArithmetic(plain.text)) return []
  return spots.flatMap((spot) => {
    const place = sheet.placeAt(spot)
    const line = place && findLine(place.lineId)
    const computed = computedHere(sheet, spot, plain.text)
    if (place === null || !line || computed?.ok !== true || sheet.obstacleOf(spot) !== null) return []
    const written = writes.find(({ lineId, period }) => lineId === place.lineId && period === place.period)
    const entry = parseNumber(computed.text, line)
    const value = written?.value ?? (entry.kind === 'value' ? entry.value : null)
    return value === null ? [] : [{ lineId: place.lineId, period: place.period, value, text: typed.trim() }]
  })
}
