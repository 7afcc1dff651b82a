import type { FastifyInstance } from 'fastify'
import { DEVICE_HEADER } from '../../shared/contract/sync.ts'
import { AppError } from '../../shared/core/errors.ts'

const WINDOW_MS = 60_000

export type RateRules = { readonly now: () => number; readonly requestsPerMinute: number }

/**
 * At most so many requests a minute for one person on one laptop (security.md 43), counted in this process; the answer
 * says how many are left, and a 429 when to come back.
 */
export function limitRate(app: FastifyInstance, { now, requestsPerMinute }: RateRules): void {
  let window = 0
  const counts = new Map<string, number>()
  app.addHook('onRequest', async (request, reply) => {
    if (!request.caller) return
    const current = Math.floor(now() / WINDOW_MS)
    if (current !== window) {
      window = current
      counts.clear()
    }
    const client = `${request.caller.sub}|${String(request.headers[DEVICE_HEADER] ?? '')}`
    const count = (counts.get(client) ?? 0) + 1
    counts.set(client, count)
    const seconds = Math.ceil(((current + 1) * WINDOW_MS - now()) / 1000)
    reply.header('ratelimit-limit', requestsPerMinute)
    reply.header('ratelimit-remaining', Math.max(0, requestsPerMinute - count))
    reply.header('ratelimit-reset', seconds)
    if (count <= requestsPerMinute) return
    reply.header('retry-after', seconds)
    throw new AppError('RATE_LIMIT_EXCEEDED', `Too many requests. Try again in ${seconds} s.`)
  })
}
