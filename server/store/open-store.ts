import { mkdirSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { Kysely, PostgresDialect } from 'kysely'
import { DatabaseError, Pool, types as pgTypes } from 'pg'
import { currentEpoch, startEpoch } from './epochs.ts'
import { migrate } from './migrate.ts'
import type { Db, Tables } from './tables.ts'

/** Where the data is: a PostgreSQL, or one inside this process, in a folder or in memory (design.md D13). */
export type StoreOptions = { readonly databaseUrl?: string; readonly dataFolder?: string }

export type Store = {
  readonly db: Db
  /** For the readiness answer: `PostgreSQL` or `PGlite`. */
  readonly kind: string
  readonly close: () => Promise<void>
}

const BIGINT = 20
/** bigint as a number: every stored value is a safe integer by its schema. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT ? Number : pgTypes.getTypeParser(oid, format)) as typeof pgTypes.getTypeParser,
}

/** Opens the database, brings its schema up to date and gives a new one its first epoch. */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const embedded = options.databaseUrl === undefined ? await PGlite.create(folderOf(options) ?? 'memory://') : undefined
  const pool = embedded
    ? new Pool(Object.assign(createPgConfig(embedded), { types, max: 1, idleTimeoutMillis: 0 }))
    : new Pool({ connectionString: options.databaseUrl, types, max: 8 })
  pool.on('error', () => {}) // an idle connection that breaks is replaced; without a listener it would end the process
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  let closed: Promise<void> | undefined
  const close = () => (closed ??= db.destroy().then(() => embedded?.close()))
  try {
    await migrate(db)
    if ((await currentEpoch(db)) === undefined) await startEpoch(db, { epoch: randomUUID(), restoredToSeq: 0 })
  } catch (cause) {
    await close()
    throw cause
  }
  return { db, kind: embedded ? 'PGlite' : 'PostgreSQL', close }
}

const LOST_CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'])

/** True for a failure of the database itself, whose text is never told to a caller. */
export const isDatabaseError = (thrown: unknown): boolean =>
  thrown instanceof DatabaseError ||
  (thrown instanceof Error &&
    (LOST_CONNECTION.has((thrown as { code?: string }).code ?? '') ||
      thrown.message.startsWith('Connection terminated')))

/** The folder of the embedded database, made with all above it: PGlite makes only the last one. */
function folderOf({ dataFolder }: StoreOptions): string | undefined {
  if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true })
  return dataFolder
}
