import { randomUUID } from 'node:crypto'
import { openClient } from '../../main/data-service/api/client.ts'
import { recordWrites } from '../../main/data-service/edit/record-writes.ts'
import { type Runner, startRunner } from '../../main/data-service/sync/runner.ts'
import type { SyncApi } from '../../main/data-service/sync/sync-api.ts'
import { sqliteStore } from './simulator/sqlite-store.ts'

type Typed = { readonly lineId: string; readonly period: string; readonly value: number | null }
type Kept = ReturnType<typeof sqliteStore>

export type RealLaptop = {
  readonly store: Kept
  readonly runner: Runner
  /** Mistakes of ours that the runner reported. */
  readonly bugs: unknown[]
  /** Waits that were asked for; each is over at once. */
  readonly waits: number
  readonly type: (siteId: string, writes: readonly Typed[]) => void
  readonly until: (isTrue: () => boolean, limitMs?: number) => Promise<boolean>
  readonly close: () => Promise<void>
}

export type RealLaptopOptions = {
  readonly url: string
  readonly sub: string
  readonly token: () => Promise<string>
  readonly timeoutMs?: number
  /** The product's own, or one with a fault in it. */
  readonly wrapApi?: (api: SyncApi) => SyncApi
  readonly wrapStore?: (store: Kept) => Partial<Kept>
  /** Waits are over at once; false: they never are; real: they take their time. */
  readonly timersFire?: boolean | 'real'
}

/** The real sync of a laptop: its SQL, its runner, its HTTP client; only waiting takes no time. */
export function openRealLaptop(options: RealLaptopOptions): RealLaptop {
  const kept = sqliteStore()
  const store: Kept = { ...kept, ...options.wrapStore?.(kept) }
  const deviceId = randomUUID()
  const bugs: unknown[] = []
  let waits = 0
  const client = openClient({
    apiUrl: options.url,
    deviceId,
    token: async () => ({ ok: true, value: await options.token() }),
    epoch: () => store.epochs().at(-1) ?? null,
    now: Date.now,
    timeoutMs: options.timeoutMs ?? 30_000,
  })
  const runner: Runner = startRunner({
    store,
    api: options.wrapApi?.(client) ?? client,
    me: { sub: options.sub, name: options.sub },
    now: Date.now,
    random: Math.random,
    newId: randomUUID,
    later: (ms, work) => {
      const isWatchdog = ms >= 300_000
      if (isWatchdog || options.timersFire === false) return () => {}
      if (runner.status().phase === 'idle') return () => {} // a poll: nobody waits for it
      waits += 1
      const handle = setTimeout(work, options.timersFire === 'real' ? ms : 1)
      return () => clearTimeout(handle)
    },
    year: () => 2026,
    onStatus: () => {},
    onSites: () => {},
    onReview: () => {},
    onCells: () => {},
    report: (bug) => bugs.push(bug),
  })
  return {
    store,
    runner,
    bugs,
    get waits() {
      return waits
    },
    type: (siteId, writes) => {
      const gist = { gestureId: randomUUID(), source: 'typed' as const, editedAt: new Date().toISOString() }
      store.transaction(() => recordWrites(store, siteId, writes, { ...gist, newId: randomUUID }))
      runner.tell({ type: 'edited' })
    },
    until: async (isTrue, limitMs = 60_000) => {
      const end = performance.now() + limitMs
      while (!isTrue()) {
        if (performance.now() > end) return false
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
      return true
    },
    close: async () => {
      await runner.close()
      client.close()
      kept.close()
    },
  }
}

/** Nothing waits to be sent, and nothing is under way. */
export const isDrained = ({ store, runner }: RealLaptop): boolean =>
  runner.status().phase === 'idle' &&
  store.inflight(1).length === 0 &&
  store.sendable(1).length === 0 &&
  store.baseless().length === 0
