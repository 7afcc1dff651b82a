import { findLine } from '../../shared/categories/index.ts'
import { addComment, findComment, type StoredComment } from '../store/comments.ts'
import type { Tx } from '../store/tables.ts'
import { wrong } from './decide-move.ts'

/** Keeps a comment on a cell under the id its author gave it, or throws what is in the way in words for them. */
export async function decideComment(tx: Tx, comment: StoredComment, sub: string): Promise<void> {
  const { id, siteId, lineId, period, answers } = comment
  if (!findLine(lineId)) throw wrong('lineId', 'INVALID_DATA_TYPE', `There is no line ${lineId}.`)
  // Ids are drawn by laptops: another person's is not taken over.
  if (await findComment(tx, id))
    throw wrong('actId', 'VERSION_CONFLICT', 'This comment is there already. Make it again.')
  if (answers !== null) {
    const asked = await findComment(tx, answers)
    const isHere = asked?.siteId === siteId && asked.lineId === lineId && asked.period === period
    if (!isHere) throw wrong('answers', 'INVALID_DATA_TYPE', 'What it answers was not said about this cell.')
  }
  await addComment(tx, comment, sub)
}
