import { findLine } from '../../shared/categories/index.ts'
import { addComment, findComment, hasStood, type StoredComment } from '../store/comments.ts'
import type { Tx } from '../store/tables.ts'
import { wrong } from './decide-move.ts'

/**
 * Keeps a comment on a cell under the id its author gave it, or throws what is in the way in words for them. What answers
 * one that went along with its number meanwhile goes after it.
 */
export async function decideComment(tx: Tx, comment: StoredComment, sub: string): Promise<void> {
  const { id, siteId, lineId, period, answers } = comment
  if (!findLine(lineId)) throw wrong('lineId', 'INVALID_DATA_TYPE', `There is no line ${lineId}.`)
  // Ids are drawn by laptops: another person's is not taken over.
  if (await findComment(tx, id))
    throw wrong('actId', 'VERSION_CONFLICT', 'This comment is there already. Make it again.')
  const asked = answers === null ? undefined : await findComment(tx, answers)
  if (answers !== null && (asked?.siteId !== siteId || !(await hasStood(tx, answers, { lineId, period }))))
    throw wrong('answers', 'INVALID_DATA_TYPE', 'What it answers was not said about this cell.')
  const { lineId: there = lineId, period: then = period } = asked ?? {}
  await addComment(tx, { ...comment, lineId: there, period: then }, sub)
}
