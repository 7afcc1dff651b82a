import type { Place } from './cells.ts'
import type { EditsLog } from './edits-log.ts'
import { addGesture, findGesture } from './gestures.ts'
import type { LoggedEdit } from './logged-edit.ts'
import { addOperation, findOperation, type NewOperation, openOf, setState, showDraft } from './operations.ts'
import { type Database, inTransaction, row, run } from './store.ts'

/** A cell that was not in the store any more and was taken from the log: what it shows now. */
export type Replayed = Place & { readonly value: number | null; readonly editedAt: string }

/**
 * Takes from the log what the store does not know (sync.md 3.2): every operation comes back into the history, and the
 * last one of a cell is shown and sent again, under a new id and on whatever the server holds by then. An operation
 * that came before one the store does know only comes back into the history. Twice changes nothing.
 */
export function replay(db: Database, log: EditsLog, newId: () => string): Replayed[] {
  const lost: LoggedEdit[] = []
  const lastOf = new Map<string, string>()
  for (const stretch of log.read()) {
    if (stretch.kind !== 'edit') continue
    const { gesture, ops } = stretch.edit
    for (const op of ops) lastOf.set(keyOf(op), op.opId)
    if (!findGesture(db, gesture.gestureId) || ops.some(({ opId }) => !isKnown(db, opId))) lost.push(stretch.edit)
  }
  const orphans = [...lastOf.values()].filter((opId) => isOrphan(db, opId))
  if (lost.length === 0 && orphans.length === 0) return []

  return inTransaction(db, () => {
    const again = (op: NewOperation): Replayed => sendAgain(db, op, newId)
    const shown = [
      ...lost.flatMap((edit) => putBack(db, edit, (op) => lastOf.get(keyOf(op)) === op.opId).map(again)),
      ...orphans.flatMap((opId) => findOperation(db, opId) ?? []).map(again),
    ]
    // Bases may have moved since: every scope is fetched anew and merged with.
    run(db, 'UPDATE scope SET needs_snapshot = 1, snapshot_page = NULL, generation = generation + 1, cursor = 0')
    return shown
  })
}

const keyOf = ({ siteId, period, lineId }: Place): string => `${siteId}|${period}|${lineId}`

const isKnown = (db: Database, opId: string): boolean => row(db, 'SELECT 1 FROM op WHERE op_id = ?', opId) !== undefined

/** It gave way to a newer operation of its cell, and that one is gone. */
const isOrphan = (db: Database, opId: string): boolean =>
  row(
    db,
    `SELECT 1 FROM op WHERE op_id = ? AND state = 'superseded' AND NOT EXISTS (SELECT 1 FROM op AS newer
       WHERE newer.site_id = op.site_id AND newer.line_id = op.line_id AND newer.period = op.period AND newer.n > op.n)`,
    opId,
  ) !== undefined

/** The operations of one record into the history; gives those that still say what their cell should be. */
function putBack(db: Database, { gesture, ops }: LoggedEdit, isLast: (op: NewOperation) => boolean): NewOperation[] {
  if (!findGesture(db, gesture.gestureId)) addGesture(db, { ...gesture, step: 'log' })
  return ops.filter((op) => {
    if (isKnown(db, op.opId)) return false
    const isSame = op.state === 'same'
    addOperation(db, { ...op, state: isSame ? 'same' : 'superseded' })
    return isLast(op) && !isSame
  })
}

/** Under a new id, because the server may have answered the old one on another base. */
function sendAgain(db: Database, op: NewOperation, newId: () => string): Replayed {
  for (const open of openOf(db, op)) if (open.state !== 'inflight') setState(db, open.opId, 'superseded')
  const next: NewOperation = { ...op, opId: newId(), baseVer: -1, state: 'pending' }
  addOperation(db, next)
  showDraft(db, next)
  return { siteId: op.siteId, lineId: op.lineId, period: op.period, value: op.value, editedAt: op.editedAt }
}
