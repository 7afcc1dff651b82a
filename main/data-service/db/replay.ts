import type { Place } from './cells.ts'
import type { EditsLog, LoggedStretch } from './edits-log.ts'
import { addGesture, findGesture } from './gestures.ts'
import { onlyLogged, orphans } from './log-index.ts'
import { addOperation, findOperation, type NewOperation, openOf, setState, showDraft } from './operations.ts'
import { type Database, inTransaction, run } from './store.ts'

/** A cell that was not in the store any more and was taken from the log: what it shows now. */
export type Replayed = Place & { readonly value: number | null; readonly editedAt: string }

/**
 * Takes from the log what the store does not know (sync.md 3.2): every operation comes back into the history, and the
 * last one of a cell is shown and sent again, under a new id and on whatever the server holds by then. An operation
 * that came before one the store does know only comes back into the history. Twice changes nothing. Needs the index
 * of the log; after a rebuild, what lost its newer operation is shown again too.
 */
export function replay(db: Database, log: EditsLog, isRebuilt: boolean, newId: () => string): Replayed[] {
  const lost = new Map(onlyLogged(db).map(({ opId, place, isLast }) => [opId, { place, isLast: isLast === 1 }]))
  const alone = isRebuilt ? orphans(db) : []
  if (lost.size === 0 && alone.length === 0) return []
  const places = new Set([...lost.values()].map(({ place }) => place))
  return inTransaction(db, () => {
    const shown: Replayed[] = []
    for (const stretch of log.read()) {
      if (stretch.kind !== 'edit' || !places.has(stretch.from)) continue
      for (const op of putBack(db, stretch, (opId) => lost.has(opId))) {
        if (op.state !== 'same' && lost.get(op.opId)?.isLast === true) shown.push(sendAgain(db, op, newId))
      }
    }
    for (const opId of alone) {
      const op = findOperation(db, opId)
      if (op) shown.push(sendAgain(db, op, newId))
    }
    // Bases may have moved since: every scope is fetched anew and merged with.
    run(db, 'UPDATE scope SET needs_snapshot = 1, snapshot_page = NULL, generation = generation + 1, cursor = 0')
    return shown
  })
}

/** The lost operations of one record, back in the history. */
function putBack(
  db: Database,
  { edit: { gesture, ops } }: Extract<LoggedStretch, { kind: 'edit' }>,
  isLost: (opId: string) => boolean,
): NewOperation[] {
  if (!findGesture(db, gesture.gestureId)) addGesture(db, { ...gesture, step: 'log' })
  const back = ops.filter(({ opId }) => isLost(opId))
  for (const op of back) addOperation(db, { ...op, state: op.state === 'same' ? 'same' : 'superseded' })
  return back
}

/** Under a new id, because the server may have answered the old one on another base. */
function sendAgain(db: Database, op: NewOperation, newId: () => string): Replayed {
  for (const open of openOf(db, op)) if (open.state !== 'inflight') setState(db, open.opId, 'superseded')
  const next: NewOperation = { ...op, opId: newId(), baseVer: -1, state: 'pending' }
  addOperation(db, next)
  showDraft(db, next)
  return { siteId: op.siteId, lineId: op.lineId, period: op.period, value: op.value, editedAt: op.editedAt }
}
