import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type DatabaseConstructor from 'better-sqlite3'
import type { Backup } from '../../../shared/contract/backup.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { checkEveryPage } from './check.ts'
import { syncFolder } from './durable-files.ts'
import { versionOf } from './migrate.ts'
import { unlock } from './pragmas.ts'
import { countDamagedRows, defineRowCrc } from './row-crc.ts'
import type { Database } from './store.ts'

const KEPT = 3
const A_DAY = 24 * 60 * 60 * 1000
/** `2026-04-10T09-15-00.000Z.daily.db` */
const NAME = /^(\d{4}-\d{2}-\d{2}T)(\d{2})-(\d{2})-(\d{2}\.\d{3}Z)\.(daily|migration)\.db$/

/** Why a copy was taken. */
type Reason = Backup['reason']

const backupFolder = (folder: string): string => path.join(folder, 'backups')

/** The copies of a store, newest first (sync.md 3.10). */
export function listBackups(folder: string): Backup[] {
  const into = backupFolder(folder)
  if (!existsSync(into)) return []
  return readdirSync(into)
    .flatMap((name): Backup[] => {
      const parts = NAME.exec(name)
      if (!parts) return []
      const [, day, hour, minute, second, reason] = parts
      const takenAt = `${day}${hour}:${minute}:${second}`
      return [{ name, takenAt, reason: reason as Reason, bytes: statSync(path.join(into, name)).size }]
    })
    .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))
}

/**
 * Copies the open store, encrypted with its own key (`backup()` cannot do that), opens the copy with the key and reads
 * every page of it. Only a copy that is whole gets its name; then all but the newest three go. Throws what the disk throws.
 */
export function takeBackup(
  Sqlite: typeof DatabaseConstructor,
  db: Database,
  folder: string,
  key: string,
  reason: Reason,
  now: number,
): string {
  const into = backupFolder(folder)
  mkdirSync(into, { recursive: true, mode: 0o700 })
  const name = `${new Date(now).toISOString().replaceAll(':', '-')}.${reason}.db`
  const unproven = path.join(into, 'next')
  rmSync(unproven, { force: true })
  db.prepare('VACUUM INTO ?').run(unproven)
  proveBackup(Sqlite, unproven, key)
  renameSync(unproven, path.join(into, name))
  syncFolder(into)
  for (const old of listBackups(folder).slice(KEPT)) rmSync(fileOf(folder, old), { force: true })
  return name
}

/** Opens a copy with the key and reads all of it; throws when it is not whole. Gives its schema's version. */
export function proveBackup(Sqlite: typeof DatabaseConstructor, file: string, key: string): number {
  const copy = unlock(new Sqlite(file, { readonly: true, fileMustExist: true }), key)
  try {
    checkEveryPage(copy)
    defineRowCrc(copy)
    if (countDamagedRows(copy) > 0) throw new AppError('STORE_UNREADABLE', 'This copy is damaged.')
    return versionOf(copy)
  } finally {
    copy.close()
  }
}

/** True when the last copy is a day old, or dated in a future that a clock set back made. */
export function isBackupDue(folder: string, now: number): boolean {
  const [newest] = listBackups(folder)
  if (!newest) return true
  const age = now - Date.parse(newest.takenAt)
  return age >= A_DAY || age < 0
}

export const fileOf = (folder: string, { name }: Backup): string => path.join(backupFolder(folder), name)

/** A copy on the list; a name that is not on it is NOT_FOUND. */
export function backupNamed(folder: string, name: string): Backup {
  const found = listBackups(folder).find((backup) => backup.name === name)
  if (found) return found
  throw new AppError('NOT_FOUND', 'There is no such copy of your store any more. Choose one from the list.', [
    { code: 'NOT_FOUND', field: 'name', message: 'This copy does not exist.', providedValue: name },
  ])
}
