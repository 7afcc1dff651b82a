import { findLine } from '../../../shared/categories/index.ts'
import type { ReviewAct } from '../../../shared/contract/review.ts'
import { AppError } from '../../../shared/core/errors.ts'
import type { Database } from '../db/store.ts'
import { readComments } from '../read/comments.ts'
import { knownSite } from '../read/known-site.ts'
import { readersOnly } from './may-write.ts'

type Comment = Extract<ReviewAct, { kind: 'comment' }>
type Keep = Extract<ReviewAct, { kind: 'keep' }>

/**
 * A comment that may be made here, or what is in the way. Whoever sees a site may comment, also who only reads
 * (domain.md 10.4); what it answers must have been said about the same cell.
 */
export function sayable(db: Database, comment: Comment): Comment {
  const { siteId, lineId, period, answers } = comment
  knownSite(db, siteId)
  if (!findLine(lineId)) throw wrong('lineId', `There is no line ${lineId}.`)
  const said = readComments(db, siteId, { sub: '', name: '' })
  const isAnswerHere =
    answers === null ||
    said.some((one) => one.id === answers && one.lineId === lineId && one.period === period && one.state !== 'refused')
  if (!isAnswerHere) throw wrong('answers', 'What it answers was not said about this cell.')
  return comment
}

/** A warning that may be kept here, or what is in the way: whoever writes the numbers says why one is right. */
export function keepable(db: Database, keep: Keep, { mayEdit }: { readonly mayEdit: boolean }): Keep {
  if (!mayEdit) throw readersOnly()
  knownSite(db, keep.siteId)
  if (!findLine(keep.lineId)) throw wrong('lineId', `There is no line ${keep.lineId}.`)
  return keep
}

const wrong = (field: string, message: string) =>
  new AppError('INVALID_DATA_TYPE', message, [{ code: 'INVALID_DATA_TYPE', field, message }])
