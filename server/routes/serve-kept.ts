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

type Answer = { readonly text: string; readonly etag: string | undefined }

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
  const answers = new LRUCache<string, Answer>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ text }) => text.length,
  })
  /** Answers being made: whoever asks for the same meanwhile waits for it. */
  const coming = new Map<string, Promise<Answer>>()

  serve(app, endpoint, options, async (ask) => {
    const { request, reply } = ask
    const keepable = await prepare(ask)
    const key = `${request.url}|${keepable.basis}`
    const answer = answers.get(key) ?? (await (coming.get(key) ?? compose(key, keepable)))
    if (answer.etag !== undefined) reply.header('etag', answer.etag)
    // The envelope is made anew around the kept text; its data comes before any text of the request.
    reply.serializer((whole) => JSON.stringify(whole).replace('"data":null', () => `"data":${answer.text}`))
    return null as z.input<E['data']>
  })

  async function compose(key: string, { make, etag }: Keepable<z.input<E['data']>>): Promise<Answer> {
    const making = make().then((data) => {
      const text = JSON.stringify(z.encode(endpoint.data, data))
      return { text, etag: etag?.(data) }
    })
    coming.set(key, making)
    try {
      const answer = await making
      answers.set(key, answer)
      return answer
    } finally {
      coming.delete(key)
    }
  }
}
