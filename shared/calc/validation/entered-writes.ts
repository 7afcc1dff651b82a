import { findLine } from '../../categories/index.ts'
import { withForcedSign } from '../other-revenue.ts'
import { twinLineOf } from '../twin-line.ts'
import type { Write } from '../write.ts'

/** What is seen in a cell now: the typed value where there is one, else the stored one. */
export type SeenValue = (place: Pick<Write, 'lineId' | 'period'>) => number | null

/**
 * What entering some values writes (domain.md 2.3, 3.7, 5.1): each value with the sign its row forces, and the other of
 * two ways to say one thing cleared where it holds anything and is not entered itself.
 */
export function enteredWrites(entered: readonly Write[], seen: SeenValue): Write[] {
  const named = new Set(entered.map(placeOf))
  return entered.flatMap(({ lineId, period, value }) => {
    const line = findLine(lineId)
    const write = { lineId, period, value: line ? withForcedSign(line, value) : value }
    const twin = value === null ? null : twinLineOf(lineId)
    if (twin === null) return [write]
    const other = { lineId: twin, period, value: null }
    return named.has(placeOf(other)) || seen(other) === null ? [write] : [write, other]
  })
}

/** The entered values of which both ways to say one thing are given at once, by their index (domain.md 2.2). */
export function doubleEntries(entered: readonly Write[]): number[] {
  const given = new Set(entered.filter(({ value }) => value !== null).map(placeOf))
  return entered.flatMap(({ lineId, period, value }, index) => {
    const twin = value === null ? null : twinLineOf(lineId)
    return twin !== null && given.has(placeOf({ lineId: twin, period })) ? [index] : []
  })
}

const placeOf = ({ lineId, period }: Pick<Write, 'lineId' | 'period'>): string => `${lineId}|${period}`
