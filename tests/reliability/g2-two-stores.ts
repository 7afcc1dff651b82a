import { isDeepStrictEqual } from 'node:util'
import { chanceOf } from '../oracle/chance.ts'
import type { Effort, Goal } from './goal.ts'
import { counted, firstSeed, keptHistories } from './histories-goal.ts'
import { historyOf } from './simulator/actions.ts'
import type { TestStore } from './simulator/memory-store.ts'
import { type History, play } from './simulator/play.ts'
import { md5Cell } from './simulator/scope-sum.ts'
import { sqliteStore } from './simulator/sqlite-store.ts'

const HISTORIES: Readonly<Record<Effort, number>> = { quick: 60, full: 2000, long: 20_000 }

type Wrap = (store: TestStore) => Partial<TestStore>

/** How a history ends in another state, or with a violation, over SQLite; null when it does not. */
function differenceOf(history: History, wrap: Wrap): string | null {
  const inMemory = play(history, { hashCell: md5Cell })
  const opened: ReturnType<typeof sqliteStore>[] = []
  try {
    const open = (): TestStore => {
      const store = sqliteStore()
      opened.push(store)
      return { ...store, ...wrap(store) }
    }
    const inSqlite = play(history, { hashCell: md5Cell, store: open })
    if (inSqlite.violations.length > 0) return inSqlite.violations.slice(0, 3).join('; ')
    for (const [i, laptop] of inMemory.world.laptops.entries()) {
      const other = inSqlite.world.laptops[i]!.kept.dump()
      const mine = laptop.kept.dump()
      for (const part of ['cells', 'ops', 'drafts', 'scopes'] as const) {
        if (!isDeepStrictEqual(mine[part], other[part])) return `${part} of ${laptop.sub} differ`
      }
    }
    return null
  } finally {
    for (const store of opened) store.close()
  }
}

/** The first of the kept histories, and of new ones from a seed on, that ends otherwise; null for none. */
function firstDifference(from: number, count: number, wrap: Wrap = () => ({})): string | null {
  for (const history of keptHistories()) {
    const found = differenceOf(history, wrap)
    if (found !== null) return `${history.was}: ${found}`
  }
  for (let seed = from; seed < from + count; seed += 1) {
    const found = differenceOf(historyOf(chanceOf(seed)), wrap)
    if (found !== null) return `seed ${seed}: ${found}`
  }
  return null
}

/** The same seed over the laptop's own SQL and over memory ends in the same state. */
export const G2: Goal = {
  id: 'G2',
  title: '2,000 histories over SQLite end in the state that they end in over memory',
  run: async (effort, seed) => {
    const from = firstSeed(seed)
    const trouble = firstDifference(from, HISTORIES[effort])
    const figure = `${counted(HISTORIES[effort])} histories, each state compared; seeds from ${from}`
    return trouble === null ? { met: true, figure } : { met: false, figure, trouble }
  },
  mutants: [
    {
      name: 'SQL keeps one acknowledged edit too few',
      isCaught: async () =>
        firstDifference(1, 200, (store) => ({ acknowledgedAfter: (seq) => store.acknowledgedAfter(seq + 1) })) !== null,
    },
    {
      name: 'SQL sends the newest edits first',
      isCaught: async () =>
        firstDifference(1, 200, (store) => ({
          take: (limit) => {
            const newest = [...store.sendable(Number.MAX_SAFE_INTEGER)].toReversed().slice(0, limit)
            for (const { opId } of newest) store.setState(opId, 'inflight')
            return newest
          },
        })) !== null,
    },
  ],
}
