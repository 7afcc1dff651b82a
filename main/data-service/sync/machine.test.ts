import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Failure } from './failure.ts'
import { BATCH, POLL, START, step, WAKE, type SyncEffect, type SyncEvent, type SyncState } from './machine.ts'

const failed = (kind: Failure['kind'], retryAfterMs = 0): SyncEvent => ({
  type: 'failed',
  failure: { kind, retryAfterMs, error: { code: 'OFFLINE', message: `it is ${kind}`, issues: [] } },
})

/** Plays events and tells what was done after each. */
function play(
  events: readonly SyncEvent[],
  from: SyncState = START,
): { state: SyncState; log: (readonly SyncEffect[])[] } {
  let state = from
  const log = events.map((event) => {
    const [next, effects] = step(state, event)
    state = next
    return effects
  })
  return { state, log }
}

const asked: SyncEvent = { type: 'asked' }
const scopesRead = (sendable: boolean, ...toPull: string[]): SyncEvent => ({ type: 'scopes-read', sendable, toPull })

test('a round asks which history it is, sends, then fetches, then waits less than 60 times an hour', () => {
  const { log } = play([
    asked,
    scopesRead(true, 'a', 'b'),
    { type: 'pushed', sendable: false, quick: true },
    { type: 'pulled', more: true, sendable: false },
    { type: 'pulled', more: false, sendable: false },
    { type: 'pulled', more: false, sendable: false },
  ])
  expect(log).toEqual([
    [{ type: 'stop-waiting' }, { type: 'read-scopes' }],
    [{ type: 'push', limit: BATCH.first }],
    [{ type: 'pull', scopeId: 'a' }],
    [{ type: 'pull', scopeId: 'a' }],
    [{ type: 'pull', scopeId: 'b' }],
    [{ type: 'completed' }, { type: 'wait', ...POLL }],
  ])
  expect(3_600_000 / POLL.atLeastMs).toBeLessThan(60)
})

test('what is typed during a round is sent in the next one, at once', () => {
  const { log, state } = play([asked, { type: 'edited' }, scopesRead(false)])
  expect([log.at(-1), state.phase]).toEqual([
    [{ type: 'completed' }, { type: 'stop-waiting' }, { type: 'read-scopes' }],
    'scopes',
  ])
})

test('failures wait longer and longer up to five minutes, and typing does not shorten that', () => {
  let state = START
  const waits: number[] = []
  for (let i = 0; i < 12; i += 1) {
    const played = play([asked, failed('lost')], state)
    state = played.state
    const [wait] = played.log[1]!
    if (wait?.type === 'wait') waits.push(wait.upToMs)
  }
  expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000])
  expect(waits.at(-1)).toBe(300_000)
  expect(step(state, { type: 'edited' })).toEqual([state, []])
})

test('after weeks offline one lost push waits for a second at most; pushes that fail again and again wait longer', () => {
  const offline = Array.from({ length: 20 }, () => [asked, failed('lost')]).flat()
  const { state, log } = play([...offline, asked, scopesRead(true), failed('lost')])
  expect(log.at(-1)).toEqual([{ type: 'wait', atLeastMs: 0, upToMs: 1000 }])
  const waits: number[] = []
  let next = state
  for (let i = 0; i < 6; i += 1) {
    const resumed = next.resume === null ? [asked, scopesRead(true)] : [{ type: 'waited' } as const]
    const played = play([...resumed, failed('lost')], next)
    next = played.state
    for (const effect of played.log.at(-1)!) if (effect.type === 'wait') waits.push(effect.upToMs)
  }
  expect(waits).toEqual([2000, 4000, 8000, 16_000, 32_000, 64_000])
})

test('asked to wait, it waits at least that long even when a person asks', () => {
  const { state, log } = play([asked, failed('throttled', 9000), asked])
  expect(log.slice(1)).toEqual([[{ type: 'wait', atLeastMs: 9000, upToMs: 1000 }], []])
  expect(play([{ type: 'waited' }], state).state.phase).toBe('scopes')
})

test('a sign-in or an update stops it until there is one; a new sign-in goes on', () => {
  const { state } = play([asked, failed('sign-in'), { type: 'edited' }, { type: 'waited' }])
  expect(state).toMatchObject({ phase: 'needs-sign-in', problem: { kind: 'needs-sign-in' } })
  expect(play([{ type: 'signed-in' }], state).state.phase).toBe('scopes')
  expect(play([asked, failed('too-old')]).state.phase).toBe('refused')
})

