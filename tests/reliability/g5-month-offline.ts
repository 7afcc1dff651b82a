import { chanceOf } from '../oracle/chance.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import type { Effort, Goal, Outcome } from './goal.ts'
import { counted, firstSeed } from './histories-goal.ts'
import { isDrained, openRealLaptop, type RealLaptopOptions } from './real-laptop.ts'
import { COUNT_LINES, openDays, servedApi, type ServedApi, siteIds } from './served-api.ts'

/** A quick run proves the number of requests; times are measured by the full one, alone on the machine. */
const EDITS: Readonly<Record<Effort, number>> = { quick: 2000, full: 10_000, long: 10_000 }
const SITES = 6
const MOST_REQUESTS = 40
/** Limits of sync.md 4 for this machine alone: over the loopback, and over 200 ms with every tenth answer lost. */
const LOOPBACK_MS = 1000
const BAD_WIRE_MS = 5000

type Synced = {
  readonly ms: number
  /** Of these, what laptop and server computed: a busy machine only makes the rest longer. */
  readonly busyMs: number
  readonly requests: number
  readonly drained: boolean
  readonly stored: number
}

async function sync(
  served: ServedApi,
  seed: number,
  isBad: boolean,
  edits: number,
  options: Partial<RealLaptopOptions>,
): Promise<Synced> {
  const chance = chanceOf(seed)
  const proxy = await startFaultProxy(served.url, chance)
  const token = await served.api.tokenOf('ines')
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
        const value = (day + (isBad ? 400 : 1)) * 1_000_000
        laptop.type(
          siteId,
          COUNT_LINES.map((lineId) => ({ lineId, period, value })),
        )
      }
    })
    await laptop.until(() => laptop.runner.status().phase === 'waiting')
    proxy.seen.length = 0
    proxy.latencyMs = isBad ? 200 : 0
    proxy.fate = () => (isBad && chance.percent(10) ? 'cut-after' : 'pass')
    const startedAt = performance.now()
    const before = process.cpuUsage()
    laptop.runner.tell({ type: 'asked' })
    const drained = await laptop.until(() => isDrained(laptop), 300_000)
    const ms = performance.now() - startedAt
    const { user, system } = process.cpuUsage(before)
    const { rows } = await served.api.store.db
      .selectFrom('cell')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('scenario', '=', 'forecast')
      .where('by_sub', '=', 'ines')
      .execute()
      .then((found) => ({ rows: found }))
    return { ms, busyMs: (user + system) / 1000, requests: proxy.seen.length, drained, stored: rows[0]?.count ?? 0 }
  } finally {
    await laptop.close()
    await proxy.close()
  }
}

async function check(effort: Effort, asked: number | null, options: Partial<RealLaptopOptions> = {}): Promise<Outcome> {
  const seed = firstSeed(asked)
  const served = await servedApi(SITES)
  try {
    const good = await sync(served, seed, false, EDITS[effort], options)
    const bad = await sync(served, seed, true, EDITS[effort], options)
    const say = (name: string, { ms, busyMs, requests }: Synced): string =>
      `${name} ${(ms / 1000).toFixed(2)} s (computing ${(busyMs / 1000).toFixed(2)}), ${requests} requests`
    const met =
      [good, bad].every(
        ({ drained, requests, stored }) => drained && requests <= MOST_REQUESTS && stored >= EDITS[effort],
      ) &&
      (effort === 'quick' || (good.ms < LOOPBACK_MS && bad.ms < BAD_WIRE_MS))
    const figure = `${counted(EDITS[effort])} edits: ${say('loopback', good)}; ${say('200 ms, every tenth answer lost', bad)}; seed ${seed}`
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
        const few = (store: { sendable: (limit: number) => readonly unknown[] }) => ({
          sendable: (limit: number) => store.sendable(Math.min(limit, 50)) as never,
        })
        return !(await check('quick', 1, { wrapStore: few })).met
      },
    },
  ],
}
