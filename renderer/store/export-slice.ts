import type { ExportKey, PrintKey } from '../../shared/contract/export.ts'
import type { Bridge } from '../../shared/contract/ipc.ts'
import type { WireError } from '../../shared/core/errors.ts'
import { ask } from '../bridge.ts'
import { words } from '../text/words.ts'
import type { Slice } from './state.ts'

/** The export under way, and the one that failed until the person has seen it. */
export type ExportSlice = {
  /** How far it is, 0–100; null when nothing is exported. */
  readonly exporting: number | null
  readonly exportProblem: { readonly key: ExportKey; readonly error: WireError } | null
  /** Main asks where to; the person goes on working meanwhile. */
  readonly startExport: (key: ExportKey) => Promise<void>
  /** The P&L is being written as a PDF. */
  readonly printing: boolean
  readonly printProblem: { readonly key: PrintKey; readonly error: WireError } | null
  readonly startPrint: (key: PrintKey) => Promise<void>
  readonly dismissPrintProblem: () => void
  readonly stopExport: () => Promise<void>
  readonly dismissExportProblem: () => void
}

export const createExportSlice = (bridge: Bridge): Slice<ExportSlice> => {
  let stopped = false
  return (set, get) => ({
    exporting: null,
    exportProblem: null,
    startExport: async (key) => {
      if (get().exporting !== null) return
      stopped = false
      set({ exporting: 0, exportProblem: null })
      const reply = await ask(bridge, 'export.start', key)
      set({ exporting: null })
      if (!reply.ok) set({ exportProblem: { key, error: reply.error } })
      else if (reply.value !== null) {
        const { file, rows, sites, remarks } = reply.value
        get().say(words.exports.done(file, rows, sites, remarks))
      } else if (stopped) get().say(words.exports.stopped)
    },
    stopExport: async () => {
      stopped = true
      const reply = await ask(bridge, 'export.stop', undefined)
      if (!reply.ok) get().say(reply.error.message, 'problem')
    },
    printing: false,
    printProblem: null,
    startPrint: async (key) => {
      if (get().printing) return
      set({ printing: true, printProblem: null })
      const reply = await ask(bridge, 'print.start', key)
      set({ printing: false })
      if (!reply.ok) set({ printProblem: { key, error: reply.error } })
      else if (reply.value !== null) get().say(words.exports.printed(reply.value.file))
    },
    dismissPrintProblem: () => set({ printProblem: null }),
    dismissExportProblem: () => set({ exportProblem: null }),
  })
}
