import { PUSH_LIMITS, type SyncOp } from '../../../shared/contract/sync.ts'
import { bug, must, unreachable } from '../../../shared/core/bug.ts'
import { toAppError, type WireError } from '../../../shared/core/errors.ts'
import { writeMeta } from '../db/meta.ts'
import { hasSendable, type Operation, takeBatch } from '../db/operations.ts'
import { isReferenceStale } from '../db/references.ts'
import { findScope, scopesToPull, startSnapshot } from '../db/scopes.ts'
import { type Database, inTransaction } from '../db/store.ts'
import { applyChanges, applyReference, applyScopes, applySnapshot, assertScope, type Touched } from './apply.ts'
import { ApiFailure, type Failure } from './failure.ts'
import { type Phase, type Problem, START, step, type SyncEffect, type SyncEvent, type SyncState } from './machine.ts'
import { type Me, settle } from './settle.ts'
import type { SyncApi } from './sync-api.ts'

export type RunnerOptions = {
  readonly db: Database
  readonly api: SyncApi
  readonly me: Me
  /** Milliseconds since 1970, for what is written down. */
  readonly now: () => number
  /** 0 ≤ n < 1, for jitter. */
  readonly random: () => number
  readonly newId: () => string
  /** Runs something later; returns the undo. */
  readonly later: (ms: number, work: () => void) => () => void
  /** The fiscal year to fetch first. */
  readonly year: () => number
  readonly onStatus: () => void
  readonly onSites: () => void
  readonly onCells: (touched: Touched) => void
  /** A mistake of ours: told whole, then handled like a lost answer. */
  readonly report: (bug: unknown) => void
}

export type Runner = {
  readonly tell: (event: Extract<SyncEvent, { type: 'asked' | 'edited' | 'signed-in' }>) => void
  readonly status: () => {
    readonly phase: Phase
    readonly problem: Problem | null
    readonly nextAttemptAt: number | null
  }
  /** Stops for good. Resolves once nothing is under way that could still touch the database. */
  readonly close: () => Promise<void>
}

/** Does what the machine says, and tells it what came of it. Holds no decision of its own. */
export function startRunner(options: RunnerOptions): Runner {
  const { db, now } = options
  let state: SyncState = START
  let stopWaiting = (): void => {}
  let nextAttemptAt: number | null = null
  let underWay: Promise<void> = Promise.resolve()

  const tell = (event: SyncEvent): void => {
    const [next, effects] = step(state, event)
    state = next
    for (const effect of effects) perform(effect)
    options.onStatus()
  }

  const perform = (effect: SyncEffect): void => {
    switch (effect.type) {
      case 'read-scopes':
      case 'push':
      case 'pull':
      case 'set-aside':
        underWay = underWay.then(() => attempt(effect))
        return
      case 'restart-snapshot':
        inTransaction(db, () => startSnapshot(db, effect.scopeId))
        return
      case 'wait': {
        const ms = Math.max(effect.atLeastMs, Math.floor(options.random() * effect.upToMs))
        stopWaiting()
        nextAttemptAt = now() + ms
        stopWaiting = options.later(ms, () => tell({ type: 'waited' }))
        return
      }
      case 'stop-waiting':
        nextAttemptAt = null
        stopWaiting()
        return
      case 'completed':
        inTransaction(db, () => writeMeta(db, 'lastSyncedAt', new Date(now()).toISOString()))
        return
      default:
        unreachable(effect)
    }
  }

  const attempt = async (effect: Asking): Promise<void> => {
    if (isClosed(state)) return
    let event: SyncEvent
    try {
      event = await ask(options, effect, () => isClosed(state))
    } catch (thrown) {
      event = { type: 'failed', failure: failureOf(thrown, options.report) }
    }
    if (!isClosed(state)) tell(event)
  }

  return {
    tell,
    status: () => ({ phase: state.phase, problem: state.problem, nextAttemptAt: state.problem ? nextAttemptAt : null }),
    close: async () => {
      tell({ type: 'closed' })
      await underWay
    },
  }
}

const isClosed = (state: SyncState): boolean => state.phase === 'closed'

type Asking = Extract<SyncEffect, { type: 'read-scopes' | 'push' | 'pull' | 'set-aside' }>