test('a request that is refused whole is cut down to the one at fault, and that one is put aside', () => {
  const { log } = play([asked, scopesRead(true), ...Array.from({ length: 9 }, () => failed('refused'))])
  const sizes = log.slice(1).map(([effect]) => (effect?.type === 'push' ? effect.limit : effect?.type))
  expect(sizes).toEqual([500, 250, 125, 62, 31, 15, 7, 3, 1, 'set-aside'])
})

test('a short queue that is refused whole is halved from what was sent, never sent whole again', () => {
  const refused = { ...failed('refused'), sent: 4 }
  const { log } = play([asked, scopesRead(true), refused, { ...refused, sent: 2 }, { ...refused, sent: 1 }])
  expect(log.slice(2).map(([effect]) => (effect?.type === 'push' ? effect.limit : effect?.type))).toEqual([
    2,
    1,
    'set-aside',
  ])
})

test('a new history in the middle of a round goes back to the list of scopes', () => {
  expect(play([asked, scopesRead(true), failed('epoch')]).log.at(-1)).toEqual([{ type: 'read-scopes' }])
})

test('who may not send still fetches; the next round asks again', () => {
  const { log, state } = play([asked, scopesRead(true, 'a'), failed('forbidden')])
  expect([log.at(-1), state.problem?.kind]).toEqual([[{ type: 'pull', scopeId: 'a' }], 'refused'])
  const idle = play([{ type: 'pulled', more: false, sendable: true }], state)
  expect([idle.state.phase, idle.state.problem?.kind]).toEqual(['idle', 'refused'])
  expect(play([asked, scopesRead(true)], idle.state).log.at(-1)).toEqual([{ type: 'push', limit: BATCH.first }])
})

test('a site that is taken away while it is fetched is passed over', () => {
  const { log } = play([asked, scopesRead(false, 'a', 'b'), failed('forbidden')])
  expect(log.at(-1)).toEqual([{ type: 'pull', scopeId: 'b' }])
})

test('an edit the server itself fails over is looked for after five tries, and put aside alone', () => {
  let state = START
  const sizes: unknown[] = []
  for (let i = 0; i < 11; i += 1) {
    const played = play(
      state.phase === 'push' ? [failed('broken')] : [asked, scopesRead(true), failed('broken')],
      state,
    )
    state = played.state
    const [effect] = played.log.at(-1)!
    sizes.push(effect?.type === 'push' ? effect.limit : effect?.type)
  }
  expect(sizes).toEqual(['wait', 'wait', 'wait', 'wait', 31, 15, 7, 3, 1, 'set-aside', 'wait'])
})

test('a snapshot that is never right is begun again twice, then it is told and waited for as long as for anything', () => {
  const pages: SyncEvent[] = [{ type: 'pulled', more: true, sendable: false }, failed('cursor')]
  const { log, state } = play([asked, scopesRead(false, 'a'), ...pages, ...pages, ...pages])
  expect(log.map(([effect]) => effect?.type)).toEqual([
    'stop-waiting',
    'pull',
    'pull',
    'restart-snapshot',
    'pull',
    'restart-snapshot',
    'pull',
    'wait',
  ])
  expect(log.at(-1)).toEqual([{ type: 'wait', atLeastMs: 0, upToMs: 300_000 }])
  expect(state.problem?.error.message).toContain('Sync is not progressing')
})

test('after sleep it asks within half a minute, unless the server asked to wait', () => {
  const { log, state } = play([asked, failed('lost'), { type: 'woken' }, { type: 'waited' }])
  expect([log[2], state.phase]).toEqual([[{ type: 'wait', ...WAKE }], 'scopes'])
  expect(play([asked, failed('throttled', 9000), { type: 'woken' }]).log.at(-1)).toEqual([])
})

const anyEvent: fc.Arbitrary<SyncEvent> = fc.oneof(
  fc.constantFrom<SyncEvent>(asked, { type: 'edited' }, { type: 'signed-in' }, { type: 'woken' }, { type: 'waited' }),
  fc
    .record({ sendable: fc.boolean(), toPull: fc.subarray(['a', 'b', 'c']) })
    .map((rest) => ({ type: 'scopes-read' as const, ...rest })),
  fc.record({ sendable: fc.boolean(), quick: fc.boolean() }).map((rest) => ({ type: 'pushed' as const, ...rest })),
  fc.record({ sendable: fc.boolean(), more: fc.boolean() }).map((rest) => ({ type: 'pulled' as const, ...rest })),
  fc
    .constantFrom<Failure['kind']>(
      'lost',
      'blocked',
      'sign-in',
      'throttled',
      'too-old',
      'epoch',
      'cursor',
      'refused',
      'too-large',
      'forbidden',
      'broken',
      'stuck',
      'store',
    )
    .map((kind) => failed(kind)),
)
const ASKING = new Set(['read-scopes', 'push', 'pull', 'set-aside'])

