import type { FastifyRateLimitOptions, FastifyRateLimitStore } from '@fastify/rate-limit'
import type { RedisClient } from '../cache/redis-cache.ts'
import { steady } from '../outgoing/steady.ts'

export type CountStore = new (options: FastifyRateLimitOptions) => FastifyRateLimitStore

const PREFIX = 'frontline:rate:'
const TRY_MS = 250
const REST_MS = 5_000

/** Counts of requests that all servers share; one of a Redis that does not answer is a failure, and refuses nobody. */
export function redisCounts(client: RedisClient, report: (failure: unknown) => void): CountStore {
  const calls = steady({ tryMs: TRY_MS, pauseMs: 0, restMs: REST_MS, retries: 0 })
  const next = async (key: string, windowMs: number) => {
    const [current, , ttl] = await client
      .multi()
      .incr(key)
      .pExpire(key, windowMs, 'NX') // the window starts with its first request
      .pTTL(key)
      .exec<'typed'>()
    return { current, ttl }
  }
  return class implements FastifyRateLimitStore {
    incr(...[key, callback, windowMs]: Parameters<FastifyRateLimitStore['incr']>): void {
      calls
        .execute(() => next(PREFIX + key, windowMs))
        .then(
          (counted) => callback(null, counted),
          (failure: unknown) => {
            report(failure)
            callback(failure as Error)
          },
        )
    }
    child(): FastifyRateLimitStore {
      return this
    }
  }
}
