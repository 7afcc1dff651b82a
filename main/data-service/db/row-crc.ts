import { crc32 } from 'node:zlib'
import type { Database } from './store.ts'

/** The tables of which every row carries its checksum: all that a person typed. */
export const GUARDED = ['gesture', 'op', 'draft', 'act'] as const
export type Guarded = (typeof GUARDED)[number]

type Column = { readonly name: string; readonly pk: number }

const columnsOf = (db: Database, table: string): Column[] => db.pragma(`table_info(${table})`) as Column[]

/** Every column but the checksum itself, as it is there now: a column of a newer Frontline is covered too. */
const covered = (db: Database, table: Guarded): string[] =>
  columnsOf(db, table)
    .map(({ name }) => `"${name}"`)
    .filter((name) => name !== '"crc"')

/** Those that have a place for it: a store from before the checksums has none. */
const guardedIn = (db: Database): Guarded[] =>
  GUARDED.filter((table) => columnsOf(db, table).some(({ name }) => name === 'crc'))

const crcOf = (db: Database, table: Guarded): string => `row_crc(${covered(db, table).join(', ')})`

/** Teaches a connection the checksum of a row. */
export const defineRowCrc = (db: Database): void => {
  db.function('row_crc', { varargs: true, deterministic: true }, (...values) => crc32(JSON.stringify(values)))
}

/**
 * From now on every row of the guarded tables gets its checksum, whoever writes it: triggers of this connection alone,
 * so that the file needs no function that another program does not have.
 */
export function guardRows(db: Database): void {
  for (const table of guardedIn(db)) {
    const keys = columnsOf(db, table).filter(({ pk }) => pk > 0)
    const isThisRow = keys.map(({ name }) => `${name} = new.${name}`).join(' AND ')
    const seal = `UPDATE ${table} SET crc = ${crcOf(db, table)} WHERE ${isThisRow}`
    db.exec(`
      DROP TRIGGER IF EXISTS temp.${table}_added;
      DROP TRIGGER IF EXISTS temp.${table}_changed;
      CREATE TEMP TRIGGER ${table}_added AFTER INSERT ON main.${table} BEGIN ${seal}; END;
      CREATE TEMP TRIGGER ${table}_changed AFTER UPDATE OF ${covered(db, table).join(', ')} ON main.${table}
        BEGIN ${seal}; END;`)
  }
}

/** Gives every row its checksum anew: after a migration, which may have added columns. */
export function sealAllRows(db: Database): void {
  for (const table of guardedIn(db)) db.exec(`UPDATE ${table} SET crc = ${crcOf(db, table)}`)
}

/** How many rows of the guarded tables are not what was written; a store from before the checksums has none to check. */
export function countDamagedRows(db: Database): number {
  return guardedIn(db).reduce(
    (sum, table) =>
      sum +
      (db
        .prepare(`SELECT count(*) FROM ${table} WHERE crc IS NOT ${crcOf(db, table)}`)
        .pluck()
        .get() as number),
    0,
  )
}

/** Whether one row, read with all its columns, is what was written. */
export function isSound(row: Readonly<Record<string, unknown>>): boolean {
  const { crc, ...rest } = row
  return crc === crc32(JSON.stringify(Object.values(rest)))
}
