import { sql } from 'kysely'
import type { SyncCell, SyncScope } from '../../shared/contract/sync.ts'
import { scopeIdOf } from '../../shared/contract/sync.ts'
import type { Db } from './tables.ts'

/** One site's fiscal year. */
export type Scope = { readonly siteId: string; readonly year: number }

/** Where the feed stands; read it before the rows it is said of. */
export type Head = { readonly seq: number; readonly minCursor: number }

export async function readHead(db: Db): Promise<Head> {
  return db
    .selectFrom('sync_head')
    .select(['seq', 'min_cursor as minCursor'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
}

/** Where the feed of each scope stands; 0 for a scope without a cell. */
export async function readScopes(db: Db, siteIds: readonly string[], years: readonly number[]): Promise<SyncScope[]> {
  const { minCursor } = await readHead(db)
  const { rows } = await sql<{ siteId: string; year: number; headSeq: number }>`
    select s.site_id as "siteId", y.year, coalesce(
      (select max(c.seq) from cell c where c.site_id = s.site_id and c.year = y.year), 0) as "headSeq"
    from unnest(${siteIds}::text[]) as s(site_id), unnest(${years}::integer[]) as y(year)
    order by s.site_id, y.year`.execute(db)
  return rows.map((row) => ({ scopeId: scopeIdOf(row.siteId, row.year), ...row, minCursor }))
}

/** Where a scope stands and what its cells come to: a laptop that holds the same comes to the same (sync.md 3.3). */
export async function readScopeSum(db: Db, scope: Scope): Promise<{ seq: number; checksum: string }> {
  const row = await db
    .selectFrom('scope_sum')
    .select(['seq', 'sum'])
    .where('site_id', '=', scope.siteId)
    .where('year', '=', scope.year)
    .executeTakeFirst()
  return { seq: row?.seq ?? 0, checksum: (row?.sum ?? 0).toString(16).padStart(12, '0') }
}

/** The last cell of a page; the next page starts behind it. */
export type Place = { readonly period: string; readonly lineId: string; readonly scenario: string }

/** Cells of a scope in the order of their keys. No row ever leaves, so going by key meets every one. */
export async function readSnapshot(db: Db, scope: Scope, after: Place | null, limit: number): Promise<SyncCell[]> {
  let query = cells(db, scope).orderBy('period').orderBy('line_id').orderBy('scenario').limit(limit)
  // The scope's year bounds the primary key, so a page is one walk along it.
  query = query.where('period', '>=', `${scope.year}-`).where('period', '<', `${scope.year + 1}-`)
  if (after) {
    query = query.where(
      sql<boolean>`(period, line_id, scenario) > (${after.period}, ${after.lineId}, ${after.scenario})`,
    )
  }
  return (await query.execute()).map(toSyncCell)
}

/** Cells of a scope that changed after a cursor, in commit order. */
export async function readChanges(db: Db, scope: Scope, cursor: number, limit: number): Promise<SyncCell[]> {
  const rows = await cells(db, scope).where('seq', '>', cursor).orderBy('seq').limit(limit).execute()
  return rows.map(toSyncCell)
}

const cells = (db: Db, scope: Scope) =>
  db.selectFrom('cell').selectAll().where('site_id', '=', scope.siteId).where('year', '=', scope.year)

type CellRow = Awaited<ReturnType<ReturnType<typeof cells>['execute']>>[number]

const toSyncCell = (row: CellRow): SyncCell => ({
  siteId: row.site_id,
  lineId: row.line_id,
  period: row.period,
  scenario: row.scenario,
  value: row.value,
  ver: row.ver,
  seq: row.seq,
  deleted: row.deleted,
  by: row.by_sub,
  byName: row.by_name,
  opId: row.op_id,
  at: row.at.toISOString(),
})
