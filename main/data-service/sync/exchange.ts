import { MOST_ACTS, type ReviewAct, type SiteReview } from '../../../shared/contract/review.ts'
import { type OpResult, PUSH_LIMITS, type SyncOp, type SyncReference } from '../../../shared/contract/sync.ts'
import { bug, must, unreachable } from '../../../shared/core/bug.ts'
import type { WireError } from '../../../shared/core/errors.ts'
import type { Operation } from '../db/operations.ts'
import type { ScopeState } from '../db/scopes.ts'
import {
  applyChanges,
  applyReference,
  applyScopes,
  applySnapshot,
  assertScope,
  foreign,
  type ChangesAnswer,
  type ScopesAnswer,
  type SnapshotAnswer,
  type Touched,
} from './apply.ts'
import { settleActs, takeActs } from './act-outbox.ts'
import type { Failure } from './failure.ts'
import type { SyncEffect, SyncEvent } from './machine.ts'
import { hasSendable, takeBatch, takePending } from './outbox.ts'
import { hasNews, restarted, scopesToPull } from './scope-steps.ts'
import { type Me, settle, settleAll } from './settle.ts'
import type { ActsAnswer } from './sync-api.ts'
import type { SyncStore } from './sync-store.ts'
import { meetReview } from './taken-acts.ts'

export type Asking = Extract<SyncEffect, { type: 'read-scopes' | 'push' | 'pull' | 'set-aside' }>

/** One request to the far end. Sent again after a lost answer, a push holds the same operations. */
export type Request =
  | { readonly kind: 'scopes'; readonly known: readonly string[] }
  | Push
  | { readonly kind: 'acts'; readonly acts: readonly ReviewAct[] }
  | { readonly kind: 'reference' | 'review'; readonly scopeId: string; readonly siteId: string }
  | { readonly kind: 'snapshot'; readonly scopeId: string; readonly page: string | null }
  | { readonly kind: 'changes'; readonly scopeId: string; readonly cursor: number }

export type Push = {
  readonly kind: 'push'
  readonly ops: readonly SyncOp[]
  readonly ids: ReadonlySet<string>
  readonly touched: Touched
  /** As many as were wanted. */
  readonly isFull: boolean
  /** None of it, and nothing older, was on its way before. */
  readonly isFresh: boolean
}

/** How much was sent: operations or steps of a review. */
export const sizeOf = (request: Request): number =>
  request.kind === 'push' ? request.ops.length : request.kind === 'acts' ? request.acts.length : 0

/** A good answer to a request of the same kind. */
export type Answered =
  | { readonly kind: 'scopes'; readonly answer: ScopesAnswer }
  | { readonly kind: 'push'; readonly answer: readonly OpResult[] }
  | { readonly kind: 'acts'; readonly answer: ActsAnswer }
  | { readonly kind: 'reference'; readonly answer: SyncReference }
  | { readonly kind: 'review'; readonly answer: SiteReview }
  | { readonly kind: 'snapshot'; readonly answer: SnapshotAnswer }
  | { readonly kind: 'changes'; readonly answer: ChangesAnswer }

/** What taking an answer over needs of the world. */
export type Surroundings = {
  readonly me: Me
  readonly newId: () => string
  /** For what is written down; never for an order. */
  readonly at: string
  /** The fiscal year to fetch first. */
  readonly year: number
  /** The push was answered within two seconds: the next may be larger. */
  readonly wasQuick: boolean
}

/** What came of it: for the machine, and for who shows it. */
export type Outcome = {
  readonly event: SyncEvent
  readonly touched: Touched
  readonly sitesChanged: boolean
  readonly reviewed: readonly string[]
}

/** More at once is hardly quicker, takes more memory (sync.md 4, G18), and is a long wait for whoever has a bad wire. */
const MOST_IN_PUSH = 2000

/** What an operation takes on the wire beside its place, at most: names, ids, numbers. Writing each one out to count cost more. */
const MOST_FIXED_BYTES = 300

const nothing: Touched = new Map()
const only = (event: SyncEvent): Outcome => ({ event, touched: nothing, sitesChanged: false, reviewed: [] })

/** The request an effect of the machine asks for, written down where it must be known after a crash; null for none. */
export function prepare(store: SyncStore, effect: Exclude<Asking, { type: 'set-aside' }>): Request | null {
  switch (effect.type) {
    case 'read-scopes':
      return { kind: 'scopes', known: store.epochs() }
    case 'push': {
      const steps = preparePush(store, effect.limit)
      for (;;) {
        const step = steps.next()
        if (step.done) return step.value
      }
    }
    case 'pull': {
      const scope = must(store.findScope(effect.scopeId), `no scope ${effect.scopeId}`)
      const { scopeId, siteId, snapshotPage, cursor } = scope
      if (store.isReferenceStale(siteId)) return { kind: 'reference', scopeId, siteId }
      if (store.isReviewStale(siteId)) return { kind: 'review', scopeId, siteId }
      return scope.needsSnapshot
        ? { kind: 'snapshot', scopeId, page: snapshotPage }
        : { kind: 'changes', scopeId, cursor }
    }
    default:
      return unreachable(effect)
  }
}

