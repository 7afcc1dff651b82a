import { unreachable } from '../../../shared/core/bug.ts'
import type { WireError } from '../../../shared/core/errors.ts'
import type { Failure } from './failure.ts'

/** Where a round of sync is. A round is: scopes (is it the same history?), then push, then pull (sync.md 3.4). */
export type Phase = 'idle' | 'scopes' | 'push' | 'pull' | 'waiting' | 'needs-sign-in' | 'refused' | 'closed'

export type Problem = {
  readonly kind: 'offline' | 'blocked' | 'waiting' | 'refreshing' | 'needs-sign-in' | 'refused'
  readonly error: WireError
}

export type SyncState = {
  readonly phase: Phase
  /** Asked for while a round was on: another one follows. */
  readonly again: boolean
  /** Rounds in a row that failed. */
  readonly failures: number
  /** Of these, since the server was reached last: over as soon as it is. */
  readonly unreached: number
  /** Operations in the next push. */
  readonly batch: number
  /** Scopes still to pull in this round. */
  readonly toPull: readonly string[]
  /** Why it does not go on at the moment; null from the first good answer. */
  readonly problem: Problem | null
  /** The server asked to wait: asking does not shorten that. */
  readonly throttled: boolean
  /** Times something was begun again without getting any further. */
  readonly stalls: number
  /** Times the server itself failed over a push since everything was sent. */
  readonly broken: number
  /** Nothing may be sent in this round; fetching goes on. */
  readonly muted: boolean
  /** What the round goes on with after the wait, because only an answer got lost; null: it begins anew. */
  readonly resume: 'push' | 'pull' | null
}

export type SyncEvent =
  /** The store is open, a poll is due, or a person or another part asks. */
  | { readonly type: 'asked' }
  /** Something was typed. */
  | { readonly type: 'edited' }
  /** The computer was asleep. */
  | { readonly type: 'woken' }
  /** A new token may be had. */
  | { readonly type: 'signed-in' }
  | { readonly type: 'scopes-read'; readonly sendable: boolean; readonly toPull: readonly string[] }
  | { readonly type: 'pushed'; readonly sendable: boolean; readonly quick: boolean }
  | { readonly type: 'pulled'; readonly more: boolean; readonly sendable: boolean }
  /** Of a push: with how many operations, where that is fewer than were asked for. */
  | { readonly type: 'failed'; readonly failure: Failure; readonly sent?: number }
  /** The wait is over. */
  | { readonly type: 'waited' }
  | { readonly type: 'closed' }

export type SyncEffect =
  | { readonly type: 'read-scopes' }
  | { readonly type: 'push'; readonly limit: number }
  | { readonly type: 'pull'; readonly scopeId: string }
  /** The single operation at the head of the queue was refused as a whole: put it aside, with the reason. */
  | { readonly type: 'set-aside'; readonly error: WireError; readonly limit: number }
  /** The snapshot of the scope begins anew. */
  | { readonly type: 'restart-snapshot'; readonly scopeId: string }
  /** Wake up after a time between the two, drawn by chance (full jitter), never before `atLeastMs`. */
  | { readonly type: 'wait'; readonly atLeastMs: number; readonly upToMs: number }
  | { readonly type: 'stop-waiting' }
  /** A whole round went through. */
  | { readonly type: 'completed' }

type Step = readonly [SyncState, readonly SyncEffect[]]

/** First batch after a failure, and the most in one push (sync.md 3.4). */
export const BATCH = { first: 500, most: 10_000, afterFailure: 50 } as const
/** Between rounds when nothing happens: fewer than 60 requests an hour (sync.md G15). */
export const POLL = { atLeastMs: 70_000, upToMs: 80_000 } as const
/** After sleep: a hundred laptops opened at eight do not ask in one second (sync.md 3.7). */
export const WAKE = { atLeastMs: 0, upToMs: 30_000 } as const
/** The same request with the same answer so often is no progress (sync.md G15). */
const MOST_STALLS = 3
/** After so many failures of the server itself over a push, the operation at fault is looked for. */
const MOST_BROKEN = 5
/** Lost answers in a row after which a round begins anew. */
const MOST_RESUMED = 3
/** Failures in a row after which a server is taken to be down. */
const DOWN_AFTER = 5
const LONGEST_WAIT_MS = 300_000
const LONGEST_ASKED_WAIT_MS = 3_600_000

export const START: SyncState = {
  phase: 'idle',
  again: false,
  failures: 0,
  unreached: 0,
  batch: BATCH.first,
  toPull: [],
  problem: null,
  throttled: false,
  stalls: 0,
  broken: 0,
  muted: false,
  resume: null,
}

/**
 * The whole of sync, with no clock, no network and no database: what happened, and what to do next. The runner does
 * it and says what came of it. At most one request is under way at any time.
 */
