import { type Chance, chanceOf } from '../oracle/chance.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import type { Effort, Goal, Outcome } from './goal.ts'
import { counted, firstSeed } from './histories-goal.ts'
import { isDrained, openRealLaptop, type RealLaptopOptions } from './real-laptop.ts'
import { COUNT_LINES, openDays, servedApi, siteIds, storedBy } from './served-api.ts'
import { type ServedApart, servedApart } from './served-apart.ts'

/**
 * A quick run, with everything in one process, proves the number of requests. The full one measures: the server is a
 * program of its own over a real PostgreSQL, as it runs in life and warm from a colleague's edits; the laptop's sync is
 * in this process and cold, with its real SQL, runner and HTTP client, and the waits after lost answers count.
 */
const EDITS: Readonly<Record<Effort, number>> = { quick: 2000, full: 10_000, long: 10_000 }
const SITES = 6
const MOST_REQUESTS = 40
/** Limits of sync.md 4 for this machine alone: over the loopback, and over 200 ms with every tenth answer lost. */
const LOOPBACK_MS = 1000
const BAD_WIRE_MS = 5000
/** The best of so many counts over the loopback: whatever else the machine does only makes a time longer. */
const LOOPBACK_TRIES = 3

async function serve(effort: Effort): Promise<ServedApart> {
  if (effort !== 'quick') return servedApart(SITES)
  const { api, url, close } = await servedApi(SITES)
  return { url, close, tokenOf: (person) => api.tokenOf(person), storedBy: (sub) => storedBy(api, sub) }
}

type Synced = {
  readonly ms: number
  /** Of these, what laptop and server computed: a busy machine only makes the rest longer. */
  readonly busyMs: number
  readonly requests: number
  readonly drained: boolean
  readonly stored: number
}

/** One of every ten requests, drawn by chance: a run of bad luck would be a worse wire than the goal names. */
function everyTenth(chance: Chance): () => boolean {
  let asked = 0
  let drawn = 0
  return () => {
    if (asked % 10 === 0) drawn = chance.whole(0, 9)
    asked += 1
    return (asked - 1) % 10 === drawn
  }
}

type Wire = { readonly isBad: boolean; readonly chance: Chance }

/** One laptop after a month; every `month` of a run writes other values. */
async function sync(
  served: ServedApart,
  month: number,
  { isBad, chance }: Wire,
  edits: number,
  options: Partial<RealLaptopOptions>,
): Promise<Synced> {
  const proxy = await startFaultProxy(served.url, chance)
  const token = await served.tokenOf('ines')
  const laptop = openRealLaptop({
    url: proxy.url,
    sub: 'ines',
    token: async () => token,
    timersFire: 'real', // a wait after a lost answer counts
    ...options,
  })
  try {
    laptop.runner.tell({ type: 'asked' })
    await laptop.until(() => isDrained(laptop), 120_000)
    proxy.fate = () => 'refuse' // thirty days without a network
    const sites = siteIds(SITES)
    openDays(edits / SITES / COUNT_LINES.length + 1).forEach((period, day) => {
      for (const siteId of sites) {
        const value = (day + 1 + 400 * month) * 1_000_000
        laptop.type(
          siteId,
          COUNT_LINES.map((lineId) => ({ lineId, period, value })),
        )
      }
    })
    await laptop.until(() => laptop.runner.status().phase === 'waiting')
    proxy.seen.length = 0
    proxy.latencyMs = isBad ? 200 : 0
    const isLost = everyTenth(chance)
    proxy.fate = () => (isBad && isLost() ? 'cut-after' : 'pass')
    const startedAt = performance.now()
    const before = process.cpuUsage()
    laptop.runner.tell({ type: 'asked' })
    const drained = await laptop.until(() => isDrained(laptop), 300_000)
    const ms = performance.now() - startedAt
    const { user, system } = process.cpuUsage(before)
    const stored = await served.storedBy('ines')
    return { ms, busyMs: (user + system) / 1000, requests: proxy.seen.length, drained, stored }
  } finally {
    await laptop.close()
    await proxy.close()
  }
}

async function check(effort: Effort, asked: number | null, options: Partial<RealLaptopOptions> = {}): Promise<Outcome> {
  const seed = firstSeed(asked)
  const chance = chanceOf(seed)
  const served = await serve(effort)
  try {
    const tries: Synced[] = []
    for (let month = 0; month < LOOPBACK_TRIES; month += 1) {
      tries.push(await sync(served, month, { isBad: false, chance }, EDITS[effort], options))
      if (effort === 'quick' || tries.at(-1)!.ms < LOOPBACK_MS) break
    }
    const good = tries.toSorted((a, b) => a.ms - b.ms)[0]!
    const bad = await sync(served, tries.length, { isBad: true, chance }, EDITS[effort], options)
    const say = (name: string, { ms, busyMs, requests }: Synced): string =>
      `${name} ${(ms / 1000).toFixed(2)} s (computing ${(busyMs / 1000).toFixed(2)}), ${requests} requests`
    const met =
      [...tries, bad].every(
        ({ drained, requests, stored }) => drained && requests <= MOST_REQUESTS && stored >= EDITS[effort],
      ) &&
      (effort === 'quick' || (good.ms < LOOPBACK_MS && bad.ms < BAD_WIRE_MS))
    const figure = `${counted(EDITS[effort])} edits: ${say(tries.length > 1 ? `loopback, the best of ${tries.length},` : 'loopback', good)}; ${say('200 ms, every tenth answer lost', bad)}; seed ${seed}`
    return { met, figure }
  } finally {
    await served.close()
  }
}

/** A month without a network, then one sync. */
export const G5: Goal = {
  id: 'G5',
  title: '10,000 edits of a month offline: synced in 1 s, 5 s over a bad wire, within 40 requests',
  alone: true,
  run: (effort, seed) => check(effort, seed),
  mutants: [
    {
      name: 'fifty edits in a push',
      isCaught: async () => {
        const few: RealLaptopOptions['wrapStore'] = (store) => ({ take: (limit) => store.take(Math.min(limit, 50)) })
        return !(await check('quick', 1, { wrapStore: few })).met
      },
    },
  ],
}
