import { isDeepStrictEqual } from 'node:util'
import type { NamedCell, ReviewAct, SiteReview } from '../../../shared/contract/review.ts'
import { MOVES } from '../../../shared/calc/validation/submission.ts'
import { unreachable } from '../../../shared/core/bug.ts'
import type { Me } from './settle.ts'
import type { SyncStore } from './sync-store.ts'

/**
 * The commit of a step that was only seen in the site's review is not known: it counts as after every restore point, so
 * that it is offered again under its id, and a server that still has it only answers again.
 */
const AFTER_ANY_RESTORE = Number.MAX_SAFE_INTEGER

/**
 * Keeps what people decided about a site. A step of one's own that is among it was taken, though its answer got lost or
 * a later try was refused as a whole: it is never called refused, nor sent again (decision 15).
 */
export function meetReview(store: SyncStore, review: SiteReview, me: Me): void {
  store.saveReview(review)
  const open = store
    .heldActs(review.siteId)
    .filter(({ act, state }) => state !== 'waiting' && isAmong(review, act, me.name))
  if (open.length === 0) return
  const heard = store.acceptedActsAfter(0).map(({ act }) => placeOf(act))
  for (const { act } of open) {
    if (!heard.includes(placeOf(act))) store.setActAccepted(act.actId, AFTER_ANY_RESTORE)
  }
}

/** A month's move has its place in the history of the month: nobody else's stands there. */
const placeOf = (act: ReviewAct): string =>
  act.kind === 'move' ? `${act.siteId}|${act.period}|${act.seen}` : act.actId

const isAt = (one: NamedCell, { lineId, period }: NamedCell): boolean => one.lineId === lineId && one.period === period

/** True when the review tells just this step. */
function isAmong({ moves, reasons, records, comments, kept }: SiteReview, act: ReviewAct, name: string): boolean {
  switch (act.kind) {
    case 'move': {
      const move = moves.filter(({ period }) => period === act.period)[act.seen]
      return (
        move?.by === name &&
        move.state === MOVES[act.action].to &&
        move.comment === act.comment &&
        isDeepStrictEqual(move.cells, act.cells)
      )
    }
    case 'reason':
      return reasons.some(
        ({ period, row, by, parts, explained }) =>
          period === act.period &&
          row === act.row &&
          by === name &&
          explained === act.explained &&
          isDeepStrictEqual(parts, act.parts),
      )
    case 'freeze':
      return records.some(({ snapshotId }) => snapshotId === act.actId)
    case 'comment':
      return comments.some(({ id }) => id === act.actId)
    case 'carry':
      return act.comments.every(({ id, to }) => comments.some((one) => one.id === id && isAt(one, to)))
    case 'keep':
      return kept.some(({ id }) => id === act.actId)
    default:
      return unreachable(act)
  }
}
