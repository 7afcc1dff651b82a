import { LRUCache } from 'lru-cache'
import { type Cache, LIFETIMES } from './cache.ts'

/** Characters kept at most: about 64 MB. */
const MOST_CHARACTERS = 32_000_000

type Kept = { readonly text: string; readonly tags: readonly string[] }

/** A cache inside this process; what was not asked for longest goes first. Other servers do not hear of `forget`. */
export function localCache(now: () => number): Cache {
  const keysOf = new Map<string, Set<string>>()
  const kept = new LRUCache<string, Kept>({
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ text }, key) => text.length + key.length,
    perf: { now },
    ttlResolution: 0,
    dispose: ({ tags }, key) => {
      for (const tag of tags) {
        const keys = keysOf.get(tag)
        keys?.delete(key)
        if (keys?.size === 0) keysOf.delete(tag)
      }
    },
  })
  return {
    get: async (key) => kept.get(key)?.text ?? null,
    set: async (key, text, { lifetime, tags }) => {
      kept.set(key, { text, tags }, { ttl: LIFETIMES[lifetime] * 1000 })
      if (!kept.has(key)) return // larger than everything else together
      for (const tag of tags) keysOf.set(tag, (keysOf.get(tag) ?? new Set()).add(key))
    },
    forget: async (tag) => {
      for (const key of keysOf.get(tag) ?? []) kept.delete(key)
    },
    close: async () => kept.clear(),
  }
}
