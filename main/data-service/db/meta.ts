import { type Database, row, run } from './store.ts'

/**
 * deviceId names this laptop, epoch the server's history it follows, epochs the ones before it and itself, lastSyncedAt
 * the last complete round. openedAt is there while the store is open and after a crash; checkedAt is when the whole file was last checked; minWriterRev is
 * the oldest Frontline that may still write here (sync.md 3.10). places is where the person left the workbench.
 */
export type MetaName =
  'deviceId' | 'epoch' | 'epochs' | 'lastSyncedAt' | 'openedAt' | 'checkedAt' | 'minWriterRev' | 'places'

export const readMeta = (db: Database, name: MetaName): string | undefined =>
  row<{ value: string }>(db, 'SELECT value FROM meta WHERE name = ?', name)?.value

export function writeMeta(db: Database, name: MetaName, value: string): void {
  run(db, 'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', name, value)
}

/** More restores than this happen to no server within the life of a laptop's unsent edits. */
const MOST_EPOCHS = 50

/** The histories this laptop has followed, oldest first. */
export function readEpochs(db: Database): string[] {
  const list = readMeta(db, 'epochs') ?? readMeta(db, 'epoch') ?? ''
  return list === '' ? [] : list.split(',')
}

/** Follows a history from here on; nothing where it is followed already. */
export function addEpoch(db: Database, epoch: string): void {
  const known = readEpochs(db)
  if (known.at(-1) === epoch) return
  writeMeta(db, 'epochs', [...known, epoch].slice(-MOST_EPOCHS).join())
  writeMeta(db, 'epoch', epoch)
}

export const removeMeta = (db: Database, name: MetaName): void => {
  run(db, 'DELETE FROM meta WHERE name = ?', name)
}
