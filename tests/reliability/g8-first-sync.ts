import { openStore } from '../../main/data-service/db/open.ts'
import { syncStore } from '../../main/data-service/db/sync-store.ts'
import { absorb, type Answered, prepare, type Request, restartSnapshot } from '../../main/data-service/sync/exchange.ts'
import { START, step, type SyncEvent } from '../../main/data-service/sync/machine.ts'
import type { SyncStore } from '../../main/data-service/sync/sync-store.ts'
import { scopeIdOf, type SyncCell, type SyncSite } from '../../shared/contract/sync.ts'
import { type Chance, chanceOf } from '../oracle/chance.ts'
import { A_KEY, aFolder } from '../support/data-service.ts'
import { aSite } from '../support/far-end.ts'
import type { Effort, Goal, Outcome } from './goal.ts'
import { counted, firstSeed } from './histories-goal.ts'
import { brittle, type Fuse, PowerCut } from './simulator/brittle-store.ts'
import type { TestStore } from './simulator/memory-store.ts'
import { md5Cell, sumOf } from './simulator/scope-sum.ts'

const YEAR = 2026
const CELLS_OF_SITE = 20_000
const PAGE = 10_000
const SITES: Readonly<Record<Effort, number>> = { quick: 3, full: 50, long: 250 }
const CUTS: Readonly<Record<Effort, number>> = { quick: 6, full: 50, long: 200 }
/** Limits of sync.md 4, measured by the full run alone on the machine. */
const ALL_MS = 30_000
const FIRST_SITE_MS = 2000

const siteOf = (n: number): SyncSite => aSite({ siteId: String(1000 + n) })

/** The cells of a site's year, in the order of their keys; each has a place of its own in the commit order. */
function cellsOf(siteId: string): SyncCell[] {
  const first = (Number(siteId) - 1000) * CELLS_OF_SITE
  return Array.from({ length: CELLS_OF_SITE }, (_, i) => ({
    siteId,
    lineId: `line${String(i % 60).padStart(2, '0')}`,
    period: `${YEAR}-${String(Math.floor(i / 60 / 31) + 1).padStart(2, '0')}-${String((Math.floor(i / 60) % 31) + 1).padStart(2, '0')}`,
    scenario: 'budget',
    value: i,
    ver: 1,
    seq: first + i + 1,
    deleted: false,
    by: 'office',
    byName: 'Office',
    opId: null,
    at: '2026-01-01T00:00:00.000Z',
  }))
}

type Server = {
  readonly answer: (request: Request) => Answered
  readonly pages: () => number
  /** Whoever asks for so many gets nowhere. */
  readonly mostPages: number
}

function serverOf(sites: number): Server {
  const head = sites * CELLS_OF_SITE
  const kept = new Map<string, SyncCell[]>()
  let pages = 0
  const answer = (request: Request): Answered => {
    switch (request.kind) {
      case 'scopes': {
        const list = Array.from({ length: sites }, (_, n) => siteOf(n))
        const scopes = list.map(({ siteId }) => ({
          scopeId: scopeIdOf(siteId, YEAR),
          siteId,
          year: YEAR,
          headSeq: head,
          minCursor: 0,
        }))
        return {
          kind: 'scopes',
          answer: { epoch: 'epoch-1', restoredToSeq: 0, businessDay: '2026-04-10', sites: list, scopes },
        }
      }
      case 'snapshot': {
        pages += 1
        const siteId = request.scopeId.split(':')[0]!
        const all = kept.get(siteId) ?? cellsOf(siteId)
        kept.clear()
        kept.set(siteId, all)
        const from = Number(request.page ?? 0)
        const isLast = from + PAGE >= all.length
        return {
          kind: 'snapshot',
          answer: {
            scopeId: request.scopeId,
            asOfSeq: head,
            cells: all.slice(from, from + PAGE),
            nextPage: isLast ? null : String(from + PAGE),
            count: isLast ? all.length : null,
            check: isLast ? sumOf(all, md5Cell) : null,
          },
        }
      }
      default:
        throw new Error(`nothing was written, so nobody asks for ${request.kind}`)
    }
  }
  return { answer, pages: () => pages, mostPages: 20 + (4 * sites * CELLS_OF_SITE) / PAGE }
}

