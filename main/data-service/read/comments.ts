import type { ShownComment } from '../../../shared/contract/comments.ts'
import { isCommentSeen } from '../db/comments-seen.ts'
import { openActsOf, type StoredAct } from '../db/acts.ts'
import { findReview } from '../db/reviews.ts'
import type { Database } from '../db/store.ts'

type Me = { readonly sub: string; readonly name: string }

/**
 * What people said about cells of a site, oldest first: the server's, and this person's own that are not there yet. An
 * own one that is among the server's already is not shown twice. What went along with moved numbers stands there.
 */
export function readComments(db: Database, siteId: string, me: Me): ShownComment[] {
  const told = (findReview(db, siteId)?.comments ?? []).map(({ bySub, ...comment }): ShownComment => {
    const isMine = bySub === me.sub
    return { ...comment, isMine, isNew: !isMine && !isCommentSeen(db, comment.id), state: 'sent', message: null }
  })
  const known = new Set(told.map(({ id }) => id))
  const open = openActsOf(db, siteId)
  const own = open.flatMap(({ act, state, madeAt, message }): ShownComment[] => {
    if (act.kind !== 'comment' || known.has(act.actId) || state === 'accepted' || state === 'withdrawn') return []
    const { actId: id, lineId, period, text, answers, settles } = act
    const said = { id, lineId, period, text, answers, settles, by: me.name, at: madeAt }
    return [{ ...said, isMine: true, isNew: false, state, message }]
  })
  return carried([...told, ...own], open)
}

/** Where comments stand once this person's steps that carry them are the server's too. */
function carried(comments: readonly ShownComment[], open: readonly StoredAct[]): ShownComment[] {
  const byId = new Map(comments.map((one) => [one.id, one]))
  for (const { act, state } of open) {
    if (act.kind !== 'carry' || state === 'refused') continue
    for (const { id, from, to } of act.comments) {
      const one = byId.get(id)
      if (one?.lineId === from.lineId && one.period === from.period) byId.set(id, { ...one, ...to })
    }
  }
  return [...byId.values()]
}

/** How many of others' comments of a site this person has not looked at. */
export const countNewComments = (db: Database, siteId: string, me: Me): number =>
  (findReview(db, siteId)?.comments ?? []).filter(({ id, bySub }) => bySub !== me.sub && !isCommentSeen(db, id)).length
