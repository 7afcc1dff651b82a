import type { Effort, Goal } from './goal.ts'
import { counted, playHistories, variant } from './histories-goal.ts'

const HISTORIES: Readonly<Record<Effort, number>> = { quick: 500, full: 20_000, long: 500_000 }

/** Server restores from a backup, up to several in a history (sync.md 3.6). */
export const G11: Goal = {
  id: 'G11',
  title: 'server restores at random points of 20,000 histories: no acknowledged edit vanishes unseen',
  run: (effort, seed) =>
    playHistories(
      HISTORIES[effort],
      seed,
      { percent: { restore: 100 } },
      ({ histories, restores, vanished }) =>
        `${counted(histories)} histories, ${counted(restores)} restores took ${counted(vanished)} commits away, ` +
        'each is a value or a conflict again',
    ),
  mutants: [variant('acknowledged edits are not kept'), variant('only the last restore counts')],
}
