import { describe, expect, test } from 'vitest'
import { checkAuditChain } from '../../server/store/audit-chain.ts'
import { anOp } from './an-op.ts'
import type { InjectedApi } from './injected-api.ts'

/** What is kept of who changed, read and took out what. */
export function auditSuite(api: () => InjectedApi): void {
  const seqs = async () =>
    (await api().store.db.selectFrom('cell_audit').select('seq').orderBy('seq').execute()).map(({ seq }) => seq)
  const accesses = async (kind: string) =>
    (
      await api()
        .store.db.selectFrom('access_audit')
        .select(['sub', 'name', 'what', 'site_id', 'period', 'request_id'])
        .where('kind', '=', kind as 'export')
        .orderBy('place')
        .execute()
    ).map((row) => Object.values(row))

  describe('the audit', () => {
    test('every pushed operation has exactly one row, also when it is sent twice', async () => {
      const days = Array.from({ length: 7 }, (_, i) => anOp({ siteId: '0612', period: `2027-01-0${i + 1}`, value: i }))
      // The last of them is typed over twice before it is sent: each of the three is told.
      const last = { siteId: '0612', period: '2027-01-07' }
      const again = [
        anOp({ ...last, baseVer: 1, baseValue: 6, value: 70 }),
        anOp({ ...last, baseVer: 2, baseValue: 70, value: 71 }),
      ]
      const ops = [...days, ...again]
      await api().ask('POST', '/sync/push', { as: 'mara', body: { ops } })
      await api().ask('POST', '/sync/push', { as: 'mara', body: { ops } })
      const rows = await api()
        .store.db.selectFrom('cell_audit')
        .select(['op_id', 'sub', 'after'])
        .where(
          'op_id',
          'in',
          ops.map(({ opId }) => opId),
        )
        .orderBy('seq')
        .execute()
      expect(rows).toEqual(ops.map(({ opId, value }) => ({ op_id: opId, sub: 'mara', after: value })))
    })

    test('the chain of seals holds every row of the audit', async () => {
      const rows = await seqs()
      const checked = await checkAuditChain(api().store.db)
      expect([checked.broken, checked.rows]).toEqual([null, rows.length])
      expect(checked.rows).toBeGreaterThan(checked.seals)
    })

    test('what was told of the chain earlier stays part of it', async () => {
      const { head } = await checkAuditChain(api().store.db)
      await api().ask('POST', '/sync/push', { as: 'mara', body: { ops: [anOp({ period: '2027-02-03' })] } })
      const later = await checkAuditChain(api().store.db, head)
      expect([later.broken, later.head === head]).toEqual([null, false])
      expect((await checkAuditChain(api().store.db, 'f'.repeat(64))).broken).toMatchObject({
        why: 'the seal that was told earlier is gone',
      })
    })

    test('a sign-in is stored once, a later one again', async () => {
      const early = await api().tokenOf('owen', { auth_time: 1_700_000_001 })
      const late = await api().tokenOf('owen', { auth_time: 1_700_000_002 })
      const count = async () => (await accesses('sign-in')).filter(([sub]) => sub === 'owen').length
      await api().ask('GET', '/me', { token: early })
      const before = await count()
      await api().ask('GET', '/me', { token: early })
      expect(await count()).toBe(before)
      await api().ask('GET', '/me', { token: late })
      expect(await count()).toBe(before + 1)
    })

    test('every way to read payroll is stored with who read what, and what was refused is not', async () => {
      const before = (await accesses('payroll-read')).length
      const ids: string[] = []
      const rate = encodeURIComponent('0427|payroll.hours.VLT1|2026-04-02|actual')
      for (const path of [
        '/payroll/0427/2026-05',
        '/payroll/0427/job-codes',
        '/sync/reference?site=0427',
        '/data?siteId=0427&lineId=payroll.hours.VLT1&limit=1',
        `/data/${rate}`,
      ]) {
        const answer = await api().ask('GET', path, { as: 'mara' })
        expect([path, answer.status]).toEqual([path, 200])
        ids.push(answer.body.requestId)
      }
      await api().ask('GET', '/payroll/0431/2026-05', { as: 'owen' })
      await api().ask('GET', '/data?siteId=0427&lineId=valetDaily&limit=1', { as: 'mara' })
      const base = 'GET /api/v1/forecasting'
      const row = (what: string, period: string | null, i: number) =>
        ['mara', 'Mara Lindqvist', `${base}${what}`, '0427', period, ids[i]] as const
      expect((await accesses('payroll-read')).slice(before)).toEqual([
        row('/payroll/:siteId/:period', '2026-05', 0),
        row('/payroll/:siteId/job-codes', null, 1),
        row('/sync/reference', null, 2),
        row('/data', null, 3),
        row('/data/:id', '2026-04-02', 4),
      ])
    })

    test('a copy of a site that goes to a laptop is stored once, however many pages it has', async () => {
      const before = (await accesses('export')).length
      const first = await api().ask<{ nextPage: string }>('GET', '/sync/snapshot?scope=0427:2026&limit=900', {
        as: 'mara',
      })
      await api().ask('GET', `/sync/snapshot?scope=0427:2026&limit=900&page=${first.data.nextPage}`, { as: 'mara' })
      await api().ask('GET', '/sync/snapshot?scope=0431:2026', { as: 'owen' })
      expect((await accesses('export')).slice(before)).toEqual([
        ['mara', 'Mara Lindqvist', 'GET /api/v1/forecasting/sync/snapshot', '0427', '2026', first.body.requestId],
      ])
    })

    test('what only administrators change is stored; reading it is not', async () => {
      const before = (await accesses('settings')).length
      const read = await api().ask('GET', '/config', { as: 'ines' })
      const headers = { 'if-match': String(read.headers['etag']) }
      await api().ask('PUT', '/config', { as: 'mara', body: {}, headers })
      const { status, body } = await api().ask('PUT', '/config', { as: 'ines', body: {}, headers })
      expect(status).toBe(200)
      expect((await accesses('settings')).slice(before)).toEqual([
        ['ines', 'Ines Moreau', 'PUT /api/v1/forecasting/config', null, null, body.requestId],
      ])
    })

    test('nothing of it can be altered', async () => {
      const { db } = api().store
      await expect(db.deleteFrom('access_audit').execute()).rejects.toThrow('append-only')
      await expect(db.updateTable('access_audit').set({ sub: 'x' }).execute()).rejects.toThrow('append-only')
      await expect(db.updateTable('audit_seal').set({ hash: 'x' }).execute()).rejects.toThrow('append-only')
      await expect(db.deleteFrom('audit_seal').execute()).rejects.toThrow('append-only')
    })
  })
}
