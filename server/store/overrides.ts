import { sql } from 'kysely'
import { fromScaled } from '../../shared/core/scaled.ts'
import type { OverrideNote } from '../../shared/calc/site-year/site-facts.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { Db, Tx } from './tables.ts'

/** An amount set by hand, in cents, with who set it, when and why (domain.md 15). */
export type StoredOverride = {
  readonly lineId: string
  readonly month: Month
  readonly value: number
  readonly by: string
  readonly at: Date
  readonly reason: string
}

/** The amounts of a site that are set by hand now. */
export async function readOverrides(db: Db, siteId: string): Promise<StoredOverride[]> {
  const { rows } = await sql<StoredOverride>`
    select c.line_id as "lineId", c.period as month, c.value, c.by_name as by, c.at, r.reason
    from cell c join change_reason r on r.seq = c.seq
    where c.site_id = ${siteId} and c.line_id like 'override.%' and c.value is not null and not c.deleted`.execute(db)
  return rows
}

/** Says why a change was made, by its commit (domain.md 10.5). */
export async function writeReason(tx: Tx, seq: number, reason: string): Promise<void> {
  await tx.insertInto('change_reason').values({ seq, reason }).execute()
}

/** What the P&L says of the amounts set by hand. */
export const notesOf = (overrides: readonly StoredOverride[]): OverrideNote[] =>
  overrides.map(({ lineId, month, by, reason }) => ({ lineId, month, note: `by ${by} because ${reason}` }))

/** The amount in dollars. */
export const amountOf = ({ value }: StoredOverride): number => fromScaled(value, 2).toNumber()
