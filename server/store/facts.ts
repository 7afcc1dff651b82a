import { sql } from 'kysely'
import { Decimal } from '../../shared/core/decimal.ts'
import type { Db, Tx } from './tables.ts'

/** One figure of a source as it is kept. */
export type StoredFact = {
  readonly siteId: string
  readonly period: string
  readonly code: string
  readonly kind: string
  readonly value: Decimal
}
/** One as it is brought in, with its line of the file. */
export type NewFact = StoredFact & { readonly line: number | null }

/** Keeps facts; the figure of a key that is there already becomes the new one. Gives how many keys were there before. */
export async function writeFacts(tx: Tx, feed: string, runId: string, facts: readonly NewFact[]): Promise<number> {
  if (facts.length === 0) return 0
  const { rows } = await sql<{ known: boolean }>`
    insert into source_fact (feed, run_id, site_id, period, code, kind, value, line)
    select ${feed}, ${runId}::uuid, * from unnest(
      ${facts.map((fact) => fact.siteId)}::text[],
      ${facts.map((fact) => fact.period)}::text[],
      ${facts.map((fact) => fact.code)}::text[],
      ${facts.map((fact) => fact.kind)}::text[],
      ${facts.map((fact) => fact.value.toFixed())}::numeric[],
      ${facts.map((fact) => fact.line)}::integer[])
    on conflict (feed, site_id, period, code, kind) do update set value = excluded.value, run_id = excluded.run_id, line = excluded.line
    returning (xmax <> 0) as known`.execute(tx)
  return rows.filter(({ known }) => known).length
}

/** All facts of some sites and periods, by `site|period`. */
export async function readFacts(
  db: Db,
  feed: string,
  places: readonly { readonly siteId: string; readonly period: string }[],
): Promise<Map<string, StoredFact[]>> {
  const { rows } = await sql<Omit<StoredFact, 'value'> & { value: string }>`
    select f.site_id as "siteId", f.period, f.code, f.kind, f.value
    from unnest(${places.map((place) => place.siteId)}::text[], ${places.map((place) => place.period)}::text[])
      as p(site_id, period)
    join source_fact f on f.feed = ${feed} and f.site_id = p.site_id and f.period = p.period
    order by f.site_id, f.period, f.code, f.kind`.execute(db)
  const byPlace = new Map<string, StoredFact[]>()
  for (const { value, ...fact } of rows) {
    const key = `${fact.siteId}|${fact.period}`
    const list = byPlace.get(key)
    const stored = { ...fact, value: new Decimal(value) }
    if (list) list.push(stored)
    else byPlace.set(key, [stored])
  }
  return byPlace
}
