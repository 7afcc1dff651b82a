import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { steady } from './steady.ts'

describe('a call of another system', () => {
  let random = 0.5
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 })
    vi.spyOn(Math, 'random').mockImplementation(() => random)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })
  const rules = { tryMs: 1_000, pauseMs: 200, restMs: 10_000 }
  /** Runs every timer; gives what became of the call. */
  const outcome = async (call: Promise<unknown>) => {
    const settled = call.then(
      (value) => value,
      (failure: Error) => failure.message,
    )
    await vi.runAllTimersAsync()
    return settled
  }

  test.each([
    [0.5, [0, 100, 300, 700]],
    [0, [0, 0, 0, 0]],
    [0.999, [0, 199, 598, 1397]],
  ])('that fails is tried three times more, after pauses of chance (%d)', async (chance, expected) => {
    random = chance
    const times: number[] = []
    const answer = await outcome(
      steady(rules).execute(() => {
        times.push(Date.now())
        return Promise.reject(new Error('down'))
      }),
    )
    expect([answer, times]).toEqual(['down', expected])
  })

  test('that fails for a moment is answered', async () => {
    let tries = 0
    const answer = outcome(
      steady(rules).execute(async () => {
        tries += 1
        if (tries < 3) throw new Error('down')
        return 'up'
      }),
    )
    expect([await answer, tries]).toEqual(['up', 3])
  })

  test('that hangs is given up in bounded time, and told so', async () => {
    const aborted: number[] = []
    const answer = await outcome(
      steady({ ...rules, retries: 0 }).execute(
        ({ signal }) =>
          new Promise(() => {
            signal.addEventListener('abort', () => aborted.push(Date.now()))
          }),
      ),
    )
    expect([answer, aborted]).toEqual(['Operation timed out after 1000ms', [1_000]])
  })

  test('is not made while the other is known to be down; then one goes first, and opens the way', async () => {
    const calls = steady(rules)
    let made = 0
    let isDown = true
    const call = () =>
      calls.execute(async () => {
        made += 1
        if (isDown) throw new Error('down')
        return 'up'
      })
    await outcome(call())
    await outcome(call())
    expect(made).toBe(5) // the fifth failure in a row closed the way, in the middle of the second call
    const before = Date.now()
    const refused = await outcome(Promise.all([call(), call(), call()]))
    expect([refused, made, Date.now() - before]).toEqual([
      'Execution prevented because the circuit breaker is open',
      5,
      0,
    ])
    vi.setSystemTime(Date.now() + 10_001)
    await outcome(call())
    expect(made).toBe(6) // one look, and the way is closed again
    vi.setSystemTime(Date.now() + 10_001)
    isDown = false
    expect([await outcome(call()), await outcome(call()), made]).toEqual(['up', 'up', 8])
  })
})
