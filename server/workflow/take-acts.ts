import { createHash } from 'node:crypto'
import type { ActResult, ReviewAct } from '../../shared/contract/review.ts'
import { unreachable } from '../../shared/core/bug.ts'
import { addMonths, type Day, yearOf } from '../../shared/core/calendar.ts'
import { AppError, type ErrorCode } from '../../shared/core/errors.ts'
import { type Caller, reachable } from '../auth/caller.ts'
import { offeredYear } from '../profit-and-loss/offered-year.ts'
import type { SiteYears } from '../site-year/site-years.ts'
import { inCommitOrder } from '../store/commit.ts'
import type { Store } from '../store/open-store.ts'
import { addReason } from '../store/reasons.ts'
import { readActResult, writeActResult } from '../store/reviews.ts'
import { findSite } from '../store/sites.ts'
import type { Tx } from '../store/tables.ts'
import { decideCarry } from './decide-carry.ts'
import { decideComment } from './decide-comment.ts'
import { decideKeep } from './decide-keep.ts'
import { decideMove, figuresOf } from './decide-move.ts'
import { takeSnapshot } from './take-snapshot.ts'

/** One laptop's steps of a review, with who sends them and when they arrived. */
export type SentActs = {
  readonly acts: readonly ReviewAct[]
  readonly caller: Caller
  readonly at: Date
  readonly today: Day
}

/**
 * Takes the steps of a review in the order they were made and answers each, in a transaction of its own that holds
 * answer and effect. A step that was answered before gets the same answer; a refusal is an answer too.
 */
export async function takeActs(store: Store, years: SiteYears, sent: SentActs): Promise<ActResult[]> {
  const results: ActResult[] = []
  const notFinalised = new Set<string>()
  for (const act of sent.acts) {
    const result = await takeAct(store, years, act, { ...sent, notFinalised })
    if (result.status === 'refused' && act.kind === 'move' && act.action === 'finalise')
      notFinalised.add(monthOfSite(act))
    results.push(result)
  }
  return results
}

/** With the months whose finalising was refused just now: what was to be frozen of them was not agreed. */
type Sent = SentActs & { readonly notFinalised: ReadonlySet<string> }
const monthOfSite = ({ siteId, period }: Pick<ReviewAct, 'siteId' | 'period'>): string => `${siteId}|${period}`

async function takeAct(store: Store, years: SiteYears, act: ReviewAct, sent: Sent): Promise<ActResult> {
  const { db } = store
  const { caller, at } = sent
  const bodyHash = createHash('sha256').update(JSON.stringify(act)).digest('hex')
  const known = await readActResult(db, caller.sub, act.actId)
  if (known) return known.bodyHash === bodyHash ? known.result : refusedAs(act, REUSED)
  try {
    if (act.kind === 'freeze' && sent.notFinalised.has(monthOfSite(act)))
      throw new AppError('VERSION_CONFLICT', NOT_FINALISED)
    return await perform(store, years, act, sent, (tx, result) =>
      writeActResult(tx, caller.sub, { bodyHash, result }, at),
    )
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !isRefusal(thrown.code)) throw thrown
    const result = refusedAs(act, thrown)
    return inCommitOrder(db, async (tx) => {
      // Sent twice at once: what the other one came to counts.
      const other = await readActResult(tx, caller.sub, act.actId)
      if (other) return other.result
      await writeActResult(tx, caller.sub, { bodyHash, result }, at)
      return result
    })
  }
}

type Keep = (tx: Tx, result: ActResult) => Promise<void>

async function perform(
  { db, reads }: Store,
  years: SiteYears,
  act: ReviewAct,
  { caller, at, today }: SentActs,
  keep: Keep,
): Promise<ActResult> {
  const site = reachable(caller, await findSite(db, act.siteId))
  if (act.kind !== 'comment' && !caller.scopes.includes('forecasting:write'))
    throw new AppError('INSUFFICIENT_PERMISSIONS', ONLY_READS)
  const accepted = (seq: number): ActResult => ({ actId: act.actId, status: 'accepted', seq })
  /** In the order of commits, unless the same step sent at once came first: then its answer counts. */
  const once = (decide: (tx: Tx) => Promise<unknown>): Promise<ActResult> =>
    inCommitOrder(db, async (tx, nextSeq) => {
      const other = await readActResult(tx, caller.sub, act.actId)
      if (other) return other.result
      await decide(tx)
      const result = accepted(nextSeq())
      await keep(tx, result)
      return result
    })
  const by = caller.name
  switch (act.kind) {
    case 'move': {
      const { kind: _kind, actId: _actId, siteId: _siteId, ...move } = act
      const figures = act.action === 'submit' ? await figuresOf(reads, years, site, act.period) : null
      return once((tx) => decideMove(tx, { site, ...move }, caller, { at, today, figures }))
    }
    case 'reason': {
      const { period, row, reference, parts, explained } = act
      return once((tx) => addReason(tx, site.siteId, { period, row, reference, parts, explained, by, at }, caller.sub))
    }
    case 'comment': {
      const { actId: id, siteId, lineId, period, text, answers, settles } = act
      return once((tx) => decideComment(tx, { id, siteId, lineId, period, text, answers, settles, by, at }, caller.sub))
    }
    case 'carry':
      return once((tx) => decideCarry(tx, act, caller, at))
    case 'keep': {
      const { actId: id, lineId, period, rule, value, reason } = act
      return once((tx) => decideKeep(tx, site.siteId, { id, lineId, period, rule, value, reason, by, at }, caller.sub))
    }
    case 'freeze': {
      if (!caller.roles.includes('forecasting_admin')) throw new AppError('INSUFFICIENT_PERMISSIONS', NO_FREEZING)
      const lastMonth = addMonths(act.period, act.months - 1)
      offeredYear(yearOf(lastMonth), today, 'period')
      const snapshot = {
        id: act.actId,
        name: `${act.period} forecast of record`,
        firstMonth: act.period,
        lastMonth,
        by: caller.sub,
        byName: caller.name,
        at,
      }
      let result = accepted(0)
      await takeSnapshot(db, years, snapshot, [site], async (tx, nextSeq) => {
        result = accepted(nextSeq())
        await keep(tx, result)
      })
      return result
    }
    default:
      return unreachable(act)
  }
}

const ONLY_READS = 'Your role can read this forecast but not move it.'
const NO_FREEZING = 'Your role does not freeze a forecast of record.'
const NOT_FINALISED =
  'The month of this site was not finalised, so it was not frozen. Look at why it was refused, then freeze it again.'
const REUSED = new AppError('IDEMPOTENCY_KEY_REUSED', 'This step was sent before with other words. Make it again.')

/** What trying again does not help with; anything else is a fault of ours, and the step stays with who sent it. */
const isRefusal = (code: ErrorCode): boolean =>
  [
    'INSUFFICIENT_PERMISSIONS',
    'SITE_NOT_FOUND',
    'VERSION_CONFLICT',
    'MISSING_REQUIRED_FIELD',
    'INVALID_DATA_TYPE',
    'INVALID_PERIOD',
    'PERIOD_NOT_AVAILABLE',
  ].includes(code)

const refusedAs = ({ actId }: ReviewAct, { code, message }: Pick<AppError, 'code' | 'message'>): ActResult => ({
  actId,
  status: 'refused',
  code,
  message,
})
