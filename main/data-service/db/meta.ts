import { type Database, row, run } from './store.ts'

/**
 * deviceId names this laptop, epoch the server's history it follows, lastSyncedAt the last complete round. openedAt is
 * there while the store is open and after a crash; checkedAt is when the whole file was last checked; minWriterRev is
 * the oldest Frontline that may still write here (sync.md 3.10).
 */
export type MetaName = 'deviceId' | 'epoch' | 'lastSyncedAt' | 'openedAt' | 'checkedAt' | 'minWriterRev'

export const readMeta = (db: Database, name: MetaName): string | undefined =>
  row<{ value: string }>(db, 'SELECT value FROM meta WHERE name = ?', name)?.value

export function writeMeta(db: Database, name: MetaName, value: string): void {
  run(db, 'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', name, value)
}

export const removeMeta = (db: Database, name: MetaName): void => {
  run(db, 'DELETE FROM meta WHERE name = ?', name)
}
