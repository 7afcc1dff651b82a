import { AppError } from '../../shared/core/errors.ts'
import type { Effort, Goal, Outcome } from './goal.ts'

/** One row of the table: what a goal found, and which of its mutants were caught. */
export type Verdict = {
  readonly id: string
  readonly title: string
  readonly outcome: Outcome
  readonly mutants: readonly { readonly name: string; readonly caught: boolean; readonly trouble?: string }[]
  readonly seconds: number
}

/** Plays a goal, then each of its mutants; whatever is thrown on the way is trouble, never a pass. */
export async function runGoal(goal: Goal, effort: Effort, seed: number | null): Promise<Verdict> {
  const startedAt = performance.now()
  const outcome = await goal
    .run(effort, seed)
    .catch((thrown: unknown): Outcome => ({ met: false, figure: 'the check itself failed', trouble: textOf(thrown) }))
  const mutants = []
  for (const { name, isCaught } of outcome.notRunHere ? [] : goal.mutants) {
    const verdict = await isCaught(effort).then(
      (caught) => ({ name, caught }),
      (thrown: unknown) => ({ name, caught: false, trouble: textOf(thrown) }),
    )
    mutants.push(verdict)
  }
  const seconds = (performance.now() - startedAt) / 1000
  return { id: goal.id, title: goal.title, outcome, mutants, seconds }
}

/** How many checks of a goal passed and failed. What could not be run proves nothing: only `quick` lets it be. */
export function countsOf({ outcome, mutants }: Verdict, effort: Effort): { passed: number; failed: number } {
  if (outcome.notRunHere) return { passed: 0, failed: effort === 'quick' ? 0 : 1 }
  const checks = [outcome.met, ...mutants.map(({ caught }) => caught), ...(mutants.length === 0 ? [false] : [])]
  const passed = checks.filter(Boolean).length
  return { passed, failed: checks.length - passed }
}

const textOf = (thrown: unknown): string =>
  thrown instanceof AppError && thrown.issues.length > 0
    ? `${thrown.message} ${JSON.stringify(thrown.issues)}`
    : thrown instanceof Error
      ? (thrown.stack ?? thrown.message)
      : String(thrown)
