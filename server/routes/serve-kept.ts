import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from '../../shared/contract/api.ts'
import type { Keeping } from '../cache/cache.ts'
import type { Keep } from '../cache/keeper.ts'
import { type Ask, serve, type ServeOptions } from './serve.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers kept for all who ask for the same. */
    keep: Keep
  }
}

/** An answer that may be known already: told apart by what it is computed from, made only when it is not known. */
export type Keepable<D> = Partial<Keeping> & {
  /** Where it is kept, e.g. `stats:0427:2026-05`; by default its address. */
  readonly key?: string
  /** Moves with everything the answer depends on. Who asks is not part of it: access is checked before. */
  readonly basis: string
  readonly make: () => Promise<D>
  readonly etag?: (data: D) => string
}

/**
 * Like `serve`, for reads many people ask for: the answer is kept as text with its basis, so that asking again costs a
 * look at the basis alone. An answer is never older than its basis (sync.md: consistent reads).
 */
export function serveKept<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  options: ServeOptions,
  prepare: (ask: Ask<E>) => Promise<Keepable<z.input<E['data']>>>,
): void {
  serve(app, endpoint, options, async (ask) => {
    const { request, reply } = ask
    const { key = request.url, basis, lifetime = 'default', tags = [], make, etag } = await prepare(ask)
    const kept = await app.keep({ key, basis, lifetime, tags }, async () => {
      const data = await make()
      return `${etag?.(data) ?? ''}\n${JSON.stringify(z.encode(endpoint.data, data))}`
    })
    const end = kept.indexOf('\n')
    if (end > 0) reply.header('etag', kept.slice(0, end))
    // The envelope is made anew around the kept text; its data comes before any text of the request.
    reply.serializer((whole) => JSON.stringify(whole).replace('"data":null', () => `"data":${kept.slice(end + 1)}`))
    return null as z.input<E['data']>
  })
}
