import { moveProblem } from '../../../shared/calc/validation/submission.ts'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import { ReviewAct } from '../../../shared/contract/review.ts'
import type { NewReviewAct, ReviewSheet } from '../../../shared/contract/review-sheet.ts'
import { scopeIdOf } from '../../../shared/contract/sync.ts'
import { type Day, yearOf } from '../../../shared/core/calendar.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { AppError, type ErrorCode } from '../../../shared/core/errors.ts'
import { findAct, openActsOf, setActState, type StoredAct } from '../db/acts.ts'
import type { EditsLog } from '../db/edits-log.ts'
import { inLoggedTransaction } from '../db/logged-transaction.ts'
import { findScope } from '../db/scopes.ts'
import type { Database } from '../db/store.ts'
import { keepable, sayable } from './sayable.ts'
import { storeAct } from './store-act.ts'
import { type Reader, readReview } from '../read/review.ts'

/** A step that moves a month or says why a row of it is off; comments and kept warnings stand on cells. */
type Step = Exclude<NewReviewAct, { kind: 'comment' | 'keep' }>

/** Who makes a step, and when. */
export type ActAuthor = Reader & { readonly today: Day; readonly now: number; readonly log: EditsLog }

/**
 * Makes a step of a review (decision 15): checked by the server's own rules against what is on this laptop, then kept
 * in both copies, to be sent after the edits it stands on. What is in the way is thrown in words, and nothing is kept.
 * The same id twice is one step.
 */
export function makeAct(db: Database, asked: NewReviewAct, author: ActAuthor): { madeAt: string } {
  return inLoggedTransaction(db, author.log, () => {
    const known = findAct(db, asked.actId)
    if (known) return { madeAt: known.madeAt }
    return { madeAt: storeAct(db, ReviewAct.parse(allowed(db, asked, author)), author) }
  })
}

/** The step with what its author had seen; throws what keeps them from making it. */
function allowed(db: Database, asked: NewReviewAct, author: ActAuthor): ReviewAct {
  if (asked.kind === 'comment') return sayable(db, asked)
  if (asked.kind === 'keep') return keepable(db, asked, author)
  return completed(db, asked, sheetOf(db, asked, author), author)
}

const sheetOf = (db: Database, { siteId, period }: Step, author: ActAuthor): ReviewSheet =>
  readReview(db, { siteId, month: period }, author.today, author)

/** Takes back a step that was not sent yet, or puts a refused one away; one on its way stays. */
export function withdrawAct(db: Database, actId: string, log: EditsLog): string {
  return inLoggedTransaction(db, log, () => {
    const found = findAct(db, actId)
    if (!found) throw wrong('actId', 'NOT_FOUND', 'There is no such step.')
    if (found.state === 'inflight' || found.state === 'accepted')
      throw wrong('actId', 'VERSION_CONFLICT', 'It was sent already and cannot be taken back here.')
    // What answers it would answer nothing.
    for (const { act, madeAt } of [found, ...answersTo(db, found)]) {
      setActState(db, act.actId, 'withdrawn')
      log.appendAct({ act, madeAt, isWithdrawn: true })
    }
    return found.act.siteId
  })
}

/** This person's own answers to a comment that were not sent either. */
const answersTo = (db: Database, { act }: StoredAct): StoredAct[] =>
  openActsOf(db, act.siteId).filter(
    (one) => one.state !== 'inflight' && one.act.kind === 'comment' && one.act.answers === act.actId,
  )

function completed(db: Database, asked: Step, sheet: ReviewSheet, author: ActAuthor): ReviewAct {
  if (!author.mayEdit)
    throw wrong('kind', 'INSUFFICIENT_PERMISSIONS', 'Your role can read this forecast but not move it.')
  if (!sheet.loaded)
    throw wrong('period', 'PERIOD_NOT_AVAILABLE', 'This month is not on this computer yet; wait for the next sync.')
  switch (asked.kind) {
    case 'move': {
      assertMovable(asked, sheet, author)
      const scope = findScope(db, scopeIdOf(asked.siteId, yearOf(asked.period)))
      const seen = sheet.history.length
      return { ...asked, seen, asOfSeq: asked.action === 'approve' ? (scope?.cursor ?? null) : null }
    }
    case 'reason': {
      const line = sheet.material.find(({ row }) => row === asked.row)
      if (!line) throw wrong('row', 'PERIOD_NOT_AVAILABLE', `${labelOf(asked.row)} is inside its limits again.`)
      const split = asked.parts.reduce((sum, { amount }) => sum.plus(amount ?? 0), new Decimal(0))
      const isSplit = asked.parts.length > 0 && asked.parts.every(({ amount }) => amount !== null)
      const isBeyond = split.abs().gt(new Decimal(line.amount).abs()) && isSplit
      if (isBeyond)
        throw wrong(
          'parts',
          'INVALID_DATA_TYPE',
          'The amounts are more than the variance. Lower one, or add one that goes the other way.',
        )
      return { ...asked, explained: line.amount }
    }
    case 'freeze':
      if (!sheet.mayFreeze)
        throw wrong('kind', 'INSUFFICIENT_PERMISSIONS', 'Your role does not freeze a forecast of record.')
      return asked
    default:
      return asked
  }
}

function assertMovable(
  { action, comment }: Extract<NewReviewAct, { kind: 'move' }>,
  sheet: ReviewSheet,
  { roles }: ActAuthor,
): void {
  const problem = moveProblem(action, sheet.state, roles, comment)
  if (problem === 'role') throw wrong('action', 'INSUFFICIENT_PERMISSIONS', `Your role does not ${action} a forecast.`)
  if (problem === 'state')
    throw wrong('action', 'VERSION_CONFLICT', `This month is ${sheet.state}, so nobody can ${action} it.`)
  if (problem === 'comment') throw wrong('comment', 'MISSING_REQUIRED_FIELD', 'Say why.')
  if (action !== 'submit') return
  const blocking = sheet.checks.find(({ level }) => level === 'error')
  if (blocking) throw wrong('forecast', 'INVALID_DATA_TYPE', blocking.message)
  const silent = sheet.material.find(({ materiality, state }) => materiality === 'material' && state !== 'given')
  if (silent)
    throw wrong('reasons', 'MISSING_REQUIRED_FIELD', `${labelOf(silent.row)} is far from its budget: say why first.`)
  if (sheet.needsComment && comment === null)
    throw wrong('comment', 'MISSING_REQUIRED_FIELD', 'The contribution is far from its budget: say why.')
}

const labelOf = (row: string): string => PL_ROWS.find(({ code }) => code === row)?.label ?? row

const wrong = (field: string, code: ErrorCode, message: string) =>
  new AppError(code, message, [{ code, field, message }])