export function step(state: SyncState, event: SyncEvent): Step {
  if (state.phase === 'closed') return [state, []]
  const busy = state.phase === 'scopes' || state.phase === 'push' || state.phase === 'pull'
  switch (event.type) {
    case 'asked':
      if (busy) return [{ ...state, again: true }, []]
      if (state.phase === 'waiting' && state.throttled) return [state, []]
      return begin(state)
    case 'edited':
      if (busy) return [{ ...state, again: true }, []]
      // While waiting the retry is planned already: typing must not hammer a server in trouble.
      return state.phase === 'idle' ? begin(state) : [state, []]
    case 'woken':
      if (busy) return [{ ...state, again: true }, []]
      if (state.phase === 'idle' || (state.phase === 'waiting' && !state.throttled)) {
        return [{ ...state, resume: null }, [WAKE_UP]] // what was read before the sleep is old
      }
      return [state, []]
    case 'signed-in':
      return state.phase === 'needs-sign-in' || state.phase === 'idle' ? begin(state) : [state, []]
    case 'waited':
      if (state.phase === 'waiting' && state.resume !== null) return goOn(state, state.resume)
      return state.phase === 'waiting' || state.phase === 'idle' ? begin(state) : [state, []]
    case 'scopes-read':
      if (state.phase !== 'scopes') return [state, []]
      return proceed({ ...reached(state), toPull: event.toPull, problem: null }, event.sendable)
    case 'pushed': {
      if (state.phase !== 'push') return [state, []]
      const batch = event.quick ? Math.min(state.batch * 2, BATCH.most) : state.batch
      return proceed({ ...answered(state), batch, stalls: 0 }, event.sendable)
    }
    case 'pulled':
      if (state.phase !== 'pull') return [state, []]
      return proceed(
        event.more ? answered(state) : { ...answered(state), stalls: 0, toPull: state.toPull.slice(1) },
        event.sendable,
      )
    case 'failed':
      return busy ? fail(state, event.failure, event.sent) : [state, []]
    case 'closed':
      return [{ ...state, phase: 'closed' }, [{ type: 'stop-waiting' }]]
    default:
      return unreachable(event)
  }
}

/**
 * After weeks without a network the first lost answer is no reason to wait for minutes; what failed in pushes and pulls
 * goes on counting, for a server that only lists its scopes is in trouble.
 */
const reached = (state: SyncState): SyncState => ({
  ...state,
  failures: state.failures - state.unreached,
  unreached: 0,
})

/** A good answer: the network is there again. */
const answered = (state: SyncState): SyncState => ({
  ...state,
  failures: 0,
  unreached: 0,
  problem: state.problem?.kind === 'offline' ? null : state.problem,
})

const WAKE_UP: SyncEffect = { type: 'wait', ...WAKE }

const begin = (state: SyncState): Step => [
  { ...state, phase: 'scopes', again: false, throttled: false, muted: false, resume: null },
  [{ type: 'stop-waiting' }, { type: 'read-scopes' }],
]

/**
 * Asks again for what got lost, in the same round. The scopes were read in it; a history that was replaced since is
 * noticed by any request, for each names the one it follows.
 */
function goOn(state: SyncState, phase: 'push' | 'pull'): Step {
  const [next, effects] = proceed({ ...state, resume: null }, phase === 'push')
  return [next, [{ type: 'stop-waiting' }, ...effects]]
}

/** Push before pull, because this laptop is the only copy; a pull goes on even when nothing could be pushed. */
function proceed(state: SyncState, sendable: boolean): Step {
  if (sendable && !state.muted) return [{ ...state, phase: 'push' }, [{ type: 'push', limit: state.batch }]]
  const [scopeId] = state.toPull
  if (scopeId !== undefined) return [{ ...state, phase: 'pull' }, [{ type: 'pull', scopeId }]]
  const done: SyncState = {
    ...state,
    phase: 'idle',
    failures: 0,
    unreached: 0,
    broken: 0,
    problem: state.muted ? state.problem : null,
    batch: Math.max(state.batch, BATCH.first),
  }
  if (!state.again) return [done, [{ type: 'completed' }, { type: 'wait', ...POLL }]]
  const [next, effects] = begin(done)
  return [next, [{ type: 'completed' }, ...effects]]
}

