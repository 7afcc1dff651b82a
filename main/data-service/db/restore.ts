import { copyFileSync, fsyncSync, closeSync, openSync } from 'node:fs'
import path from 'node:path'
import type { Backup } from '../../../shared/contract/backup.ts'
import { backupNamed, fileOf, proveBackup } from './backups.ts'
import { asStoreError } from './failures.ts'
import { lockStore } from './lock.ts'
import { quarantineOf } from './quarantine.ts'
import { NEXT_STORE, replaceStore } from './rebuild.ts'
import { tooOld } from './writer-rev.ts'
import { MIGRATIONS } from './migrate.ts'

/**
 * Puts an older copy in the place of the store, which must be closed. The store of now moves aside whole and is kept;
 * edits that are newer than the copy come back from the log when the store is opened. Throws NOT_FOUND for a copy that
 * is not there, STORE_UNREADABLE for one that is damaged, and what the disk throws; then the store is as it was.
 */
export async function restoreBackup(folder: string, key: string, name: string, now: number): Promise<Backup> {
  const { default: Sqlite } = await import('better-sqlite3')
  const backup = backupNamed(folder, name)
  let release = (): void => {}
  try {
    release = lockStore(Sqlite, folder, 3000, now)
    if (proveBackup(Sqlite, fileOf(folder, backup), key) > MIGRATIONS.length) throw tooOld()
    const next = path.join(folder, NEXT_STORE)
    copyFileSync(fileOf(folder, backup), next)
    const file = openSync(next, 'r+')
    fsyncSync(file)
    closeSync(file)
    replaceStore(folder, quarantineOf(folder, now))
    return backup
  } catch (thrown) {
    throw asStoreError(thrown)
  } finally {
    release()
  }
}
