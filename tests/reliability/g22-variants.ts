import type { Goal } from './goal.ts'
import { counted, firstSeed, variant } from './histories-goal.ts'
import { playMany } from './simulator/play-many.ts'
import { VARIANTS } from './simulator/variants.ts'

const WITHIN = 5000

/** Mutants test the checker, not only the code (sync.md 4.1). */
export const G22: Goal = {
  id: 'G22',
  title: 'each known-bad protocol is caught within 5,000 histories',
  run: async (_effort, seed) => {
    const from = firstSeed(seed)
    const first = Object.keys(VARIANTS).map((cast) => ({ cast, ...playMany({ cast, from, count: WITHIN }) }))
    const missed = first.filter(({ failed }) => failed === null).map(({ cast }) => cast)
    const latest = Math.max(...first.map(({ histories }) => histories))
    const figure = `${first.length - missed.length} of ${first.length} caught, the latest in history ${counted(latest)}; seeds from ${from}`
    return missed.length === 0
      ? { met: true, figure }
      : { met: false, figure, trouble: `not caught: ${missed.join('; ')}` }
  },
  mutants: Object.keys(VARIANTS).map((cast) => variant(cast, WITHIN)),
}
