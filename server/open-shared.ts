import { timeout, TimeoutStrategy } from 'cockatiel'
import type { FastifyInstance } from 'fastify'
import type { Cache } from './cache/cache.ts'
import type { Metrics } from './metrics.ts'
import type { CountStore } from './plugins/redis-counts.ts'

/** What all servers share in a Redis. */
export type Shared = {
  readonly cache: Cache
  readonly counts: CountStore
  /** Whether it answers now. */
  readonly state: () => Promise<'ready' | 'away'>
}

/** One that takes longer than this is of no use, see `redisCache`. */
const LOOK_MS = 250

/** Opens a Redis for answers of a database's history and for counts. Read only where it is used: most servers have none. */
export async function openShared(
  app: FastifyInstance,
  url: string,
  history: string,
  metrics: Metrics,
): Promise<Shared> {
  const { openRedis, redisCache } = await import('./cache/redis-cache.ts')
  const { redisCounts } = await import('./plugins/redis-counts.ts')
  const failed = () => metrics.failure('redis')
  const client = openRedis(url, Math.random, (failure) => {
    failed()
    app.log.warn({ err: failure }, 'the Redis does not answer')
  })
  const look = timeout(LOOK_MS, TimeoutStrategy.Aggressive)
  return {
    cache: redisCache(client, history, failed),
    counts: redisCounts(client, failed),
    state: () =>
      look
        .execute(() => client.ping())
        .then(
          () => 'ready' as const,
          () => 'away' as const,
        ),
  }
}