test('always: at most one request is under way, and unless a person is needed something is always planned', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 80, size: 'max' }), (events) => {
      let [state, effects] = step(START, asked)
      let [underWay, planned] = [1, false]
      for (const event of events) {
        const answers = ['scopes-read', 'pushed', 'pulled', 'failed'].includes(event.type)
        if (answers && underWay === 0) continue // nobody answers what was not asked
        if (
          answers &&
          event.type !== 'failed' &&
          event.type !== { scopes: 'scopes-read', push: 'pushed', pull: 'pulled' }[state.phase as 'scopes']
        )
          continue
        if (event.type === 'waited' && !planned) continue
        if (event.type === 'waited') planned = false
        ;[state, effects] = step(state, event)
        if (answers) underWay -= 1
        for (const effect of effects) {
          if (ASKING.has(effect.type)) underWay += 1
          if (effect.type === 'wait') planned = true
          if (effect.type === 'stop-waiting') planned = false
        }
        expect(underWay).toBeLessThanOrEqual(1)
        expect(underWay === 1 || planned || state.phase === 'needs-sign-in' || state.phase === 'refused').toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

test('a batch that went through quickly makes the next one larger, up to what one push may hold', () => {
  const quick: SyncEvent = { type: 'pushed', sendable: true, quick: true }
  const { log } = play([asked, scopesRead(true), ...Array.from({ length: 6 }, () => quick)])
  expect(log.slice(1).map(([effect]) => effect?.type === 'push' && effect.limit)).toEqual([
    500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ])
})

test('one cut connection says nothing of the size of a push; a second in a row, or one that took too long, halves it', () => {
  const round = (...ends: SyncEvent[]) => play([asked, scopesRead(true), ...ends])
  const lost = failed('lost')
  const slow: SyncEvent = {
    type: 'failed',
    failure: { kind: 'lost', error: { code: 'OFFLINE', message: 'slow', issues: [] }, retryAfterMs: 0, timedOut: true },
  }
  expect(round(lost).state.batch).toBe(500)
  expect(round(slow).state.batch).toBe(250)
  expect(round(lost, { type: 'waited' }, lost).state.batch).toBe(250)
  const between: SyncEvent = { type: 'pushed', sendable: true, quick: false }
  expect(round(lost, { type: 'waited' }, between, lost).state.batch).toBe(500)
})

test('a lost answer costs one more request, not a round; lost three times in a row, the scopes are read again', () => {
  const waited: SyncEvent = { type: 'waited' }
  const sent: SyncEvent = { type: 'pushed', sendable: false, quick: false }
  const { log, state } = play([asked, scopesRead(true, 'a', 'b'), failed('lost'), waited, sent, failed('lost'), waited])
  expect([log[3], log[4], log[6]]).toEqual([
    [{ type: 'stop-waiting' }, { type: 'push', limit: BATCH.first }],
    [{ type: 'pull', scopeId: 'a' }],
    [{ type: 'stop-waiting' }, { type: 'pull', scopeId: 'a' }],
  ])
  expect(state.problem?.kind).toBe('offline')
  const pulled: SyncEvent = { type: 'pulled', more: false, sendable: false }
  expect(play([pulled], state).state.problem).toBeNull()
  const often = [failed('lost'), waited, failed('lost'), waited, failed('lost'), waited]
  expect(play([asked, scopesRead(true), ...often]).state.phase).toBe('push')
  expect(play([asked, scopesRead(true), ...often, failed('lost'), waited]).state.phase).toBe('scopes')
})

test('after a lost answer what was typed or asked for meanwhile still gets its round', () => {
  const lost = [asked, scopesRead(true), { type: 'edited' } as const, failed('lost'), { type: 'waited' } as const]
  const { state } = play([...lost, { type: 'pushed', sendable: false, quick: false }])
  expect(state.phase).toBe('scopes')
})

test('what was read before the computer slept is not gone on with', () => {
  const { state } = play([asked, scopesRead(true, 'a'), failed('lost'), { type: 'woken' }, { type: 'waited' }])
  expect(state.phase).toBe('scopes')
})
