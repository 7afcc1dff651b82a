import type { Exported, ExportKey } from '../../../shared/contract/export.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { exportTo, type Source } from './export.ts'

/** One export at a time, told of while it runs and stopped when asked. */
export type Exporter = {
  /** Null when it was stopped. */
  readonly write: (source: Source, key: ExportKey, file: string) => Promise<Exported | null>
  readonly stop: () => void
}

/** `tell` hears whole percents, each once. */
export function exporter(tell: (percent: number) => void): Exporter {
  let running: AbortController | null = null
  return {
    write: async (source, key, file) => {
      if (running !== null)
        throw new AppError('VERSION_CONFLICT', 'An export is being written. Wait for it, or stop it first.')
      const mine = (running = new AbortController())
      let last = -1
      const progress = (share: number): void => {
        const percent = Math.floor(share * 100)
        if (percent > last) tell((last = percent))
      }
      try {
        return await exportTo(source, key, file, { progress, signal: mine.signal })
      } catch (thrown) {
        if (mine.signal.aborted) return null
        throw thrown
      } finally {
        running = null
      }
    },
    stop: () => running?.abort(),
  }
}
