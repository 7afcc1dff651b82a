import { findLine } from '../../shared/categories/index.ts'
import { addKeptWarning, isKept, type StoredKeptWarning } from '../store/kept-warnings.ts'
import type { Tx } from '../store/tables.ts'
import { wrong } from './decide-move.ts'

/**
 * Keeps the reason why a warned value is right, under the id its author gave it, or throws what is in the way in words
 * for them. The value itself is not asked for: a warning of another value is another one, wherever it is looked at.
 */
export async function decideKeep(tx: Tx, siteId: string, kept: StoredKeptWarning, sub: string): Promise<void> {
  if (!findLine(kept.lineId)) throw wrong('lineId', 'INVALID_DATA_TYPE', `There is no line ${kept.lineId}.`)
  // Ids are drawn by laptops: another person's is not taken over.
  if (await isKept(tx, kept.id))
    throw wrong('actId', 'VERSION_CONFLICT', 'This warning was kept under that id already. Keep it again.')
  await addKeptWarning(tx, siteId, kept, sub)
}
