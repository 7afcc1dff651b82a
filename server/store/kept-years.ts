import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** A computed year as it is kept: `basis` says what it was computed from. */
export type KeptYear = { readonly siteId: string; readonly basis: string; readonly result: unknown }

/** The kept years of some sites; those never computed are missing. */
export async function readKeptYears(db: Db, siteIds: readonly string[], year: number): Promise<KeptYear[]> {
  return db
    .selectFrom('site_year')
    .select(['site_id as siteId', 'basis', 'result'])
    .where('year', '=', year)
    .where('site_id', '=', sql<string>`any(${siteIds}::text[])`)
    .execute()
}

/** Keeps a computed year in place of the one before. */
export async function keepYear(db: Db, year: number, { siteId, basis, result }: KeptYear, at: Date): Promise<void> {
  const text = JSON.stringify(result)
  await db
    .insertInto('site_year')
    .values({ site_id: siteId, year, basis, result: text, at })
    .onConflict((clash) => clash.columns(['site_id', 'year']).doUpdateSet({ basis, result: text, at }))
    .execute()
}
