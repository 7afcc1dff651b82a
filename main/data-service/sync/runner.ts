import type { OpResult } from '../../../shared/contract/sync.ts'
import { unreachable } from '../../../shared/core/bug.ts'
import { toAppError, type WireError } from '../../../shared/core/errors.ts'
import type { Touched } from './apply.ts'
import {
  absorb,
  type Answered,
  type Asking,
  type Outcome,
  prepare,
  type Request,
  restartSnapshot,
  setAside,
  sizeOf,
  type Surroundings,
} from './exchange.ts'
import { ApiFailure, type Failure } from './failure.ts'
import { type Phase, type Problem, START, step, type SyncEffect, type SyncEvent, type SyncState } from './machine.ts'
import { isOurMistake } from './our-mistakes.ts'
import { type PushLine, pushLine } from './push-line.ts'
import type { Me } from './settle.ts'
import type { SyncApi } from './sync-api.ts'
import type { SyncStore } from './sync-store.ts'

/** A request that has not ended after this long never will: no timeout of the client was that long. */
const WATCHDOG_MS = 300_000

export type RunnerOptions = {
  readonly store: SyncStore
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
  /** States, reasons or forecasts of record of a site are others now. */
  readonly onReview: (siteId: string) => void
  readonly onCells: (touched: Touched) => void
  /** A mistake of ours: told whole, then handled like a lost answer. */
  readonly report: (bug: unknown) => void
}

export type Runner = {
  readonly tell: (event: Extract<SyncEvent, { type: 'asked' | 'edited' | 'signed-in' | 'woken' }>) => void
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
  const { store, now } = options
  const line = pushLine(store)
  let state: SyncState = START
  let stopWaiting = (): void => {}
  let nextAttemptAt: number | null = null
  let underWay: Promise<void> = Promise.resolve()
  let giveUp = (): void => {}
  /**
   * Null as soon as the runner is closed. A promise of its own for each request: one that lives as long as the runner,
   * raced against every answer, would keep them all.
   */
  const unlessClosed = <T>(answer: Promise<T>): Promise<T | null> =>
    new Promise((resolve, reject) => {
      giveUp = () => resolve(null)
      answer.then(resolve, reject).finally(() => {
        giveUp = () => {}
      })
    })

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
        restartSnapshot(store, effect.scopeId)
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
        store.transaction(() => store.setLastSyncedAt(new Date(now()).toISOString()))
        return
      default:
        unreachable(effect)
    }
  }

  const attempt = async (effect: Asking): Promise<void> => {
    if (isClosed(state)) return
    let event: SyncEvent
    try {
      event = await ask(options, effect, line, unlessClosed, () => isClosed(state))
    } catch (thrown) {
      event = { type: 'failed', failure: failureOf(thrown, options.report) }
    }
    if (event.type === 'failed') {
      line.drop()
      event = { ...event, failure: { requestId: options.api.requestId(), ...event.failure } }
    }
    if (!isClosed(state)) tell(event)
  }

  return {
    tell,
    status: () => ({ phase: state.phase, problem: state.problem, nextAttemptAt: state.problem ? nextAttemptAt : null }),
    close: async () => {
      tell({ type: 'closed' })
      giveUp()
      await underWay
    },
  }
}

const isClosed = (state: SyncState): boolean => state.phase === 'closed'

type UnlessClosed = (answer: Promise<Answered>) => Promise<Answered | null>

/** Asks the far end, then takes the answer over in one transaction. Never waits inside one. */
async function ask(
  options: RunnerOptions,
  effect: Asking,
  line: PushLine,
  unlessClosed: UnlessClosed,
  isClosed: () => boolean,
): Promise<SyncEvent> {
  const { store, api, now } = options
  const startedAt = now()
  const world = (): Surroundings => ({
    me: options.me,
    newId: options.newId,
    at: new Date(now()).toISOString(),
    year: options.year(),
    wasQuick: now() - startedAt < 2000,
  })
  // Closing never waits for the network, not even for a request that does not hear that it is given up.
  const sent = (request: Request): Promise<Answered | null> => unlessClosed(watched(options, send(api, request)))
  if (effect.type === 'set-aside') {
    reportMistake(options, [effect.error])
    return told(options, setAside(store, effect.error, world())).event
  }
  if (effect.type === 'push') return push(options, effect.limit, line, world, sent, isClosed)
  const request = prepare(store, effect)
  if (request === null) return { type: 'pushed', sendable: false, quick: false }
  const answered = await sent(request)
  if (answered === null || isClosed()) return { type: 'closed' }
  return told(options, absorb(store, request, answered, world())).event
}