/** Asks the far end, then writes the answer down in one transaction. Never waits inside one. */
async function ask(options: RunnerOptions, effect: Asking, isClosed: () => boolean): Promise<SyncEvent> {
  const { db, api, me, newId } = options
  switch (effect.type) {
    case 'read-scopes': {
      const answer = await api.scopes()
      if (isClosed()) return { type: 'closed' }
      const { sitesChanged } = applyScopes(db, answer, newId)
      if (sitesChanged) options.onSites()
      return { type: 'scopes-read', sendable: hasSendable(db), toPull: scopesToPull(db, options.year()) }
    }
    case 'push':
      return push(options, effect.limit, isClosed)
    case 'set-aside':
      return setAside(options, effect.error)
    case 'pull': {
      const { scopeId } = effect
      const scope = must(findScope(db, scopeId), `no scope ${scopeId}`)
      if (isReferenceStale(db, scope.siteId)) {
        const reference = await api.reference(scope.siteId)
        if (isClosed()) return { type: 'closed' }
        publish(options, applyReference(db, scope.siteId, reference))
      }
      if (scope.needsSnapshot) {
        const answer = await api.snapshot(scopeId, scope.snapshotPage)
        assertScope(scopeId, answer)
        if (isClosed()) return { type: 'closed' }
        publish(options, applySnapshot(db, answer, me))
        const now = findScope(db, scopeId)
        if (!scope.loaded && now?.loaded === true) options.onSites()
        if (answer.nextPage === null && now?.needsSnapshot === true) throw new ApiFailure(NOT_BELIEVED)
      } else {
        const answer = await api.changes(scopeId, scope.cursor)
        assertScope(scopeId, answer)
        if (isClosed()) return { type: 'closed' }
        if (answer.hasMore && answer.cursor <= scope.cursor) bug(`the feed of ${scopeId} does not go on`)
        publish(options, applyChanges(db, answer, me))
      }
      const after = findScope(db, scopeId)
      const more = after !== undefined && (after.needsSnapshot || after.headSeq > after.cursor)
      return { type: 'pulled', more, sendable: hasSendable(db) }
    }
    default:
      return unreachable(effect)
  }
}

/** A snapshot that held less than it said, or wanted too much removed, is taken again from the start. */
const NOT_BELIEVED: Failure = {
  kind: 'cursor',
  error: {
    code: 'INTEGRATION_ERROR',
    message: 'The data from the server was not complete. Frontline keeps what it has and fetches it again.',
    issues: [],
  },
  retryAfterMs: 0,
}

/** What is taken and settled at once, so that a keystroke never waits long for the queue (sync.md 4, G18). */
const MOST_AT_ONCE = 1000
const SETTLED_AT_ONCE = 100

async function push(
  { db, api, me, now, onCells }: RunnerOptions,
  limit: number,
  isClosed: () => boolean,
): Promise<SyncEvent> {
  const batch = cut(inTransaction(db, () => takeBatch(db, Math.min(limit, MOST_AT_ONCE))))
  if (batch.length === 0) return { type: 'pushed', sendable: false, quick: false }
  const startedAt = now()
  const results = await api.push(batch.map(toSyncOp))
  if (isClosed()) return { type: 'closed' }
  const at = new Date(now()).toISOString()
  const sent = new Set(batch.map((op) => op.opId))
  const answered = results.filter((result) => sent.has(result.opId))
  for (let from = 0; from < answered.length && !isClosed(); from += SETTLED_AT_ONCE) {
    // Each part is whole by itself: after a crash the rest is on its way still and is answered the same again.
    inTransaction(db, () => {
      for (const result of answered.slice(from, from + SETTLED_AT_ONCE)) settle(db, result, me, at)
    })
    await new Promise(setImmediate) // keystrokes first
  }
  publish({ onCells }, touchedBy(batch))
  if (answered.length === 0) bug('a push was answered without a result for any of its operations')
  return { type: 'pushed', sendable: hasSendable(db), quick: batch.length === limit && now() - startedAt < 2000 }
}

/** One operation that cannot be sent at all is kept, marked, and out of the way of the others. */
function setAside({ db, me, now, onCells }: RunnerOptions, { code, message }: WireError): SyncEvent {
  const at = new Date(now()).toISOString()
  const aside = inTransaction(db, () => {
    const batch = takeBatch(db, 1)
    for (const { opId } of batch) settle(db, { opId, status: 'rejected', code, message }, me, at)
    return batch
  })
  publish({ onCells }, touchedBy(aside))
  return { type: 'pushed', sendable: hasSendable(db), quick: false }
}

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

/** As many as fit into one request; the rest stay on their way and go next. */
function cut(batch: readonly Operation[]): readonly Operation[] {
  let bytes = 20
  const end = batch.findIndex((op) => (bytes += JSON.stringify(toSyncOp(op)).length + 1) > PUSH_LIMITS.bytes)
  return end === -1 ? batch : batch.slice(0, Math.max(1, end))
}

function touchedBy(ops: readonly Operation[]): Touched {
  const touched: Touched = new Map()
  for (const op of ops) touched.set(op.siteId, (touched.get(op.siteId) ?? new Set()).add(op.period.slice(0, 7)))
  return touched
}

function publish({ onCells }: Pick<RunnerOptions, 'onCells'>, touched: Touched): void {
  if (touched.size > 0) onCells(touched)
}

function failureOf(thrown: unknown, report: (bug: unknown) => void): Failure {
  if (thrown instanceof ApiFailure) return thrown.failure
  const error = toAppError(thrown)
  if (error.code === 'INTERNAL') report(thrown)
  return { kind: 'store', error: error.toWire(), retryAfterMs: 0 }
}
