import type { KeptWarning } from '../../../shared/contract/kept-warning.ts'
import { openActsOf } from '../db/acts.ts'
import { findReview } from '../db/reviews.ts'
import type { Database } from '../db/store.ts'

/**
 * The last word on each warned cell of a site (domain.md 10.1): the server's, and over it this person's own that is not
 * there yet. What was refused stands beside them, with its reason.
 */
export function readKeptWarnings(db: Database, siteId: string, me: { readonly name: string }): KeptWarning[] {
  const told = (findReview(db, siteId)?.kept ?? []).map((one): KeptWarning => ({
    ...one,
    state: 'sent',
    message: null,
  }))
  const known = new Set(told.map(({ id }) => id))
  const own = openActsOf(db, siteId).flatMap(({ act, state, madeAt, message }): KeptWarning[] => {
    if (act.kind !== 'keep' || known.has(act.actId)) return []
    const { actId: id, lineId, period, rule, value, reason } = act
    const said = { id, lineId, period, rule, value, reason, by: me.name, at: madeAt }
    return [{ ...said, state: state === 'refused' ? 'refused' : 'waiting', message }]
  })
  const lastOfCell = new Map(
    [...told, ...own]
      .filter(({ state }) => state !== 'refused')
      .map((one) => [`${one.lineId} ${one.period} ${one.rule}`, one]),
  )
  return [...lastOfCell.values(), ...own.filter(({ state }) => state === 'refused')]
}
