import { FIRST_PREFERENCES, type Preferences } from '../../shared/contract/ipc.ts'

/** What a person has settled about how the grids behave (decision 37). */
export type GridHabits = Pick<Preferences, 'quoteKeys' | 'fillDrag' | 'pasteRefused' | 'shorthand'>

/** As long as nobody has settled anything. */
export const USUAL_HABITS: GridHabits = FIRST_PREFERENCES
