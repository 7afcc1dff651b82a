import { bug } from '../../../shared/core/bug.ts'
import type { Database } from './store.ts'

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

/** Sets the durability of a connection and reads each setting back. */
export function setPragmas(db: Database): void {
  for (const [name, set, read] of PRAGMAS) {
    db.pragma(`${name} = ${set}`)
    const now: unknown = db.pragma(name, { simple: true })
    if (now !== read) bug(`${name} is ${String(now)}, not ${read}`)
  }
}

/** Opens a connection's cipher with the store's data key; nothing is read before. */
export function unlock(db: Database, key: string): Database {
  db.pragma(`cipher = 'sqlcipher'`)
  db.pragma(`key = "x'${key}'"`)
  return db
}
