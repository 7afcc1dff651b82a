import type { SyncScope } from '../../../shared/contract/sync.ts'
import type { ScopeState } from '../db/scopes.ts'

/** What the server's list says of a scope. One that fell behind what the server keeps needs a new snapshot. */
export const told = (known: ScopeState | undefined, scope: SyncScope): ScopeState =>
  known
    ? {
        ...known,
        visible: true,
        headSeq: scope.headSeq,
        needsSnapshot: known.needsSnapshot || known.cursor < scope.minCursor,
      }
    : {
        scopeId: scope.scopeId,
        siteId: scope.siteId,
        year: scope.year,
        visible: true,
        loaded: false,
        cursor: 0,
        headSeq: scope.headSeq,
        needsSnapshot: true,
        snapshotPage: null,
        generation: 0,
        doubt: 0,
      }

/** The snapshot of a scope begins again from its first page. */
export const restarted = (scope: ScopeState): ScopeState => ({
  ...scope,
  needsSnapshot: true,
  snapshotPage: null,
  generation: scope.generation + 1,
})

/** A page of the snapshot is in; the next one starts there. */
export const paged = (scope: ScopeState, nextPage: string): ScopeState => ({ ...scope, snapshotPage: nextPage })

/** The snapshot is complete: the feed is followed from the commit it was pinned at. */
export const finished = (scope: ScopeState, asOfSeq: number): ScopeState => ({
  ...scope,
  loaded: true,
  doubt: 0,
  cursor: asOfSeq,
  headSeq: Math.max(scope.headSeq, asOfSeq),
  needsSnapshot: false,
  snapshotPage: null,
  generation: scope.generation + 1,
})

/** A snapshot wanted so many cells removed that it is not believed at once. */
export const doubted = (scope: ScopeState, doubt: number): ScopeState => ({ ...restarted(scope), doubt })

/** The feed was followed to here; without more to come, the scope has caught up. */
export const followed = (scope: ScopeState, cursor: number, hasMore: boolean): ScopeState => ({
  ...scope,
  cursor,
  headSeq: hasMore ? Math.max(scope.headSeq, cursor + 1) : cursor,
})

export const hasNews = (scope: ScopeState): boolean => scope.needsSnapshot || scope.headSeq > scope.cursor

/** What has something to fetch: the given year first, so that the month on screen arrives before history. */
export const scopesToPull = (
  scopes: readonly ScopeState[],
  year: number,
  isStale: (siteId: string) => boolean,
): string[] =>
  scopes
    .filter((scope) => scope.visible && (hasNews(scope) || isStale(scope.siteId)))
    .sort(
      (a, b) => Math.abs(a.year - year) - Math.abs(b.year - year) || b.year - a.year || (a.siteId < b.siteId ? -1 : 1),
    )
    .map((scope) => scope.scopeId)
