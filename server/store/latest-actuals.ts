import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** The latest loaded value of each line of a site that the pattern names, by line. */
export async function readLatestActuals(db: Db, siteId: string, pattern: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ lineId: string; value: number }>`
    select distinct on (line_id) line_id as "lineId", value
    from cell
    where site_id = ${siteId} and line_id like ${pattern} and scenario = 'actual' and value is not null and not deleted
    order by line_id, period desc`.execute(db)
  return new Map(rows.map(({ lineId, value }) => [lineId, value]))
}
