import type { ActResult, ReviewAct, SiteReview } from '../../../shared/contract/review.ts'
import type { ErrorCode } from '../../../shared/core/errors.ts'
import type { StoredAct } from '../db/acts.ts'
import type { Me } from './settle.ts'
import type { SyncStore } from './sync-store.ts'
import { meetReview } from './taken-acts.ts'

/**
 * The next steps of a review to send, in the order they were made (decision 15): those on their way whose answer never
 * came, and those that wait no longer for an edit, marked as on their way before anything is sent. One that stands on
 * a cell which itself waits for a person is refused here, for whoever decides must see that first.
 */
export function takeActs(store: SyncStore, limit: number): readonly ReviewAct[] {
  return store.transaction(() => {
    const taken: ReviewAct[] = []
    for (const { act, state, stand } of ready(store)) {
      if (taken.length === limit) break
      if (stand === 'stuck' && state === 'waiting' && standsOnCells(act)) {
        store.setActRefused(act.actId, STUCK.code, STUCK.message)
        continue
      }
      if (state === 'waiting') store.setActState(act.actId, 'inflight')
      taken.push(act)
    }
    return taken
  })
}

/** True when a step could be sent, or refused here, now. */
export const hasReadyActs = (store: SyncStore): boolean => ready(store).length > 0

/** Writes down what became of steps that were sent, and the sites as they are since. The same answer twice changes nothing. */
export function settleActs(
  store: SyncStore,
  results: readonly ActResult[],
  reviews: readonly SiteReview[],
  me: Me,
): void {
  const unsent = new Map(store.unsentActs().map((one) => [one.act.actId, one]))
  for (const result of results) {
    if (unsent.get(result.actId)?.state !== 'inflight') continue // answered before, or not ours
    if (result.status === 'accepted') store.setActAccepted(result.actId, result.seq)
    else store.setActRefused(result.actId, result.code, result.message)
  }
  for (const { act } of unsent.values()) {
    const refused = results.find(({ actId, status }) => actId === act.actId && status === 'refused')
    if (refused && act.kind === 'move' && act.action === 'finalise') refuseItsFreeze(store, act)
  }
  for (const review of reviews) meetReview(store, review, me)
}

/** What was to be frozen of a month that was not finalised stays open, and says so; other sites go on. */
function refuseItsFreeze(store: SyncStore, { siteId, period }: Pick<ReviewAct, 'siteId' | 'period'>): void {
  for (const { act, state } of store.unsentActs())
    if (act.kind === 'freeze' && act.siteId === siteId && act.period === period && state === 'waiting')
      store.setActRefused(act.actId, 'VERSION_CONFLICT', NOT_FINALISED)
}
const NOT_FINALISED =
  'The month of this site was not finalised, so it was not frozen. Look at why it was refused, then freeze it again.'

type Ready = Pick<StoredAct, 'act' | 'state'> & { readonly stand: 'sent' | 'stuck' }

/** Steps whose earlier edits are all at the server or with the person; none overtakes an earlier step of its site. */
function ready(store: SyncStore): Ready[] {
  const held = new Set<string>()
  return store.unsentActs().flatMap(({ act, state, afterOp }): Ready[] => {
    const { siteId } = act
    if (state === 'inflight') return [{ act, state, stand: 'sent' }]
    const before = store.openIn(siteId, '0', '9').filter((op) => op.n <= afterOp)
    if (held.has(siteId) || before.some((op) => op.state === 'pending' || op.state === 'inflight')) {
      held.add(siteId)
      return []
    }
    return [{ act, state, stand: before.some((op) => op.period.startsWith(act.period)) ? 'stuck' : 'sent' }]
  })
}

/** Handing over and accepting are about the figures as they are; a question or a reason stands by itself. */
const standsOnCells = (act: ReviewAct): boolean =>
  act.kind === 'move' && (act.action === 'submit' || act.action === 'approve')

const STUCK: { readonly code: ErrorCode; readonly message: string } = {
  code: 'VERSION_CONFLICT',
  message:
    'A number of this month was changed by somebody else too, or was not accepted. Decide about it first (Sync and unsent changes), then do this again.',
}
