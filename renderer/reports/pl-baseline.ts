import type { Preferences } from '../../shared/contract/ipc.ts'
import { words } from '../text/words.ts'

/** What a P&L is compared with (domain.md 9.4). */
export type PlBaseline = Preferences['plBaseline']

/** The amount of a cell it stands for. */
export const baselineSet = (baseline: PlBaseline): 'budget' | 'priorYear' =>
  baseline === 'budget' ? 'budget' : 'priorYear'

/** Its name above a column and beside a bar. */
export const baselineName = (baseline: PlBaseline): string =>
  words.plView[baseline === 'budget' ? 'budget' : 'lastYear']
