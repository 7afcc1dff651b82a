/** How long answers are kept at most, in seconds (domain.md 0.3). */
export const LIFETIMES = { static: 3600, budget: 1800, actual: 300, default: 300 } as const

export type Lifetime = keyof typeof LIFETIMES

/** How a text is kept: for how long, and under which tags it can be let go of. */
export type Keeping = { readonly lifetime: Lifetime; readonly tags: readonly string[] }

/**
 * Texts kept for a while. A cache may forget anything at any time and never fails: one that cannot be reached knows
 * nothing. So what must not be stale says what it was computed from, see `keeper`.
 */
export type Cache = {
  /** The text of a key; null when it is not kept (any more). */
  readonly get: (key: string) => Promise<string | null>
  readonly set: (key: string, text: string, keeping: Keeping) => Promise<void>
  /** Lets go of everything that carries the tag. */
  readonly forget: (tag: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** The tag of what depends on a site's fiscal year, and of what adds up a year of many sites. */
export const siteYearTag = (siteId: string, year: number): string => `site:${siteId}:${year}`
export const yearTag = (year: number): string => `year:${year}`