/** Where no edit can go, the steps of a review that wait for none; null when there are none either. */
function prepareActs(store: SyncStore, most: number): Request | null {
  const acts = takeActs(store, Math.min(most, MOST_ACTS))
  return acts.length === 0 ? null : { kind: 'acts', acts }
}

/**
 * The push of `prepare` in steps, each whole by itself: between two of them a keystroke may be saved. As many operations
 * as fit into one request; the rest stay on their way and go next.
 */
export function* preparePush(store: SyncStore, most: number): Generator<void, Request | null> {
  const isFresh = store.inflight(1).length === 0
  const limit = Math.min(most, MOST_IN_PUSH)
  const push = yield* pushOf(takeBatch(store, limit), limit, isFresh)
  return push ?? prepareActs(store, limit)
}

/** The push after one that is under way: operations that were never on their way, in steps like those of `preparePush`. */
export function preparePushAhead(store: SyncStore, most: number): Generator<void, Push | null> {
  const limit = Math.min(most, MOST_IN_PUSH)
  return pushOf(takePending(store, limit), limit, true)
}

function* pushOf(
  batch: Generator<readonly Operation[], void>,
  limit: number,
  isFresh: boolean,
): Generator<void, Push | null> {
  const ops: SyncOp[] = []
  let bytes = 20
  for (const part of batch) {
    for (const op of part.map(toSyncOp)) {
      bytes += MOST_FIXED_BYTES + op.siteId.length + op.lineId.length + op.period.length
      if (bytes > PUSH_LIMITS.bytes && ops.length > 0) return pushWith(ops, false, isFresh)
      ops.push(op)
    }
    yield
  }
  return ops.length === 0 ? null : pushWith(ops, ops.length === limit, isFresh)
}

const pushWith = (ops: readonly SyncOp[], isFull: boolean, isFresh: boolean): Push => ({
  kind: 'push',
  ops,
  ids: new Set(ops.map(({ opId }) => opId)),
  touched: touchedBy(ops),
  isFull,
  isFresh,
})

/** Takes an answer over, each in one transaction, and says what follows from it. The same answer twice changes nothing. */
export function absorb(store: SyncStore, request: Request, answered: Answered, world: Surroundings): Outcome {
  switch (answered.kind) {
    case 'scopes': {
      const { sitesChanged } = applyScopes(store, answered.answer, world.newId)
      const toPull = scopesToPull(
        store.scopes(),
        world.year,
        (siteId) => store.isReferenceStale(siteId) || store.isReviewStale(siteId),
      )
      return { ...only({ type: 'scopes-read', sendable: hasSendable(store), toPull }), sitesChanged }
    }
    case 'push':
      return request.kind === 'push' ? absorbPush(store, request, answered.answer, world) : bug('another answer')
    case 'reference': {
      if (request.kind !== 'reference') return bug('another answer')
      const touched = applyReference(store, request.siteId, answered.answer)
      const more = hasNews(must(store.findScope(request.scopeId), request.scopeId))
      return { ...only({ type: 'pulled', more, sendable: hasSendable(store) }), touched }
    }
    case 'review': {
      if (request.kind !== 'review') return bug('another answer')
      const { siteId } = answered.answer
      if (siteId !== request.siteId) throw foreign()
      store.transaction(() => meetReview(store, answered.answer, world.me))
      const more = hasNews(must(store.findScope(request.scopeId), request.scopeId))
      return { ...only({ type: 'pulled', more, sendable: hasSendable(store) }), reviewed: [siteId] }
    }
    case 'acts':
      return request.kind === 'acts'
        ? absorbActs(store, request.acts, answered.answer, world.me)
        : bug('another answer')
    case 'snapshot': {
      const { answer } = answered
      const before = checkedScope(store, request, answer)
      const touched = applySnapshot(store, answer, world.me)
      const after = must(store.findScope(answer.scopeId), answer.scopeId)
      const sitesChanged = !before.loaded && after.loaded
      const isBelieved = answer.nextPage !== null || !after.needsSnapshot || after.removal > 0
      const event: SyncEvent = isBelieved ? pulled(store, answer) : { type: 'failed', failure: NOT_BELIEVED }
      return { ...only(event), touched, sitesChanged }
    }
    case 'changes': {
      const { answer } = answered
      const before = checkedScope(store, request, answer)
      if (answer.hasMore && answer.cursor <= before.cursor) bug(`the feed of ${answer.scopeId} does not go on`)
      const touched = applyChanges(store, answer, world.me)
      const after = must(store.findScope(answer.scopeId), answer.scopeId)
      const isDoubted = after.doubt > 0 && after.removal === 0
      const event: SyncEvent = isDoubted ? { type: 'failed', failure: DOUBTED } : pulled(store, answer)
      return { ...only(event), touched }
    }
    default:
      return unreachable(answered)
  }
}