/** One start of the laptop: syncs until it rests or the power goes. True when it rested. */
function syncOnce(store: SyncStore, server: Server, onLoaded: () => void): boolean {
  let state = START
  const queue: SyncEvent[] = [{ type: 'asked' }]
  try {
    for (let event = queue.shift(); event && server.pages() < server.mostPages; event = queue.shift()) {
      const [next, effects] = step(state, event)
      state = next
      for (const effect of effects) {
        if (effect.type === 'restart-snapshot') restartSnapshot(store, effect.scopeId)
        if (effect.type !== 'read-scopes' && effect.type !== 'pull') continue
        const request = prepare(store, effect)!
        const world = { me: { sub: 'mara', name: 'Mara' }, newId: () => '', at: '', year: YEAR, wasQuick: true }
        const outcome = absorb(store, request, server.answer(request), world)
        if (outcome.sitesChanged && request.kind === 'snapshot') onLoaded()
        queue.push(outcome.event)
      }
    }
    return state.phase === 'idle'
  } catch (thrown) {
    if (thrown instanceof PowerCut) return false
    throw thrown
  }
}

type Wrap = (store: SyncStore) => SyncStore

async function check(effort: Effort, asked: number | null, wrap: Wrap = (store) => store): Promise<Outcome> {
  const seed = firstSeed(asked)
  const chance: Chance = chanceOf(seed)
  const folder = aFolder()
  const sites = SITES[effort]
  const server = serverOf(sites)
  const fuse: Fuse = { writesLeft: Infinity }
  let firstMs = 0
  let cuts = CUTS[effort]
  const startedAt = performance.now()
  try {
    for (let done = false; !done && cuts > -5; cuts -= 1) {
      const opened = await openStore(folder.path, A_KEY)
      fuse.writesLeft = cuts > 0 ? chance.whole(1, (sites * CELLS_OF_SITE * 2) / CUTS[effort]) : Infinity
      const store = brittle(wrap(syncStore(opened.db)) as TestStore, fuse)
      done = syncOnce(store, server, () => void (firstMs ||= performance.now() - startedAt))
      opened.close()
    }
    const ms = performance.now() - startedAt
    const { db, close } = await openStore(folder.path, A_KEY)
    const wrong = Array.from({ length: sites }, (_, n) => siteOf(n).siteId).filter(
      (siteId) => syncStore(db).checksumOf(siteId, YEAR).checksum !== sumOf(cellsOf(siteId), md5Cell).checksum,
    )
    close()
    const needed = (sites * CELLS_OF_SITE) / PAGE
    const again = server.pages() - needed
    const isResumed = again <= CUTS[effort] + 1 // a cut costs the page it hit, never the ones before
    const isQuick = effort === 'quick' || (ms < ALL_MS && firstMs < FIRST_SITE_MS)
    const figure = `${counted(sites * CELLS_OF_SITE)} cells in ${(ms / 1000).toFixed(1)} s, the first site after ${(firstMs / 1000).toFixed(1)} s; power cut ${CUTS[effort]} times, ${again} of ${needed} pages fetched again; seed ${seed}`
    const met = wrong.length === 0 && isResumed && isQuick
    return wrong.length === 0
      ? { met, figure }
      : { met, figure, trouble: `not the server's cells: ${wrong.join(', ')}` }
  } finally {
    folder.remove()
  }
}

/** The first sync goes on where it was cut off, page by page. */
export const G8: Goal = {
  id: 'G8',
  title: 'first sync of 1,000,000 cells in 30 s, the open site in 2 s, resumed at every page',
  alone: true,
  run: (effort, seed) => check(effort, seed),
  mutants: [
    {
      name: 'a start begins the snapshot anew',
      isCaught: async () => {
        const forgetful: Wrap = (store) => ({
          ...store,
          saveScope: (scope) => store.saveScope({ ...scope, snapshotPage: null }),
        })
        return !(await check('quick', 1, forgetful)).met
      },
    },
    {
      name: 'some cells of a page get lost',
      isCaught: async () => {
        const lossy: Wrap = (store) => ({
          ...store,
          saveCell: (cell, generation) => (cell.seq % 7919 === 0 ? undefined : store.saveCell(cell, generation)),
        })
        return !(await check('quick', 1, lossy)).met
      },
    },
  ],
}
