/** How much a goal is asked to prove: `quick` in every test run, `full` as sync.md 4 states it, `long` by night. */
export const EFFORTS = ['quick', 'full', 'long'] as const
export type Effort = (typeof EFFORTS)[number]

/** What a run of a goal found. */
export type Outcome = {
  readonly met: boolean
  /** The figure as one line: `1,001 kills, 20,440 answers, 0 lost`. */
  readonly figure: string
  /** What went wrong, with all that is needed to see it again: the seed, the trace. */
  readonly trouble?: string
  /** This machine lacks what the goal needs, so nothing was proved; the figure says what is missing. */
  readonly notRunHere?: true
}

/** A fault put into the product on purpose, which the goal's own check must notice. */
export type Mutant = {
  readonly name: string
  /** True when the check noticed it. */
  readonly isCaught: (effort: Effort) => Promise<boolean>
}

/** One reliability goal of sync.md 4. */
export type Goal = {
  readonly id: `G${number}`
  /** What has to hold, with its number. */
  readonly title: string
  /** True when it measures time or memory, so that nothing else may run beside it. */
  readonly alone?: true
  readonly run: (effort: Effort, seed: number | null) => Promise<Outcome>
  /** At least one: a check that cannot fail proves nothing. */
  readonly mutants: readonly Mutant[]
}
