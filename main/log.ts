import { pino, type Logger } from 'pino'
import { createStream } from 'rotating-file-stream'

/** The only facts a log line may carry besides its event: never a token, an amount, a name or a path of a person. */
export type LogFacts = {
  readonly call?: string
  readonly code?: string
  readonly count?: number
  readonly ms?: number
  readonly status?: string
  readonly version?: string
  readonly reason?: string
  readonly exitCode?: number | null
}

export type Log = {
  readonly info: (event: string, facts?: LogFacts) => void
  readonly warn: (event: string, facts?: LogFacts) => void
  /** Something we did wrong: its class and stack, never what it carried. */
  readonly bug: (event: string, thrown: unknown) => void
}

const ALLOWED = ['call', 'code', 'count', 'ms', 'status', 'version', 'reason', 'exitCode'] as const

/** Opens the rotating log: JSON lines, 5 files of 5 MB, readable only by this person. */
export function openLog(folder: string): Log {
  const stream = createStream('frontline.log', { path: folder, size: '5M', maxFiles: 5, mode: 0o600 })
  stream.on('error', () => {}) // a full disk must not stop the work for the sake of a log line
  return logTo(pino({ base: null, timestamp: () => `,"at":"${new Date().toISOString()}"` }, stream))
}

/** Wraps a pino logger so that only allowed facts pass. */
export function logTo(logger: Logger): Log {
  const only = (facts: LogFacts = {}) =>
    Object.fromEntries(ALLOWED.flatMap((key) => (facts[key] === undefined ? [] : [[key, facts[key]]])))
  return {
    info: (event, facts) => logger.info(only(facts), event),
    warn: (event, facts) => logger.warn(only(facts), event),
    bug: (event, thrown) => logger.error({ error: describe(thrown) }, event),
  }
}

/** A throw as its kind and the places it passed; messages may quote what somebody typed, so they stay out. */
function describe(thrown: unknown): { kind: string; code?: string; stack: string[] } {
  if (!(thrown instanceof Error)) return { kind: typeof thrown, stack: [] }
  const { code } = thrown as { code?: unknown }
  const stack = (thrown.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim().replace(/\(?(file:\/\/)?\/.*\/(?=[^/]+:\d+:\d+\)?$)/, '('))
  return { kind: thrown.name, ...(typeof code === 'string' && { code }), stack: stack.slice(0, 8) }
}
