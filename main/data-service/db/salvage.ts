import { isSound } from './row-crc.ts'
import { type Database, inTransaction } from './store.ts'

type Row = Readonly<Record<string, unknown>>

/** How many rows of a damaged store came over, and how many could not be read or were not what was written. */
export type Salvaged = { readonly saved: number; readonly lost: number }

/**
 * Copies what can still be read of a damaged store into a new one, row by row: every gesture, operation and step of a
 * review whose checksum is right, the warnings somebody kept, what numbers were typed as, this laptop's id and the server history it follows
 * (sync.md 3.10). Drafts follow from the operations. What the server told is not copied: it tells it again.
 */
export function salvage(from: Database, into: Database): Salvaged {
  return inTransaction(into, () => {
    let saved = 0
    let lost = 0
    for (const table of ['gesture', 'op', 'act'] as const) {
      for (const row of readAll(from, table)) {
        if (row !== null && isSound(row)) {
          insert(into, table, row)
          saved += 1
        } else lost += 1
      }
    }
    for (const name of ['deviceId', 'epoch']) {
      const value = attempt(() => from.prepare('SELECT value FROM meta WHERE name = ?').pluck().get(name))
      if (typeof value === 'string') {
        into.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, value)
      }
    }
    for (const table of ['kept_warning', 'typed_as'] as const)
      for (const row of readAll(from, table)) if (row !== null) insert(into, table, row)
    into.exec(NEWEST_OPEN)
    return { saved, lost }
  })
}

/** A draft is exactly the newest open operation of its cell. */
const NEWEST_OPEN = `
  INSERT OR REPLACE INTO draft (site_id, period, line_id, value, op_id)
  SELECT site_id, period, line_id, value, op_id FROM op
  WHERE state IN ('pending', 'inflight', 'conflict', 'rejected') ORDER BY n`

/** Every row that is there, null for each that cannot be read: a bad page costs its own rows, not those behind it. */
function* readAll(db: Database, table: 'gesture' | 'op' | 'act' | 'kept_warning' | 'typed_as'): Generator<Row | null> {
  const one = attempt(() => db.prepare(`SELECT * FROM ${table} WHERE n = ?`))
  const last = Math.max(
    numberOr(0, () => db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table)),
    numberOr(0, () => db.prepare(`SELECT max(n) FROM ${table}`).pluck().get()),
  )
  if (!one) return
  for (let n = 1; n <= last; n += 1) {
    try {
      const row = one.get(n) as Row | undefined
      if (row) yield row
    } catch {
      yield null
    }
  }
}

const numberOr = (other: number, read: () => unknown): number => {
  const found = attempt(read)
  return typeof found === 'number' ? found : other
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

function insert(db: Database, table: string, row: Row): void {
  const columns = Object.keys(row).filter((name) => name !== 'crc')
  const places = columns.map(() => '?').join(', ')
  db.prepare(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${places})`).run(
    columns.map((name) => row[name]),
  )
}
