import { findLine } from '../../shared/categories/index.ts'
import type { ReviewAct } from '../../shared/contract/review.ts'
import type { Caller } from '../auth/caller.ts'
import { moveComments } from '../store/comments.ts'
import type { Tx } from '../store/tables.ts'
import { wrong } from './decide-move.ts'

type Carry = Extract<ReviewAct, { kind: 'carry' }>

/**
 * Comments go along with numbers that were moved. One that somebody else carried elsewhere meanwhile, or that is of
 * another site, stays where it is.
 */
export async function decideCarry(tx: Tx, { siteId, comments }: Carry, caller: Caller, at: Date): Promise<void> {
  const unknown = comments.find(({ to }) => !findLine(to.lineId))
  if (unknown) throw wrong('comments', 'INVALID_DATA_TYPE', `There is no line ${unknown.to.lineId}.`)
  await moveComments(tx, siteId, comments, { sub: caller.sub, name: caller.name, at })
}
