import { createHmac, randomUUID } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { bug } from '../../../shared/core/bug.ts'
import { asStoreError, damaged } from './failures.ts'
import { lockStore } from './lock.ts'
import { readMeta, writeMeta } from './meta.ts'
import { migrate } from './migrate.ts'
import type { Database } from './store.ts'

export type OpenStore = {
  readonly db: Database
  readonly created: boolean
  /** Folds the log into the file and lets the store go. */
  readonly close: () => void
}

const APPLICATION_ID = 0x54_50_46_43

/** What sync.md 3.10 asks of the database, with what must be read back: a pragma that did not take is a bug. */
const PRAGMAS: readonly (readonly [name: string, set: string, read: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['fullfsync', '1', 1],
  ['wal_autocheckpoint', '1000', 1000],
  ['busy_timeout', '5000', 5000],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ['journal_size_limit', '67108864', 67_108_864],
]

/**
 * Opens (or makes) the encrypted store of a folder (sync.md 3.10, 3.11). Before anything is written it proves that
 * the key fits: KEY_STORE_UNREADABLE when it does not, STORE_UNREADABLE when the file is damaged, foreign, or in use,
 * CLIENT_TOO_OLD when it is of a newer Frontline. In each of these the file stays as it is.
 */
export async function openStore(folder: string, key: string, lockWaitMs = 3000): Promise<OpenStore> {
  // Loaded here and not above, so that the channel answers even where the native module cannot load.
  const { default: Sqlite } = await import('better-sqlite3')
  const file = path.join(folder, 'store.db')
  const keyCheck = path.join(folder, 'key.check')
  let release = (): void => {}
  let db: Database | undefined
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // Made here, because SQLite would let others read them; its log takes the mode of its file.
    for (const name of ['store.lock', 'store.db']) closeSync(openSync(path.join(folder, name), 'a', 0o600))
    release = lockStore(Sqlite, folder, lockWaitMs)
    const created = !existsSync(file) || statSync(file).size === 0
    if (!created) {
      provePossible(file, keyCheck, key)
      const probe = unlock(new Sqlite(file, { readonly: true }), key)
      try {
        readSchema(probe, existsSync(keyCheck))
      } finally {
        probe.close()
      }
    }
    db = unlock(new Sqlite(file), key)
    setPragmas(db)
    migrate(db, path.join(folder, 'store.before-migration.db'))
    if (created || readMeta(db, 'deviceId') === undefined) {
      db.pragma(`application_id = ${APPLICATION_ID}`)
      if (readMeta(db, 'deviceId') === undefined) writeMeta(db, 'deviceId', randomUUID())
    }
    writeFileSync(keyCheck, checkOf(key), { mode: 0o600 })
    const opened = db
    return {
      db: opened,
      created,
      close: () => {
        opened.pragma('wal_checkpoint(TRUNCATE)')
        opened.close()
        release()
      },
    }
  } catch (thrown) {
    db?.close()
    release()
    throw asStoreError(thrown)
  }
}

function unlock(db: Database, key: string): Database {
  db.pragma(`cipher = 'sqlcipher'`)
  db.pragma(`key = "x'${key}'"`)
  return db
}

function setPragmas(db: Database): void {
  for (const [name, set, read] of PRAGMAS) {
    db.pragma(`${name} = ${set}`)
    const now: unknown = db.pragma(name, { simple: true })
    if (now !== read) bug(`${name} is ${String(now)}, not ${read}`)
  }
}

/** A keyed fingerprint: tells a wrong key from a damaged file, and nothing about the key. */
const checkOf = (key: string): string => createHmac('sha256', Buffer.from(key, 'hex')).update('frontline').digest('hex')

const wrongKey = (): AppError =>
  new AppError(
    'KEY_STORE_UNREADABLE',
    'The key on this computer does not open your store. It was left as it is; sign in again, and if that does not help contact support.',
  )

/** What can be told before SQLite touches the file. */
function provePossible(file: string, keyCheck: string, key: string): void {
  if (existsSync(keyCheck) && readFileSync(keyCheck, 'utf8') !== checkOf(key)) throw wrongKey()
  if (headOf(file).startsWith('SQLite format 3')) {
    throw damaged(new Error('not encrypted'))
  }
}

function readSchema(db: Database, keyIsProven: boolean): void {
  try {
    db.prepare('SELECT count(*) FROM sqlite_master').get()
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code !== 'SQLITE_NOTADB') throw thrown
    throw keyIsProven ? damaged(thrown) : wrongKey()
  }
}

function headOf(file: string): string {
  const head = Buffer.alloc(16)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, head)
  } finally {
    closeSync(handle)
  }
  return head.toString('latin1')
}
