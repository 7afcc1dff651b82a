import type { OpResult } from '../../../shared/contract/sync.ts'
import {
  absorb as realAbsorb,
  type Outcome,
  preparePush,
  preparePushAhead,
  type Push,
  type Request,
  type Surroundings,
} from './exchange.ts'
import type { SyncStore } from './sync-store.ts'

/** Settled at once, so that a keystroke never waits long for an answer (sync.md 4, G18). */
const SETTLED_AT_ONCE = 200

/**
 * One push after the other, with the laptop at work while the server is: an answer is written down when the next push
 * is under way already, and the one after that is put together meanwhile. Never more than one is under way. What is
 * held here is not needed: whoever loses it, by a crash or because an answer got lost, has operations that are on their
 * way and are sent again under their ids. Everything comes in steps, each whole by itself, so that keystrokes come first.
 */
export type PushLine = {
  /** The next push: the one that was put together ahead, where it is not larger than wanted. */
  readonly next: (
    limit: number,
    world: Surroundings,
  ) => Generator<void, { request: Request | null; settled: Outcome | null }>
  /** To be done while a push is under way; gives what came of the answer before it. */
  readonly meanwhile: (request: Push, limit: number, world: Surroundings) => Generator<void, Outcome | null>
  /** What a good answer leads to. Where another push is ready the answer is kept, to be written down meanwhile. */
  readonly take: (request: Push, results: readonly OpResult[], world: Surroundings) => Generator<void, Outcome>
  /** An answer got lost: everything on its way is sent again. */
  readonly drop: () => void
}

export function pushLine(store: SyncStore, absorb: typeof realAbsorb = realAbsorb): PushLine {
  let ahead: Push | null = null
  let arrears: { readonly push: Push; readonly results: readonly OpResult[] } | null = null

  function* settle(push: Push, results: readonly OpResult[], world: Surroundings): Generator<void, Outcome> {
    let outcome: Outcome | undefined
    for (let from = 0; outcome === undefined || from < results.length; from += SETTLED_AT_ONCE) {
      const part = results.slice(from, from + SETTLED_AT_ONCE)
      outcome = absorb(store, push, { kind: 'push', answer: part }, world)
      yield
    }
    return outcome
  }
  function* settleArrears(world: Surroundings): Generator<void, Outcome | null> {
    const kept = arrears
    arrears = null
    return kept && (yield* settle(kept.push, kept.results, world))
  }
  return {
    next: function* (limit, world) {
      const ready = ahead
      ahead = null
      if (ready && ready.ops.length <= limit) return { request: ready, settled: null }
      const settled = yield* settleArrears(world) // or what was answered would be sent again
      return { request: yield* preparePush(store, limit), settled }
    },
    meanwhile: function* (request, limit, world) {
      const settled = yield* settleArrears(world)
      if (request.isFull && request.isFresh) ahead = yield* preparePushAhead(store, 2 * limit)
      return settled
    },
    take: function* (request, results, world) {
      if (ahead === null || !isWhole(request, results)) return yield* settle(request, results, world)
      arrears = { push: request, results }
      const event = { type: 'pushed', sendable: true, quick: request.isFull && world.wasQuick } as const
      return { event, touched: new Map(), sitesChanged: false, reviewed: [] }
    },
    drop: () => {
      ahead = null
      arrears = null
    },
  }
}

/** Every operation was answered. */
const isWhole = ({ ids }: Push, results: readonly OpResult[]): boolean =>
  new Set(results.flatMap(({ opId }) => (ids.has(opId) ? [opId] : []))).size === ids.size