/** One push; what the laptop itself has to do is done while the server is at work (see `PushLine`). */
async function push(
  options: RunnerOptions,
  limit: number,
  line: PushLine,
  world: () => Surroundings,
  sent: (request: Request) => Promise<Answered | null>,
  isClosed: () => boolean,
): Promise<SyncEvent> {
  const next = await inSteps(line.next(limit, world()), isClosed)
  if (next?.settled) told(options, next.settled)
  if (isClosed() || !next?.request) return { type: 'pushed', sendable: false, quick: false }
  const { request } = next
  const answer = sent(request)
  answer.catch(() => {}) // heard below, when what can be done meanwhile is done
  if (request.kind === 'push') {
    const settled = await inSteps(line.meanwhile(request, limit, world()), isClosed)
    if (settled) told(options, settled)
  }
  let answered: Answered | null
  try {
    answered = await answer
  } catch (thrown) {
    return { type: 'failed', failure: failureOf(thrown, options.report), sent: sizeOf(request) }
  }
  if (answered === null || isClosed()) return { type: 'closed' }
  if (request.kind !== 'push' || answered.kind !== 'push') {
    return told(options, absorb(options.store, request, answered, world())).event
  }
  reportMistake(options, answered.answer)
  const outcome = await inSteps(line.take(request, answered.answer, world()), isClosed)
  return outcome ? told(options, outcome).event : { type: 'closed' }
}

/** Work in steps, between which keystrokes come first; null when the runner was closed in between. */
async function inSteps<T>(steps: Generator<void, T>, isClosed: () => boolean): Promise<T | null> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await new Promise(setImmediate)
    if (isClosed()) return null
  }
}

async function send(api: SyncApi, request: Request): Promise<Answered> {
  switch (request.kind) {
    case 'scopes':
      return { kind: 'scopes', answer: await api.scopes(request.known) }
    case 'push':
      return { kind: 'push', answer: await api.push(request.ops) }
    case 'acts':
      return { kind: 'acts', answer: await api.acts(request.acts) }
    case 'review':
      return { kind: 'review', answer: await api.review(request.siteId) }
    case 'reference':
      return { kind: 'reference', answer: await api.reference(request.siteId) }
    case 'snapshot':
      return { kind: 'snapshot', answer: await api.snapshot(request.scopeId, request.page) }
    case 'changes':
      return { kind: 'changes', answer: await api.changes(request.scopeId, request.cursor) }
    default:
      return unreachable(request)
  }
}

/** Tells who shows it what an answer changed. */
function told(options: Pick<RunnerOptions, 'onCells' | 'onSites' | 'onReview'>, outcome: Outcome): Outcome {
  if (outcome.sitesChanged) options.onSites()
  if (outcome.touched.size > 0) options.onCells(outcome.touched)
  for (const siteId of outcome.reviewed) options.onReview(siteId)
  return outcome
}

/** Tells support of a refusal that should never come. */
function reportMistake(
  { report, api }: RunnerOptions,
  refusals: readonly (OpResult | Pick<WireError, 'code'>)[],
): void {
  const ours = refusals.flatMap((one) => ('code' in one && isOurMistake(one.code) ? [one.code] : []))
  if (ours.length > 0) report(new Error(`${ours.length} edits refused with ${ours[0]} (${api.requestId()})`))
}

/** The answer, or a lost one when nothing came for so long that nothing will (sync.md, known failure 16). */
function watched<T>({ later }: RunnerOptions, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = later(WATCHDOG_MS, () => reject(new ApiFailure(SILENT)))
    answer.then(resolve, reject).finally(stop)
  })
}

const SILENT: Failure = {
  kind: 'lost',
  error: {
    code: 'OFFLINE',
    message: 'The forecasting server never finished its answer. Your edits are safe on this computer.',
    issues: [],
  },
  retryAfterMs: 0,
  timedOut: true,
}

function failureOf(thrown: unknown, report: (bug: unknown) => void): Failure {
  if (thrown instanceof ApiFailure) return thrown.failure
  const error = toAppError(thrown)
  if (error.code === 'INTERNAL') report(thrown)
  return { kind: 'store', error: error.toWire(), retryAfterMs: 0 }
}
