import type { z } from 'zod'
import { findLine } from '../../../shared/categories/index.ts'
import type { UndoList, Undone, UndoState } from '../../../shared/contract/sheet.ts'
import { must } from '../../../shared/core/bug.ts'
import { monthOf } from '../../../shared/core/calendar.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { type GestureRow, listSteps, nextRedo, nextUndo, setStep } from '../db/gestures.ts'
import { inLoggedTransaction } from '../db/logged-transaction.ts'
import { type Operation, operationsOfGesture } from '../db/operations.ts'
import { type Database, inTransaction } from '../db/store.ts'
import { carryAgain } from './carry-along.ts'
import { refusalOf } from './check-gesture.ts'
import { readCells } from './read-cells.ts'
import { openPairOf, seenValue } from './record-write.ts'
import type { CellReader } from './record-writes.ts'
import { type Author, gestureIssues, record } from './write-gesture.ts'

/** What undo and redo would do next, by name. */
export const undoState = (db: Database): z.infer<typeof UndoState> => ({
  undo: nextUndo(db)?.label ?? null,
  redo: nextRedo(db)?.label ?? null,
})

/** How far back the list goes; undo itself goes further. */
export const LISTED = 200

/** The gestures that undo and redo walk along, newest first. */
export const undoList = (db: Database): UndoList =>
  listSteps(db, LISTED).map(({ gestureId, siteId, label, savedAt, cells, step }) => ({
    gestureId,
    siteId,
    label,
    savedAt,
    cells,
    isUndone: step === 'undone',
  }))

/** What was done, and every period it touched. */
export type Reversed = { readonly undone: z.infer<typeof Undone>; readonly periods: readonly string[] }

/** Takes the last gesture back; null when there is none. */
export const undo = (db: Database, author: Author): Reversed | null => reverse(db, author, 'undo', nextUndo(db))

/** Does the gesture again that was taken back last; null when there is none. */
export const redo = (db: Database, author: Author): Reversed | null => reverse(db, author, 'redo', nextRedo(db))

/** One cell of a step: what it has to hold now, and what comes back. */
export type Change = {
  readonly lineId: string
  readonly period: string
  readonly from: number | null
  readonly to: number | null
}

/** What a step would change, and what is in its way; `error` is what undo says then, and nothing is changed. */
export type Judged = {
  readonly changes: readonly Change[]
  /** Cells in the way: their place in `changes`, what they hold, and why. */
  readonly obstacles: readonly { readonly index: number; readonly now: number | null; readonly reason: string }[]
  readonly error: AppError | null
  /** What its cells hold before it is taken. */
  readonly cells: CellReader
}

/** Judges a step before it is taken: undo and redo go by this, and so does their preview. */
export function judge(db: Database, author: Author, gesture: GestureRow, source: 'undo' | 'redo'): Judged {
  const changes = changesOf(db, gesture, source)
  const cells = readCells(db, { siteId: gesture.siteId, writes: changes })
  const moved = changes.flatMap((change, index) => {
    const found = movedSince(cells(change), gesture, change, source)
    return found ? [{ index, ...found }] : []
  })
  try {
    const issues = gestureIssues(db, { siteId: gesture.siteId, writes: writesOf(changes) }, author, cells)
    const isMoved = new Set(moved.map(({ index }) => index))
    const locked = issues.filter(({ index }) => !isMoved.has(index))
    return {
      changes,
      cells,
      obstacles: [
        ...moved,
        ...locked.map(({ index, reason }) => ({ index, reason, now: changes[index]?.from ?? null })),
      ],
      error: moved[0]?.error ?? refusalOf(issues),
    }
  } catch (thrown) {
    // A role that reads, or a site that is not here any more: no cell can be written.
    if (thrown instanceof AppError) return { changes, cells, obstacles: [], error: thrown }
    throw thrown
  }
}

