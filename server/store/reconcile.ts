import { sql } from 'kysely'
import type { ImportReport } from '../../shared/contract/imports.ts'
import type { Db } from './tables.ts'

/**
 * Sites and months of which both the daily receipts and the ledger are known and differ by more than a cent
 * (domain.md 11): told, and the ledger counts.
 */
export async function revenueDifferences(
  db: Db,
  places: readonly { readonly siteId: string; readonly month: string }[],
): Promise<ImportReport['differences']> {
  const { rows } = await sql<{ siteId: string; month: string; daily: number; ledger: number }>`
    select l.site_id as "siteId", l.period as month, d.daily, l.value as ledger
    from unnest(${places.map((place) => place.siteId)}::text[], ${places.map((place) => place.month)}::text[])
      as p(site_id, month)
    join cell l on l.site_id = p.site_id and l.period = p.month and l.line_id = 'pl.externalRevenue'
      and l.scenario = 'actual' and l.value is not null
    cross join lateral (
      select sum(c.value)::bigint as daily from cell c
      where c.site_id = p.site_id and c.period >= p.month || '-01' and c.period <= p.month || '-31'
        and c.line_id = 'externalRevenue' and c.scenario = 'actual') d
    where d.daily is not null and abs(d.daily - l.value) > 1
    order by 1, 2`.execute(db)
  return rows.map(({ daily, ledger, ...place }) => ({ ...place, daily: daily / 100, ledger: ledger / 100 }))
}
