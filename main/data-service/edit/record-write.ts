import type { SyncOp } from '../../../shared/contract/sync.ts'
import type { BaseCell, Place } from '../db/cells.ts'
import type { NewOperation, Operation, Theirs } from '../db/operations.ts'
import type { Side } from '../sync/merge.ts'
import type { SyncStore } from '../sync/sync-store.ts'

export type Write = Place & { readonly value: number | null }

/** What one gesture's operations have in common. */
export type Gist = {
  readonly gestureId: string
  readonly source: SyncOp['source']
  readonly editedAt: string
  readonly newId: () => string
}

/** The operation of a cell that waits for its turn or for a person, and the one that is on its way before it. */
export type OpenPair = { readonly head: Operation | undefined; readonly flying: Operation | undefined }

export function openPairOf(open: readonly Operation[]): OpenPair {
  return {
    flying: open.find((op) => op.state === 'inflight'),
    head: open.findLast((op) => op.state !== 'inflight'),
  }
}

/** What the person sees in a forecast cell: what was typed over it, else the server's. */
export const seenValue = ({ head, flying }: OpenPair, base: Pick<BaseCell, 'value'>): number | null => {
  const shown = head ?? flying
  return shown ? shown.value : base.value
}

/**
 * Writes one cell into the log: operation, draft and place in the outbox (sync.md 3.2). Inside the gesture's
 * transaction. Returns false when the cell already says this and there is nothing left to decide about it.
 */
export function recordWrite(
  store: SyncStore,
  write: Write,
  gist: Gist,
  open: readonly Operation[] = store.openOf(write),
  base: BaseCell = store.baseOf(write),
): boolean {
  const pair = openPairOf(open)
  const before = seenValue(pair, base)
  const settles = gist.source === 'resolve' && pair.head?.state === 'conflict'
  const retries = pair.head?.state === 'rejected'
  if (write.value === before && !settles && !retries) return false

  const place = placeIn(pair, base, write.value, gist.source)
  if (pair.head) store.setState(pair.head.opId, 'superseded')
  const op: NewOperation = {
    opId: gist.newId(),
    gestureId: gist.gestureId,
    siteId: write.siteId,
    period: write.period,
    lineId: write.lineId,
    baseVer: place.base.ver,
    baseValue: place.base.value,
    before,
    value: write.value,
    source: gist.source,
    editedAt: gist.editedAt,
    state: place.state,
  }
  store.addOperation(op)
  if (place.theirs) store.setConflict(op.opId, place.theirs)
  if (place.state === 'same') {
    store.setAcknowledged(op.opId, 'same', place.base.ver, base.seq) // what the server held then counts as agreed
    store.dropDraft(write)
  } else store.showDraft(op)
  return true
}

type Stand = {
  readonly state: 'pending' | 'same' | 'conflict'
  readonly base: Side
  readonly theirs?: Theirs
}

/** What the new value stands on, and whether it can be sent, is nothing new to the server, or still needs a decision. */
function placeIn({ head, flying }: OpenPair, base: BaseCell, value: number | null, source: SyncOp['source']): Stand {
  // An operation on its way is frozen: the new one follows it and learns its base when that is answered.
  if (flying && !head) return { state: 'pending', base: { ver: -1, value: flying.value } }
  if (flying && head) return { state: 'pending', base: { ver: -1, value: head.baseValue } }
  if (head?.state === 'conflict' && head.theirs) {
    const { theirs } = head
    if (value === theirs.value && theirs.ver >= 0) return { state: 'same', base: theirs }
    if (source === 'resolve' || value === theirs.value) return { state: 'pending', base: apart(theirs, value, head) }
    return { state: 'conflict', base: { ver: head.baseVer, value: head.baseValue }, theirs }
  }
  // Several edits before one sending are one operation, on what its author first saw.
  const isUnsettled = head?.state === 'pending' || (head?.state === 'rejected' && base.ver < 0)
  const stand = isUnsettled ? { ver: head.baseVer, value: head.baseValue } : { ver: base.ver, value: base.value }
  // What is shown without an open edit is what is stored of the server.
  const isSame = stand.ver >= 0 && value === stand.value && value === base.value
  return { state: isSame ? 'same' : 'pending', base: apart(stand, value, head) }
}

/**
 * Of a history that was left the value is known, but not whether the server still holds it. Whoever types it again
 * over a value of their own means it: it stands on that value, or the merge would take it for no change.
 */
const apart = (stand: Side, value: number | null, head: Operation | undefined): Side =>
  stand.ver < 0 && value === stand.value && head ? { ver: stand.ver, value: head.value } : stand
