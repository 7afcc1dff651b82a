import type { FastifyInstance } from 'fastify'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Endpoint } from '../../shared/contract/api.ts'
import { type Ask, serve, type ServeOptions } from './serve.ts'

/** Answers kept at most, in characters: about 64 MB. */
const MOST_CHARACTERS = 32_000_000

/** An answer that may be known already: told apart by what it is computed from, made only when it is not known. */
export type Keepable<D> = {
  /** Moves with everything the answer depends on. Who asks is not part of it: access is checked before. */
  readonly basis: string
  readonly make: () => Promise<D>
  readonly etag?: (data: D) => string
}

type Kept = { readonly basis: string; readonly text: string; readonly etag: string | undefined }

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
  const answers = new LRUCache<string, Kept>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ text }) => text.length,
  })
  serve(app, endpoint, options, async (ask) => {
    const { request, reply } = ask
    const { basis, make, etag } = await prepare(ask)
    const known = answers.get(request.url)
    const kept = known?.basis === basis ? known : await compose(basis, make, etag)
    if (kept !== known) answers.set(request.url, kept)
    if (kept.etag !== undefined) reply.header('etag', kept.etag)
    // The envelope is made anew around the kept text.
    reply.serializer(({ data: _, ...rest }: Record<string, unknown>) => {
      return `{"data":${kept.text},${JSON.stringify(rest).slice(1)}`
    })
    return null as z.input<E['data']>
  })

  async function compose(basis: string, make: Keepable<unknown>['make'], etag: Keepable<never>['etag']): Promise<Kept> {
    const data = await make()
    const text = JSON.stringify(z.encode(endpoint.data, data as never))
    return { basis, text, etag: etag?.(data as never) }
  }
}