function absorbPush(
  store: SyncStore,
  { ids, isFull, touched }: Push,
  results: readonly OpResult[],
  { me, at, wasQuick }: Surroundings,
): Outcome {
  const answered = results.filter((result) => ids.has(result.opId))
  store.transaction(() => settleAll(store, answered, me, at))
  if (answered.length === 0) return { ...only({ type: 'failed', failure: NO_RESULTS }), touched }
  const event: SyncEvent = { type: 'pushed', sendable: hasSendable(store), quick: isFull && wasQuick }
  return { ...only(event), touched }
}

/** What became of steps of a review; those without an answer stay on their way. */
function absorbActs(store: SyncStore, acts: readonly ReviewAct[], { results, reviews }: ActsAnswer, me: Me): Outcome {
  const sent = new Set(acts.map(({ actId }) => actId))
  const sites = new Set(acts.map(({ siteId }) => siteId))
  if (reviews.some(({ siteId }) => !sites.has(siteId))) throw foreign()
  const answered = results.filter(({ actId }) => sent.has(actId))
  store.transaction(() => settleActs(store, answered, reviews, me))
  if (answered.length === 0) return only({ type: 'failed', failure: NO_RESULTS })
  return { ...only({ type: 'pushed', sendable: hasSendable(store), quick: false }), reviewed: [...sites] }
}

/** One operation that cannot be sent at all is kept, marked, and out of the way of the others (sync.md 3.8). */
export function setAside(store: SyncStore, { code, message }: WireError, { me, at }: Surroundings): Outcome {
  const aside = store.transaction(() => {
    const batch = [...takeBatch(store, 1)].flat()
    for (const { opId } of batch) settle(store, { opId, status: 'rejected', code, message }, me, at)
    const acts = batch.length === 0 ? takeActs(store, 1) : []
    for (const { actId } of acts) store.setActRefused(actId, code, message)
    return { batch, sites: acts.map(({ siteId }) => siteId) }
  })
  const event: SyncEvent = { type: 'pushed', sendable: hasSendable(store), quick: false }
  return { ...only(event), touched: touchedBy(aside.batch), reviewed: aside.sites }
}

function checkedScope(store: SyncStore, request: Request, answer: SnapshotAnswer | ChangesAnswer): ScopeState {
  const asked = request.kind === 'snapshot' || request.kind === 'changes' ? request.scopeId : bug('another answer')
  assertScope(asked, answer)
  return must(store.findScope(asked), `no scope ${asked}`)
}

/** A scope that has caught up must hold what the server holds; the server's sum counts only for the commit it is of. */
function pulled(store: SyncStore, { scopeId, check }: SnapshotAnswer | ChangesAnswer): SyncEvent {
  const scope = must(store.findScope(scopeId), `no scope ${scopeId}`)
  const more = hasNews(scope)
  if (!more && check && scope.removal <= 0) {
    const mine = store.checksumOf(scope.siteId, scope.year)
    if (mine.seq === check.seq && mine.checksum !== check.checksum) {
      store.transaction(() => store.distrust(scope.siteId, scope.year)) // or the same cells would pass for known
      return { type: 'failed', failure: DIFFERS }
    }
  }
  return { type: 'pulled', more, sendable: hasSendable(store) }
}

/** The snapshot of a scope begins anew. */
export const restartSnapshot = (store: SyncStore, scopeId: string): void =>
  store.transaction(() => store.saveScope(restarted(must(store.findScope(scopeId), `no scope ${scopeId}`))))

const begunAgain = (kind: Failure['kind'], message: string): Failure => ({
  kind,
  error: { code: 'INTEGRATION_ERROR', message, issues: [] },
  retryAfterMs: 0,
})

/** A snapshot that held less than it said, or wanted too much removed, is taken again from the start. */
const NOT_BELIEVED = begunAgain(
  'cursor',
  'The data from the server was not complete. Frontline keeps what it has and fetches it again.',
)
const DOUBTED = begunAgain('stuck', 'The server wants very many cells removed. Frontline keeps them and asks again.')
const DIFFERS = begunAgain(
  'cursor',
  'The data on this computer differs from the server’s. Frontline keeps your edits and fetches the rest again.',
)
const NO_RESULTS = begunAgain(
  'stuck',
  'The server took your edits without saying what became of them. They are safe on this computer and are sent again.',
)

const toSyncOp = (op: Operation): SyncOp => ({
  opId: op.opId,
  siteId: op.siteId,
  lineId: op.lineId,
  period: op.period,
  baseVer: op.baseVer,
  baseValue: op.baseValue,
  value: op.value,
  groupId: op.gestureId,
  source: op.source,
  editedAt: op.editedAt,
})

function touchedBy(ops: readonly Pick<SyncOp, 'siteId' | 'period'>[]): Touched {
  const touched: Touched = new Map()
  for (const op of ops) touched.set(op.siteId, (touched.get(op.siteId) ?? new Set()).add(op.period.slice(0, 7)))
  return touched
}
