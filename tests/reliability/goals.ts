import type { Goal } from './goal.ts'

/** The reliability goals of sync.md 4, in its order. A goal is one file and one line here. */
export const GOALS: readonly Goal[] = []
