import { MOVES } from '../../../shared/calc/validation/submission.ts'
import type { ReviewMove, SiteReview } from '../../../shared/contract/review.ts'
import type { Month } from '../../../shared/core/calendar.ts'
import type { StoredAct } from '../db/acts.ts'

/** A move of a month as it is shown: the server's, or one of this person's own that waits to be sent. */
export type ShownMove = ReviewMove & { readonly isWaiting: boolean }

/**
 * The moves of a month with this person's own laid over the server's, in order. One that somebody overtook, or that is
 * among the server's already, is not shown twice: its author had seen another number of moves.
 */
export function projectedMoves(
  review: SiteReview | null,
  open: readonly StoredAct[],
  month: Month,
  me: string,
): ShownMove[] {
  const moves: ShownMove[] = (review?.moves ?? [])
    .filter(({ period }) => period === month)
    .map((move) => ({ ...move, isWaiting: false }))
  for (const { act, state, madeAt } of open) {
    if (act.kind !== 'move' || act.period !== month || state === 'refused' || act.seen !== moves.length) continue
    const { action, comment, cells, period } = act
    moves.push({ period, state: MOVES[action].to, comment, cells, by: me, at: madeAt, isWaiting: true })
  }
  return moves
}
