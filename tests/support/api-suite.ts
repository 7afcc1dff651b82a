import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEpoch } from '../../server/store/epochs.ts'
import type { StoreOptions } from '../../server/store/open-store.ts'
import { FailureEnvelope } from '../../shared/contract/api.ts'
import type { SyncCell } from '../../shared/contract/sync.ts'
import { anOp } from './an-op.ts'
import { apiRequests } from './api-requests.ts'
import { checksumSuite } from './checksum-suite.ts'
import { auditSuite } from './audit-suite.ts'
import { calculateSuite } from './calculate-suite.ts'
import { eventsSuite } from './events-suite.ts'
import { factsSuite } from './facts-suite.ts'
import { importSuite } from './import-suite.ts'
import { documentsSuite } from './documents-suite.ts'
import { jobsSuite } from './jobs-suite.ts'
import { meSuite } from './me-suite.ts'
import { monthlyDocumentsSuite } from './monthly-documents-suite.ts'
import { payrollSuite } from './payroll-suite.ts'
import { revenueSuite } from './revenue-suite.ts'
import { type Answer, type InjectedApi, injectedApi } from './injected-api.ts'
import { plViewSuite } from './pl-view-suite.ts'
import { pushSuite } from './push-suite.ts'
import { rollupVarianceSuite } from './rollup-variance-suite.ts'
import { reviewSuite } from './review-suite.ts'
import { snapshotsSuite } from './snapshots-suite.ts'
import { workflowSuite } from './workflow-suite.ts'
import { statisticsMeasuresSuite } from './statistics-measures-suite.ts'
import { statisticsWindowSuite } from './statistics-window-suite.ts'

