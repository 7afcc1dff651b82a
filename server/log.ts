import type { FastifyRequest, FastifyServerOptions } from 'fastify'

/** Where the lines of the log go; by default to standard output. */
export type LogStream = { readonly write: (line: string) => void }

/**
 * One JSON line an event, with the request's id. What is written is listed here, all else is left out: no address with
 * its query, no header, no body, no message that may quote a value (security.md 31).
 */
export function logOptions(stream: LogStream | undefined): NonNullable<FastifyServerOptions['logger']> {
  return {
    ...(stream === undefined ? {} : { stream }),
    serializers: {
      req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions?.url ?? 'none' }),
      res: ({ statusCode }) => ({ statusCode }),
      err: tellFailure,
    },
  }
}

/** A failure by its kind, its code and where it came from; of the database also by what it says of its schema. */
export function tellFailure(thrown: unknown): { type: string; message: string; stack: string } {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: '', stack: '' }
  const { code, table, constraint, routine } = thrown as Error & Partial<Record<string, unknown>>
  const words = { code, table, constraint, routine }
  const named = Object.entries(words).filter((word): word is [string, string] => typeof word[1] === 'string')
  const frames = framesOf(thrown).filter((line) => /^\s+at /.test(line))
  const cause = thrown.cause === undefined ? [] : ['caused by', tellFailure(thrown.cause).stack]
  return {
    type: thrown.name,
    message: named.map(([name, value]) => `${name} ${value}`).join(', '),
    stack: [thrown.name, ...frames, ...cause].join('\n'),
  }
}

/** The lines of the stack behind the message, which may look like anything. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message)
  return start < 0 ? [] : stack.slice(start + message.length).split('\n')
}
