import { SiteReview } from '../../../shared/contract/review.ts'
import { type Database, row, run } from './store.ts'

/** What people decided and said about a site's months, as the server last told it; null until it did. */
export function findReview(db: Database, siteId: string): SiteReview | null {
  const found = row<{ review: string | null }>(db, 'SELECT review FROM site WHERE site_id = ?', siteId)
  return found?.review == null ? null : SiteReview.parse(JSON.parse(found.review))
}

/** True when the server has another version than this laptop. */
export const isReviewStale = (db: Database, siteId: string): boolean =>
  row<{ stale: number }>(db, 'SELECT review_head <> review_ver AS stale FROM site WHERE site_id = ?', siteId)?.stale ===
  1

/** Keeps what the server told; its own version may be newer than the one announced. */
export const saveReview = (db: Database, review: SiteReview): void => {
  run(
    db,
    'UPDATE site SET review = ?, review_ver = ?, review_head = ? WHERE site_id = ?',
    JSON.stringify(review),
    review.reviewVer,
    review.reviewVer,
    review.siteId,
  )
}

/** Of a history that was left nothing is known to be the newest. */
export const forgetReviewVersions = (db: Database): void => {
  run(db, 'UPDATE site SET review_ver = -1 WHERE review IS NOT NULL')
}
