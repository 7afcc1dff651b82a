import type { Failure } from '../../main/data-service/sync/failure.ts'
import { START, step, type SyncEffect, type SyncEvent, type SyncState } from '../../main/data-service/sync/machine.ts'
import { type Chance, chanceOf } from '../oracle/chance.ts'
import type { Effort, Goal, Outcome } from './goal.ts'
import { counted, firstSeed } from './histories-goal.ts'

type Step = typeof step
const HOUR_MS = 3_600_000

/** An hour of a laptop on which nothing happens, as often as chance lets it ask: `chance` 0 is the worst. */
function requestsInAnHour(next: Step, chance: Chance | null): number {
  let state: SyncState = START
  let clock = 0
  let requests = 0
  let queue: SyncEvent[] = [{ type: 'asked' }]
  while (clock < HOUR_MS) {
    const event = queue.shift()
    if (!event) break
    const [after, effects] = next(state, event)
    state = after
    for (const effect of effects) {
      if (effect.type === 'read-scopes') {
        requests += 1
        queue.push({ type: 'scopes-read', sendable: false, toPull: [] })
      }
      if (effect.type !== 'wait') continue
      clock += Math.max(effect.atLeastMs, Math.floor((chance ? chance.whole(0, 999) / 1000 : 0) * effect.upToMs))
      queue = [{ type: 'waited' }]
    }
  }
  return requests
}

const SAME: readonly Failure['kind'][] = ['epoch', 'cursor', 'stuck', 'forbidden', 'lost', 'broken', 'refused']

/** The most often one request is repeated without a wait, when the server gives one and the same answer for ever. */
function repeatsOf(next: Step, kind: Failure['kind'], pages: number, chance: Chance): number {
  const failure: Failure = { kind, retryAfterMs: 0, error: { code: 'INTEGRATION_ERROR', message: kind, issues: [] } }
  let state: SyncState = START
  let queue: SyncEvent[] = [{ type: 'asked' }]
  let inARow = 0
  let most = 0
  let pulls = 0
  for (let i = 0; i < 400; i += 1) {
    const event = queue.shift()
    if (!event) break
    const [after, effects] = next(state, event)
    state = after
    for (const effect of effects) {
      const answer = answerTo(effect)
      if (answer) queue.push(answer)
      if (effect.type !== 'wait') continue
      inARow = 0
      queue = [{ type: chance.percent(50) ? 'waited' : 'asked' }]
    }
    most = Math.max(most, inARow)
  }
  return most

  function answerTo(effect: SyncEffect): SyncEvent | null {
    switch (effect.type) {
      case 'read-scopes':
        return { type: 'scopes-read', sendable: kind === 'broken' || kind === 'refused', toPull: ['a'] }
      case 'push':
        return { type: 'failed', failure } // a smaller push is another request
      case 'set-aside':
        return { type: 'pushed', sendable: true, quick: false }
      case 'pull':
        pulls += 1
        if (pulls % (pages + 1) !== 0) return { type: 'pulled', more: true, sendable: false }
        inARow += 1
        return { type: 'failed', failure }
      default:
        return null
    }
  }
}

const RUNS: Readonly<Record<Effort, number>> = { quick: 50, full: 1000, long: 10_000 }

async function check(next: Step, effort: Effort, asked: number | null): Promise<Outcome> {
  const seed = firstSeed(asked)
  const chance = chanceOf(seed)
  const hour = Math.max(requestsInAnHour(next, null), requestsInAnHour(next, chance))
  let most = 0
  for (let run = 0; run < RUNS[effort]; run += 1) {
    for (const kind of SAME) most = Math.max(most, repeatsOf(next, kind, chance.whole(0, 5), chance))
  }
  const figure = `${hour} requests in an idle hour, ${most} times the same without progress; ${counted(RUNS[effort] * SAME.length)} stubborn servers, seed ${seed}`
  return { met: hour <= 60 && most <= 3, figure }
}

/** A laptop that has nothing to do is quiet, and one that gets nowhere gives up for a while (sync.md 3.7). */
export const G15: Goal = {
  id: 'G15',
  title: 'at most 60 requests in an idle hour, no request more than 3 times without progress',
  run: (effort, seed) => check(step, effort, seed),
  mutants: [
    {
      name: 'it asks every half minute',
      isCaught: async () => {
        const hurried: Step = (state, event) => {
          const [next, effects] = step(state, event)
          return [next, effects.map((effect) => (effect.type === 'wait' ? { ...effect, atLeastMs: 30_000 } : effect))]
        }
        return !(await check(hurried, 'quick', 1)).met
      },
    },
    {
      name: 'it forgets how often it has begun again',
      isCaught: async () => !(await check((state, event) => step({ ...state, stalls: 0 }, event), 'quick', 1)).met,
    },
  ],
}
