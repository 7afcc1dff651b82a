import { sql } from 'kysely'
import type { PlRowCode } from '../../shared/categories/profit-and-loss.ts'
import type { ReasonPart } from '../../shared/contract/review.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { Db, Tx } from './tables.ts'

/** Why a row of a month is off its budget; without parts it was taken back. */
export type StoredReason = {
  readonly period: Month
  readonly row: PlRowCode
  readonly reference: 'budget'
  readonly parts: ReasonPart[]
  /** The variance it explains, in dollars and cents. */
  readonly explained: string
  readonly by: string
  readonly at: Date
}

/** The last reason of each row of a site from a month on. */
export async function readReasons(db: Db, siteId: string, from: Month, to = '9999-12'): Promise<StoredReason[]> {
  const { rows } = await sql<StoredReason>`
    select distinct on (period, pl_row, reference)
      period, pl_row as "row", reference, parts, explained, by_name as "by", at
    from reason where site_id = ${siteId} and period >= ${from} and period <= ${to}
    order by period, pl_row, reference, place desc`.execute(db)
  return rows
}

export async function addReason(tx: Tx, siteId: string, reason: StoredReason, sub: string): Promise<void> {
  const { period, row, reference, parts, explained, by, at } = reason
  await tx
    .insertInto('reason')
    .values({
      site_id: siteId,
      period,
      pl_row: row,
      reference,
      parts: JSON.stringify(parts),
      explained,
      by_sub: sub,
      by_name: by,
      at,
    })
    .execute()
}
