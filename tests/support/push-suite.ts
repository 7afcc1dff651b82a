import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { anOp } from './an-op.ts'
import { apiRequests, type Results } from './api-requests.ts'
import type { InjectedApi } from './injected-api.ts'

/** What a laptop is promised about the edits it sends (sync.md 3.3, 3.8). */
export function pushSuite(api: () => InjectedApi): void {
  const { push, pushed, changes, head, document } = apiRequests(api)

  describe('pushing edits', () => {
    test('an edit is applied, told by the feed, and shown in the document', async () => {
      const before = await head()
      const op = anOp({ period: '2026-11-01', value: 41_250_000 })
      expect(await pushed(op)).toEqual({ opId: op.opId, status: 'applied', ver: 1, seq: before + 1 })
      const { data } = await changes(before)
      expect(data).toEqual({
        scopeId: '0427:2026',
        cells: [
          {
            siteId: '0427',
            lineId: 'valetDaily',
            period: '2026-11-01',
            scenario: 'forecast',
            value: 41_250_000,
            ver: 1,
            seq: before + 1,
            deleted: false,
            by: 'mara',
            byName: 'Mara Lindqvist',
            opId: op.opId,
            at: '2026-04-10T15:00:00.000Z',
          },
        ],
        cursor: before + 1,
        hasMore: false,
        check: { seq: before + 1, checksum: expect.stringMatching(/^[0-9a-f]{12}$/) },
      })
      const [first] = (await document()).data.days
      expect([first?.effective, first?.value.valetDaily, first?.forecast.valetDaily]).toEqual([
        'forecast',
        41.25,
        41.25,
      ])
    })

    test('the same edit sent twice gets the same answer and is stored once, even after others wrote', async () => {
      const op = anOp({ period: '2026-11-02', value: 7_000_000 })
      const first = await push([op])
      await pushed(anOp({ period: '2026-11-02', baseVer: 1, baseValue: 7_000_000, value: 8_000_000 }), 'owen')
      const again = await push([op])
      expect(again.data).toEqual(first.data)
      const stored = await api().ask<Results>('GET', `/sync/ops?ids=${op.opId}`, { as: 'mara' })
      expect(stored.data).toEqual(first.data)
      const rows = await api().store.db.selectFrom('cell_audit').select('op_id').where('op_id', '=', op.opId).execute()
      expect(rows).toHaveLength(1)
    })

    test('an id in capitals is the same id: sent twice, stored once, answered as it was named', async () => {
      const small = anOp({ period: '2026-11-03', value: 9_000_000 })
      const op = { ...small, opId: small.opId.toUpperCase() }
      const first = await push([op])
      expect(await push([op])).toMatchObject({ data: first.data })
      expect(first.data?.results).toMatchObject([{ opId: op.opId, status: 'applied', ver: 1 }])
    })

    test('answers are kept for 400 days, longer than any forecast is open, and let go with later pushes', async () => {
      const [late, kept] = [anOp({ period: '2026-11-28' }), anOp({ period: '2026-11-29' })]
      await push([late, kept])
      const { db } = api().store
      const arrived = async ({ opId }: { opId: string }, at: string) =>
        db
          .updateTable('op_result')
          .set({ received_at: new Date(at) })
          .where('op_id', '=', opId)
          .execute()
      await arrived(late, '2025-03-05T00:00:00Z') // 401 days ago
      await arrived(kept, '2025-03-07T00:00:00Z')
      await pushed(anOp({ period: '2026-11-30' }))
      const { data } = await api().ask<Results>('GET', `/sync/ops?ids=${late.opId},${kept.opId}`, { as: 'mara' })
      expect(data.results.map(({ opId }) => opId)).toEqual([kept.opId])
      // Sent once more all the same: it is there already.
      expect((await push([late])).data.results[0]?.status).toBe('same')
    })

    test('an operation id with other content is refused, and what it first said stays', async () => {
      const op = anOp({ period: '2026-11-03', value: 5_000_000 })
      const first = await pushed(op)
      expect(await pushed({ ...op, value: 6_000_000 })).toMatchObject({
        status: 'rejected',
        code: 'IDEMPOTENCY_KEY_REUSED',
      })
      expect(await pushed(op)).toEqual(first)
    })

    test("another person's operation id is another operation", async () => {
      const op = anOp({ period: '2026-11-04', value: 11_000_000 })
      expect(await pushed(op)).toMatchObject({ status: 'applied', ver: 1 })
      expect(await pushed(op, 'owen')).toMatchObject({ status: 'same', ver: 1 })
      const { data } = await api().ask<Results>('GET', `/sync/ops?ids=${op.opId}`, { as: 'dana' })
      expect(data.results).toEqual([])
    })

    test("another laptop's operation id is another operation, of the same person too", async () => {
      const op = anOp({ period: '2027-02-13', value: 11_000_000 })
      expect(await pushed(op)).toMatchObject({ status: 'applied', ver: 1 })
      const from = { as: 'mara', headers: { 'x-device-id': 'laptop-2' } }
      const ops = await api().ask<Results>('GET', `/sync/ops?ids=${op.opId}`, from)
      expect(ops.data.results).toEqual([])
      // Not the first answer once more: this laptop is told that the cell holds the value already.
      const again = await api().ask<Results>('POST', '/sync/push', { ...from, body: { ops: [op] } })
      expect(again.data.results).toMatchObject([{ status: 'same', ver: 1 }])
    })

    test('two people changed one cell: the second is told what the first wrote, and nothing is overwritten', async () => {
      const key = { period: '2026-11-05' }
      await pushed(anOp({ ...key, value: 21_000_000 }))
      expect(await pushed(anOp({ ...key, value: 22_000_000 }), 'owen')).toMatchObject({
        status: 'conflict',
        theirs: { value: 21_000_000, ver: 1, by: 'mara', byName: 'Mara Lindqvist' },
      })
      const resolve = anOp({ ...key, baseVer: 1, baseValue: 21_000_000, value: 22_000_000, source: 'resolve' })
      expect(await pushed(resolve, 'owen')).toMatchObject({ status: 'applied', ver: 2 })
    })

    test('a cell that moved and came back takes the edit; one that holds the value already does not move', async () => {
      const key = { period: '2026-11-06' }
      await pushed(anOp({ ...key, value: 31_000_000 }))
      await pushed(anOp({ ...key, baseVer: 1, baseValue: 31_000_000, value: 32_000_000 }), 'owen')
      await pushed(anOp({ ...key, baseVer: 2, baseValue: 32_000_000, value: 31_000_000 }), 'owen')
      const mine = anOp({ ...key, baseVer: 1, baseValue: 31_000_000, value: 33_000_000 })
      expect(await pushed(mine)).toMatchObject({ status: 'applied', ver: 4 })
      expect(await pushed(anOp({ ...key, value: 33_000_000 }), 'owen')).toMatchObject({ status: 'same', ver: 4 })
    })

    test('clearing a cell stores an empty one, which is not zero', async () => {
      const key = { period: '2026-11-07' }
      await pushed(anOp({ ...key, value: 0 }))
      const at = await head()
      expect(await pushed(anOp({ ...key, baseVer: 1, baseValue: 0, value: null }))).toMatchObject({ ver: 2 })
      expect((await changes(at)).data.cells.map((cell) => cell.value)).toEqual([null])
    })

    test('one bad edit among many is only its own answer', async () => {
      const good = Array.from({ length: 30 }, (_, i) =>
        anOp({ period: `2026-12-${String(i + 1).padStart(2, '0')}`, value: (i + 1) * 1_000_000 }),
      )
      const bad = [
        anOp({ lineId: 'noSuchLine' }),
        anOp({ lineId: 'valetOvernight' }),
        anOp({ period: '2026-11', value: 1 }),
        anOp({ value: -1 }),
        anOp({ period: '2026-04-09' }),
        anOp({ period: '2026-03-31' }),
        anOp({ period: '2027-05-01' }),
        anOp({ siteId: '9999' }),
      ]
      const answer = await push([...good.slice(0, 10), ...bad, ...good.slice(10)])
      const { results } = answer.data
      expect(results.filter((one) => one.status === 'applied')).toHaveLength(30)
      expect(results.slice(10, 18).map((one) => (one.status === 'rejected' ? one.code : one.status))).toEqual([
        'INVALID_DATA_TYPE',
        'INVALID_DATA_TYPE',
        'INVALID_PERIOD',
        'INVALID_DATA_TYPE',
        'PERIOD_LOCKED',
        'PERIOD_LOCKED',
        'PERIOD_LOCKED',
        'SITE_NOT_FOUND',
      ])
    })

    test('several edits of one cell in one push follow each other', async () => {
      const key = { period: '2026-11-08' }
      const chain = [
        anOp({ ...key, value: 1_000_000 }),
        anOp({ ...key, baseVer: 1, baseValue: 1_000_000, value: 2_000_000 }),
        anOp({ ...key, baseVer: 2, baseValue: 2_000_000, value: 3_000_000 }),
      ]
      const { data } = await push(chain)
      expect(data.results.map((one) => (one.status === 'applied' ? one.ver : one.status))).toEqual([1, 2, 3])
      const audit = await api()
        .store.db.selectFrom('cell_audit')
        .select(['before', 'after', 'base_ver', 'sub', 'device_id'])
        .where('period', '=', key.period)
        .orderBy('seq')
        .execute()
      expect(audit).toEqual([
        { before: null, after: 1_000_000, base_ver: 0, sub: 'mara', device_id: 'laptop-1' },
        { before: 1_000_000, after: 2_000_000, base_ver: 1, sub: 'mara', device_id: 'laptop-1' },
        { before: 2_000_000, after: 3_000_000, base_ver: 2, sub: 'mara', device_id: 'laptop-1' },
      ])
    })

    test('an edit of a site one may not see is forbidden, and the others of the push are not touched by it', async () => {
      const own = anOp({ period: '2026-11-09' })
      const foreign = anOp({ siteId: '0431', period: '2026-11-09' })
      const { data } = await push([foreign, own], 'owen')
      expect(data.results).toEqual([
        {
          opId: foreign.opId,
          status: 'forbidden',
          code: 'SCOPE_REVOKED',
          message: 'You do not have access to this site.',
        },
        expect.objectContaining({ opId: own.opId, status: 'applied' }),
      ])
      expect((await document('2026-11', '0431')).data.days[8]?.forecast.valetDaily).toBeNull()
    })

    test('a rate is a cell of its month, closed when the month is over', async () => {
      const april = { lineId: 'rate.valetDaily', period: '2027-04', value: 4_150 }
      expect(await pushed(anOp(april))).toMatchObject({ status: 'applied' })
      expect(await pushed(anOp({ ...april, period: '2026-03' }))).toMatchObject({ code: 'PERIOD_LOCKED' })
      expect(await pushed(anOp({ ...april, period: '2028-01' }))).toMatchObject({ code: 'PERIOD_LOCKED' })
    })

    test('a push packed with gzip is understood', async () => {
      const op = anOp({ period: '2026-11-10' })
      const answer = await api().ask<Results>('POST', '/sync/push', {
        as: 'mara',
        body: gzipSync(JSON.stringify({ ops: [op] })),
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      })
      expect(answer.data.results[0]).toMatchObject({ status: 'applied' })
    })

    test('a push that is too large, packed or not, is refused whole', async () => {
      const large = JSON.stringify({ ops: [anOp({ source: 'typed' })], padding: 'x'.repeat(8_000_001) })
      const json = { 'content-type': 'application/json' }
      const plain = await api().ask('POST', '/sync/push', { as: 'mara', body: large, headers: json })
      const headers = { ...json, 'content-encoding': 'gzip' }
      const packed = await api().ask('POST', '/sync/push', { as: 'mara', body: gzipSync(large), headers })
      expect([plain.status, plain.codes, packed.status, packed.codes]).toEqual([
        413,
        ['PAYLOAD_TOO_LARGE'],
        413,
        ['PAYLOAD_TOO_LARGE'],
      ])
    })

    test('fields a laptop may not set are refused', async () => {
      for (const extra of ['ver', 'seq', 'by', 'scenario', 'role']) {
        const answer = await push([{ ...anOp(), [extra]: 1 }])
        expect([answer.status, answer.body.errors[0]?.field]).toEqual([400, `ops.0.${extra}`])
      }
    })

    test('a push without a device is refused, naming the header', async () => {
      const answer = await push([anOp()], 'mara', { 'x-device-id': '' })
      expect([answer.status, answer.body.errors[0]?.code, answer.body.errors[0]?.field]).toEqual([
        400,
        'MISSING_REQUIRED_FIELD',
        'x-device-id',
      ])
    })
  })
}
