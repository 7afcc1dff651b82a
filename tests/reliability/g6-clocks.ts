import { isDeepStrictEqual } from 'node:util'
import { chanceOf } from '../oracle/chance.ts'
import type { Effort, Goal } from './goal.ts'
import { counted, firstSeed } from './histories-goal.ts'
import { historyOf } from './simulator/actions.ts'
import { type Cast, play } from './simulator/play.ts'
import { VARIANTS } from './simulator/variants.ts'
import { absorb } from '../../main/data-service/sync/exchange.ts'

const HISTORIES: Readonly<Record<Effort, number>> = { quick: 300, full: 10_000, long: 200_000 }
/** Ten jumps of up to a year in a history, and nothing else that goes wrong. */
const SHAPE = { percent: { 'jump-clock': 100 } } as const

/** The first history that ends otherwise when clocks jump by up to a year than when they are right; null for none. */
function firstDifference(from: number, count: number, cast: Cast = {}): string | null {
  for (let seed = from; seed < from + count; seed += 1) {
    const history = historyOf(chanceOf(seed), SHAPE)
    const jumping = play(history, cast)
    if (jumping.violations.length > 0) return `seed ${seed}: ${jumping.violations.slice(0, 3).join('; ')}`
    const right = play(history, { ...cast, clocksJump: false })
    for (const [i, laptop] of jumping.world.laptops.entries()) {
      const other = right.world.laptops[i]!
      if (!isDeepStrictEqual(laptop.kept.dump(), other.kept.dump())) return `seed ${seed}: ${laptop.sub} differs`
    }
  }
  return null
}

/** No clock decides anything (sync.md ten decisions, 8). */
export const G6: Goal = {
  id: 'G6',
  title: 'clocks that jump by up to a year: nothing lost, nothing reordered, the state of right clocks',
  run: async (effort, seed) => {
    const from = firstSeed(seed)
    const trouble = firstDifference(from, HISTORIES[effort])
    const figure = `${counted(HISTORIES[effort])} histories, each beside itself with right clocks; seeds from ${from}`
    return trouble === null ? { met: true, figure } : { met: false, figure, trouble }
  },
  mutants: [
    {
      name: 'the feed is ordered by clocks that differ',
      isCaught: async () => firstDifference(1, 200, VARIANTS['the feed is ordered by clocks that differ']) !== null,
    },
    {
      name: 'a laptop whose clock is behind drops what it is told',
      isCaught: async () =>
        firstDifference(1, 200, {
          absorb: (store, request, answered, world) =>
            answered.kind === 'push' && world.at < '2026'
              ? absorb(store, request, { kind: 'push', answer: answered.answer.slice(1) }, world)
              : absorb(store, request, answered, world),
        }) !== null,
    },
  ],
}
