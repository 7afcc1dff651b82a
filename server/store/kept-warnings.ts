import { sql } from 'kysely'
import type { SiteKeptWarning } from '../../shared/contract/kept-warning.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { Db, Tx } from './tables.ts'

/** A warning somebody decided to keep, as it is stored. */
export type StoredKeptWarning = Omit<SiteKeptWarning, 'at'> & { readonly at: Date }

/** The last word on each warned cell of a site about periods from one on, oldest first; of many the newest. */
export async function readKeptFrom(db: Db, siteId: string, from: Month, most: number): Promise<SiteKeptWarning[]> {
  const { rows } = await sql<StoredKeptWarning>`
    select id, line_id as "lineId", period, rule, value, reason, by_name as "by", at from (
      select * from (
        select distinct on (period, line_id, rule) * from kept_warning
        where site_id = ${siteId} and period >= ${from}
        order by period, line_id, rule, place desc) last_word
      order by place desc limit ${most}) newest
    order by place`.execute(db)
  return rows.map(({ at, ...kept }) => ({ ...kept, at: at.toISOString() }))
}

export const isKept = async (db: Db, id: string): Promise<boolean> =>
  (await db.selectFrom('kept_warning').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export async function addKeptWarning(tx: Tx, siteId: string, kept: StoredKeptWarning, sub: string): Promise<void> {
  const { id, lineId, period, rule, value, reason, by, at } = kept
  await tx
    .insertInto('kept_warning')
    .values({ id, site_id: siteId, period, line_id: lineId, rule, value, reason, by_sub: sub, by_name: by, at })
    .execute()
}
