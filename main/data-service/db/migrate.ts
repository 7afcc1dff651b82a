import { rmSync } from 'node:fs'
import { AppError } from '../../../shared/core/errors.ts'
import { createStore } from './migrations/0001-create-store.ts'
import { addReference } from './migrations/0002-reference.ts'
import { type Database, inTransaction } from './store.ts'

/** Run once each, in this order. Only ever add to the end, and only ever add schema (house.md 12). */
export const MIGRATIONS: readonly string[] = [createStore, addReference]

/**
 * Brings a store to this version: a copy beside it first, then every missing step and its number in one transaction.
 * A store of a newer Frontline is refused with CLIENT_TOO_OLD and left as it is.
 */
export function migrate(db: Database, backupFile: string, steps: readonly string[] = MIGRATIONS): void {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > steps.length) {
    throw new AppError(
      'CLIENT_TOO_OLD',
      'Your store was made by a newer Frontline. Update Frontline on this computer; everything in the store is kept as it is.',
    )
  }
  if (version === steps.length) return
  if (version > 0) {
    rmSync(backupFile, { force: true })
    db.prepare('VACUUM INTO ?').run(backupFile) // encrypted with the same key; backup() cannot do that
  }
  inTransaction(db, () => {
    for (const step of steps.slice(version)) db.exec(step)
    db.pragma(`user_version = ${steps.length}`)
  })
}