/** A step that is refused for good is passed over, so that those before it can still be taken back. */
export const isPassedOver = ({ code }: AppError): boolean => code === 'PERIOD_LOCKED' || code === 'VERSION_CONFLICT'

/**
 * An undo is a gesture of its own: it writes what was there before, through the same checks, and goes to the server
 * like any other. Refused, with nothing changed, when a cell does not hold any more what the gesture left in it or
 * has been locked since; such a step is then passed over, so that the one before it can still be taken back.
 */
function reverse(
  db: Database,
  author: Author,
  source: 'undo' | 'redo',
  gesture: GestureRow | undefined,
): Reversed | null {
  if (!gesture) return null
  try {
    return inLoggedTransaction(db, author.log, () => {
      const { changes, cells, error } = judge(db, author, gesture, source)
      if (error) throw error
      const label = `${source === 'undo' ? 'Undo' : 'Redo'}: ${gesture.label}`.slice(0, 200)
      const written = { gestureId: author.newId(), siteId: gesture.siteId, label, source, writes: writesOf(changes) }
      record(db, written, author, gesture.gestureId, 'log', cells)
      carryAgain(db, gesture.gestureId, written, source, author)
      setStep(db, gesture.gestureId, source === 'undo' ? 'undone' : 'done')
      const first = must(changes[0], 'a gesture on the list changed a cell')
      const undone = {
        label: gesture.label,
        siteId: gesture.siteId,
        month: monthOf(first.period),
        lineId: first.lineId,
        period: first.period,
        cells: changes.length,
      }
      return { undone, periods: changes.map(({ period }) => period) }
    })
  } catch (thrown) {
    if (thrown instanceof AppError && isPassedOver(thrown)) {
      inTransaction(db, () => setStep(db, gesture.gestureId, 'dropped'))
    }
    throw thrown
  }
}

const writesOf = (changes: readonly Change[]) =>
  changes.map(({ lineId, period, to }) => ({ lineId, period, value: to }))

/** What a gesture changed in each cell, from first to last; the other way round for undo. */
function changesOf(db: Database, gesture: GestureRow, source: 'undo' | 'redo'): Change[] {
  const byPlace = new Map<string, { first: Operation; last: Operation }>()
  for (const op of operationsOfGesture(db, gesture.gestureId)) {
    const key = `${op.period}|${op.lineId}`
    byPlace.set(key, { first: byPlace.get(key)?.first ?? op, last: op })
  }
  return [...byPlace.values()].map(({ first, last }) => {
    const { lineId, period } = first
    return source === 'undo'
      ? { lineId, period, from: last.value, to: first.before }
      : { lineId, period, from: first.before, to: last.value }
  })
}

/** Why a cell does not hold any more what the step left in it; null where it does. */
function movedSince(
  { open, base }: ReturnType<CellReader>,
  { label }: GestureRow,
  { lineId, period, from }: Change,
  source: 'undo' | 'redo',
): { readonly now: number | null; readonly reason: string; readonly error: AppError } | null {
  const verb = source === 'undo' ? 'undone' : 'redone'
  const cell = `${findLine(lineId)?.label ?? lineId} of ${period}`
  const pair = openPairOf(open)
  const now = seenValue(pair, base)
  if (pair.head?.state === 'conflict') {
    const error = new AppError(
      'PRECONDITION_FAILED',
      `“${label}” cannot be ${verb} while ${cell} is in conflict. Choose which value counts first.`,
    )
    return { now, reason: 'It is in conflict. Choose which value counts first.', error }
  }
  if (now === from) return null
  const error = new AppError(
    'VERSION_CONFLICT',
    `“${label}” cannot be ${verb}: ${cell} has been changed by somebody else since. Nothing was changed; earlier steps can still be undone.`,
  )
  const isServers = pair.head === undefined && pair.flying === undefined && base.byName !== ''
  return { now, reason: isServers ? `${base.byName} changed it since.` : 'It was changed since.', error }
}
