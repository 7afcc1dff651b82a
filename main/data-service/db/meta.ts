import { type Database, row, run } from './store.ts'

/** deviceId names this laptop, epoch the server's history it follows, lastSyncedAt the last complete round. */
export type MetaName = 'deviceId' | 'epoch' | 'lastSyncedAt'

export const readMeta = (db: Database, name: MetaName): string | undefined =>
  row<{ value: string }>(db, 'SELECT value FROM meta WHERE name = ?', name)?.value

export function writeMeta(db: Database, name: MetaName, value: string): void {
  run(db, 'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', name, value)
}
