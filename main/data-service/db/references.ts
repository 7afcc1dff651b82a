import { SyncReference } from '../../../shared/contract/sync.ts'
import { type Database, row, run } from './store.ts'

/** What figures of a site depend on beside its cells, as the server last told it; null until it did. */
export function findReference(db: Database, siteId: string): SyncReference | null {
  const found = row<{ reference: string | null }>(db, 'SELECT reference FROM site WHERE site_id = ?', siteId)
  return found?.reference == null ? null : SyncReference.parse(JSON.parse(found.reference))
}

/** True when the server has another version than this laptop. */
export const isReferenceStale = (db: Database, siteId: string): boolean =>
  row<{ stale: number }>(db, 'SELECT reference_head <> reference_ver AS stale FROM site WHERE site_id = ?', siteId)
    ?.stale === 1

/** Keeps what the server told; its own version may be newer than the one announced. */
export const saveReference = (db: Database, reference: SyncReference): void => {
  run(
    db,
    'UPDATE site SET reference = ?, reference_ver = ?, reference_head = ? WHERE site_id = ?',
    JSON.stringify(reference),
    reference.referenceVer,
    reference.referenceVer,
    reference.siteId,
  )
}
