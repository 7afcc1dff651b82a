import type { Goal } from './goal.ts'
import { G1 } from './g1-histories.ts'
import { G2 } from './g2-two-stores.ts'
import { G3 } from './g3-kill.ts'
import { G4 } from './g4-power.ts'
import { G5 } from './g5-month-offline.ts'
import { G6 } from './g6-clocks.ts'
import { G7 } from './g7-hundred-laptops.ts'
import { G8 } from './g8-first-sync.ts'
import { G9 } from './g9-healing.ts'
import { G10 } from './g10-damage.ts'
import { G11 } from './g11-restores.ts'
import { G12 } from './g12-one-refresh.ts'
import { G13 } from './g13-upgrade.ts'
import { G14 } from './g14-disk-full.ts'
import { G15 } from './g15-quiet.ts'
import { G16 } from './g16-conflicts.ts'
import { G17 } from './g17-one-bad.ts'
import { G18 } from './g18-long-queue.ts'
import { G19 } from './g19-one-writer.ts'
import { G20 } from './g20-fuzzed-answers.ts'
import { G21 } from './g21-merge.ts'
import { G22 } from './g22-variants.ts'

/** The reliability goals of sync.md 4, in its order. A goal is one file and one line here. */
export const GOALS: readonly Goal[] = [
  G1,
  G2,
  G3,
  G4,
  G5,
  G6,
  G7,
  G8,
  G9,
  G10,
  G11,
  G12,
  G13,
  G14,
  G15,
  G16,
  G17,
  G18,
  G19,
  G20,
  G21,
  G22,
]
