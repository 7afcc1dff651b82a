import type { Effort, Goal } from './goal.ts'
import { counted, playHistories, variant } from './histories-goal.ts'

const HISTORIES: Readonly<Record<Effort, number>> = { quick: 500, full: 20_000, long: 500_000 }

/** Conflicts are shown to their author, and only where two people wrote (sync.md 3.1). */
export const G16: Goal = {
  id: 'G16',
  title: 'every conflicting edit is shown to its author; a resend is never a conflict',
  run: (effort, seed) =>
    playHistories(
      HISTORIES[effort],
      seed,
      { percent: { 'lose-answer': 100, duplicate: 100, 'deliver-late': 100, 'give-up': 100 } },
      ({ histories, conflicts }) =>
        `${counted(histories)} histories, ${counted(conflicts)} conflicts, all shown, 0 false`,
    ),
  mutants: [
    variant('a conflict drops the local value'),
    variant('the server does not know an operation again'),
    variant('a pull moves the base under a waiting edit'),
  ],
}
