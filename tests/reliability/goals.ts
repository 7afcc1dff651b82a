import type { Goal } from './goal.ts'
import { G3 } from './g3-kill.ts'
import { G4 } from './g4-power.ts'
import { G10 } from './g10-damage.ts'
import { G13 } from './g13-upgrade.ts'
import { G14 } from './g14-disk-full.ts'
import { G18 } from './g18-long-queue.ts'
import { G19 } from './g19-one-writer.ts'

/** The reliability goals of sync.md 4, in its order. A goal is one file and one line here. */
export const GOALS: readonly Goal[] = [G3, G4, G10, G13, G14, G18, G19]
