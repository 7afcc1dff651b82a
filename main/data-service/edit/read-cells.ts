import { twinLineOf } from '../../../shared/calc/twin-line.ts'
import { bug } from '../../../shared/core/bug.ts'
import { type BaseCell, basesIn, NO_CELL, placeKey } from '../db/cells.ts'
import { openIn, type Operation } from '../db/operations.ts'
import type { Database } from '../db/store.ts'
import type { CellReader } from './record-writes.ts'

type Span = {
  readonly siteId: string
  readonly writes: readonly { readonly lineId: string; readonly period: string }[]
}

/** The cells of a gesture's span, read at once: a paste of ten thousand is two queries, not twenty thousand. */
export function readCells(db: Database, { siteId, writes }: Span): CellReader {
  let from = '9999'
  let to = '0000'
  const lineIds = new Set<string>()
  for (const { lineId, period } of writes) {
    if (period < from) from = period
    if (period > to) to = period
    lineIds.add(lineId)
  }
  for (const lineId of lineIds) lineIds.add(twinLineOf(lineId) ?? lineId)
  const open = new Map<string, Operation[]>()
  for (const op of openIn(db, siteId, from, to)) {
    const key = placeKey(op)
    const list = open.get(key)
    if (list) list.push(op)
    else open.set(key, [op])
  }
  const bases: ReadonlyMap<string, BaseCell> = basesIn(db, siteId, lineIds, from, to)
  return (place) => {
    if (!lineIds.has(place.lineId)) bug(`${place.lineId} was not read`)
    const key = placeKey(place)
    return { open: open.get(key) ?? [], base: bases.get(key) ?? NO_CELL }
  }
}
