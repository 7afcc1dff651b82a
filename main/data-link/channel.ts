import type { FromService, ToService } from '../../shared/contract/data-service.ts'

/** A running data service process and the line to it. */
export type Channel = {
  readonly send: (message: ToService) => void
  readonly onMessage: (listener: (message: FromService) => void) => void
  readonly onExit: (listener: (code: number | null) => void) => void
  /** A line of the process's own log. */
  readonly onLogLine: (listener: (line: string) => void) => void
  /** Closes the line; the process closes its store and ends. */
  readonly stop: () => void
}
