import type { ShownComment } from '../../../shared/contract/comments.ts'
import { isCommentSeen } from '../db/comments-seen.ts'
import { openActsOf } from '../db/acts.ts'
import { findReview } from '../db/reviews.ts'
import type { Database } from '../db/store.ts'

type Me = { readonly sub: string; readonly name: string }

/**
 * What people said about cells of a site, oldest first: the server's, and this person's own that are not there yet. An
 * own one that is among the server's already is not shown twice.
 */
export function readComments(db: Database, siteId: string, me: Me): ShownComment[] {
  const told = (findReview(db, siteId)?.comments ?? []).map(({ bySub, ...comment }): ShownComment => {
    const isMine = bySub === me.sub
    return { ...comment, isMine, isNew: !isMine && !isCommentSeen(db, comment.id), state: 'sent', message: null }
  })
  const known = new Set(told.map(({ id }) => id))
  const own = openActsOf(db, siteId).flatMap(({ act, state, madeAt, message }): ShownComment[] => {
    if (act.kind !== 'comment' || known.has(act.actId) || state === 'accepted' || state === 'withdrawn') return []
    const { actId: id, lineId, period, text, answers, settles } = act
    const said = { id, lineId, period, text, answers, settles, by: me.name, at: madeAt }
    return [{ ...said, isMine: true, isNew: false, state, message }]
  })
  return [...told, ...own]
}

/** How many of others' comments of a site this person has not looked at. */
export const countNewComments = (db: Database, siteId: string, me: Me): number =>
  (findReview(db, siteId)?.comments ?? []).filter(({ id, bySub }) => bySub !== me.sub && !isCommentSeen(db, id)).length
