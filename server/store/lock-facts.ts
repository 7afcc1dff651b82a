import { sql } from 'kysely'
import type { DailyCategory, LockFacts } from '../../shared/calc/validation/cell-lock.ts'
import { type Day, type Month, monthOf } from '../../shared/core/calendar.ts'
import type { Db } from './tables.ts'

/** A site's month of which something is to be written. */
export type SiteMonth = { readonly siteId: string; readonly month: Month }

/** Days of a month that have an actual, and the last one with a value above zero (domain.md 2.8). */
type LoadedDays = { readonly days: Set<Day>; lastActual: Day | null }

/** What decides whether cells of some sites and months can be typed, read at once; asked site by site. */
export async function readLockFacts(
  db: Db,
  months: readonly SiteMonth[],
  today: Day,
): Promise<(siteId: string) => LockFacts> {
  const [loaded, posted, salaried] = [
    await readLoadedDays(db, months),
    await readPostedMonths(db, months),
    await readSalaried(db, months),
  ]
  return (siteId) => ({
    today,
    isActual: (category, day) => {
      const found = loaded.get(keyOf(siteId, monthOf(day), category))
      return found?.lastActual != null && day <= found.lastActual && found.days.has(day)
    },
    isPosted: (month) => posted.has(`${siteId}|${month}`),
    isSalaried: (code) => salaried.has(`${siteId}|${code}`),
  })
}

const keyOf = (siteId: string, month: Month, category: DailyCategory) => `${siteId}|${month}|${category}`
const columnsOf = (months: readonly SiteMonth[]) => sql`
  unnest(${months.map((one) => one.siteId)}::text[], ${months.map((one) => one.month)}::text[]) as m(site_id, month)`

/** Payroll is fed by the labor system, everything else of a day by the revenue sheets: each has its own last day. */
async function readLoadedDays(db: Db, months: readonly SiteMonth[]): Promise<Map<string, LoadedDays>> {
  const { rows } = await sql<{ siteId: string; day: Day; category: DailyCategory; above: boolean }>`
    select m.site_id as "siteId", d.day, d.category, d.above
    from ${columnsOf(months)}
    cross join lateral (
      select c.period as day, bool_or(c.value > 0) as above,
        case when c.line_id like 'payroll.%' then 'payroll' else 'statistics' end as category
      from cell c
      where c.site_id = m.site_id and c.period >= m.month || '-01' and c.period <= m.month || '-31'
        and c.scenario = 'actual' and c.value is not null and not c.deleted
      group by 1, 3) d
    order by d.day`.execute(db)
  const loaded = new Map<string, LoadedDays>()
  for (const { siteId, day, category, above } of rows) {
    const key = keyOf(siteId, monthOf(day), category)
    const month = loaded.get(key) ?? { days: new Set<Day>(), lastActual: null }
    month.days.add(day)
    if (above) month.lastActual = day
    loaded.set(key, month)
  }
  return loaded
}

/** Months of which the ledger holds an account. */
async function readPostedMonths(db: Db, months: readonly SiteMonth[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ place: string }>`
    select m.site_id || '|' || m.month as place
    from ${columnsOf(months)}
    where exists (
      select from cell c
      where c.site_id = m.site_id and c.period = m.month and c.line_id >= 'account.7' and c.line_id < 'account.8'
        and c.scenario = 'actual' and c.value is not null and not c.deleted)`.execute(db)
  return new Set(rows.map(({ place }) => place))
}

/** Codes that are paid a salary, by `site|code`. */
async function readSalaried(db: Db, months: readonly SiteMonth[]): Promise<ReadonlySet<string>> {
  const siteIds = [...new Set(months.map(({ siteId }) => siteId))]
  const rows = await db
    .selectFrom('site_job')
    .select(['site_id', 'code'])
    .where('annual_salary', 'is not', null)
    .where('site_id', '=', sql<string>`any(${siteIds}::text[])`)
    .execute()
  return new Set(rows.map((row) => `${row.site_id}|${row.code}`))
}
