import type { Gesture } from '../../shared/contract/sheet.ts'
import type { Spot } from './grid-sheet.ts'
import type { PastePlan } from './plan-paste.ts'
import type { Size } from './selection.ts'

/** What the grid tells the page around it; it stores nothing itself. */
export type GridHost = {
  readonly write: (source: Gesture['source'], label: string, writes: Gesture['writes']) => void
  readonly focused: (spot: Spot | null) => void
  readonly selected: (spots: readonly Spot[], size: Size) => void
  readonly refusedPaste: (plan: PastePlan) => void
  readonly say: (text: string, tone?: 'plain' | 'problem') => void
  /** The grid can take the first keystroke. */
  readonly ready: () => void
}
