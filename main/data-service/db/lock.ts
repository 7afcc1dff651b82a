import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type DatabaseConstructor from 'better-sqlite3'
import { z } from 'zod'
import { AppError } from '../../../shared/core/errors.ts'

const Owner = z.object({ pid: z.number().int(), startedAt: z.iso.datetime() })

/**
 * Keeps every other process out of a store for as long as this one lives (sync.md 3.10): an exclusive lock of the
 * operating system on a file beside it, which nobody has to clean up after a crash. Who has it, and since when, is
 * written beside it for the words of the others. Returns the release.
 * A person who opens the same store twice gets STORE_UNREADABLE with words.
 */
export function lockStore(
  Database: typeof DatabaseConstructor,
  folder: string,
  waitMs: number,
  now: number,
): () => void {
  const lock = new Database(path.join(folder, 'store.lock'), { timeout: waitMs })
  const ownerFile = path.join(folder, 'store.owner')
  try {
    lock.pragma('journal_mode = MEMORY') // the lock holds nothing that would need a journal on the disk
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (thrown) {
    lock.close()
    if ((thrown as { code?: unknown }).code !== 'SQLITE_BUSY') throw thrown
    throw new AppError(
      'STORE_UNREADABLE',
      `Your store is open in another Frontline on this computer${ownerOf(ownerFile)}. Close that one, then start again.`,
      [],
      { cause: thrown },
    )
  }
  const owner = { pid: process.pid, startedAt: new Date(now).toISOString() }
  try {
    // Whole or not at all: somebody may be reading it this moment.
    writeFileSync(`${ownerFile}.next`, JSON.stringify(owner), { mode: 0o600 })
    renameSync(`${ownerFile}.next`, ownerFile)
  } catch (thrown) {
    lock.close()
    throw thrown
  }
  return () => lock.close()
}

/** Who holds the lock, for people; nothing when it cannot be told. */
function ownerOf(file: string): string {
  try {
    const { pid, startedAt } = Owner.parse(JSON.parse(readFileSync(file, 'utf8')))
    return ` (process ${pid}, open since ${startedAt.slice(0, 16).replace('T', ' ')} UTC)`
  } catch {
    return ''
  }
}
