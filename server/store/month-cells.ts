import type { Scenario } from '../../shared/categories/line.ts'
import type { Month } from '../../shared/core/calendar.ts'
import type { Db } from './tables.ts'

export type StoredCell = {
  readonly period: string
  readonly lineId: string
  readonly scenario: Scenario
  readonly value: number | null
  readonly ver: number
  readonly seq: number
}

/** All cells of a site's month, its days and the month itself, as of one moment. */
export async function readMonth(db: Db, siteId: string, month: Month): Promise<StoredCell[]> {
  return db
    .selectFrom('cell')
    .select(['period', 'line_id as lineId', 'scenario', 'value', 'ver', 'seq'])
    .where('site_id', '=', siteId)
    .where('period', '>=', month)
    .where('period', '<=', `${month}-31`)
    .where('deleted', '=', false)
    .orderBy('period')
    .execute()
}
