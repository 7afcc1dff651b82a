/** A number in 0..1 that is always the same for the same words: what happened on a day does not depend on other days. */
export function chance(...words: readonly (string | number)[]): number {
  let hash = 2166136261 // FNV-1a, then mixed, because neighbours would look alike
  for (const char of words.join('|')) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619)
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507)
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296
}

/** A factor around 1: `around(0.06, …)` is between 0.94 and 1.06. */
export const around = (spread: number, ...words: readonly (string | number)[]): number =>
  1 + spread * (2 * chance(...words) - 1)
