import path from 'node:path'
import type DatabaseConstructor from 'better-sqlite3'
import { AppError } from '../../../shared/core/errors.ts'

/**
 * Keeps every other process out of a store for as long as this one lives (sync.md 3.10): an exclusive lock of the
 * operating system on a file beside it, which nobody has to clean up after a crash. Returns the release.
 * A person who opens the same store twice gets STORE_UNREADABLE with words.
 */
export function lockStore(Database: typeof DatabaseConstructor, folder: string, waitMs: number): () => void {
  const lock = new Database(path.join(folder, 'store.lock'), { timeout: waitMs })
  try {
    lock.pragma('journal_mode = MEMORY') // the lock holds nothing that would need a journal on the disk
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (thrown) {
    lock.close()
    if ((thrown as { code?: unknown }).code !== 'SQLITE_BUSY') throw thrown
    throw new AppError(
      'STORE_UNREADABLE',
      'Your store is open in another Frontline on this computer. Close that one, then start again.',
      [],
      { cause: thrown },
    )
  }
  return () => lock.close()
}
