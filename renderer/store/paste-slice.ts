import type { Bridge } from '../../shared/contract/ipc.ts'
import type { Month } from '../../shared/core/calendar.ts'
import { ask } from '../bridge.ts'
import { sheetAfter } from '../categories/sheet-after.ts'
import type { Clipboard } from '../grid/copied-block.ts'
import type { GridHabits } from '../grid/grid-habits.ts'
import type { OtherMonth } from '../grid/next-month.ts'
import type { SpreadQuestion } from '../grid/pasted-sums.ts'
import type { PasteManner, PasteQuestion } from '../grid/pasting.ts'
import type { PastePlan } from '../grid/plan-paste.ts'
import { formatMonth } from '../text/format.ts'
import { words } from '../text/words.ts'
import type { Slice } from './state.ts'

/** What is asked before cells are pasted, and what was refused. */
export type PasteSlice = {
  /** A block that was not written, with its reasons. */
  readonly refusedBlock: PastePlan | null
  readonly pasteQuestion: PasteQuestion | null
  /** Sums that a paste met: how they are spread is being asked. */
  readonly spreadQuestion: SpreadQuestion | null
  /** What the last notice is about, where it left cells as they are. */
  readonly lastPlan: { readonly notice: number; readonly plan: PastePlan } | null
  /** The setting what the last notice tells went by. */
  readonly lastSetting: { readonly notice: number; readonly setting: keyof GridHabits } | null
  /** The cells that were left as they are, while a person looks at them. */
  readonly leftCells: PastePlan | null
  /** Pastes in the manner the person is being asked for. */
  readonly pasteInManner: ((manner: PasteManner) => void) | null
  readonly showRefusedBlock: (plan: PastePlan | null) => void
  readonly askPaste: (question: PasteQuestion | null) => void
  readonly askSpread: (question: SpreadQuestion | null) => void
  /** Says what was done, and keeps which cells were left as they are and which setting it went by. */
  readonly tellDone: (text: string, plan: PastePlan, by?: keyof GridHabits) => void
  readonly showLeftCells: (plan: PastePlan | null) => void
  readonly askManner: (paste: ((manner: PasteManner) => void) | null) => void
  /** Null when the system does not let it be read. */
  readonly readClipboard: () => Promise<Clipboard | null>
  /** The open grid in a month after it, for a paste that goes on there; in words why it cannot be had. */
  readonly monthAfter: (month: Month) => Promise<OtherMonth | string>
}

export const createPasteSlice =
  (bridge: Bridge): Slice<PasteSlice> =>
  (set, get) => ({
    refusedBlock: null,
    pasteQuestion: null,
    spreadQuestion: null,
    lastPlan: null,
    lastSetting: null,
    leftCells: null,
    pasteInManner: null,
    showRefusedBlock: (refusedBlock) => set({ refusedBlock }),
    askPaste: (pasteQuestion) => set({ pasteQuestion }),
    askSpread: (spreadQuestion) => set({ spreadQuestion }),
    tellDone: (text, plan, by) => {
      get().say(text)
      const { notice } = get()
      if (notice !== null && by !== undefined) set({ lastSetting: { notice: notice.id, setting: by } })
      if (notice !== null && plan.skips.length > 0) set({ lastPlan: { notice: notice.id, plan } })
    },
    showLeftCells: (leftCells) => set({ leftCells }),
    askManner: (pasteInManner) => set({ pasteInManner }),
    readClipboard: async () => {
      // The page reads the text itself; what it may not see, Excel's own forms, comes from main.
      const [text, forms] = await Promise.all([
        navigator.clipboard.readText().catch(() => null),
        ask(bridge, 'clipboard.read', undefined),
      ])
      if (text === null) return null
      return { text, ...(forms.ok ? forms.value : { spreadsheet: null, html: null }) }
    },
    monthAfter: async (month) => {
      const { siteId } = get().preferences
      const limits = get().reach()
      if (siteId === null || limits === null || month > limits.last) return words.paste.monthBeyond(formatMonth(month))
      const sheet = await sheetAfter(bridge, get(), month)
      if (sheet === null) return words.paste.monthMissing(formatMonth(month))
      return {
        sheet,
        write: (label, writes) => void get().write({ siteId, source: 'paste', label, writes: [...writes] }),
        show: (first) => {
          get().visit({ month })
          if (first !== null) get().requestFocus({ lineId: first.lineId, period: first.period })
        },
      }
    },
  })
