import type { GridHabits } from '../grid/grid-habits.ts'
import type { GridSheet, Spot } from '../grid/grid-sheet.ts'
import type { SelectionFigures } from '../grid/selection-figures.ts'
import type { Slice } from './state.ts'

export type Panel =
  | 'sync'
  | 'palette'
  | 'sign-out'
  | 'copy-schedule'
  | 'shortcuts'
  | 'undo-list'
  | 'checks'
  | 'comments'
  | 'change-chosen'
  | 'column-width'
  | 'backups'
  | 'laptops'
  | 'grid-settings'
  | 'about'
  | 'export'
  | 'help'
  | 'site-filter'
  | null

/** Short words for a person: shown in the status bar and read out; and which panel is open. */
export type NoticeSlice = {
  readonly notice: { readonly id: number; readonly text: string; readonly tone: 'plain' | 'problem' } | null
  readonly panel: Panel
  readonly selection: SelectionFigures | null
  /** The chosen cells of the grid, one or many. */
  readonly chosen: readonly Spot[]
  /** True until the keyboard has gone to the history of the active cell. */
  readonly historyAsked: boolean
  /** Which topic the help shows. */
  readonly helpTopic: string
  readonly showHelp: (topic: string) => void
  /** What the open grid shows and takes now; null where none is open. */
  readonly openGrid: (() => GridSheet) | null
  readonly askHistory: (historyAsked: boolean) => void
  readonly setOpenGrid: (grid: (() => GridSheet) | null) => void
  readonly say: (text: string, tone?: 'plain' | 'problem') => void
  /** Something was done since: a problem that was said before is none any more. */
  readonly forgetProblem: () => void
  readonly showPanel: (panel: Panel) => void
  /** Opens the settings of the grids at one of them. */
  readonly showSetting: (setting: keyof GridHabits) => void
  /** Where they were opened. */
  readonly settingAsked: keyof GridHabits | null
  readonly setSelection: (selection: SelectionFigures | null, chosen: readonly Spot[]) => void
}

export const createNoticeSlice: Slice<NoticeSlice> = (set, get) => ({
  notice: null,
  panel: null,
  selection: null,
  chosen: [],
  historyAsked: false,
  helpTopic: 'statistics',
  showHelp: (helpTopic) => set({ helpTopic, panel: 'help' }),
  openGrid: null,
  askHistory: (historyAsked) => set({ historyAsked }),
  setOpenGrid: (openGrid) => set({ openGrid }),
  say: (text, tone = 'plain') => set({ notice: { id: (get().notice?.id ?? 0) + 1, text, tone } }),
  showPanel: (panel) => set({ panel, settingAsked: null }),
  settingAsked: null,
  showSetting: (settingAsked) => set({ panel: 'grid-settings', settingAsked }),
  forgetProblem: () => get().notice?.tone === 'problem' && set({ notice: null }),
  setSelection: (selection, chosen) => set({ selection, chosen }),
})
