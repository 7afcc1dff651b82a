import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findLine } from '../../shared/categories/index.ts'
import { must } from '../../shared/core/bug.ts'
import { fromScaled } from '../../shared/core/scaled.ts'
import { anOp } from './an-op.ts'
import type { Answer, InjectedApi } from './injected-api.ts'

type Row = { code: string; total: { trend: number | null } }
type Detail = {
  sites: number
  ofSites: { siteId: string; name: string }[]
  years: { year: number; rows: Row[] }[]
}
type SiteDetail = {
  siteName: string
  years: { year: number; hasForecast: boolean; rows: Row[] }[]
  cells: { lineId: string; period: string; value: number | null }[]
}

/** What a forecast of record holds, over the API. */
export function snapshotsSuite(api: () => InjectedApi): void {
  const ask = <T>(path: string, as = 'ines') => api().ask<T>('GET', path, { as })
  const take = async (siteIds: readonly string[], firstMonth = '2026-07') => {
    const body = { firstMonth, months: 3, siteIds }
    return (await api().ask<{ id: string }>('POST', '/snapshots', { as: 'ines', body })).data.id
  }
  const faults = ({ status, body }: Answer) => [status, ...body.errors.map(({ code, field }) => `${field}: ${code}`)]

  describe('a forecast of record', () => {
    test('holds the P&L and the cells as they were, whatever is typed afterwards', async () => {
      const { rows } = (await ask<{ rows: Row[] }>('/pl-view/0427/2026')).data
      const cells = await typedCells('0427', '2026-07', '2026-09-31')
      const id = await take(['0427', '0612'])
      const read = async () => [
        (await ask<Detail>(`/snapshots/${id}`)).data,
        (await ask<SiteDetail>(`/snapshots/${id}/sites/0427?limit=1000`)).data,
      ]
      const taken = await read()
      expect(taken[1]).toEqual({
        id,
        siteId: '0427',
        siteName: 'Harbor Grand Hotel',
        years: [{ year: 2026, hasForecast: true, error: null, rows }],
        cells,
      })
      const typed = [
        anOp({ lineId: 'selfDaily', period: '2026-07-27', value: 444_000_000 }),
        anOp({ lineId: 'account.7115', period: '2026-08', value: 99_900 }),
        anOp({ siteId: '0612', lineId: 'selfDaily', period: '2026-09-27', value: 555_000_000 }),
      ]
      const body = { ops: typed }
      const pushed = await api().ask<{ results: { status: string }[] }>('POST', '/sync/push', { as: 'mara', body })
      expect(pushed.data.results.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied'])
      expect((await ask<{ rows: Row[] }>('/pl-view/0427/2026')).data.rows).not.toEqual(rows)
      expect(await read()).toEqual(taken)
    })

    test('is told as far as one may see: the sum of one’s own sites, and no word of the others', async () => {
      const id = await take(['0427', '0612'])
      const all = (await ask<Detail>(`/snapshots/${id}`)).data
      const own = (await ask<Detail>(`/snapshots/${id}`, 'owen')).data
      const [a, b] = [await site(id, '0427'), await site(id, '0612')]
      expect([all.sites, all.ofSites.map(({ siteId }) => siteId)]).toEqual([2, ['0427', '0612']])
      expect([own.sites, own.ofSites]).toEqual([1, [{ siteId: '0427', name: 'Harbor Grand Hotel' }]])
      expect(own.years.map(({ rows }) => rows)).toEqual(a.years.map(({ rows }) => rows))
      const payroll = ({ years }: { years: { rows: Row[] }[] }) =>
        years[0]?.rows.find(({ code }) => code === 'Payroll')?.total.trend ?? 0
      expect(Math.abs(payroll(all) - payroll(a) - payroll(b))).toBeLessThan(0.011)
    })

    test('over the end of a year holds both years whole', async () => {
      const id = await take(['0431'], '2026-11')
      const { years } = (await ask<Detail>(`/snapshots/${id}`)).data
      expect(years.map(({ year }) => year)).toEqual([2026, 2027])
      expect((await site(id, '0431')).years.map(({ year, rows }) => ({ year, rows }))).toEqual(years)
    })

    test('its cells come in pages that join', async () => {
      const id = await take(['0427'])
      const page = (n: number) => ask<SiteDetail>(`/snapshots/${id}/sites/0427?limit=2&page=${n}`)
      const whole = (await site(id, '0427')).cells
      const [first, second] = [await page(1), await page(2)]
      expect(first.body.meta).toEqual({ total: whole.length, page: 1, limit: 2, hasMore: true })
      expect([...first.data.cells, ...second.data.cells]).toEqual(whole.slice(0, 4))
    })

    test('that nobody took, that holds no site of one’s own or not the site asked for, is not there', async () => {
      const id = await take(['0612'])
      expect(faults(await ask(`/snapshots/${randomUUID()}`))).toEqual([404, 'null: NOT_FOUND'])
      expect(faults(await ask(`/snapshots/${id}`, 'owen'))).toEqual([404, 'null: NOT_FOUND'])
      expect(faults(await ask(`/snapshots/${id}/sites/0427`, 'owen'))).toEqual([404, 'null: NOT_FOUND'])
      expect(faults(await ask(`/snapshots/${id}/sites/0612`, 'owen'))).toEqual([
        403,
        'siteId: INSUFFICIENT_PERMISSIONS',
      ])
      expect(faults(await ask('/snapshots/july'))).toEqual([400, 'id: INVALID_DATA_TYPE'])
    })
  })

  const site = async (id: string, siteId: string) =>
    (await ask<SiteDetail>(`/snapshots/${id}/sites/${siteId}?limit=1000`)).data

  /** The forecast cells of a site as they are stored now, in the shape of the answer. */
  async function typedCells(siteId: string, first: string, last: string): Promise<SiteDetail['cells']> {
    const stored = await api()
      .store.db.selectFrom('cell')
      .select(['line_id as lineId', 'period', 'value'])
      .where('site_id', '=', siteId)
      .where('scenario', '=', 'forecast')
      .where('deleted', '=', false)
      .where('period', '>=', first)
      .where('period', '<=', last)
      .orderBy('period')
      .orderBy('line_id')
      .execute()
    return stored.map(({ lineId, period, value }) => ({
      lineId,
      period,
      value: value === null ? null : fromScaled(value, must(findLine(lineId), lineId).scale).toNumber(),
    }))
  }
}
