import type DatabaseConstructor from 'better-sqlite3'
import { asStoreError } from './failures.ts'

/** The open database: repositories are functions over it, everything synchronous and short (house.md 11). */
export type Database = DatabaseConstructor.Database

/**
 * One transaction, all or nothing; what the disk refuses becomes words (DISK_FULL, FILE_NOT_WRITABLE).
 * Inside another one it is a part of that one. With synchronous=FULL the return is the proof that it is on the disk.
 */
export function inTransaction<T>(db: Database, work: () => T): T {
  let value: T
  try {
    value = db.transaction(work).immediate()
  } catch (thrown) {
    throw asStoreError(thrown)
  }
  if (!db.inTransaction) committed.get(db)?.()
  return value
}

const committed = new WeakMap<Database, () => void>()

/** Tells of every transaction that is on the disk. */
export const onCommit = (db: Database, listener: () => void): void => void committed.set(db, listener)

const prepared = new WeakMap<Database, Map<string, DatabaseConstructor.Statement>>()

/** A prepared statement, made once per database and text. */
export function sql(db: Database, text: string): DatabaseConstructor.Statement {
  let statements = prepared.get(db)
  if (!statements) prepared.set(db, (statements = new Map()))
  let statement = statements.get(text)
  if (!statement) statements.set(text, (statement = db.prepare(text)))
  return statement
}

/** All rows of a query, typed by who wrote the SQL. */
export const rows = <Row>(db: Database, text: string, ...values: unknown[]): Row[] =>
  sql(db, text).all(...values) as Row[]

/** The first row of a query, or undefined. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- who writes the SQL says what a row is, as above
export const row = <Row>(db: Database, text: string, ...values: unknown[]): Row | undefined =>
  sql(db, text).get(...values) as Row | undefined

/** Runs a statement that changes something and says how many rows it changed. */
export const run = (db: Database, text: string, ...values: unknown[]): number => sql(db, text).run(...values).changes
