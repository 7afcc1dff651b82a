import type { Bridge } from '../../shared/contract/ipc.ts'
import { ask } from '../bridge.ts'
import type { Clipboard } from '../grid/copied-block.ts'
import type { PasteManner, PasteQuestion } from '../grid/pasting.ts'
import type { PastePlan } from '../grid/plan-paste.ts'
import type { Slice } from './state.ts'

/** What is asked before cells are pasted, and what was refused. */
export type PasteSlice = {
  /** A block that was not written, with its reasons. */
  readonly refusedBlock: PastePlan | null
  readonly pasteQuestion: PasteQuestion | null
  /** Pastes in the manner the person is being asked for. */
  readonly pasteInManner: ((manner: PasteManner) => void) | null
  readonly showRefusedBlock: (plan: PastePlan | null) => void
  readonly askPaste: (question: PasteQuestion | null) => void
  readonly askManner: (paste: ((manner: PasteManner) => void) | null) => void
  /** Null when the system does not let it be read. */
  readonly readClipboard: () => Promise<Clipboard | null>
}

export const createPasteSlice =
  (bridge: Bridge): Slice<PasteSlice> =>
  (set) => ({
    refusedBlock: null,
    pasteQuestion: null,
    pasteInManner: null,
    showRefusedBlock: (refusedBlock) => set({ refusedBlock }),
    askPaste: (pasteQuestion) => set({ pasteQuestion }),
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
  })
