import { scopeIdOf } from '../../../shared/contract/sync.ts'
import { type Database, row, rows, run } from './store.ts'

/** What is followed of one site and year, and how far it is in. */
export type ScopeState = {
  readonly scopeId: string
  readonly siteId: string
  readonly year: number
  /** False once access was taken away; the data stays. */
  readonly visible: boolean
  readonly loaded: boolean
  readonly cursor: number
  readonly headSeq: number
  readonly needsSnapshot: boolean
  readonly snapshotPage: string | null
  readonly generation: number
  readonly doubt: number
  /** Cells that are kept until a person decides, more than zero; so many a person let go, below zero; else 0. */
  readonly removal: number
}

type Row = {
  scope_id: string
  site_id: string
  year: number
  visible: number
  loaded: number
  cursor: number
  head_seq: number
  needs_snapshot: number
  snapshot_page: string | null
  generation: number
  doubt: number
  removal: number
}

const toScope = (found: Row): ScopeState => ({
  scopeId: found.scope_id,
  siteId: found.site_id,
  year: found.year,
  visible: found.visible === 1,
  loaded: found.loaded === 1,
  cursor: found.cursor,
  headSeq: found.head_seq,
  needsSnapshot: found.needs_snapshot === 1,
  snapshotPage: found.snapshot_page,
  generation: found.generation,
  doubt: found.doubt,
  removal: found.removal,
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

/** Every scope that was ever told of, whether it may still be seen or not. */
export const allScopes = (db: Database): ScopeState[] => rows<Row>(db, 'SELECT * FROM scope').map(toScope)

/** Those of which a person is asked whether cells may go. */
export const askedScopes = (db: Database): ScopeState[] =>
  rows<Row>(db, 'SELECT * FROM scope WHERE removal > 0 AND visible = 1').map(toScope)

/** Keeps how far a scope is in. */
export function saveScope(db: Database, scope: ScopeState): void {
  run(
    db,
    `INSERT OR REPLACE INTO scope (scope_id, site_id, year, visible, loaded, cursor, head_seq, needs_snapshot, snapshot_page, generation, doubt, removal)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    scope.scopeId,
    scope.siteId,
    scope.year,
    scope.visible ? 1 : 0,
    scope.loaded ? 1 : 0,
    scope.cursor,
    scope.headSeq,
    scope.needsSnapshot ? 1 : 0,
    scope.snapshotPage,
    scope.generation,
    scope.doubt,
    scope.removal,
  )
}
