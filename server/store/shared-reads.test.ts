import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOp } from '../../tests/support/an-op.ts'
import { injectedApi, type InjectedApi } from '../../tests/support/injected-api.ts'
import { sharedReads } from './shared-reads.ts'
import type { Db, Tables } from './tables.ts'

let api: InjectedApi
beforeAll(async () => {
  api = await injectedApi()
})
afterAll(() => api.close())

/** The same database, telling how often it was asked. */
function counted(): { db: Db; asked: () => number } {
  let asked = 0
  const db: Kysely<Tables> = api.store.db.withPlugin({
    transformQuery: ({ node }) => {
      asked += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  return { db, asked: () => asked }
}

test('what a hundred ask at once is asked once, and each gets their own answer', async () => {
  const { db, asked } = counted()
  const reads = sharedReads(db)
  const ids = Array.from({ length: 100 }, (_, i) => ['0427', '0431', '0612', '9999'][i % 4] ?? '')
  const sites = await Promise.all(ids.map((id) => reads.site(id)))
  expect(sites.map((site) => site?.siteId ?? '9999')).toEqual(ids)
  expect(asked()).toBe(1)
  const people = await Promise.all(['nobody', 'else', 'nobody'].map((sub) => reads.sitesOf(sub)))
  expect(people).toEqual([[], [], []])
})

test('what comes after a write is asked anew: nobody reads older than when they asked', async () => {
  const reads = sharedReads(counted().db)
  const before = await reads.head('0427', 2026)
  await api.ask('POST', '/sync/push', { as: 'mara', body: { ops: [anOp({ value: 321_000_000 })] } })
  const after = await reads.head('0427', 2026)
  expect(after).toBeGreaterThan(before)
  expect(await Promise.all([reads.head('0427', 2026), reads.head('0427', 1999)])).toEqual([after, 0])
})

test('a question that fails is told to all who asked it, and asked again the next time', async () => {
  let isBroken = true
  const broken: Db = api.store.db.withPlugin({
    transformQuery: ({ node }) => {
      if (isBroken) throw new Error('no database')
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const reads = sharedReads(broken)
  const both = await Promise.allSettled([reads.settings(), reads.settings()])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isBroken = false
  expect((await reads.settings()).ver).toBe(0)
})
