import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { findLine } from '../../shared/categories/index.ts'
import { yearOf } from '../../shared/core/calendar.ts'
import type { EventType } from '../events/forecast-event.ts'
import type { Db, Tx } from './tables.ts'

type Change = { readonly siteId: string; readonly lineId: string; readonly period: string }

/** An event that waits to be told. */
export type StoredEvent = {
  readonly place: number
  readonly id: string
  readonly type: EventType
  readonly siteId: string
  readonly year: number
  readonly months: string[]
  readonly at: Date
}

/** Stores, in the transaction of some changes, what has to be told of them: one event a kind, site and year. */
export async function recordEvents(tx: Tx, changes: readonly Change[], at: Date): Promise<void> {
  const found = new Map<string, { type: EventType; siteId: string; year: number; months: Set<string> }>()
  for (const { siteId, lineId, period } of changes) {
    const year = yearOf(period)
    for (const type of typesOf(lineId)) {
      const key = `${type}|${siteId}|${year}`
      const event = found.get(key) ?? { type, siteId, year, months: new Set<string>() }
      event.months.add(period.slice(0, 7))
      found.set(key, event)
    }
  }
  const rows = [...found.values()].map(({ type, siteId, year, months }) => ({
    id: randomUUID(),
    type,
    site_id: siteId,
    year,
    months: JSON.stringify([...months].toSorted()),
    at,
  }))
  if (rows.length > 0) await tx.insertInto('event').values(rows).execute()
}

function typesOf(lineId: string): readonly EventType[] {
  const category = findLine(lineId)?.category
  if (category === 'statistics' || category === 'parking-rates') return ['StatisticsUpdated', 'PLViewRefreshed']
  return category === 'payroll' ? ['PayrollCalculated', 'PLViewRefreshed'] : ['PLViewRefreshed']
}

/** So many of the oldest are looked at: with more waiting, nobody has to be waited for. */
const MOST_LOOKED = 2_000

/** The sites of which events wait that nobody has taken, longest first, each with the place of its newest. */
export async function waitingSites(db: Db, now: Date): Promise<{ readonly siteId: string; readonly newest: number }[]> {
  const { rows } = await sql<{ siteId: string; newest: number }>`
    select site_id as "siteId", max(place)::float8 as newest
    from (select place, site_id from event
      where delivered_at is null and (claimed_until is null or claimed_until < ${now})
      order by place limit ${MOST_LOOKED}) as waiting
    group by site_id order by min(place)`.execute(db)
  return rows
}

/** Takes the oldest waiting events of a site for so long; nobody else gets any of the site's meanwhile, and whoever crashes gives them back. */
export async function claimEvents(
  db: Db,
  siteId: string,
  now: Date,
  leaseMs: number,
  limit: number,
): Promise<StoredEvent[]> {
  const until = new Date(now.getTime() + leaseMs)
  const { rows } = await sql<StoredEvent>`
    update event set claimed_until = ${until}
    where place in (
      select place from event
      where delivered_at is null and site_id = ${siteId} and (claimed_until is null or claimed_until < ${now})
        and not exists (select 1 from event as held
          where held.delivered_at is null and held.site_id = ${siteId} and held.claimed_until >= ${now})
      order by place limit ${limit} for update skip locked)
    returning place, id, type, site_id as "siteId", year, months, at`.execute(db)
  return rows.toSorted((a, b) => a.place - b.place)
}

/** Events that were told; those told longer ago than a week are forgotten. */
export async function markDelivered(db: Db, places: readonly number[], now: Date): Promise<void> {
  await sql`update event set delivered_at = ${now} where place = any(${places}::bigint[])`.execute(db)
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000)
  await db.deleteFrom('event').where('delivered_at', '<', weekAgo).execute()
}

/** Events that could not be told are taken up again at once by the next who looks. */
export async function releaseEvents(db: Db, places: readonly number[]): Promise<void> {
  await sql`update event set claimed_until = null where place = any(${places}::bigint[])`.execute(db)
}

/** How many events nobody was told of yet. */
export async function countWaiting(db: Db): Promise<number> {
  const { waiting } = await db
    .selectFrom('event')
    .select(({ fn }) => fn.countAll().as('waiting'))
    .where('delivered_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(waiting)
}
