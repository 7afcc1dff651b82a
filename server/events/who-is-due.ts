/** A site of which something waits to be told, with the place of its newest event. */
export type WaitingSite = { readonly siteId: string; readonly newest: number }

/** What was seen of the sites that wait, by site: milliseconds of any clock that only goes forward. */
export type Seen = ReadonlyMap<
  string,
  { readonly newest: number; readonly sinceNewest: number; readonly first: number }
>

export const NOBODY: Seen = new Map()

/**
 * A laptop back from a month offline commits a dozen times in a few seconds, and what is told of a site's year is computed
 * once for all of them: when that site's own commits pause for so long, or after so long.
 */
export const QUIET_MS = 500
export const LATEST_MS = 5_000

/**
 * Of which sites it is time to tell, in the order given, and what to remember until the next look. Every site is looked
 * at alone: others that go on committing do not hold it up.
 */
export function whoIsDue(
  before: Seen,
  waiting: readonly WaitingSite[],
  at: number,
): { readonly seen: Seen; readonly due: readonly string[] } {
  const looks = waiting.map(({ siteId, newest }) => {
    const known = before.get(siteId)
    const sinceNewest = known?.newest === newest ? known.sinceNewest : at
    return [siteId, { newest, sinceNewest, first: known?.first ?? at }] as const
  })
  const due = looks
    .filter(([, { sinceNewest, first }]) => at - sinceNewest >= QUIET_MS || at - first >= LATEST_MS)
    .map(([siteId]) => siteId)
  // What is told of a site is forgotten: what is committed later waits anew.
  const left = looks.filter(([siteId]) => !due.includes(siteId))
  return { seen: new Map(left), due }
}
