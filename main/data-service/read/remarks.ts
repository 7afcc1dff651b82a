import type { AskedCell, Remarks, ShownComment } from '../../../shared/contract/comments.ts'
import { openActsOf } from '../db/acts.ts'
import { findReview } from '../db/reviews.ts'
import type { Database } from '../db/store.ts'
import { readComments } from './comments.ts'
import { projectedMoves } from './projected-moves.ts'

/** All that was said about cells of a site: comments, and what returned months ask about. */
export function readRemarks(
  db: Database,
  siteId: string,
  me: { readonly sub: string; readonly name: string },
): Remarks {
  const comments = readComments(db, siteId, me)
  const review = findReview(db, siteId)
  const open = openActsOf(db, siteId)
  const months = new Set([
    ...(review?.moves ?? []).map(({ period }) => period),
    ...open.flatMap(({ act }) => (act.kind === 'move' ? [act.period] : [])),
  ])
  const asked = [...months].flatMap((month): AskedCell[] => {
    const last = projectedMoves(review, open, month, me.name).at(-1)
    if (last?.state !== 'returned') return []
    const { comment, by, at } = last
    return last.cells.map((cell) => ({
      month,
      ...cell,
      comment: comment ?? '',
      by,
      isDone: comments.some((one) => isDoneBy(one, cell) && (one.state !== 'sent' || one.at > at)),
    }))
  })
  return { comments, asked }
}

/** What is said to a question of a return answers no comment; the clock of the server orders them. */
const isDoneBy = (
  { lineId, period, answers, settles, state }: ShownComment,
  cell: Pick<AskedCell, 'lineId' | 'period'>,
): boolean => settles && answers === null && state !== 'refused' && lineId === cell.lineId && period === cell.period
