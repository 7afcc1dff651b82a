import { pino, type Logger } from 'pino'
import { z } from 'zod'
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
  /** A line another process of ours wrote with the same rules; anything else it says is only counted. */
  readonly passOn: (line: string) => void
  /** Something we did wrong: its class and stack, never what it carried. */
  readonly bug: (event: string, thrown: unknown) => void
}

const ALLOWED = ['call', 'code', 'count', 'ms', 'status', 'version', 'reason', 'exitCode'] as const

const levels: Readonly<Record<number, 'info' | 'warn' | 'error'>> = { 30: 'info', 40: 'warn', 50: 'error' }
const Fact = z.union([z.string(), z.number(), z.null()]).optional()

/** What `logTo` writes, as another process of ours sends it: the facts on the list and nothing else get through. */
const ServiceLine = z.object({
  level: z
    .number()
    .transform((level) => levels[level])
    .pipe(z.enum(['info', 'warn', 'error'])),
  msg: z.string(),
  error: z.object({ kind: z.string(), code: z.string().optional(), stack: z.array(z.string()) }).optional(),
  ...Object.fromEntries(ALLOWED.map((key) => [key, Fact])),
})

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
    passOn: (line) => {
      const parsed = ServiceLine.safeParse(jsonOf(line))
      if (!parsed.success) return logger.warn('the data service wrote a line that is no log line')
      const { level, msg, error, ...facts } = parsed.data
      return logger[level](error ? { ...facts, error } : facts, msg)
    },
  }
}

const jsonOf = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
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
