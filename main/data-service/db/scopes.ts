import { scopeIdOf, type SyncScope } from '../../../shared/contract/sync.ts'
import { type Database, row, rows, run } from './store.ts'

/** What is followed of one site and year, and how far it is in. */
export type ScopeState = {
  readonly scopeId: string
  readonly siteId: string
  readonly year: number
  readonly loaded: boolean
  readonly cursor: number
  readonly headSeq: number
  readonly needsSnapshot: boolean
  readonly snapshotPage: string | null
  readonly generation: number
  readonly doubt: number
}

type Row = {
  scope_id: string
  site_id: string
  year: number
  loaded: number
  cursor: number
  head_seq: number
  needs_snapshot: number
  snapshot_page: string | null
  generation: number
  doubt: number
}

const toScope = (found: Row): ScopeState => ({
  scopeId: found.scope_id,
  siteId: found.site_id,
  year: found.year,
  loaded: found.loaded === 1,
  cursor: found.cursor,
  headSeq: found.head_seq,
  needsSnapshot: found.needs_snapshot === 1,
  snapshotPage: found.snapshot_page,
  generation: found.generation,
  doubt: found.doubt,
})

export function findScope(db: Database, scopeId: string): ScopeState | undefined {
  const found = row<Row>(db, 'SELECT * FROM scope WHERE scope_id = ?', scopeId)
  return found && toScope(found)
}

/** True once the first snapshot of a site and year is complete. */
export const isLoaded = (db: Database, siteId: string, year: number): boolean =>
  findScope(db, scopeIdOf(siteId, year))?.loaded ?? false

/** The fiscal years of a site that are in, oldest first. */
export const loadedYears = (db: Database, siteId: string): number[] =>
  rows<{ year: number }>(
    db,
    'SELECT year FROM scope WHERE site_id = ? AND visible = 1 AND loaded = 1 ORDER BY year',
    siteId,
  ).map(({ year }) => year)

/** What has something to fetch: the given year first, so that the month on screen arrives before history. */
export const scopesToPull = (db: Database, year: number): string[] =>
  rows<{ scope_id: string }>(
    db,
    `SELECT scope_id FROM scope JOIN site USING (site_id) WHERE scope.visible = 1
       AND (needs_snapshot = 1 OR head_seq > cursor OR reference_head <> reference_ver)
     ORDER BY abs(year - ?), year DESC, site_id`,
    year,
  ).map((found) => found.scope_id)

/** Takes over where the feeds stand. A scope that fell behind what the server keeps needs a new snapshot. */
export function replaceScopes(db: Database, scopes: readonly SyncScope[]): void {
  run(db, 'UPDATE scope SET visible = 0')
  for (const scope of scopes) {
    run(
      db,
      `INSERT INTO scope (scope_id, site_id, year, visible, loaded, cursor, head_seq, needs_snapshot, snapshot_page, generation, doubt)
       VALUES (?, ?, ?, 1, 0, 0, ?, 1, NULL, 0, 0)
       ON CONFLICT DO UPDATE SET visible = 1, head_seq = excluded.head_seq,
         needs_snapshot = max(needs_snapshot, cursor < ?)`,
      scope.scopeId,
      scope.siteId,
      scope.year,
      scope.headSeq,
      scope.minCursor,
    )
  }
}

/** The snapshot of a scope begins again from its first page. */
export const startSnapshot = (db: Database, scopeId: string): void => {
  run(
    db,
    'UPDATE scope SET needs_snapshot = 1, snapshot_page = NULL, generation = generation + 1 WHERE scope_id = ?',
    scopeId,
  )
}

export const startAllSnapshots = (db: Database): void => {
  run(db, 'UPDATE scope SET needs_snapshot = 1, snapshot_page = NULL, generation = generation + 1, cursor = 0')
}

export const saveSnapshotPage = (db: Database, scopeId: string, nextPage: string): void => {
  run(db, 'UPDATE scope SET snapshot_page = ? WHERE scope_id = ?', nextPage, scopeId)
}

export const finishSnapshot = (db: Database, scopeId: string, asOfSeq: number): void => {
  run(
    db,
    `UPDATE scope SET needs_snapshot = 0, snapshot_page = NULL, loaded = 1, doubt = 0, cursor = ?,
       head_seq = max(head_seq, ?), generation = generation + 1 WHERE scope_id = ?`,
    asOfSeq,
    asOfSeq,
    scopeId,
  )
}

export const saveDoubt = (db: Database, scopeId: string, doubt: number): void => {
  run(db, 'UPDATE scope SET doubt = ? WHERE scope_id = ?', doubt, scopeId)
}

/** The feed was followed to here; without more to come, the scope has caught up. */
export const saveCursor = (db: Database, scopeId: string, cursor: number, hasMore: boolean): void => {
  run(
    db,
    'UPDATE scope SET cursor = ?, head_seq = CASE WHEN ? THEN max(head_seq, ? + 1) ELSE ? END WHERE scope_id = ?',
    cursor,
    hasMore ? 1 : 0,
    cursor,
    cursor,
    scopeId,
  )
}
