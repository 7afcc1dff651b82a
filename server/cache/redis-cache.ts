import { createClient } from 'redis'
import { API_VERSION } from '../../shared/contract/api.ts'
import { steady } from '../outgoing/steady.ts'
import { type Cache, LIFETIMES } from './cache.ts'

const LONGEST = Math.max(...Object.values(LIFETIMES))
/** An answer that takes longer than this is sooner computed. */
const TRY_MS = 250
const REST_MS = 5_000
const MOST_PAUSE_MS = 5_000

export type RedisClient = ReturnType<typeof openRedis>

/** A connection that comes back by itself, with pauses of full jitter; while it is away every command fails at once. */
export function openRedis(url: string, random: () => number, report: (failure: unknown) => void) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 2_000,
      reconnectStrategy: (tries) => Math.ceil(random() * Math.min(MOST_PAUSE_MS, 100 * 2 ** tries)),
    },
  })
  client.on('error', report)
  client.connect().catch(report)
  return client
}

/**
 * A cache all servers of one database share: `history` names it (its epoch), so that servers of another database, of one
 * restored since, or of another version of the contract share the Redis and not the answers. A Redis that is down, slow or full is
 * a cache that knows nothing; it is told to `report`.
 */
export function redisCache(client: RedisClient, history: string, report: (failure: unknown) => void): Cache {
  const prefix = `frontline:${API_VERSION}:${history}:`
  const calls = steady({ tryMs: TRY_MS, pauseMs: 0, restMs: REST_MS, retries: 0 })
  const tryTo = async <T>(call: () => Promise<T>): Promise<T | null> => {
    try {
      return await calls.execute(call)
    } catch (failure) {
      report(failure)
      return null
    }
  }
  const keyOf = (key: string) => `${prefix}key:${key}`
  const setOf = (tag: string) => `${prefix}tag:${tag}`
  return {
    get: (key) => tryTo(() => client.get(keyOf(key))),
    set: async (key, text, { lifetime, tags }) => {
      await tryTo(async () => {
        const all = client.multi().set(keyOf(key), text, { expiration: { type: 'EX', value: LIFETIMES[lifetime] } })
        // A tag outlives every key that carries it.
        for (const tag of tags) all.sAdd(setOf(tag), keyOf(key)).expire(setOf(tag), LONGEST)
        await all.exec()
      })
    },
    forget: async (tag) => {
      await tryTo(async () => {
        const keys = await client.sMembers(setOf(tag))
        await client.unlink([...keys, setOf(tag)])
      })
    },
    close: async () => client.destroy(),
  }
}
