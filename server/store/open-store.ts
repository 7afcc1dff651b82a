import { mkdirSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { DatabaseError, Pool, types as pgTypes } from 'pg'
import { must } from '../../shared/core/bug.ts'
import { grantAppRole } from './app-role.ts'
import { currentEpoch, startEpoch } from './epochs.ts'
import { migrate } from './migrate.ts'
import { type SharedReads, sharedReads } from './shared-reads.ts'
import type { Db, Tables } from './tables.ts'

/** Where the data is: a PostgreSQL, or one inside this process, in a folder or in memory (design.md D13). */
export type StoreOptions = {
  readonly databaseUrl?: string
  /** The same PostgreSQL as the role that owns its tables; the server itself then works with fewer rights. */
  readonly ownerUrl?: string
  readonly dataFolder?: string
}

/** Connections of the pool: all there are, those without work, and how many requests wait for one. */
export type PoolState = { readonly open: number; readonly idle: number; readonly waiting: number }

export type Store = {
  readonly db: Db
  /** Small questions many requests ask at once. */
  readonly reads: SharedReads
  /** For the readiness answer: `PostgreSQL` or `PGlite`. */
  readonly kind: string
  readonly pool: () => PoolState
  readonly close: () => Promise<void>
}

const BIGINT = 20
/** bigint as a number: every stored value is a safe integer by its schema. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT ? Number : pgTypes.getTypeParser(oid, format)) as typeof pgTypes.getTypeParser,
}

/** No statement of a request takes longer than the contract's simple query (domain.md 0.3), nor waits for a lock so long. */
const BOUNDS = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
}

/** Opens the database, brings its schema up to date and gives a new one its first epoch. */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const { databaseUrl, ownerUrl = databaseUrl } = options
  const embedded = databaseUrl === undefined ? await PGlite.create(folderOf(options) ?? 'memory://') : undefined
  const pool = embedded
    ? new Pool(Object.assign(createPgConfig(embedded), { types, max: 1, idleTimeoutMillis: 0 }))
    : new Pool({ connectionString: databaseUrl, types, max: 8, ...BOUNDS })
  const db = open(pool)
  let closed: Promise<void> | undefined
  const close = () => (closed ??= db.destroy().then(() => embedded?.close()))
  try {
    if (embedded) await prepare(db)
    else await prepareAsOwner(ownerUrl, ownerUrl === databaseUrl ? null : db)
  } catch (cause) {
    await close()
    throw cause
  }
  return {
    db,
    reads: sharedReads(db),
    kind: embedded ? 'PGlite' : 'PostgreSQL',
    pool: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close,
  }
}

function open(pool: Pool): Db {
  pool.on('error', () => {}) // an idle connection that breaks is replaced; without a listener it would end the process
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

async function prepare(db: Db): Promise<void> {
  await migrate(db)
  if ((await currentEpoch(db)) === undefined) await startEpoch(db, { epoch: randomUUID(), restoredToSeq: 0 })
}

/** Prepares over a connection of its own, without the bounds of requests; then gives the server's role its rights. */
async function prepareAsOwner(ownerUrl: string | undefined, app: Db | null): Promise<void> {
  const owner = open(new Pool({ connectionString: ownerUrl, types, max: 1 }))
  try {
    await prepare(owner)
    if (app) await grantAppRole(owner, await roleOf(app))
  } finally {
    await owner.destroy()
  }
}

async function roleOf(db: Db): Promise<string> {
  const { rows } = await sql<{ role: string }>`select current_user as role`.execute(db)
  return must(rows[0], 'a connection has a user').role
}

const LOST_CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'])

/** True for a failure of the database itself, whose text is never told to a caller. */
export const isDatabaseError = (thrown: unknown): boolean =>
  thrown instanceof DatabaseError ||
  (thrown instanceof Error &&
    (LOST_CONNECTION.has((thrown as { code?: string }).code ?? '') ||
      /^Connection terminated|^timeout exceeded when trying to connect|^Query read timeout/.test(thrown.message)))

/** The folder of the embedded database, made with all above it: PGlite makes only the last one. */
function folderOf({ dataFolder }: StoreOptions): string | undefined {
  if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true })
  return dataFolder
}
