import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { API_BASE } from '../../shared/contract/api.ts'
import { DEVICE_HEADER } from '../../shared/contract/sync.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { Metrics } from '../metrics.ts'
import type { CountStore } from './redis-counts.ts'

/** How many requests are answered in a window (domain.md 0.3, C-03). */
export type RateRules = {
  readonly windowSeconds: number
  /** Of one person from one laptop. */
  readonly requests: number
  /** Of one address, of requests without a sign-in that is in force. */
  readonly strangers: number
}

/** The contract's limit for a client; the integration guide's 1,000 a minute lost (domain.md C-03). */
export const RATE_RULES: RateRules = { windowSeconds: 900, requests: 1000, strangers: 300 }

/** A laptop names itself, so a person has at most so many laptops' worth. */
const LAPTOPS = 5
/**
 * Sync asks one thing after the other, three for each number somebody types, and a thousand for the first copy of a
 * region: it has a count of its own with so much more room, so that nobody at a keyboard ever meets the limit.
 */
const SYNC_ROOM = 10
const SYNC = `${API_BASE}/sync/`
/** Clients counted at once in this process. */
const MOST_CLIENTS = 50_000

export type RateParts = {
  readonly rules: RateRules
  readonly metrics: Metrics
  /** Where counts are kept so that all servers share them; left out, each server counts its own. */
  readonly store?: CountStore
}

/**
 * At most so many requests of one person on one laptop in a window (security.md 43), and of one address as long as
 * nobody signed in; sync is counted apart. Answers tell how many are left, a refusal when to come back. Health is never refused. Counts that
 * cannot be reached refuse nobody.
 */
export async function limitRate(app: FastifyInstance, { rules, metrics, store }: RateParts): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    timeWindow: rules.windowSeconds * 1000,
    cache: MOST_CLIENTS,
    skipOnError: true,
    ...(store === undefined ? {} : { store }),
  })
  const limiter = (client: Client, max: number, keyOf: (request: FastifyRequest) => string) => {
    const count = app.createRateLimit({ max, keyGenerator: (request) => `${client}:${keyOf(request)}` })
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const counted = await count(request)
      if (counted.isAllowed) return
      const { remaining, ttlInSeconds, isExceeded } = counted
      reply.headers({ 'ratelimit-limit': max, 'ratelimit-remaining': remaining, 'ratelimit-reset': ttlInSeconds })
      if (!isExceeded) return
      metrics.limited(client)
      reply.header('retry-after', ttlInSeconds)
      throw new AppError('RATE_LIMIT_EXCEEDED', `Too many requests. Try again in ${ttlInSeconds} s.`)
    }
  }
  const person = limiter('person', rules.requests * LAPTOPS, ({ caller }) => caller?.sub ?? '')
  const laptop = limiter('laptop', rules.requests, (request) => `${request.caller?.sub ?? ''}|${deviceOf(request)}`)
  const sync = limiter('sync', rules.requests * SYNC_ROOM, ({ caller }) => caller?.sub ?? '')
  const address = limiter('address', rules.strangers, (request) => request.ip)
  app.addHook('onRequest', async (request, reply) => {
    const { url = '' } = request.routeOptions
    if (url.includes('/health/')) return
    if (request.caller && url.startsWith(SYNC)) {
      await sync(request, reply)
    } else if (request.caller) {
      await person(request, reply)
      await laptop(request, reply)
    } else if (request.isOpen || isTokenAtFault(request.refusal)) {
      await address(request, reply)
    }
  })
}

type Client = Parameters<Metrics['limited']>[0]

/** A sign-in service or a database that does not answer is not the caller's fault. */
const isTokenAtFault = (refusal: unknown): boolean => refusal instanceof AppError && refusal.status === 401

const deviceOf = (request: FastifyRequest): string => String(request.headers[DEVICE_HEADER] ?? '').slice(0, 100)
