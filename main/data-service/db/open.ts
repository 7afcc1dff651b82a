import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import path from 'node:path'
import type DatabaseConstructor from 'better-sqlite3'
import { isBackupDue, takeBackup } from './backups.ts'
import { checkStore, Damage } from './check.ts'
import { type EditsLog, openEditsLog, refusingLog } from './edits-log.ts'
import { asStoreError, isDamage } from './failures.ts'
import { fitsKey, saveFingerprint, wrongKey } from './key-proof.ts'
import { lockStore } from './lock.ts'
import { mend, type Rebuilt } from './mend.ts'
import { readMeta, removeMeta, writeMeta } from './meta.ts'
import { migrate } from './migrate.ts'
import { setPragmas, unlock } from './pragmas.ts'
import { quarantineOf } from './quarantine.ts'
import { finishRebuild, readEveryByte, rebuild } from './rebuild.ts'
import { keepShownCounts } from './shown-counts.ts'
import type { Database } from './store.ts'
import { claimWriting, look } from './writer-rev.ts'

export type OpenStore = {
  readonly db: Database
  readonly log: EditsLog
  readonly created: boolean
  /** Of a newer Frontline: everything can be read, nothing written. */
  readonly readOnly: boolean
  /** Copies the store when the last copy is a day old; true when it did. */
  readonly backUpWhenDue: () => boolean
  /** Folds the write-ahead log into the file and lets the store go. */
  readonly close: () => void
  /** Lets the store go because it cannot be read: the next start looks at every page and mends it. */
  readonly abandon: () => void
}

export type Opening = {
  readonly lockWaitMs?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly newId?: () => string
}

const APPLICATION_ID = 0x54_50_46_43

/**
 * Opens (or makes) the encrypted store of a folder and its log of edits (sync.md 3.2, 3.10, 3.11). A store that is not
 * what was written is set aside whole and rebuilt from its own rows and the log; the person is told by a report.
 * KEY_STORE_UNREADABLE when the key does not fit, STORE_UNREADABLE when it is in use, DISK_FULL, FILE_NOT_WRITABLE and
 * FILE_NOT_READABLE for the disk's own reasons; in each of these all files stay as they are. A store that a newer
 * Frontline has changed is opened for reading only.
 */
export async function openStore(folder: string, key: string, opening: Opening = {}): Promise<OpenStore> {
  const { lockWaitMs = 3000, now = Date.now, newId = randomUUID } = opening
  // Loaded here and not above, so that the channel answers even where the native module cannot load.
  const { default: Sqlite } = await import('better-sqlite3')
  const opened: { close: () => void }[] = []
  const closeAll = (): void => {
    for (const one of opened.splice(0).toReversed()) one.close()
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    makePrivate(path.join(folder, 'store.lock'))
    opened.push({ close: lockStore(Sqlite, folder, lockWaitMs, now()) })
    finishRebuild(folder)
    const file = path.join(folder, 'store.db')
    const created = !existsSync(file) || statSync(file).size === 0
    makePrivate(file)
    readEveryByte(folder, ['store.db-wal']) // a clean end has left none
    const found = created ? { kind: 'ours' as const } : look(Sqlite, file, key, isDamage)
    if (found.kind === 'newer') {
      opened.push(found.db)
      keepShownCounts(found.db)
      return readOnly(found.db, closeAll)
    }
    const log = openEditsLog(folder, key)
    opened.push(log)
    const place = { Sqlite, folder, file, key, log, now: now(), newId }
    if (found.kind === 'unreadable' && !fitsKey(folder, key, log)) throw wrongKey()
    const db = (found.kind === 'ours' && startSound(place, created)) || startAgain(place, created) || startMended(place)
    opened.push(db)
    saveFingerprint(folder, key)
    return {
      db,
      log,
      created,
      readOnly: false,
      backUpWhenDue: () => {
        const isDue = isBackupDue(folder, now())
        if (isDue) takeBackup(Sqlite, db, folder, key, 'daily', now())
        return isDue
      },
      close: () => {
        try {
          removeMeta(db, 'openedAt')
          db.pragma('wal_checkpoint(TRUNCATE)')
        } finally {
          closeAll() // a store that could not write its end is checked whole at the next start
        }
      },
      abandon: closeAll,
    }
  } catch (thrown) {
    closeAll()
    throw asStoreError(thrown)
  }
}

const readOnly = (db: Database, close: () => void): OpenStore => ({
  db,
  log: refusingLog,
  created: false,
  readOnly: true,
  backUpWhenDue: () => false,
  close,
  abandon: close,
})

/** Made here, because SQLite would let others read them; a database's log takes the mode of its file. */
const makePrivate = (file: string): void => closeSync(openSync(file, 'a', 0o600))

type Place = {
  readonly Sqlite: typeof DatabaseConstructor
  readonly folder: string
  readonly file: string
  readonly key: string
  readonly log: EditsLog
  readonly now: number
  readonly newId: () => string
}

/** The store, when it is what was written into it; undefined when any part of it that a start touches is damaged. */
function startSound(place: Place, created: boolean): Database | undefined {
  try {
    return start(place, created ? 'new' : 'sound', undefined)
  } catch (thrown) {
    if (thrown instanceof Damage || isDamage(thrown)) return undefined
    throw thrown
  }
}

/**
 * A disk that gives no bytes looks like damage to SQLite's own check. So before anything is set aside every byte is read
 * without it: what the disk refuses is thrown, and a store that it now gives is looked at once more.
 */
function startAgain(place: Place, created: boolean): Database | undefined {
  readEveryByte(place.folder)
  return startSound(place, created)
}

/** A new store in the place of a damaged one. */
function startMended(place: Place): Database {
  const { Sqlite, folder, key, now } = place
  return start(place, 'new', rebuild(Sqlite, folder, key, quarantineOf(folder, now)))
}

/** Checks, migrates and mends a store until it can be worked in. */
function start(place: Place, kind: 'new' | 'sound', rebuilt: Rebuilt | undefined): Database {
  const { Sqlite, folder, file, key, log, now, newId } = place
  const db = unlock(new Sqlite(file), key)
  try {
    setPragmas(db)
    if (kind === 'sound') checkStore(db, now)
    migrate(db, () => takeBackup(Sqlite, db, folder, key, 'migration', now))
    if (kind === 'new') {
      db.pragma(`application_id = ${APPLICATION_ID}`)
      writeMeta(db, 'checkedAt', new Date(now).toISOString())
    }
    claimWriting(db)
    if (readMeta(db, 'deviceId') === undefined) writeMeta(db, 'deviceId', newId())
    mend(db, log, rebuilt, quarantineOf(folder, now), { now, newId })
    keepShownCounts(db)
    writeMeta(db, 'openedAt', new Date(now).toISOString())
    return db
  } catch (thrown) {
    db.close()
    throw thrown
  }
}
