import { sql } from 'kysely'
import { EARNING_COUNTS } from '../../shared/calc/day-figures.ts'
import { STATISTICS_LINES } from '../../shared/categories/statistics.ts'
import type { Day, Month } from '../../shared/core/calendar.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import type { Db } from './tables.ts'

/** What was loaded of a site in a month, added up; null is "nothing loaded". */
export type LoadedSums = {
  readonly siteId: string
  /** Days with an actual of any statistic, and those with occupied rooms. */
  readonly days: number
  readonly roomDays: number
  readonly occupiedRooms: Decimal | null
  readonly valetOvernight: Decimal | null
  readonly selfOvernight: Decimal | null
  /** Vehicles that earn and hours worked, of the days on which both are loaded. */
  readonly laborDays: number
  readonly vehicles: Decimal | null
  readonly hours: Decimal | null
}

type Row = {
  readonly [field in keyof LoadedSums]: LoadedSums[field] extends Decimal | null ? string | null : LoadedSums[field]
}

const STATISTICS = STATISTICS_LINES.map(({ id }) => id)

/**
 * The loaded statistics and hours of several sites in a month, in one go. Days after the last one with anything above
 * zero do not count: a file of zeros is no data (domain.md 2.8). Sites of which nothing is loaded are missing.
 */
export async function readLoadedSums(db: Db, siteIds: readonly string[], month: Month): Promise<LoadedSums[]> {
  const { rows } = await sql<Row>`
    with day as (
      select c.site_id, c.period,
        sum(c.value) filter (where c.line_id = 'occupiedRooms') as rooms,
        sum(c.value) filter (where c.line_id = 'valetOvernight') as valet,
        sum(c.value) filter (where c.line_id = 'selfOvernight') as self,
        sum(c.value) filter (where c.line_id = any(${EARNING_COUNTS}::text[])) as vehicles,
        sum(c.value) filter (where c.line_id like 'payroll.hours.%') as hours,
        bool_or(c.line_id = any(${STATISTICS}::text[])) as counts,
        bool_or(c.line_id = any(${STATISTICS}::text[]) and c.value > 0) as above
      from unnest(${siteIds}::text[]) as s(site_id)
      join cell c on c.site_id = s.site_id and c.period >= ${`${month}-01`} and c.period <= ${`${month}-31`}
      where c.scenario = 'actual' and c.value is not null and not c.deleted
      group by c.site_id, c.period),
    latest as (select site_id, max(period) as day from day where above group by site_id)
    select d.site_id as "siteId",
      count(*)::int as days,
      count(d.rooms)::int as "roomDays",
      sum(d.rooms)::text as "occupiedRooms",
      sum(d.valet)::text as "valetOvernight",
      sum(d.self)::text as "selfOvernight",
      (count(*) filter (where d.vehicles is not null and d.hours is not null))::int as "laborDays",
      (sum(d.vehicles) filter (where d.hours is not null))::text as vehicles,
      (sum(d.hours) filter (where d.vehicles is not null))::text as hours
    from day d join latest l on l.site_id = d.site_id and d.period <= l.day
    where d.counts
    group by d.site_id`.execute(db)
  return rows.map((row) => ({
    ...row,
    occupiedRooms: scaled(row.occupiedRooms, 6),
    valetOvernight: scaled(row.valetOvernight, 6),
    selfOvernight: scaled(row.selfOvernight, 6),
    vehicles: scaled(row.vehicles, 6),
    hours: scaled(row.hours, 2),
  }))
}

/** A sum of stored integers in domain units; it may be larger than one of them. */
const scaled = (sum: string | null, scale: 2 | 6): Decimal | null =>
  sum === null ? null : new Decimal(sum).div(10 ** scale)

/** The latest day up to another of which a statistic above zero is loaded; undefined when there is none. */
export async function readLastLoadedDay(db: Db, siteId: string, until: Day): Promise<Day | undefined> {
  const row = await db
    .selectFrom('cell')
    .select('period')
    .where('site_id', '=', siteId)
    .where('period', '<=', until)
    .where('line_id', 'in', STATISTICS)
    .where('scenario', '=', 'actual')
    .where('value', '>', 0)
    .where('deleted', '=', false)
    .where(sql<boolean>`length(period) = 10`)
    .orderBy('period', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.period
}