/** Everything the API promises, to be held by every database it runs on. */
export function apiSuite(
  database: string,
  openStorage: () => Promise<{ storage: StoreOptions; close: () => Promise<void> }>,
): void {
  describe(`the API over ${database}`, () => {
    let api: InjectedApi
    let storage: Awaited<ReturnType<typeof openStorage>>
    beforeAll(async () => {
      storage = await openStorage()
      api = await injectedApi({ storage: storage.storage })
    })
    afterAll(async () => {
      await api.close()
      await storage.close()
    })

    const { push, pushed, changes, head, document, put, etagOf } = apiRequests(() => api)
    pushSuite(() => api)
    checksumSuite(() => api)
    calculateSuite(() => api)

    describe('following the feed', () => {
      test('a snapshot in pages holds every cell once, in order, and says how many there were', async () => {
        type Page = { cells: SyncCell[]; nextPage: string | null; count: number | null; asOfSeq: number }
        const cells: SyncCell[] = []
        let page: string | null = null
        let last: Page
        do {
          const query: string = page === null ? '' : `&page=${page}`
          const answer: Answer<Page> = await api.ask<Page>('GET', `/sync/snapshot?scope=0612:2026&limit=700${query}`, {
            as: 'mara',
          })
          last = answer.data
          cells.push(...last.cells)
          page = last.nextPage
        } while (page !== null)
        const keys = cells.map((cell) => `${cell.period} ${cell.lineId} ${cell.scenario}`)
        expect(new Set(keys).size).toBe(keys.length)
        expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : 1)))
        const stored = await api.store.db
          .selectFrom('cell')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('site_id', '=', '0612')
          .where('year', '=', 2026)
          .executeTakeFirstOrThrow()
        expect([cells.length, last.count]).toEqual([stored.count, stored.count])
      })

      test('pages of the feed join without a gap or a repeat', async () => {
        const start = await head()
        const ops = Array.from({ length: 25 }, (_, i) =>
          anOp({ siteId: '0612', lineId: 'selfDaily', period: `2026-12-${String(i + 1).padStart(2, '0')}`, value: i }),
        )
        await push(ops)
        const seen: number[] = []
        let cursor = start
        for (let more = true; more;) {
          const { data } = await changes(cursor, '0612:2026', 10)
          seen.push(...data.cells.map((cell) => cell.seq))
          cursor = data.cursor
          more = data.hasMore
        }
        expect(seen).toEqual(ops.map((_, i) => start + 1 + i))
      })

      test('a cursor from another history is expired', async () => {
        const answer = await changes((await head()) + 1000)
        expect([answer.status, answer.codes]).toEqual([410, ['CURSOR_EXPIRED']])
      })

      test('pushes at the same time keep the feed in commit order and lose nothing', async () => {
        const start = await head()
        const ops = Array.from({ length: 24 }, (_, i) =>
          anOp({ lineId: 'selfComps', period: `2026-10-${10 + (i % 12)}`, value: i * 1_000_000 }),
        )
        const answers = await Promise.all(ops.map((op, i) => push([op], i % 2 ? 'mara' : 'owen')))
        const statuses = answers.map((answer) => answer.data.results[0]?.status)
        expect(statuses.filter((status) => status === 'applied')).toHaveLength(12)
        expect(statuses.filter((status) => status === 'conflict')).toHaveLength(12)
        const { data } = await changes(start)
        expect(data.cells.map((cell) => cell.seq)).toEqual(Array.from({ length: 12 }, (_, i) => start + 1 + i))
      })

      test('every sync answer names the epoch, also a refusal', async () => {
        const good = await api.ask('GET', '/sync/scopes', { as: 'mara' })
        const bad = await api.ask('GET', '/sync/scopes')
        expect(good.headers['x-sync-epoch']).toBe((good.body.data as { epoch: string }).epoch)
        expect(bad.headers['x-sync-epoch']).toBe(good.headers['x-sync-epoch'])
      })
    })

    describe('the statistics document', () => {
      test('days with an actual show it and are locked; open days show what was typed, else the budget', async () => {
        const { data } = await document('2026-04')
        expect(data.lastActualDate).toBe('2026-04-09')
        expect(data.days.map((day) => [day.effective, day.locked])).toEqual(
          data.days.map((day) => [day.date <= '2026-04-09' ? 'actual' : 'forecast', day.date <= '2026-04-09']),
        )
        expect(data.days[0]?.value).toEqual(data.days[0]?.actual)
        const budgetDay = (await document('2026-10')).data.days[0]
        expect([budgetDay?.effective, budgetDay?.value.selfDaily]).toEqual(['budget', budgetDay?.budget.selfDaily])
      })

      test('a write and a push see each other', async () => {
        const before = await document('2026-09')
        const written = await put(
          [{ date: '2026-09-15', valetDaily: 61.5, occupancy: 0.8125 }],
          etagOf(before),
          'mara',
          '2026-09',
        )
        expect(written.data.days[14]?.forecast).toMatchObject({
          valetDaily: 61.5,
          occupancy: 0.8125,
          occupiedRooms: null,
        })
        const { cells } = (await changes(Number(before.data.rowVersion), '0427:2026', 10_000)).data
        expect(
          cells.filter((cell) => cell.period === '2026-09-15').map((cell) => [cell.lineId, cell.value, cell.by]),
        ).toEqual([
          ['occupancy', 8125, 'mara'],
          ['valetDaily', 61_500_000, 'mara'],
        ])
        expect(await pushed(anOp({ period: '2026-09-15', value: 62_000_000 }))).toMatchObject({
          status: 'conflict',
          theirs: { value: 61_500_000, ver: 1 },
        })
        await pushed(anOp({ period: '2026-09-15', baseVer: 1, baseValue: 61_500_000, value: 62_000_000 }))
        expect((await document('2026-09')).data.days[14]?.value.valetDaily).toBe(62)
      })

      test('typing rooms clears the occupancy of that day, and the other way round', async () => {
        const first = await put(
          [{ date: '2026-08-03', occupancy: 0.75 }],
          etagOf(await document('2026-08')),
          'mara',
          '2026-08',
        )
        const second = await put([{ date: '2026-08-03', occupiedRooms: 180 }], etagOf(first), 'mara', '2026-08')
        expect(second.data.days[2]?.forecast).toMatchObject({ occupancy: null, occupiedRooms: 180 })
        expect(second.data.days[2]?.value.occupancy).toBe(0.5)
      })

      test('without the version that was read nothing is written', async () => {
        const answer = await put([{ date: '2026-11-11', valetDaily: 1 }], undefined)
        const any = await put([{ date: '2026-11-11', valetDaily: 1 }], '*')
        expect([answer.status, answer.codes, any.status]).toEqual([428, ['PRECONDITION_REQUIRED'], 428])
      })

      test('when somebody wrote since, nothing is written', async () => {
        const etag = etagOf(await document())
        await pushed(anOp({ period: '2026-11-12', value: 9_000_000 }), 'owen')
        const answer = await put([{ date: '2026-11-13', valetDaily: 1 }], etag)
        expect([answer.status, answer.codes]).toEqual([412, ['PRECONDITION_FAILED']])
        expect((await document()).data.days[12]?.forecast.valetDaily).toBeNull()
      })

      test('one wrong day stops the whole write, and every fault is named', async () => {
        const before = await document('2026-04')
        const answer = await put(
          [
            { date: '2026-04-20', valetDaily: 12 },
            { date: '2026-04-09', valetDaily: 13 },
            { date: '2026-05-01', valetDaily: 14 },
            { date: '2026-04-21', valetDaily: 0.12345678 },
          ],
          etagOf(before),
          'mara',
          '2026-04',
        )
        expect(answer.body.errors.map(({ code, field }) => [code, field])).toEqual([
          ['PERIOD_LOCKED', 'days.1.valetDaily'],
          ['INVALID_PERIOD', 'days.2.date'],
          ['INVALID_DATA_TYPE', 'days.3.valetDaily'],
        ])
        expect(answer.status).toBe(422)
        expect((await document('2026-04')).data).toEqual(before.data)
      })

      test('a computed figure is refused by name', async () => {
        const answer = await put([{ date: '2026-11-14', valetOvernight: 5 }], etagOf(await document()))
        expect([answer.status, answer.body.errors]).toEqual([
          400,
          [
            {
              code: 'INVALID_DATA_TYPE',
              field: 'days.0.valetOvernight',
              message: 'Valet overnight is computed and cannot be typed.',
              details: { providedValue: 5 },
            },
          ],
        ])
      })

      test('a closed month takes no write', async () => {
        const answer = await put(
          [{ date: '2026-03-15', valetDaily: 3 }],
          etagOf(await document('2026-03')),
          'mara',
          '2026-03',
        )
        expect([answer.status, answer.codes]).toEqual([422, ['PERIOD_LOCKED']])
      })
    })

    describe('who may do what', () => {
      test('a site that is not there is 404, one that is not yours 403, a malformed one 400', async () => {
        const ask = async (siteId: string) => {
          const answer = await api.ask('GET', `/statistics/${siteId}/2026-04`, { as: 'owen' })
          return [answer.status, answer.codes[0], answer.body.errors[0]?.field]
        }
        expect(await ask('9999')).toEqual([404, 'SITE_NOT_FOUND', 'siteId'])
        expect(await ask('0431')).toEqual([403, 'INSUFFICIENT_PERMISSIONS', 'siteId'])
        expect(await ask('TP@001')).toEqual([400, 'INVALID_SITE_ID', 'siteId'])
      })

      test('the feed and the scopes never hold what the caller may not see', async () => {
        for (const path of ['/sync/snapshot?scope=0431:2026', '/sync/changes?scope=0431:2026&cursor=0']) {
          expect((await api.ask('GET', path, { as: 'owen' })).status).toBe(403)
        }
        const { data } = await api.ask<{ sites: { siteId: string }[]; scopes: { siteId: string }[] }>(
          'GET',
          '/sync/scopes',
          { as: 'owen' },
        )
        expect(new Set([...data.sites, ...data.scopes].map((one) => one.siteId))).toEqual(new Set(['0427']))
      })

      test('access is by district and by region too', async () => {
        const sites = async (as: string) =>
          (await api.ask<{ siteAccess: string[] }>('GET', '/me', { as })).data.siteAccess
        expect([await sites('owen'), await sites('dana'), await sites('reed'), await sites('ines')]).toEqual([
          ['0427'],
          ['0427', '0431', '0612'],
          ['0427', '0431', '0612'],
          ['*'],
        ])
      })
    })

    describe('answers', () => {
      test('every failure is dressed in the envelope and shows nothing of the inside', async () => {
        const failures = [
          await api.ask('GET', '/nowhere'),
          await api.ask('GET', '/me'),
          await api.ask('GET', '/statistics/0427/2026-13', { as: 'mara' }),
          await api.ask('POST', '/sync/push', {
            as: 'mara',
            body: '{"ops":',
            headers: { 'content-type': 'application/json' },
          }),
          await api.ask('POST', '/sync/push', { as: 'mara', body: '<ops/>', headers: { 'content-type': 'text/xml' } }),
          await api.ask('GET', '/sync/snapshot?scope=0427:2026&page=nonsense', { as: 'mara' }),
        ]
        expect(failures.map((one) => [one.status, one.codes[0]])).toEqual([
          [404, 'NOT_FOUND'],
          [401, 'INVALID_TOKEN'],
          [400, 'INVALID_PERIOD'],
          [400, 'INVALID_DATA_TYPE'],
          [400, 'INVALID_DATA_TYPE'],
          [400, 'INVALID_DATA_TYPE'],
        ])
        for (const { body } of failures) {
          expect(FailureEnvelope.safeParse(body).success).toBe(true)
          expect(JSON.stringify(body)).not.toMatch(/\bat .+\.ts|select |node_modules/)
        }
        expect(new Set(failures.map((one) => one.body.requestId)).size).toBe(failures.length)
      })

      test('the audit of changes cannot be altered', async () => {
        await pushed(anOp({ period: '2026-11-16' }))
        await expect(api.store.db.deleteFrom('cell_audit').execute()).rejects.toThrow('append-only')
        await expect(api.store.db.updateTable('cell_audit').set({ after: 1 }).execute()).rejects.toThrow('append-only')
      })
    })

    // Last, because the history is another one afterwards.
    test('after a restore a laptop that follows the old history is told, and how far back to look', async () => {
      const { data } = await api.ask<{ epoch: string; restoredToSeq: number }>('GET', '/sync/scopes', { as: 'mara' })
      const headers = { 'x-sync-epoch': data.epoch }
      const cursor = await head()
      const ask = (more = headers) =>
        api.ask('GET', `/sync/changes?scope=0427:2026&cursor=${cursor}`, { as: 'mara', headers: more })
      expect((await ask()).status).toBe(200)
      await startEpoch(api.store.db, { epoch: 'second', restoredToSeq: 70 }, cursor + 500)
      await startEpoch(api.store.db, { epoch: 'third', restoredToSeq: 90 })
      const refused = await ask()
      expect([refused.status, refused.codes, refused.headers['x-sync-epoch']]).toEqual([
        410,
        ['EPOCH_CHANGED'],
        'third',
      ])
      expect((await push([anOp()], 'mara', headers)).codes).toEqual(['EPOCH_CHANGED'])
      const known = async (epoch: string) =>
        (
          await api.ask<{ restoredToSeq: number }>('GET', '/sync/scopes', {
            as: 'mara',
            headers: { 'x-sync-epoch': epoch },
          })
        ).data.restoredToSeq
      expect([await known(data.epoch), await known('second'), await known('never heard of')]).toEqual([70, 90, 70])
      expect(await pushed(anOp({ period: '2026-11-17' }))).toMatchObject({ status: 'applied', seq: cursor + 501 })
    })
    plViewSuite(() => api)
    factsSuite(() => api)
    eventsSuite(() => api)
    workflowSuite(() => api)
    rollupVarianceSuite(() => api)
    snapshotsSuite(() => api)

    reviewSuite(() => api)
    meSuite(() => api)
    statisticsMeasuresSuite(() => api)
    statisticsWindowSuite(() => api)
    documentsSuite(() => api)
    monthlyDocumentsSuite(() => api)
    payrollSuite(() => api)
    jobsSuite(() => api)
    revenueSuite(() => api)
    importSuite(() => api)
    auditSuite(() => api)
  })
}
