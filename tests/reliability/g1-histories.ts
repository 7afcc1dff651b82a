import type { Effort, Goal } from './goal.ts'
import { counted, playHistories, variant } from './histories-goal.ts'

const HISTORIES: Readonly<Record<Effort, number>> = { quick: 1500, full: 200_000, long: 5_000_000 }

/** The whole protocol against every fault at once: the product's decisions over a store in memory (sync.md 4.1). */
export const G1: Goal = {
  id: 'G1',
  title: '200,000 histories of 2–5 people under 20 kinds of fault: no clause is violated',
  run: (effort, seed) =>
    playHistories(
      HISTORIES[effort],
      seed,
      undefined,
      ({ histories, edits }) => `${counted(histories)} histories, ${counted(edits)} edits, 0 violations`,
    ),
  mutants: [variant('both of a pair may be filled'), variant('nothing is written down before it is sent')],
}