function fail(state: SyncState, failure: Failure, sent = state.batch): Step {
  switch (failure.kind) {
    case 'lost':
      return resumable(state, backOff(state, failure, 'offline'))
    case 'store':
      return backOff(state, failure, 'offline')
    case 'blocked':
      return backOff(state, failure, 'blocked')
    case 'throttled':
      return backOff(state, failure, 'waiting')
    case 'sign-in':
      return [stopped(state, 'needs-sign-in', failure), []]
    case 'too-old':
      return [stopped(state, 'refused', failure), []]
    case 'epoch':
      // Only the list of scopes may move the laptop to another history.
      return state.phase === 'scopes'
        ? backOff(state, failure, 'waiting')
        : again(state, failure, [{ type: 'read-scopes' }], 'scopes')
    case 'cursor': {
      const [scopeId] = state.toPull
      if (state.phase !== 'pull' || scopeId === undefined) return backOff(state, failure, 'waiting')
      return again(
        state,
        failure,
        [
          { type: 'restart-snapshot', scopeId },
          { type: 'pull', scopeId },
        ],
        'pull',
      )
    }
    case 'forbidden':
      if (state.phase === 'scopes') return backOff(state, failure, 'refused')
      if (state.phase === 'pull') return proceed({ ...state, toPull: state.toPull.slice(1) }, false)
      return proceed({ ...state, muted: true, problem: { kind: 'refused', error: failure.error } }, false)
    case 'stuck':
      return state.stalls + 1 >= MOST_STALLS
        ? stalled(state, failure)
        : backOff({ ...state, stalls: state.stalls + 1 }, failure, 'waiting')
    case 'broken':
      if (state.phase !== 'push') return backOff(state, failure, 'waiting')
      return state.broken + 1 < MOST_BROKEN
        ? backOff({ ...state, broken: state.broken + 1 }, failure, 'waiting')
        : cutDown({ ...state, broken: state.broken + 1 }, failure, sent)
    case 'too-large':
    case 'refused':
      if (state.phase !== 'push') return backOff(state, failure, failure.kind === 'refused' ? 'refused' : 'waiting')
      return cutDown(state, failure, sent)
    default:
      return unreachable(failure.kind)
  }
}

/** A smaller push, down to the operation at fault: it is put aside, because it must not block the others. */
function cutDown(state: SyncState, { error }: Failure, sent: number): Step {
  const size = Math.min(state.batch, sent) // or a short queue would be sent whole again and again
  if (size > 1) {
    const batch = Math.max(1, Math.floor(size / 2))
    return [{ ...state, batch }, [{ type: 'push', limit: batch }]]
  }
  return [{ ...state, batch: BATCH.afterFailure, broken: 0 }, [{ type: 'set-aside', error, limit: BATCH.afterFailure }]]
}

/** Begins anew at once, but not for ever: the same again and again is told, and waits as long as anything waits. */
function again(state: SyncState, failure: Failure, effects: readonly SyncEffect[], phase: 'scopes' | 'pull'): Step {
  if (state.stalls + 1 >= MOST_STALLS) return stalled(state, failure)
  return [{ ...state, phase, stalls: state.stalls + 1, problem: { kind: 'refreshing', error: failure.error } }, effects]
}

function stalled(state: SyncState, failure: Failure): Step {
  const request = failure.requestId === undefined ? '' : ` If it stays, tell support the request ${failure.requestId}.`
  const message = `Sync is not progressing: the same answer came ${MOST_STALLS} times. ${failure.error.message}${request}`
  const error: WireError = { ...failure.error, message }
  const [next] = backOff(state, { ...failure, error }, 'waiting')
  return [
    { ...next, stalls: state.stalls + 1 },
    [{ type: 'wait', atLeastMs: failure.retryAfterMs, upToMs: LONGEST_WAIT_MS }],
  ]
}

function backOff(
  state: SyncState,
  { error, retryAfterMs, timedOut = false }: Failure,
  kind: 'offline' | 'blocked' | 'waiting' | 'refused',
): Step {
  const next: SyncState = {
    ...state,
    phase: 'waiting',
    again: false,
    toPull: [],
    resume: null,
    failures: state.failures + 1,
    unreached: state.phase === 'scopes' ? state.unreached + 1 : state.unreached,
    batch: batchAfter(state, timedOut),
    problem: { kind, error },
    throttled: kind === 'waiting' && retryAfterMs > 0,
  }
  const upToMs = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** Math.min(state.failures, 20))
  return [next, [{ type: 'wait', atLeastMs: Math.min(retryAfterMs, LONGEST_ASKED_WAIT_MS), upToMs }]]
}

/**
 * A lost answer on a bad wire costs one more request, not a round of them: reading the scopes again finds one's own
 * edits to fetch in every one (sync.md 4, G5). Only where it is lost again and again is the server asked anew.
 */
function resumable({ phase, failures, toPull, again: asked }: SyncState, [next, effects]: Step): Step {
  if ((phase !== 'push' && phase !== 'pull') || failures >= MOST_RESUMED) return [next, effects]
  return [{ ...next, resume: phase, toPull, again: asked }, effects]
}

/**
 * One cut connection says nothing of the size of a push. One that took too long, or a second in a row, may be because of
 * it: half of it; a server that is down for longer is asked for little at first (sync.md 3.4, 3.7).
 */
function batchAfter({ phase, failures, batch }: SyncState, timedOut: boolean): number {
  const isOfPush = phase === 'push' && (failures > 0 || timedOut)
  if (!isOfPush && failures + 1 < DOWN_AFTER) return batch
  return failures + 1 < DOWN_AFTER ? Math.max(BATCH.afterFailure, Math.floor(batch / 2)) : BATCH.afterFailure
}

const stopped = (state: SyncState, kind: 'needs-sign-in' | 'refused', { error }: Failure): SyncState => ({
  ...state,
  phase: kind,
  again: false,
  toPull: [],
  problem: { kind, error },
})
