import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type DatabaseConstructor from 'better-sqlite3'
import { readWhole, syncFolder } from './durable-files.ts'
import { migrate } from './migrate.ts'
import { unlock } from './pragmas.ts'
import { moveAside } from './quarantine.ts'
import { salvage, type Salvaged } from './salvage.ts'

const STORE_FILES = ['store.db', 'store.db-wal', 'store.db-shm']
/** A store that is made beside the one in use, until it takes its place. */
export const NEXT_STORE = 'store.next.db'

/**
 * Puts a new store in the place of a damaged one (sync.md 3.10): the new one is made whole beside it, with every row
 * that can still be read; then the damaged files move to `into` together. A crash in between is finished by
 * `finishRebuild` at the next start. Nothing is deleted.
 */
export function rebuild(
  Sqlite: typeof DatabaseConstructor,
  folder: string,
  key: string,
  into: string,
): Salvaged & { readonly setAside: readonly string[] } {
  rmSync(path.join(folder, NEXT_STORE), { force: true })
  const next = unlock(new Sqlite(path.join(folder, NEXT_STORE)), key)
  let salvaged: Salvaged = { saved: 0, lost: 0 }
  try {
    next.pragma('synchronous = FULL')
    migrate(next, () => {})
    const old = openDamaged(Sqlite, path.join(folder, 'store.db'), key)
    if (old) {
      try {
        salvaged = salvage(old, next)
      } finally {
        old.close()
      }
    }
  } finally {
    next.close()
  }
  return { ...salvaged, setAside: replaceStore(folder, into) }
}

/** Takes `store.next.db` as the store; the one before moves to `into`, whole. Gives the names that moved. */
export function replaceStore(folder: string, into: string): string[] {
  syncFolder(folder)
  const setAside = moveAside(folder, STORE_FILES, into)
  renameSync(path.join(folder, NEXT_STORE), path.join(folder, 'store.db'))
  syncFolder(folder)
  return setAside
}

/**
 * Throws what the disk throws when it does not give every byte of these files. SQLite itself does not always: where
 * its write-ahead log cannot be read it takes the log to end there, and what was committed after that is gone.
 */
export function readEveryByte(folder: string, names: readonly string[] = STORE_FILES): void {
  for (const name of names) {
    const file = path.join(folder, name)
    if (!existsSync(file)) continue
    const handle = openSync(file, 'r')
    try {
      let at = 0
      for (let more = 1; more > 0; at += more) more = readWhole(handle, at, at + READ_AT_ONCE).length
    } finally {
      closeSync(handle)
    }
  }
}
const READ_AT_ONCE = 1024 * 1024

/** After a crash: a new store that is whole takes its place, one that was still being made is made again. */
export function finishRebuild(folder: string): void {
  if (!existsSync(path.join(folder, NEXT_STORE))) return
  if (existsSync(path.join(folder, 'store.db'))) rmSync(path.join(folder, NEXT_STORE))
  else renameSync(path.join(folder, NEXT_STORE), path.join(folder, 'store.db'))
  syncFolder(folder)
}

/** What is left of a store may not open at all. */
function openDamaged(
  Sqlite: typeof DatabaseConstructor,
  file: string,
  key: string,
): DatabaseConstructor.Database | undefined {
  try {
    return unlock(new Sqlite(file, { readonly: true, fileMustExist: true }), key)
  } catch {
    return undefined
  }
}
