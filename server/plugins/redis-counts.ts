import { callbackify } from 'node:util'
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
  const count = callbackify(async (key: string, windowMs: number) => {
    try {
      return await calls.execute(() => next(PREFIX + key, windowMs))
    } catch (failure) {
      report(failure)
      throw failure
    }
  })
  return class implements FastifyRateLimitStore {
    incr(...[key, callback, windowMs]: Parameters<FastifyRateLimitStore['incr']>): void {
      count(key, windowMs, callback)
    }
    child(): FastifyRateLimitStore {
      return this
    }
  }
}
