import { sql } from 'kysely'
import type { StoredValue } from '../../shared/calc/site-year/stored-year.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { Db } from './tables.ts'

/** Every cell of a site in a span of months, both ends included, as of one moment. */
export async function readSpan(db: Db, siteId: string, first: Month, last: Month): Promise<StoredValue[]> {
  return db
    .selectFrom('cell')
    .select(['line_id as lineId', 'period', 'scenario', 'value'])
    .where('site_id', '=', siteId)
    .where('period', '>=', first)
    .where('period', '<=', `${last}-31`)
    .where('deleted', '=', false)
    .execute()
}

/** The latest commit in each of some years of some sites, by `site:year`; 0 where nothing is stored. */
export async function readYearHeads(
  db: Db,
  years: readonly (readonly [siteId: string, year: number])[],
): Promise<ReadonlyMap<string, number>> {
  const [siteIds, numbers] = [years.map(([siteId]) => siteId), years.map(([, year]) => year)]
  const { rows } = await sql<{ scope: string; seq: number }>`
    select y.site_id || ':' || y.year as scope, coalesce(
      (select max(c.seq) from cell c where c.site_id = y.site_id and c.year = y.year), 0) as seq
    from unnest(${siteIds}::text[], ${numbers}::integer[]) as y(site_id, year)`.execute(db)
  return new Map(rows.map(({ scope, seq }) => [scope, seq]))
}
