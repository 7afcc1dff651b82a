import { twinLineOf } from '../../../shared/calc/twin-line.ts'
import { enteredWrites } from '../../../shared/calc/validation/entered-writes.ts'
import type { BaseCell, Place } from '../db/cells.ts'
import type { Operation } from '../db/operations.ts'
import type { SyncStore } from '../sync/sync-store.ts'
import { type Gist, type OpenPair, openPairOf, recordWrite, seenValue } from './record-write.ts'

type CellWrite = { readonly lineId: string; readonly period: string; readonly value: number | null }

/** What is open in a cell and what the server holds there. */
export type CellReader = (place: Omit<CellWrite, 'value'>) => {
  readonly open: readonly Operation[]
  readonly base: BaseCell
}

/**
 * Writes the cells of one gesture into the log, inside its transaction; gives how many of them changed. Of two ways
 * to say one thing (rooms and occupancy, hours and cost) one is cleared before the other is filled, so that the server
 * never meets both (domain.md 2.3, 3.7).
 */
export function recordWrites(
  store: SyncStore,
  siteId: string,
  writes: readonly CellWrite[],
  gist: Gist,
  read: CellReader = (place) => readCell(store, { siteId, ...place }),
): number {
  const decided = gist.source === 'resolve' ? withTwinConflicts(writes, read) : writes
  const entered = enteredWrites(decided, (place) => {
    const { open, base } = read(place)
    return seenValue(openPairOf(open), base)
  })
  let changed = 0
  for (const write of entered.toSorted((a, b) => Number(a.value !== null) - Number(b.value !== null))) {
    const { open, base } = read(write)
    if (recordWrite(store, { siteId, ...write }, gist, open, base)) changed += 1
  }
  return changed
}

const readCell = (store: SyncStore, place: Place): ReturnType<CellReader> => ({
  open: store.openOf(place),
  base: store.baseOf(place),
})

/** Where both lines of a pair are in conflict, deciding one decides the other. */
function withTwinConflicts(writes: readonly CellWrite[], read: CellReader): CellWrite[] {
  const named = new Set(writes.map((write) => `${write.period}|${write.lineId}`))
  return writes.flatMap((write) => {
    const twinLine = twinLineOf(write.lineId)
    if (twinLine === null || named.has(`${write.period}|${twinLine}`)) return [write]
    const twin = { lineId: twinLine, period: write.period }
    const pair = openPairOf(read(twin).open)
    if (pair.head?.state !== 'conflict') return [write]
    return [write, { ...twin, value: decidedWith(write, openPairOf(read(write).open), pair) }]
  })
}

/** Both lines of a pair are in conflict: whose value counts is decided for both at once. */
function decidedWith(write: CellWrite, { head }: OpenPair, twin: OpenPair): number | null {
  const tookTheirs = head?.theirs != null && write.value === head.theirs.value
  if (tookTheirs) return twin.head?.theirs?.value ?? null
  return write.value === null ? (twin.head?.value ?? null) : null
}
