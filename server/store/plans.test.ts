import { randomUUID } from 'node:crypto'
import { CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../shared/core/bug.ts'
import { type Postgres, postgres } from '../../tests/support/postgres.ts'
import { seedDemo } from '../demo/seed-demo.ts'
import { sealAudit } from './audit-chain.ts'
import { readForecastCells } from './current-cells.ts'
import { readDocumentCells } from './document-cells.ts'
import { readChanges, readScopes, readSnapshot } from './feed.ts'
import { readKeptYears } from './kept-years.ts'
import { readOpResults } from './op-results.ts'
import { openStore, type Store } from './open-store.ts'
import { readSpan, readYearHeads } from './site-cells.ts'
import { readFrozenCells, readFrozenYears } from './snapshots.ts'
import type { Db, Tx } from './tables.ts'

/** Tables that grow with every year of use; the others have a row a site, or fewer. */
const LARGE = ['access_audit', 'cell', 'cell_audit', 'op_result', 'snapshot_cell']

const SITES = ['0427', '0301']
const scope = { siteId: '0427', year: 2026 }
const snapshotId = randomUUID()
const opIds = [randomUUID(), randomUUID()]
const sender = { sub: 'mara', deviceId: 'laptop-7' }

/** What requests ask of the large tables, and the index each has to be answered from. */
const QUESTIONS: readonly (readonly [name: string, ask: (db: Db) => Promise<unknown>, index: string])[] = [
  ['a month of a site', (db) => readSpan(db, '0427', '2026-05', '2026-05'), 'cell_pkey'],
  ['a year of a site', (db) => readSpan(db, '0427', '2026-01', '2026-12'), 'cell_pkey'],
  [
    'a document of a site',
    (db) =>
      readDocumentCells(db, {
        siteId: '0427',
        first: '2026-05',
        last: '2026-07',
        categories: ['statistics', 'payroll'],
      }),
    'cell_pkey',
  ],
  ['the changes of a scope', (db) => readChanges(db, scope, 1000, 10_001), 'cell_feed'],
  ['the first page of a copy', (db) => readSnapshot(db, scope, null, 1000), 'cell_pkey'],
  [
    'a later page of a copy',
    (db) => readSnapshot(db, scope, { period: '2026-05-02', lineId: 'valetDaily', scenario: 'budget' }, 1000),
    'cell_pkey',
  ],
  ['where scopes stand', (db) => readScopes(db, SITES, [2025, 2026]), 'cell_feed'],
  [
    'where years stand',
    (db) =>
      readYearHeads(
        db,
        SITES.map((siteId) => [siteId, 2026] as const),
      ),
    'cell_feed',
  ],
  [
    'the cells a push names',
    (db) =>
      readForecastCells(
        db,
        SITES.map((siteId) => ({ siteId, period: '2026-05-02', lineId: 'valetDaily' })),
      ),
    'cell_pkey',
  ],
  ['outcomes of operations', (db) => readOpResults(db, sender, opIds), 'op_result_pkey'],
  ['frozen cells', (db) => readFrozenCells(db, snapshotId, '0427', { page: 2, limit: 100 }), 'snapshot_cell_pkey'],
  ['the seal of a commit', (db) => sealAudit(db as Tx), 'cell_audit_pkey'],
  [
    'the audit of a cell, as an auditor asks it',
    (db) =>
      db
        .selectFrom('cell_audit')
        .selectAll()
        .where('site_id', '=', '0427')
        .where('period', '>=', '2026-05')
        .where('period', '<=', '2026-05-31')
        .execute(),
    'cell_audit_cell',
  ],
  [
    'who looked at a site, as an auditor asks it',
    (db) => db.selectFrom('access_audit').selectAll().where('site_id', '=', '0427').orderBy('at').execute(),
    'access_audit_site',
  ],
]

type Plan = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly Plans?: readonly Plan[]
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** How PostgreSQL would answer what is asked: the large tables it walks from end to end, and the indexes it uses. */
async function planOf(db: Db, ask: (db: Db) => Promise<unknown>) {
  const asked: RootOperationNode[] = []
  const listening: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked.push(node)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  await ask(db.withPlugin(listening))
  const nodes: Plan[] = []
  for (const node of asked) {
    const { sql: text, parameters } = db.getExecutor().compileQuery(node, { queryId: randomUUID() })
    const { rows } = await db.executeQuery<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>(
      CompiledQuery.raw(`explain (format json) ${text}`, [...parameters]),
    )
    nodes.push(...nodesOf(must(rows[0]?.['QUERY PLAN'][0], 'every statement has a plan').Plan))
  }
  const walked = nodes.flatMap((node) => (node['Node Type'].endsWith('Seq Scan') ? (node['Relation Name'] ?? []) : []))
  const indexes = nodes.flatMap((node) => node['Index Name'] ?? [])
  return { walked: walked.filter((table) => LARGE.includes(table)), indexes: [...new Set(indexes)] }
}

describe('plans of PostgreSQL', () => {
  let database: Postgres
  let store: Store
  beforeAll(async () => {
    database = await postgres()
    store = await openStore({ databaseUrl: database.url })
    await seedDemo(store.db, { sites: 12, today: '2026-04-10' })
    for (const statement of FILLED) await sql.raw(statement).execute(store.db)
  })
  afterAll(async () => {
    await store.close()
    await database.close()
  })

  test.each(QUESTIONS)('%s: from an index, and no large table is walked', async (_name, ask, index) => {
    const { walked, indexes } = await planOf(store.db, ask)
    expect({ walked, index: indexes.find((name) => name === index) ?? indexes }).toEqual({ walked: [], index })
  })

  test('computed years are found without a large table', async () => {
    const plans = [
      await planOf(store.db, (db) => readKeptYears(db, SITES, 2026)),
      await planOf(store.db, (db) => readFrozenYears(db, snapshotId, SITES)),
    ]
    expect(plans.flatMap(({ walked }) => walked)).toEqual([])
  })

  test('the cells a push names: from the index too in a young database that was never analyzed', async () => {
    await sql`create database young`.execute(store.db)
    const young = await openStore({ databaseUrl: database.url.replace(/postgres$/, 'young') })
    try {
      await sql.raw(YOUNG).execute(young.db)
      const named = Array.from({ length: 500 }, () => ({ siteId: '0427', period: '2026-05-02', lineId: 'valetDaily' }))
      const plan = await planOf(young.db, (db) => readForecastCells(db, named))
      expect(plan).toEqual({ walked: [], indexes: ['cell_pkey'] })
    } finally {
      await young.close()
    }
  })

  test('without its index a table is walked, and it shows here', async () => {
    const tx = await store.db.startTransaction().execute()
    try {
      await sql`alter table op_result drop constraint op_result_pkey`.execute(tx)
      const plan = await planOf(tx, (db) => readOpResults(db, sender, opIds))
      expect(plan).toEqual({ walked: ['op_result'], indexes: [] })
    } finally {
      await tx.rollback().execute()
    }
  })
})

const YOUNG = `insert into cell (site_id, period, line_id, scenario, year, value, ver, seq, by_sub, by_name, at)
  select '0427', to_char(date '2026-05-01' + day, 'YYYY-MM-DD'), line, 'forecast', 2026, 1, 1, row_number() over (), 'mara', 'Mara', now()
  from generate_series(0, 240) as day, unnest(array['valetDaily', 'valetComps', 'selfDaily', 'selfComps']) as line`

const MANY = 'generate_series(1, 20000) as i'
const SITE = `(select array_agg(site_id) from site) as s(ids)`

/** A year of use: the demonstration has cells and nothing that grew from them. */
const FILLED = [
  `insert into op_result select 'mara', 'laptop-' || i % 9, gen_random_uuid(), 'hash', '{}', now() from ${MANY}`,
  `insert into cell_audit select 10000000 + i, s.ids[1 + i % 12], '2026-' || lpad((1 + i % 12)::text, 2, '0') || '-02',
    'valetDaily', 'forecast', null, null, 'mara', 'Mara', null, 'typed', 0, 1, null, i, null, now() from ${MANY}, ${SITE}`,
  `insert into audit_seal values (10020000, 20000, 'hash')`,
  `insert into access_audit (at, sub, name, kind, what, site_id, request_id)
    select timestamptz '2026-01-01' + i * interval '4 minutes', 'mara', 'Mara', 'export', 'GET',
    case i % 150 when 0 then '0427' else 'other ' || i % 150 end, 'r' || i from ${MANY}`,
  `insert into snapshot values ('${snapshotId}', 'May', '2026-05', '2026-12', 'ines', 'Ines', now())`,
  `insert into snapshot_cell select '${snapshotId}', site_id, period, line_id, value from cell
    where scenario = 'forecast' and period >= '2026-05' and period <= '2026-12-31'`,
  `analyze`,
]
