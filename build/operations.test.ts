import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedDemo } from '../server/demo/seed-demo.ts'
import { type CellWrite, inCommitOrder, writeCells } from '../server/store/commit.ts'
import { PART } from '../server/store/migrations/0016-sums-in-line.ts'
import { currentEpoch } from '../server/store/epochs.ts'
import { readScopeSum } from '../server/store/feed.ts'
import { openStore, type Store } from '../server/store/open-store.ts'
import { readSpan } from '../server/store/site-cells.ts'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const runbook = read('docs/operations.md')

test('docs/operations.md lists every variable server/config.ts reads, and no other', () => {
  const wanted = [...read('server/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1])
  const listed = [...runbook.matchAll(/^\| `([A-Z][A-Z_]+)` /gm)].map((match) => match[1])
  expect(new Set(listed)).toEqual(new Set(wanted))
  expect(listed.length).toBe(wanted.length)
})

/** The statements docs/operations.md gives under a name. */
function statements(name: string): string {
  const found = new RegExp(`\`\`\`sql ${name}\n([^]*?)\`\`\``).exec(runbook)?.[1]
  if (found === undefined) throw new Error(`docs/operations.md has no statements named ${name}`)
  return found
}

describe('the statements of docs/operations.md', () => {
  let store: Store
  const run = async (name: string) => {
    for (const one of statements(name).split(/;\n(?! {2})/)) if (one.trim() !== '') await sql.raw(one).execute(store.db)
  }
  const head = () => store.db.selectFrom('sync_head').select('seq').executeTakeFirstOrThrow()
  beforeAll(async () => {
    store = await openStore()
    await seedDemo(store.db, { sites: 2, today: '2026-04-10' })
  })
  afterAll(() => store.close())

  test('after a restore there is a new epoch that holds the backup, and commits go on above it', async () => {
    const [epoch, { seq }] = [await currentEpoch(store.db), await head()]
    await run('restore')
    const last = await store.db.selectFrom('epoch').select(['epoch', 'restored_to_seq']).orderBy('place').execute()
    expect(last).toEqual([
      { epoch, restored_to_seq: 0 },
      { epoch: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, restored_to_seq: seq },
    ])
    expect(await head()).toEqual({ seq: seq + 1_000_000 })
  })

  test('in partitions by year the same cells are read, written and summed up, a month from one partition', async () => {
    const span = async () => (await readSpan(store.db, '0427', '2026-05', '2026-06')).toSorted(byKey)
    const sum = () => readScopeSum(store.db, { siteId: '0427', year: 2026 })
    const before = [await span(), await sum()] as const
    await run('partition')
    await run('next-year')
    expect([await span(), await sum()]).toEqual(before)
    await inCommitOrder(store.db, async (tx, nextSeq) => {
      const write: CellWrite = {
        siteId: '0427',
        period: '2026-05-02',
        lineId: 'valetDaily',
        scenario: 'forecast',
        before: null,
        after: 125,
        baseVer: 0,
        ver: 2,
        seq: nextSeq(),
        opId: null,
        groupId: null,
        source: 'typed',
        editedAt: null,
      }
      await writeCells(tx, [write], { sub: 'mara', name: 'Mara', deviceId: null }, new Date('2026-04-10T15:00:00Z'))
    })
    const { rows } = await sql<{ sum: number }>`
      select mod(sum(${sql.raw(PART)}), 2 ^ 48::numeric)::bigint as sum from cell
      where site_id = '0427' and year = 2026`.execute(store.db)
    expect((await sum()).checksum).toBe((rows[0]?.sum ?? 0).toString(16).padStart(12, '0'))
    const { rows: plan } = await sql<{ 'QUERY PLAN': string }>`
      explain select value from cell
      where site_id = '0427' and period >= '2026-05' and period <= '2026-06-31'`.execute(store.db)
    const text = plan.map((row) => row['QUERY PLAN']).join('\n')
    expect([...new Set(text.match(/cell_(?:before|\d{4})\b/g))]).toEqual(['cell_2026'])
  })
})

type Keyed = { readonly period: string; readonly lineId: string; readonly scenario: string }
const keyOf = ({ period, lineId, scenario }: Keyed) => `${period}|${lineId}|${scenario}`
const byKey = (a: Keyed, b: Keyed) => (keyOf(a) < keyOf(b) ? -1 : 1)
