import type { MonthState } from '../../../shared/contract/review-sheet.ts'
import { openActsOf } from '../db/acts.ts'
import { findReview } from '../db/reviews.ts'
import { visibleSites } from '../db/sites.ts'
import type { Database } from '../db/store.ts'
import { projectedMoves } from './projected-moves.ts'

/** Every month of every site this person sees that is more than a draft, with this person's own steps (domain.md 10.3). */
export const readMonthStates = (db: Database, me: string): MonthState[] =>
  visibleSites(db).flatMap(({ siteId }) => {
    const review = findReview(db, siteId)
    const open = openActsOf(db, siteId)
    const moved = [...(review?.moves ?? []), ...open.flatMap(({ act }) => (act.kind === 'move' ? [act] : []))]
    return [...new Set(moved.map(({ period }) => period))].flatMap((month): MonthState[] => {
      const last = projectedMoves(review, open, month, me).at(-1)
      if (last === undefined || last.state === 'draft') return []
      const { state, isWaiting, cells } = last
      return [{ siteId, month, state, isWaiting, cells: state === 'returned' ? cells.length : 0 }]
    })
  })
