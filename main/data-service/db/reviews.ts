import { SiteReview } from '../../../shared/contract/review.ts'
import { type Database, row, run } from './store.ts'

/** Reviews read before, by site, with the text they were read from: a rollup asks for those of every site again. */
const READ = new WeakMap<Database, Map<string, { readonly text: string; readonly review: SiteReview }>>()

/** What people decided and said about a site's months, as the server last told it; null until it did. */
export function findReview(db: Database, siteId: string): SiteReview | null {
  const found = row<{ review: string | null }>(db, 'SELECT review FROM site WHERE site_id = ?', siteId)
  if (found?.review == null) return null
  const read = READ.get(db) ?? new Map<string, { readonly text: string; readonly review: SiteReview }>()
  READ.set(db, read)
  const known = read.get(siteId)
  if (known?.text === found.review) return known.review
  const review = SiteReview.parse(JSON.parse(found.review))
  read.set(siteId, { text: found.review, review })
  return review
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
