import type { Cache, Keeping } from './cache.ts'

/** An answer that may be known already. */
export type Wanted = Keeping & {
  readonly key: string
  /** What it is computed from, on one line: a text kept with another basis is not an answer. */
  readonly basis: string
}

export type Outcome = 'hit' | 'miss' | 'shared'

/** The kept text, or the one made now and kept. */
export type Keep = (wanted: Wanted, make: () => Promise<string>) => Promise<string>

/**
 * Answers from the cache, never older than their basis. Whoever asks while the same answer is being made waits for that
 * one, so that a hundred people asking at once are one computation; a failure is not kept and reaches all who waited.
 */
export function keeper(cache: Cache, count: (outcome: Outcome) => void): Keep {
  const inMaking = new Map<string, Promise<string>>()
  const look = async ({ key, basis, ...keeping }: Wanted, make: () => Promise<string>): Promise<string> => {
    const kept = await cache.get(key)
    if (kept?.startsWith(`${basis}\n`) === true) {
      count('hit')
      return kept.slice(basis.length + 1)
    }
    count('miss')
    const text = await make()
    await cache.set(key, `${basis}\n${text}`, keeping)
    return text
  }
  return (wanted, make) => {
    const same = `${wanted.key}\n${wanted.basis}`
    const known = inMaking.get(same)
    if (known) {
      count('shared')
      return known
    }
    const text = look(wanted, make).finally(() => inMaking.delete(same))
    inMaking.set(same, text)
    return text
  }
}
