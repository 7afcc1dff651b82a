import type { OpResult } from '../../../shared/contract/sync.ts'
import { bug, unreachable } from '../../../shared/core/bug.ts'
import type { BaseCell, Place } from '../db/cells.ts'
import type { Operation, Theirs } from '../db/operations.ts'
import { mergeCell, type Side } from './merge.ts'
import { refusalWords } from './our-mistakes.ts'
import type { SyncStore, Taken } from './sync-store.ts'

export type Me = { readonly sub: string; readonly name: string }

/**
 * Writes down what became of operations, inside a transaction. Most were taken with nothing waiting behind them: those
 * all at once, because one by one they kept a keystroke waiting (sync.md 4, G18).
 */
export function settleAll(store: SyncStore, results: readonly OpResult[], me: Me, at: string): void {
  const first = new Map<string, OpResult>()
  for (const result of results) if (!first.has(result.opId)) first.set(result.opId, result)
  const taken = [...first.values()].filter(isTaken)
  const alone = store.unfollowed(taken.map(({ opId }) => opId))
  store.acknowledge(
    taken.filter(({ opId }) => alone.has(opId)),
    { by: me.sub, byName: me.name, at },
  )
  for (const result of first.values()) if (!alone.has(result.opId)) settle(store, result, me, at)
}

const isTaken = (result: OpResult): result is Taken => result.status === 'applied' || result.status === 'same'

/**
 * Writes down what became of one operation (sync.md 3.8), inside a transaction: acknowledged, in conflict or refused,
 * and what that means for a newer edit of the same cell that waited behind it. The same answer twice changes nothing.
 */
export function settle(store: SyncStore, result: OpResult, me: Me, at: string): void {
  const op = store.findOperation(result.opId)
  if (op?.state !== 'inflight') return // answered before, or not ours
  const follower = store.openOf(op).find((other) => other.n > op.n)
  switch (result.status) {
    case 'applied':
    case 'same':
      store.setAcknowledged(op.opId, result.status, result.ver, result.seq)
      acknowledge(store, op, { ver: result.ver, value: op.value }, result.seq, me, at)
      return follower ? follow(store, follower, { ver: result.ver, value: op.value }) : store.dropDraft(op) // what the person sees is what the server holds
    case 'conflict':
      if (follower) {
        store.setState(op.opId, 'superseded')
        store.setBase(follower.opId, op.baseVer, op.baseValue)
        return disagree(store, follower, newestOf(store, op, result.theirs))
      }
      return disagree(store, op, newestOf(store, op, result.theirs))
    case 'rejected':
    case 'forbidden':
      store.setRejected(op.opId, result.code, refusalWords(result.code, result.message))
      if (!follower) return // it stays on show, marked
      store.setState(op.opId, 'superseded') // its reason stays in the history
      return follow(store, follower, { ver: op.baseVer, value: op.baseValue })
    default:
      return unreachable(result)
  }
}

/** The server's state of the cell is at least this version, unless something newer was heard already. */
function acknowledge(store: SyncStore, op: Operation, now: Side, seq: number, me: Me, at: string): void {
  if (store.baseOf(op).seq >= seq) return
  store.saveCell(
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
function follow(store: SyncStore, follower: Operation, base: Side): void {
  store.setBase(follower.opId, base.ver, base.value)
  remerge(store, follower, base, store.baseOf(follower))
}

/** An answer that was kept for a while may tell of a state that the feed has gone past. */
function newestOf(store: SyncStore, place: Place, theirs: Theirs): Theirs & { readonly seq?: number | undefined } {
  const cell = store.baseOf(place)
  return cell.ver > theirs.ver ? cell : theirs
}

/** Both changed the cell; unless both to the same, a person decides. */
function disagree(store: SyncStore, op: Operation, theirs: Theirs & { readonly seq?: number | undefined }): void {
  if (theirs.value === op.value) {
    store.setAcknowledged(op.opId, 'same', theirs.ver, theirs.seq ?? store.baseOf(op).seq)
    store.dropDraft(op)
  } else store.setConflict(op.opId, theirs)
}

/** Merges an edit that is not on its way with what the server holds now. */
function remerge(store: SyncStore, op: Operation, base: Side, cell: BaseCell): void {
  const merged = mergeCell(base, op.value, cell)
  switch (merged.kind) {
    case 'mine':
      return store.setBase(op.opId, merged.base.ver, merged.base.value)
    case 'same':
    case 'theirs':
      store.setAcknowledged(op.opId, 'same', cell.ver, cell.seq)
      return store.dropDraft(op)
    case 'conflict':
      return store.setConflict(op.opId, cell)
    default:
      return unreachable(merged)
  }
}

/**
 * The server's state of a cell has moved: an edit that waits is merged with it, a conflict shows the newest value of
 * the other side. An edit on its way stays as it is, unless this is the news that it arrived.
 */
export function meetServer(store: SyncStore, place: Place, me: Me): void {
  const cell = store.baseOf(place)
  for (const op of store.openOf(place)) {
    switch (op.state) {
      case 'inflight':
        if (cell.opId === op.opId && cell.ver >= 0) {
          settle(store, { opId: op.opId, status: 'applied', ver: cell.ver, seq: cell.seq }, me, cell.at ?? op.editedAt)
        }
        break
      case 'pending':
        if (!store.openOf(place).some((other) => other.state === 'inflight') && cell.ver >= 0) {
          const now = store.findOperation(op.opId) ?? bug('an operation is never deleted')
          if (now.state === 'pending') remerge(store, now, { ver: now.baseVer, value: now.baseValue }, cell)
        }
        break
      case 'conflict':
        if (cell.ver >= 0) disagree(store, op, cell)
        break
      case 'rejected':
        if (cell.value === op.value && cell.ver >= 0) {
          store.setAcknowledged(op.opId, 'same', cell.ver, cell.seq)
          store.dropDraft(op)
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
