import { sql } from 'kysely'
import type { SubmissionState } from '../../shared/contract/workflow.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { Db, Tx } from './tables.ts'

/** One move of a month's forecast. */
export type StoredMove = {
  readonly siteId: string
  readonly state: SubmissionState
  readonly comment: string | null
  readonly cells: { lineId: string; period: string }[]
  readonly by: string
  readonly at: Date
}

/** Every move of a month at some sites, oldest first. */
export async function readMoves(db: Db, siteIds: readonly string[], period: Month): Promise<StoredMove[]> {
  return db
    .selectFrom('submission')
    .select(['site_id as siteId', 'state', 'comment', 'cells', 'by_name as by', 'at'])
    .where('period', '=', period)
    .where('site_id', '=', sql<string>`any(${siteIds}::text[])`)
    .orderBy('place')
    .execute()
}

export async function addMove(tx: Tx, period: Month, move: StoredMove, sub: string): Promise<void> {
  const { siteId, state, comment, cells, by, at } = move
  await tx
    .insertInto('submission')
    .values({ site_id: siteId, period, state, comment, cells: JSON.stringify(cells), by_sub: sub, by_name: by, at })
    .execute()
}
