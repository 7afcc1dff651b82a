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
        removal: 0,
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
  removal: 0,
  cursor: asOfSeq,
  headSeq: Math.max(scope.headSeq, asOfSeq),
  needsSnapshot: false,
  snapshotPage: null,
  generation: scope.generation + 1,
})

/** More than a few lines of a scope, and more than a person would remove in a day (sync.md 3.5). */
export const isMassRemoval = (gone: number, cells: number): boolean => gone > 200 && gone * 5 > cells

/**
 * So many cells would go that it is not believed at once (known failure 4: an empty answer must not empty the laptop). A
 * second answer is asked for; one that agrees is not followed before a person decides.
 */
export const doubted = (scope: ScopeState, gone: number): ScopeState => ({
  ...fetchedAgain(scope),
  doubt: gone,
  removal: scope.doubt === gone ? gone : 0,
})

/** A person let go of what the server wants removed; or keeps it, and the server is asked again. */
export const decided = (scope: ScopeState, isAllowed: boolean): ScopeState => ({
  ...fetchedAgain(scope),
  doubt: 0,
  removal: isAllowed ? -scope.removal : 0,
})

const fetchedAgain = (scope: ScopeState): ScopeState => (scope.needsSnapshot ? restarted(scope) : scope)

/** So many cells may go. */
export const mayLose = (scope: ScopeState, gone: number, cells: number): boolean =>
  !isMassRemoval(gone, cells) || gone <= -scope.removal

/** The feed was followed to here; without more to come, the scope has caught up. */
export const followed = (scope: ScopeState, cursor: number, hasMore: boolean): ScopeState => ({
  ...scope,
  cursor,
  doubt: 0,
  removal: 0,
  headSeq: hasMore ? Math.max(scope.headSeq, cursor + 1) : cursor,
})

/** Nothing more is fetched where a person is asked. */
export const hasNews = (scope: ScopeState): boolean =>
  scope.removal <= 0 && (scope.needsSnapshot || scope.headSeq > scope.cursor)

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
