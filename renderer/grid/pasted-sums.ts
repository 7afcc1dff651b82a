import { combinedText, type Operation } from '../../shared/entry/combined-text.ts'
import { localHere, plainHere } from '../text/number-locale.ts'
import type { Addends, GridSheet, Spot } from './grid-sheet.ts'
import type { Block } from './plan-paste.ts'
import type { Size } from './selection.ts'

/** A number that was pasted onto a sum, and the cells it would be spread over. */
export type PastedSum = {
  readonly name: string
  /** As a person types it. */
  readonly total: string
  /** The cells as they are now; null where the sum is no longer shown. */
  readonly addends: () => Addends | null
}

/** Sums a person is asked how to spread; the rest of the block is left out and counted. */
export type SpreadQuestion = { readonly sums: readonly PastedSum[]; readonly leftOut: number }

type Put = { readonly texts: readonly (readonly string[])[]; readonly block: Block; readonly size: Size }

/**
 * The sums a block would go onto: totals, and rows of weeks or months, whose numbers are never spread without being
 * asked (grid-and-pnl.md C4). Null where it goes into cells of its own, and sums beside those are passed over; where
 * each day takes the number as it is, a percentage or a rate, it is no sum. `no-sum`: a total nothing is spread from.
 */
export function sumsUnder(
  sheet: GridSheet,
  { texts, block, size }: Put,
  combined: (spot: Spot, text: string) => string,
): SpreadQuestion | 'no-sum' | null {
  const kinds = new Map([...sheet.rows, ...(sheet.total ? [sheet.total] : [])].map(({ id, kind }) => [id, kind]))
  const { rowIds, columnIds, top, left } = block
  const sums: PastedSum[] = []
  let [others, open] = [0, 0]
  for (let r = 0; r < size.rows; r += 1) {
    const row = texts[r % texts.length] ?? []
    for (let c = 0; c < size.cols; c += 1) {
      const text = row[c % Math.max(1, row.length)] ?? ''
      const [rowId = '', columnId = ''] = [rowIds[top + r], columnIds[left + c]]
      const spot = { rowId, columnId }
      if (text.trim() === '') continue
      if (rowId === '' || columnId === '') others += 1
      else if ((sheet.addends?.(spot) ?? null) === null) {
        others += 1
        if (kinds.get(rowId) === 'entry') open += 1
      } else {
        const addends = () => sheet.addends?.(spot) ?? null
        sums.push({ name: sheet.nameOf(spot), total: combined(spot, text), addends })
      }
    }
  }
  if (sums.length > 0 && open === 0) return { sums, leftOut: others }
  return kinds.get(rowIds[top] ?? '') === 'total' ? 'no-sum' : null
}

/** A text combined with what a sum comes to, as it is typed; empty where they cannot be, and the person types one. */
export const combinedWith =
  (sheet: GridSheet, operation: 'values' | Operation) =>
  (spot: Spot, text: string): string => {
    if (operation === 'values') return text.trim()
    const plain = plainHere(text)
    const row = [...sheet.rows, ...(sheet.total ? [sheet.total] : [])].find(({ id }) => id === spot.rowId)
    const existing = row?.cells[spot.columnId]?.figure?.toFixed() ?? ''
    const combined = plain.ok && existing !== '' ? combinedText(operation, plain.text, existing) : null
    return combined?.ok === true ? localHere(combined.text) : ''
  }
