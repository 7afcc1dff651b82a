import type { OpResult } from '../../../shared/contract/sync.ts'
import { bug, unreachable } from '../../../shared/core/bug.ts'
import { baseOf, type BaseCell, type Place, saveCell } from '../db/cells.ts'
import {
  dropDraft,
  findOperation,
  openOf,
  type Operation,
  setAcknowledged,
  setBase,
  setConflict,
  setRejected,
  setState,
  type Theirs,
} from '../db/operations.ts'
import type { Database } from '../db/store.ts'
import { mergeCell, type Side } from './merge.ts'

export type Me = { readonly sub: string; readonly name: string }

/**
 * Writes down what became of one operation (sync.md 3.8), inside a transaction: acknowledged, in conflict or refused,
 * and what that means for a newer edit of the same cell that waited behind it. The same answer twice changes nothing.
 */
export function settle(db: Database, result: OpResult, me: Me, at: string): void {
  const op = findOperation(db, result.opId)
  if (op?.state !== 'inflight') return // answered before, or not ours
  const follower = openOf(db, op).find((other) => other.n > op.n)
  switch (result.status) {
    case 'applied':
    case 'same':
      setAcknowledged(db, op.opId, result.status, result.ver, result.seq)
      acknowledge(db, op, { ver: result.ver, value: op.value }, result.seq, me, at)
      return follow(db, op, follower, { ver: result.ver, value: op.value })
    case 'conflict':
      if (follower) {
        setState(db, op.opId, 'superseded')
        setBase(db, follower.opId, op.baseVer, op.baseValue)
        return disagree(db, follower, result.theirs)
      }
      return disagree(db, op, result.theirs)
    case 'rejected':
    case 'forbidden':
      setRejected(db, op.opId, result.code, result.message)
      if (follower) setState(db, op.opId, 'superseded') // its reason stays in the history
      return follow(db, op, follower, { ver: op.baseVer, value: op.baseValue })
    default:
      return unreachable(result)
  }
}

/** The server's state of the cell is at least this version, unless something newer was heard already. */
function acknowledge(db: Database, op: Operation, now: Side, seq: number, me: Me, at: string): void {
  if (baseOf(db, op).seq >= seq) return
  saveCell(
    db,
    {
      siteId: op.siteId,
      lineId: op.lineId,
      period: op.period,
      scenario: 'forecast',
      value: now.value,
      ver: now.ver,
      seq,
      deleted: false,
      by: me.sub,
      byName: me.name,
      opId: op.opId,
      at,
    },
    -1,
  )
}

/** A newer edit of the cell goes on from where the answered one ended. */
function follow(db: Database, op: Operation, follower: Operation | undefined, base: Side): void {
  if (!follower) {
    if (findOperation(db, op.opId)?.state !== 'rejected') dropDraft(db, op)
    return
  }
  setBase(db, follower.opId, base.ver, base.value)
  remerge(db, follower, base, baseOf(db, follower))
}

/** Both changed the cell; unless both to the same, a person decides. */
function disagree(db: Database, op: Operation, theirs: Theirs): void {
  if (theirs.value === op.value) {
    setState(db, op.opId, 'same')
    dropDraft(db, op)
  } else setConflict(db, op.opId, theirs)
}

/** Merges an edit that is not on its way with what the server holds now. */
function remerge(db: Database, op: Operation, base: Side, cell: BaseCell): void {
  const merged = mergeCell(base, op.value, cell)
  switch (merged.kind) {
    case 'mine':
      return setBase(db, op.opId, merged.base.ver, merged.base.value)
    case 'same':
    case 'theirs':
      setState(db, op.opId, 'same')
      return dropDraft(db, op)
    case 'conflict':
      return setConflict(db, op.opId, cell)
    default:
      return unreachable(merged)
  }
}

/**
 * The server's state of a cell has moved: an edit that waits is merged with it, a conflict shows the newest value of
 * the other side. An edit on its way stays as it is, unless this is the news that it arrived.
 */
export function meetServer(db: Database, place: Place, me: Me): void {
  const cell = baseOf(db, place)
  for (const op of openOf(db, place)) {
    switch (op.state) {
      case 'inflight':
        if (cell.opId === op.opId && cell.ver >= 0) {
          settle(db, { opId: op.opId, status: 'applied', ver: cell.ver, seq: cell.seq }, me, cell.at ?? op.editedAt)
        }
        break
      case 'pending':
        if (!openOf(db, place).some((other) => other.state === 'inflight') && cell.ver >= 0) {
          const now = findOperation(db, op.opId) ?? bug('an operation is never deleted')
          if (now.state === 'pending') remerge(db, now, { ver: now.baseVer, value: now.baseValue }, cell)
        }
        break
      case 'conflict':
        if (cell.ver >= 0) disagree(db, op, cell)
        break
      case 'rejected':
        if (cell.value === op.value && cell.ver >= 0) {
          setState(db, op.opId, 'same')
          dropDraft(db, op)
        }
        break
      case 'applied':
      case 'same':
      case 'superseded':
        break
      default:
        unreachable(op.state)
    }
  }
}
