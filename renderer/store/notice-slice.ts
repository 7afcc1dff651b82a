import type { Spot } from '../grid/grid-sheet.ts'
import type { PastePlan } from '../grid/plan-paste.ts'
import type { SelectionFigures } from '../grid/selection-figures.ts'
import type { Slice } from './state.ts'

export type Panel = 'sync' | 'palette' | 'sign-out' | 'copy-schedule' | 'shortcuts' | 'export' | null

/** Short words for a person: shown in the status bar and read out; and which panel is open. */
export type NoticeSlice = {
  readonly notice: { readonly id: number; readonly text: string; readonly tone: 'plain' | 'problem' } | null
  readonly panel: Panel
  /** A paste that was refused, with its reasons. */
  readonly refusedPaste: PastePlan | null
  readonly selection: SelectionFigures | null
  /** The chosen cells of the grid, one or many. */
  readonly chosen: readonly Spot[]
  readonly say: (text: string, tone?: 'plain' | 'problem') => void
  readonly showPanel: (panel: Panel) => void
  readonly showRefusedPaste: (plan: PastePlan | null) => void
  readonly setSelection: (selection: SelectionFigures | null, chosen: readonly Spot[]) => void
}

export const createNoticeSlice: Slice<NoticeSlice> = (set, get) => ({
  notice: null,
  panel: null,
  refusedPaste: null,
  selection: null,
  chosen: [],
  say: (text, tone = 'plain') => set({ notice: { id: (get().notice?.id ?? 0) + 1, text, tone } }),
  showPanel: (panel) => set({ panel }),
  showRefusedPaste: (refusedPaste) => set({ refusedPaste }),
  setSelection: (selection, chosen) => set({ selection, chosen }),
})
