import type { SyncApi } from '../../main/data-service/sync/sync-api.ts'
import { type Chance, chanceOf } from '../oracle/chance.ts'
import type { Effort, Goal, Outcome } from './goal.ts'
import { counted, firstSeed } from './histories-goal.ts'
import { isDrained, openRealLaptop, type RealLaptop } from './real-laptop.ts'
import { COUNT_LINES, openDays, servedApi, type ServedApi, siteIds } from './served-api.ts'

const LAPTOPS: Readonly<Record<Effort, number>> = { quick: 12, full: 100, long: 100 }
const SITES = 3
const GESTURES = 6
const P95_MS = 500
const DRAIN_MS = 30_000
/** Few enough cells that people meet. */
const DAYS = openDays(4)

type Wrap = (api: SyncApi) => SyncApi

/** The same API, with how long each answer took written down. */
const timed =
  (took: number[], inner: Wrap): Wrap =>
  (api) => {
    const time = async <T>(answer: Promise<T>): Promise<T> => {
      const startedAt = performance.now()
      try {
        return await answer
      } finally {
        took.push(performance.now() - startedAt)
      }
    }
    const { scopes, snapshot, changes, push } = inner(api)
    return {
      ...api,
      scopes: (known) => time(scopes(known)),
      snapshot: (scopeId, page) => time(snapshot(scopeId, page)),
      changes: (scopeId, cursor) => time(changes(scopeId, cursor)),
      push: (ops) => time(push(ops)),
    }
  }

async function work(laptop: RealLaptop, chance: Chance): Promise<boolean> {
  laptop.runner.tell({ type: 'asked' })
  if (!(await laptop.until(() => isDrained(laptop), 60_000))) return false
  for (let i = 0; i < GESTURES; i += 1) {
    const lineId = chance.pick(COUNT_LINES)
    const period = chance.pick(DAYS)
    laptop.type(chance.pick(siteIds(SITES)), [{ lineId, period, value: chance.whole(0, 30) * 1_000_000 }])
    await laptop.until(() => isDrained(laptop), chance.whole(1, 60))
  }
  return laptop.until(() => isDrained(laptop), DRAIN_MS)
}

/** Every commit by somebody else's hand stood on the value that its author had seen, by the server's own log. */
async function blindIn({ api }: ServedApi, laptops: readonly RealLaptop[]): Promise<string | null> {
  const rows = await api.store.db
    .selectFrom('cell_audit')
    .select(['op_id', 'before', 'sub', 'site_id', 'period', 'line_id'])
    .orderBy('seq')
    .execute()
  for (const { op_id: opId, before, sub, period, line_id: lineId } of rows) {
    const op = opId === null ? undefined : laptops.map(({ store }) => store.findOperation(opId)).find(Boolean)
    if (op && op.baseValue !== before)
      return `${sub} wrote over ${before} in ${lineId} ${period}, having seen ${op.baseValue}`
  }
  return null
}

async function check(
  count: number,
  isTimed: boolean,
  asked: number | null,
  wrap: Wrap = (api) => api,
): Promise<Outcome> {
  const seed = firstSeed(asked)
  const served = await servedApi(SITES)
  const took: number[] = []
  const laptops = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const token = await served.api.tokenOf('ines', { sub: `person-${i}`, name: `Person ${i}` })
      const wrapApi = timed(took, wrap)
      return openRealLaptop({ url: served.url, sub: `person-${i}`, token: async () => token, wrapApi })
    }),
  )
  try {
    const startedAt = performance.now()
    const drained = await Promise.all(laptops.map((laptop, i) => work(laptop, chanceOf(seed + i))))
    const seconds = (performance.now() - startedAt) / 1000
    const blind = await blindIn(served, laptops)
    const p95 = took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? 0
    const all = drained.filter(Boolean).length
    const met = all === count && blind === null && (!isTimed || p95 < P95_MS)
    const figure = `${all} of ${count} laptops drained in ${seconds.toFixed(1)} s, ${counted(took.length)} requests, p95 ${p95.toFixed(0)} ms, ${blind === null ? 'no' : 'a'} blind overwrite; seed ${seed}`
    return blind === null ? { met, figure } : { met, figure, trouble: blind }
  } finally {
    for (const laptop of laptops) await laptop.close()
    await served.close()
  }
}

/** A laptop that looks up what is there and says that it had seen it. */
const rebasing: Wrap = (api) => ({
  ...api,
  push: async (ops) => {
    const there = new Map<string, { ver: number; value: number | null }>()
    for (const scopeId of new Set(ops.map((op) => `${op.siteId}:2026`))) {
      const { cells } = await api.changes(scopeId, 0)
      for (const cell of cells) {
        if (cell.scenario === 'forecast') there.set(`${cell.siteId}|${cell.period}|${cell.lineId}`, cell)
      }
    }
    return api.push(
      ops.map((op) => {
        const cell = there.get(`${op.siteId}|${op.period}|${op.lineId}`)
        return cell ? { ...op, baseVer: cell.ver, baseValue: cell.value } : op
      }),
    )
  },
})

/** Many laptops, few cells, the real server: nobody writes over what they have not seen. */
export const G7: Goal = {
  id: 'G7',
  title: '100 laptops at once on 3 sites: no blind overwrite, all drained in 30 s, p95 under 500 ms',
  alone: true,
  run: (effort, seed) => check(LAPTOPS[effort], effort !== 'quick', seed),
  mutants: [
    { name: 'laptops push over whatever is there', isCaught: async () => !(await check(12, false, 1, rebasing)).met },
  ],
}
