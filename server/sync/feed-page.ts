import type { SyncCell } from '../../shared/contract/sync.ts'
import { AppError } from '../../shared/core/errors.ts'
import type { Head } from '../store/feed.ts'

/** Refuses a place in the feed that is older than what is kept, or that this history has not reached (sync.md 3.5). */
export function assertKept(cursor: number, head: Head): void {
  if (cursor >= head.minCursor && cursor <= head.seq) return
  throw new AppError('CURSOR_EXPIRED', 'This place in the feed is not kept; take a new snapshot.')
}

/**
 * One page of a feed out of `found`, which holds one cell more than the page where there is more. `head` was read
 * before the cells: what was committed in between is told twice, never skipped (sync.md 3.3).
 */
export function feedPage(
  found: readonly SyncCell[],
  limit: number,
  cursor: number,
  head: Head,
): { readonly cells: SyncCell[]; readonly cursor: number; readonly hasMore: boolean } {
  const hasMore = found.length > limit
  const cells = found.slice(0, limit)
  const last = cells.at(-1)?.seq ?? cursor
  return { cells, cursor: hasMore ? last : Math.max(last, head.seq), hasMore }
}
