import { sql } from 'kysely'
import type { Scenario } from '../../shared/categories/line.ts'
import { type Day, type Month, monthOf } from '../../shared/core/calendar.ts'
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

/** Days of a month that have an actual, and the last one with a value above zero (domain.md 2.8). */
export type LoadedDays = { readonly days: ReadonlySet<Day>; readonly lastActual: Day | null }

/** The loaded days of several months, by `site|month`; a month without any is missing. */
export async function readLoadedDays(
  db: Db,
  months: readonly { readonly siteId: string; readonly month: Month }[],
): Promise<Map<string, LoadedDays>> {
  const { rows } = await sql<{ siteId: string; day: Day; above: boolean }>`
    select c.site_id as "siteId", c.period as day, bool_or(c.value > 0) as above
    from unnest(${months.map((one) => one.siteId)}::text[], ${months.map((one) => one.month)}::text[]) as m(site_id, month)
    join cell c on c.site_id = m.site_id and c.period >= m.month || '-01' and c.period <= m.month || '-31'
    where c.scenario = 'actual' and c.value is not null and not c.deleted
    group by c.site_id, c.period
    order by c.period`.execute(db)
  const loaded = new Map<string, { days: Set<Day>; lastActual: Day | null }>()
  for (const { siteId, day, above } of rows) {
    const key = `${siteId}|${monthOf(day)}`
    const month = loaded.get(key) ?? { days: new Set<Day>(), lastActual: null }
    month.days.add(day)
    if (above) month.lastActual = day
    loaded.set(key, month)
  }
  return loaded
}
