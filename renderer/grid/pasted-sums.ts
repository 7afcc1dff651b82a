import type { Month } from '../../shared/core/calendar.ts'
import { combinedText, type Operation } from '../../shared/entry/combined-text.ts'
import { computedText, isArithmetic } from '../../shared/entry/computed-text.ts'
import { operatedText } from '../../shared/entry/operated-text.ts'
import { localHere, plainHere } from '../text/number-locale.ts'
import { words } from '../text/words.ts'
import { type Addends, allRows, type GridSheet, type Spot, type Write } from './grid-sheet.ts'
import type { Block } from './plan-paste.ts'
import type { Size } from './selection.ts'

/** A number for a sum, pasted or typed, and the cells it would be spread over. */
export type PastedSum = {
  readonly name: string
  /** What it comes to, with all its digits; empty where it comes to nothing. */
  readonly exact: string
  /** As a person types it. */
  readonly total: string
  /** The cells as they are now; null where the sum is no longer shown. */
  readonly addends: () => Addends | null
}

/** Sums a person is asked how to spread; the rest of the block is left out and counted. */
export type SpreadQuestion = {
  readonly sums: readonly PastedSum[]
  readonly leftOut: number
  /** What ran past December, and can go on in the year after: left out where nothing did. */
  readonly rest?: { readonly month: Month; readonly texts: number; readonly goOn: () => void } | null
  /** Shows where it went; left out where that is on the screen. */
  readonly show?: (writes: readonly Write[]) => void
}

type Put = { readonly texts: readonly (readonly string[])[]; readonly block: Block; readonly size: Size }

/**
 * The sums a block would go onto: totals, and rows of weeks or months, whose numbers are never spread without being
 * asked (grid-and-pnl.md C4). Null where it goes into cells of its own, and sums beside those are passed over; where
 * each day takes the number as it is, a percentage or a rate, it is no sum. `no-sum`: a total nothing is spread from.
 */
export function sumsUnder(
  now: () => GridSheet,
  { texts, block, size }: Put,
  combined: (spot: Spot, text: string) => string,
): SpreadQuestion | 'no-sum' | null {
  const sheet = now()
  const kinds = new Map(allRows(sheet).map(({ id, kind }) => [id, kind]))
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
        sums.push(sumOf(now, spot, combined(spot, text)))
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
    const existing = exactOf(sheet, spot)
    const combined = plain.ok && existing !== '' ? combinedText(operation, plain.text, existing) : null
    return combined?.ok === true ? localHere(combined.text) : ''
  }

/**
 * The question how one sum is spread, with what a person began to type for it; in words why nothing can be: no total is
 * spread from it, or nothing of what it adds up can be typed.
 */
export function sumAt(now: () => GridSheet, spot: Spot, typed: string): SpreadQuestion | string {
  const found = now().addends?.(spot) ?? null
  if (found === null) return words.paste.noSum
  const sheet = found.sheet()
  const obstacles = found.spots.map((one) => sheet.obstacleOf(one))
  const first = obstacles.find((obstacle) => obstacle !== null && !obstacle.isComputed) ?? obstacles[0]
  if (!obstacles.includes(null)) return first?.words ?? words.paste.noSum
  return { sums: [sumOf(now, spot, localHere(typed))], leftOut: 0 }
}

/** What a person types for a sum: a number, arithmetic, or a change of what it comes to, such as `*1.05`. */
export function totalTyped(raw: string, exact: string): string {
  const plain = plainHere(raw)
  if (!plain.ok) return raw
  const { text } = plain
  const computed = isArithmetic(text) ? computedText(text, false) : operatedText(text, exact)
  return computed?.ok === true ? localHere(computed.text) : raw
}

const sumOf = (now: () => GridSheet, spot: Spot, total: string): PastedSum => ({
  name: now().nameOf(spot),
  exact: exactOf(now(), spot),
  total,
  addends: () => now().addends?.(spot) ?? null,
})

const exactOf = (sheet: GridSheet, { rowId, columnId }: Spot): string =>
  allRows(sheet)
    .find(({ id }) => id === rowId)
    ?.cells[columnId]?.figure?.toFixed() ?? ''
