import { describe, expect, test } from 'vitest'
import { Contract } from '../../shared/contract/calculate/contract-blocks.ts'
import type { Fact } from '../../shared/contract/data.ts'
import type { Answer, InjectedApi } from './injected-api.ts'

/** Single facts, sites and the organisation over the API. */
export function factsSuite(api: () => InjectedApi): void {
  const path = (id: string) => `/data/${encodeURIComponent(id)}`
  const ask = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', at: string, body?: unknown, etag?: string, as = 'mara') =>
    api().ask<Fact>(method, at, {
      as,
      ...(body === undefined ? {} : { body }),
      ...(etag === undefined ? {} : { headers: { 'if-match': etag } }),
    })
  const etagOf = (answer: Answer) => String(answer.headers['etag'])
  const faults = ({ status, body }: Answer) => [status, ...body.errors.map(({ code, field }) => `${field}: ${code}`)]
  const place = { siteId: '0431', lineId: 'account.7115', period: '2026-12' }
  const id = '0431|account.7115|2026-12|forecast'

  describe('single facts', () => {
    test('a fact is made, read, replaced and emptied, each over the version that was seen', async () => {
      const made = await ask('POST', '/data', { ...place, value: 1234.56 })
      expect([made.status, made.data.id, made.data.value, etagOf(made)]).toEqual([200, id, 1234.56, '"1"'])
      expect(faults(await ask('POST', '/data', { ...place, value: 1 }))).toEqual([409, 'lineId: VERSION_CONFLICT'])
      expect((await ask('GET', path(id))).data).toEqual(made.data)
      expect(faults(await ask('PUT', path(id), { value: 2 }))).toEqual([428, 'if-match: PRECONDITION_REQUIRED'])
      expect((await ask('PUT', path(id), { value: 2 }, '"1"')).data).toMatchObject({ value: 2, ver: 2 })
      expect((await ask('PUT', path(id), { value: 3 }, '"1"')).codes).toEqual(['PRECONDITION_FAILED'])
      expect((await ask('DELETE', path(id), undefined, '"2"')).data).toMatchObject({ value: null, ver: 3 })
      const audit = await api()
        .store.db.selectFrom('cell_audit')
        .select(['before', 'after', 'source', 'sub'])
        .where('site_id', '=', '0431')
        .where('line_id', '=', 'account.7115')
        .where('period', '=', '2026-12')
        .orderBy('seq')
        .execute()
      expect(audit.map(({ before, after, source, sub }) => [before, after, source, sub])).toEqual([
        [null, 123_456, 'data', 'mara'],
        [123_456, 200, 'data', 'mara'],
        [200, null, 'data', 'mara'],
      ])
    })

    test('typing hours empties the cost of that day, and GPO fees take their sign', async () => {
      const day = { siteId: '0431', period: '2026-12-03' }
      const cost = await ask('POST', '/data', { ...day, lineId: 'payroll.cost.GSA2', value: 80 })
      expect(cost.data.value).toBe(80)
      expect((await ask('POST', '/data', { ...day, lineId: 'payroll.hours.GSA2', value: 7.5 })).data.value).toBe(7.5)
      expect((await ask('GET', path(cost.data.id))).data).toMatchObject({ value: null, ver: 2 })
      const fees = { siteId: '0431', lineId: 'revenue.gpoFees', period: '2027-01', value: -500 }
      expect((await ask('POST', '/data', fees)).data.value).toBe(-500)
    })

    test('what may not be written is refused by field', async () => {
      const put = async (changed: object) =>
        faults(await ask('POST', '/data', { ...place, period: '2027-02', value: 5, ...changed }))
      expect(await put({ lineId: 'nobody' })).toEqual([400, 'lineId: INVALID_DATA_TYPE'])
      expect(await put({ value: 1.234 })).toEqual([400, 'value: INVALID_DATA_TYPE'])
      expect(await put({ value: -1 })).toEqual([400, 'value: INVALID_DATA_TYPE'])
      expect(await put({ period: '2026-02' })).toEqual([422, 'value: PERIOD_LOCKED'])
      expect(await put({ period: '2026-12-03' })).toEqual([400, 'value: INVALID_PERIOD'])
      expect(await put({ lineId: 'account.7005' })).toEqual([400, 'value: INVALID_DATA_TYPE'])
      expect(await put({ ver: 9 })).toEqual([400, 'ver: INVALID_DATA_TYPE'])
      expect(faults(await ask('PUT', path('0431|account.7115|2026-12|budget'), { value: 1 }, '"1"'))).toEqual([
        403,
        'scenario: INSUFFICIENT_PERMISSIONS',
      ])
      expect(faults(await ask('GET', path('no id')))).toEqual([400, 'id: INVALID_DATA_TYPE'])
      expect(
        faults(await ask('GET', path('0612|account.7115|2026-12|forecast'), undefined, undefined, 'owen')),
      ).toEqual([403, 'siteId: INSUFFICIENT_PERMISSIONS'])
    })

    test('pages join without a gap, and say how many there are', async () => {
      const list = (page: number) =>
        api().ask<Fact[]>('GET', `/data?siteId=0612&scenario=budget&lineId=pl.payroll&limit=10&page=${page}`, {
          as: 'mara',
        })
      const pages = await Promise.all([1, 2, 3].map(list))
      expect(pages.map(({ data, body }) => [data.length, body.meta])).toEqual([
        [10, { total: 24, page: 1, limit: 10, hasMore: true }],
        [10, { total: 24, page: 2, limit: 10, hasMore: true }],
        [4, { total: 24, page: 3, limit: 10, hasMore: false }],
      ])
      const periods = pages.flatMap(({ data }) => data.map(({ period }) => period))
      expect([new Set(periods).size, periods]).toEqual([24, periods.toSorted()])
    })

    test('an order or a filter nobody offers is refused', async () => {
      const list = async (query: string) => faults(await api().ask('GET', `/data?siteId=0612&${query}`, { as: 'mara' }))
      expect(await list('sort=value;drop')).toEqual([400, 'sort: INVALID_DATA_TYPE'])
      expect(await list('limit=100000')).toEqual([400, 'limit: INVALID_DATA_TYPE'])
      expect(await list('from=yesterday')).toEqual([400, 'from: INVALID_DATA_TYPE'])
    })
  })

  describe('sites', () => {
    test('everybody sees their own sites and no others, in lists, pages and the organisation', async () => {
      const ids = async (as: string, query = '') =>
        (await api().ask<{ siteId: string }[]>('GET', `/sites${query}`, { as })).data.map(({ siteId }) => siteId)
      expect([await ids('owen'), await ids('dana'), await ids('ines', '?find=lake')]).toEqual([
        ['0427'],
        ['0427', '0431', '0612'],
        ['0431'],
      ])
      const page = await api().ask('GET', '/sites?limit=2&page=2', { as: 'mara' })
      expect(page.body.meta).toEqual({ total: 3, page: 2, limit: 2, hasMore: false })
      const organisation = await api().ask<unknown>('GET', '/organisation', { as: 'owen' })
      expect(organisation.data).toEqual([
        {
          regionId: 'central',
          name: 'Central',
          districts: [
            { districtId: '12', name: 'District 12', sites: [{ siteId: '0427', name: 'Harbor Grand Hotel' }] },
          ],
        },
      ])
      expect((await api().ask('GET', '/sites/0612', { as: 'owen' })).codes).toEqual(['INSUFFICIENT_PERMISSIONS'])
      expect((await api().ask('GET', '/sites/9999', { as: 'owen' })).codes).toEqual(['SITE_NOT_FOUND'])
    })

    test('a contract is told in the shape that calculations take', async () => {
      const { data } = await api().ask<{ contract: { fixedFee: unknown }; ver: number }>(
        'GET',
        '/sites/0612/contract',
        {
          as: 'mara',
        },
      )
      expect(data.ver).toBe(1)
      const { fixedFee } = Contract.parse(data.contract)
      expect(fixedFee?.serviceRates.length).toBeGreaterThan(0)
    })
  })
}
