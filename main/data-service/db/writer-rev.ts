import type DatabaseConstructor from 'better-sqlite3'
import { AppError } from '../../../shared/core/errors.ts'
import { readMeta, writeMeta } from './meta.ts'
import { MIGRATIONS, versionOf } from './migrate.ts'
import { unlock } from './pragmas.ts'
import type { Database } from './store.ts'

/** What this Frontline knows of writing into a store; goes up when an older one would write something wrong. */
const WRITER_REV = 3

export const tooOld = (): AppError =>
  new AppError(
    'CLIENT_TOO_OLD',
    'Your store was made by a newer Frontline, so here it can only be read. Update Frontline on this computer; what you typed and is not sent yet is kept and can be exported.',
  )

/** From now on no Frontline that knows less writes into this store. */
export function claimWriting(db: Database): void {
  if (Number(readMeta(db, 'minWriterRev') ?? 0) < WRITER_REV) writeMeta(db, 'minWriterRev', String(WRITER_REV))
}

/** A newer Frontline changed the store so that this one must not write into it (sync.md 3.10). */
const isForNewer = (db: Database): boolean =>
  versionOf(db) > MIGRATIONS.length && Number(readMeta(db, 'minWriterRev') ?? 0) > WRITER_REV

/**
 * A first look into a store, before anything is written. `unreadable`: damaged, or another key. `newer`: only to be
 * read by this Frontline; then the connection that looked stays open, and can do nothing but read.
 */
export function look(
  Sqlite: typeof DatabaseConstructor,
  file: string,
  key: string,
  isDamage: (thrown: unknown) => boolean,
): { readonly kind: 'unreadable' | 'ours' } | { readonly kind: 'newer'; readonly db: Database } {
  const db = unlock(new Sqlite(file, { readonly: true, fileMustExist: true }), key)
  try {
    if (isForNewer(db)) return { kind: 'newer', db }
    db.close()
    return { kind: 'ours' }
  } catch (thrown) {
    db.close()
    if (isDamage(thrown)) return { kind: 'unreadable' }
    throw thrown
  }
}
