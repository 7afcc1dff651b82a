import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOp } from '../../tests/support/an-op.ts'
import { type InjectedApi, injectedApi } from '../../tests/support/injected-api.ts'
import { type Postgres, postgres } from '../../tests/support/postgres.ts'
import { seedDemo } from '../demo/seed-demo.ts'
import { APPEND_ONLY, grantAppRole } from './app-role.ts'
import { openStore, type Store } from './open-store.ts'
import type { Db } from './tables.ts'

/** A column of each table. */
const COLUMN: Readonly<Record<(typeof APPEND_ONLY)[number], string>> = {
  access_audit: 'sub',
  act_result: 'result',
  audit_seal: 'hash',
  cell_audit: 'after',
  change_reason: 'reason',
  kept_warning: 'reason',
  comment: 'text',
  comment_move: 'line_id',
  reason: 'explained',
  snapshot: 'name',
  snapshot_cell: 'value',
  snapshot_year: 'result',
  submission: 'state',
}
const ALTERATIONS = APPEND_ONLY.flatMap((table) => [
  `update ${table} set ${COLUMN[table]} = null`,
  `delete from ${table}`,
  `truncate ${table}`,
])

const verdict = async (db: Db, statement: string) =>
  sql
    .raw(statement)
    .execute(db)
    .then(
      () => 'done',
      (failure: Error) => failure.message,
    )

describe('the role of the running server, on PostgreSQL', () => {
  let database: Postgres
  let owner: Store
  let api: InjectedApi
  beforeAll(async () => {
    database = await postgres()
    owner = await openStore({ databaseUrl: database.url })
    await seedDemo(owner.db, { sites: 2, today: '2026-04-10' })
    await sql`create role frontline_app login`.execute(owner.db)
    const appUrl = database.url.replace('//frontline@', '//frontline_app@')
    api = await injectedApi({ storage: { databaseUrl: appUrl, ownerUrl: database.url }, demoSites: 0 })
  })
  afterAll(async () => {
    await api.close()
    await owner.close()
    await database.close()
  })

  test('it is not the owner, and it serves everything', async () => {
    const { rows } = await sql<{ role: string }>`select current_user as role`.execute(api.store.db)
    expect(rows).toEqual([{ role: 'frontline_app' }])
    const push = await api.ask<{ results: { status: string }[] }>('POST', '/sync/push', {
      as: 'mara',
      body: { ops: [anOp()] },
    })
    expect(push.data.results.map(({ status }) => status)).toEqual(['applied'])
    const read = await api.ask('GET', '/config', { as: 'ines' })
    const headers = { 'if-match': String(read.headers['etag']) }
    const statuses = [
      await api.ask('GET', '/pl-view/0427/2026-05', { as: 'mara' }),
      await api.ask('GET', '/payroll/0427/2026-05', { as: 'mara' }),
      await api.ask('PUT', '/config', { as: 'ines', body: {}, headers }),
      await api.ask('POST', '/snapshots', { as: 'ines', body: { firstMonth: '2026-05', siteIds: ['0427'] } }),
      await api.ask('POST', '/comments/0427', {
        as: 'mara',
        body: { lineId: 'valetDaily', period: '2026-05-02', text: 'Convention.' },
      }),
      await api.ask('POST', '/payroll/job-families', { as: 'ines', body: { id: 'Night', name: 'Night crew' } }),
      await api.ask('PUT', '/revenue/internal/0427/2026-11', {
        as: 'ines',
        body: { amount: 30_000, reason: 'the garage is closed' },
        headers: {
          'if-match': String((await api.ask('GET', '/revenue/internal/0427/2026-11', { as: 'ines' })).headers['etag']),
        },
      }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200])
  })

  test.each(ALTERATIONS)('it is refused: %s', async (statement) => {
    expect(await verdict(api.store.db, statement)).toMatch(/^permission denied for table/)
  })

  test('it changes no table and does not switch the guards off', async () => {
    expect([
      await verdict(api.store.db, 'alter table cell_audit disable trigger all'),
      await verdict(api.store.db, 'drop table cell_audit'),
      await verdict(api.store.db, 'create table mine (id integer)'),
      await verdict(api.store.db, 'set session_replication_role = replica'),
      await verdict(api.store.db, `insert into kysely_migration values ('9999', 'now')`),
    ]).toEqual([
      'must be owner of table cell_audit',
      'must be owner of table cell_audit',
      'permission denied for schema public',
      'permission denied to set parameter "session_replication_role"',
      'permission denied for table kysely_migration',
    ])
  })
})

describe('the role of the running server, on PGlite', () => {
  let store: Store
  beforeAll(async () => {
    store = await openStore()
    await sql`create role frontline_app`.execute(store.db)
    await grantAppRole(store.db, 'frontline_app')
    await sql`set role frontline_app`.execute(store.db) // its one connection belongs to a superuser
  })
  afterAll(() => store.close())

  test.each(ALTERATIONS)('it is refused: %s', async (statement) => {
    expect(await verdict(store.db, statement)).toMatch(/^permission denied for table/)
  })

  test('it reads what it may not alter', async () => {
    expect(await verdict(store.db, 'select count(*) from cell_audit')).toBe('done')
  })
})
