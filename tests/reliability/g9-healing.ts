import { type Chance, chanceOf } from '../oracle/chance.ts'
import { Model, startFarEnd } from '../support/far-end.ts'
import { type Fate, HTTP_FATES, NETWORK_FATES, startFaultProxy } from '../support/fault-proxy.ts'
import type { Effort, Goal, Outcome } from './goal.ts'
import { counted, firstSeed } from './histories-goal.ts'
import { isDrained, openRealLaptop, type RealLaptopOptions } from './real-laptop.ts'

const RUNS: Readonly<Record<Effort, number>> = { quick: 25, full: 200, long: 2000 }
/** Waits after healing: one that was planned before it, and one more. */
const WAITS = 2
/** Answers that need a person (a sign-in, an update) or are the server's own word about an edit are not what heals. */
const NEEDS_SOMEBODY: readonly Fate[] = [
  'status-401',
  'status-426',
  'status-403',
  'status-422',
  'status-412',
  'status-428',
]
const FATES = [...NETWORK_FATES, ...HTTP_FATES].filter((fate) => !NEEDS_SOMEBODY.includes(fate))
const LINES = ['valetDaily', 'selfDaily', 'valetComps'] as const

/** One laptop, a bad network for a while, then a good one: nobody types, nobody presses anything. */
async function run(chance: Chance, options: Partial<RealLaptopOptions>): Promise<string | null> {
  const farEnd = await startFarEnd(new Model())
  farEnd.model.years = [2026]
  const proxy = await startFaultProxy(farEnd.url, chance)
  const laptop = openRealLaptop({ url: proxy.url, sub: 'mara', token: async () => 'token', timeoutMs: 500, ...options })
  try {
    laptop.runner.tell({ type: 'asked' })
    await laptop.until(() => isDrained(laptop), 10_000)
    const bad = chance.whole(2, 10)
    const first = proxy.seen.length
    proxy.fate = (_path, index) => (index < first + bad && chance.percent(80) ? chance.pick(FATES) : 'pass')
    for (let i = chance.whole(1, 6); i > 0; i -= 1) {
      const period = `2026-04-${chance.whole(11, 30)}`
      laptop.type('0427', [{ lineId: chance.pick(LINES), period, value: chance.whole(0, 50) * 1_000_000 }])
    }
    const isHealed = await laptop.until(() => proxy.seen.length >= first + bad || isDrained(laptop), 10_000)
    if (!isHealed) return `it stopped asking after ${proxy.seen.length - first} requests`
    const waited = laptop.waits
    if (!(await laptop.until(() => isDrained(laptop), 10_000))) return `not drained: ${laptop.runner.status().phase}`
    if (laptop.waits - waited > WAITS) return `${laptop.waits - waited} waits after healing`
    return laptop.bugs.length > 0 ? `a bug was reported: ${String(laptop.bugs[0])}` : null
  } finally {
    await laptop.close()
    await proxy.close()
    await farEnd.close()
  }
}

async function check(runs: number, asked: number | null, options: Partial<RealLaptopOptions> = {}): Promise<Outcome> {
  const seed = firstSeed(asked)
  for (let i = 0; i < runs; i += 1) {
    const trouble = await run(chanceOf(seed + i), options)
    if (trouble !== null)
      return { met: false, figure: `run ${i + 1} of ${runs}`, trouble: `seed ${seed + i}: ${trouble}` }
  }
  return {
    met: true,
    figure: `${counted(runs)} of ${counted(runs)} runs drained within ${WAITS} waits; seeds from ${seed}`,
  }
}

/** The real engine, its real HTTP, a wire that breaks: it mends itself (sync.md known failure 11). */
export const G9: Goal = {
  id: 'G9',
  title: 'after healing the outbox is empty within two waits in every run, without anybody doing anything',
  run: (effort, seed) => check(RUNS[effort], seed),
  mutants: [
    {
      name: 'a failed upload waits for the next edit',
      isCaught: async () => !(await check(10, 1, { timersFire: false })).met,
    },
  ],
}
