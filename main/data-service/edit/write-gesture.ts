import { createHash } from 'node:crypto'
import type { Gesture, Saved } from '../../../shared/contract/sheet.ts'
import type { z } from 'zod'
import type { Role } from '../../../shared/contract/api.ts'
import { twinLineOf } from '../../../shared/calc/twin-line.ts'
import { bug } from '../../../shared/core/bug.ts'
import { type Day, yearOf } from '../../../shared/core/calendar.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { type BaseCell, basesIn, NO_CELL, placeKey } from '../db/cells.ts'
import type { EditsLog } from '../db/edits-log.ts'
import { addGesture, dropRedo, findGesture, type GestureRow, type Step } from '../db/gestures.ts'
import { inLoggedTransaction } from '../db/logged-transaction.ts'
import { countOpen, loggedOperations, openIn, type Operation } from '../db/operations.ts'
import { isLoaded } from '../db/scopes.ts'
import { addTypedAs } from '../db/typed-as.ts'
import type { Database } from '../db/store.ts'
import { syncStore } from '../db/sync-store.ts'
import { knownSite } from '../read/known-site.ts'
import { carryAlong } from './carry-along.ts'
import { type CellIssue, lockReader, refusalOf, writeIssues } from './check-gesture.ts'
import { mayWrite, readersOnly } from './may-write.ts'
import { openPairOf } from './record-write.ts'
import { recordWrites } from './record-writes.ts'

export type Author = {
  readonly roles: readonly Role[]
  readonly today: Day
  readonly now: number
  readonly newId: () => string
  /** The second copy of every edit. */
  readonly log: EditsLog
}

/** A gesture of a person, or one that undo and redo make. */
export type Written = Omit<Gesture, 'source'> & { readonly source: Gesture['source'] | 'undo' | 'redo' }

/**
 * Writes all cells of a gesture in one durable transaction, or none with an issue for each cell at fault. Typing
 * one of two ways to say a thing clears the other, and rows that force a sign take it. The same gesture twice is one gesture;
 * something else under its id is IDEMPOTENCY_KEY_REUSED.
 */
export function writeGesture(db: Database, gesture: Gesture, author: Author): z.infer<typeof Saved> {
  return inLoggedTransaction(db, author.log, () => {
    const digest = createHash('sha256')
      .update(JSON.stringify([gesture.siteId, gesture.writes]))
      .digest('hex')
    const known = findGesture(db, gesture.gestureId)
    if (known && known.digest !== digest) {
      throw new AppError(
        'IDEMPOTENCY_KEY_REUSED',
        'This gesture was saved before with other cells. Give a new one a new id.',
      )
    }
    if (known) return { savedAt: known.savedAt, cells: known.cells, waiting: countOpen(db).waiting }
    const isStep = gesture.source !== 'resolve' // a settled conflict is not brought back by undo
    const saved = record(db, gesture, author, digest, isStep ? 'done' : 'log')
    if (isStep && saved.cells > 0) dropRedo(db)
    addTypedAs(db, gesture.siteId, gesture.typedAs ?? [])
    carryAlong(db, gesture, gesture.moves ?? [], author)
    return saved
  })
}

/** Checks and writes a gesture inside a transaction, and puts it on the list of gestures. */
export function record(
  db: Database,
  gesture: Written,
  author: Author,
  digest: string,
  step: Step,
): z.infer<typeof Saved> {
  const { siteId } = gesture
  const cells = cellReader(db, gesture)
  const refusal = refusalOf(gestureIssues(db, gesture, author, cells))
  if (refusal) throw refusal

  const savedAt = new Date(author.now).toISOString()
  const gist = { gestureId: gesture.gestureId, source: gesture.source, editedAt: savedAt, newId: author.newId }
  const changed = recordWrites(syncStore(db), siteId, gesture.writes, gist, cells)
  const row: GestureRow = {
    gestureId: gesture.gestureId,
    siteId,
    label: gesture.label,
    source: gesture.source,
    savedAt,
    cells: changed,
    digest,
    step: changed === 0 ? 'log' : step,
  }
  addGesture(db, row)
  if (changed > 0) author.log.append([{ gesture: row, ops: loggedOperations(db, row.gestureId) }])
  return { savedAt, cells: changed, waiting: countOpen(db).waiting }
}

/**
 * What is wrong with each cell that a gesture would write; nothing is written while there is anything. Throws where no
 * cell can be written at all: for a role that reads, a site or year that is not here.
 */
export function gestureIssues(
  db: Database,
  { siteId, writes }: Pick<Written, 'siteId' | 'writes'>,
  author: Pick<Author, 'roles' | 'today'>,
  cells = cellReader(db, { siteId, writes }),
): CellIssue[] {
  if (!mayWrite(author.roles)) throw readersOnly()
  const site = knownSite(db, siteId)
  assertLoaded(db, { siteId, writes })
  return writeIssues(writes, site.totalRooms, lockReader(db, siteId, author.today), (write) => {
    const { open, base } = cells(write)
    const { head } = openPairOf(open)
    if (head?.state === 'conflict') return write.value === (head.theirs?.value ?? null)
    return head?.state === 'rejected' && write.value === base.value
  })
}

function assertLoaded(db: Database, { siteId, writes }: Pick<Written, 'siteId' | 'writes'>): void {
  const years = new Set(writes.map((write) => yearOf(write.period)))
  for (const year of years) {
    if (isLoaded(db, siteId, year)) continue
    throw new AppError(
      'PERIOD_NOT_AVAILABLE',
      `The data of ${siteId} for ${year} is not on this computer yet, so nothing can be typed into it.`,
      [
        {
          code: 'PERIOD_NOT_AVAILABLE',
          field: 'writes',
          message: 'No data for this period yet.',
          providedValue: `${siteId}:${year}`,
        },
      ],
    )
  }
}

/** The cells of a gesture's span, read at once: a paste of ten thousand is two queries, not twenty thousand. */
export function cellReader(db: Database, { siteId, writes }: Pick<Written, 'siteId' | 'writes'>) {
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
  return (place: { readonly lineId: string; readonly period: string }) => {
    if (!lineIds.has(place.lineId)) bug(`${place.lineId} was not read`)
    const key = placeKey(place)
    return { open: open.get(key) ?? [], base: bases.get(key) ?? NO_CELL }
  }
}
