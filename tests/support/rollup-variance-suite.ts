import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { must } from '../../shared/core/bug.ts'
import type { Answer, InjectedApi } from './injected-api.ts'

type Cell = { value: number | null; baseline: number | null; amount: number | null; verdict: string | null }
type Rows = { code: string; polarity: number; months: (Cell & { month: string })[]; total: Cell; leftOut: string[] }[]
type Variance = { sites: number; compared: number; isWhole: boolean; rows: Rows }
type Behind = { sites: number; isWhole: boolean; values: (Cell & { siteId: string; isForecast: boolean })[] }

const DISTRICT = ['0427', '0431', '0612']
const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0)

/** Rollups compared, the sites behind their cells, and a single month compared, over the API. */
export function rollupVarianceSuite(api: () => InjectedApi): void {
  const ask = <T>(path: string, as = 'ines') => api().ask<T>('GET', path, { as })
  const faults = ({ status, body }: Answer) => [status, ...body.errors.map(({ code, field }) => `${field}: ${code}`)]
  const rowOf = (rows: Rows, code: string) =>
    must(
      rows.find((row) => row.code === code),
      code,
    )

  describe('rollups compared', () => {
    for (const comparison of ['budget', 'prior-year', 'actual']) {
      test(`against ${comparison} a district is its sites added up, and the sites behind a cell are these`, async () => {
        const whole = (await ask<Variance>(`/pl-view/rollup/district/12/variance/${comparison}?year=2026`)).data
        expect([whole.sites, whole.compared, whole.isWhole]).toEqual([3, 3, true])
        const parts = await Promise.all(
          DISTRICT.map(
            async (id) => (await ask<Variance>(`/pl-view/${id}/variance/${comparison}?year=2026`)).data.rows,
          ),
        )
        for (const { code, months } of whole.rows) {
          for (const [i, cell] of months.entries()) {
            const own = parts.map((rows) => must(rowOf(rows, code).months[i], code))
            for (const field of ['value', 'baseline'] as const)
              expect(Math.abs((cell[field] ?? 0) - sum(own.map((one) => one[field])))).toBeLessThan(0.02)
          }
        }
        for (const code of ['Payroll', 'FLC_CUMULATIVE']) {
          const path = `/pl-view/rollup/district/12/sites?row=${code}&month=2026-03&comparison=${comparison}`
          const { values } = (await ask<Behind>(path)).data
          const told = values.map(({ siteId, value, baseline, amount }) => [siteId, value, baseline, amount])
          const own = parts.map((rows, i) => {
            const { value, baseline, amount } = must(rowOf(rows, code).months[2], code)
            return [DISTRICT[i], value, baseline, amount]
          })
          expect(told).toEqual(own)
        }
      })
    }

    test('against a forecast of record only sites that have one are compared, and with none there is no answer', async () => {
      const body = { firstMonth: '2026-10', siteIds: ['0431'] }
      const { id } = (await api().ask<{ id: string }>('POST', '/snapshots', { as: 'ines', body })).data
      const path = `/pl-view/rollup/district/12/variance/forecast?year=2026&snapshot=${id}`
      const whole = (await ask<Variance>(path)).data
      const own = (await ask<Variance>(`/pl-view/0431/variance/forecast?year=2026&snapshot=${id}`)).data
      expect([whole.sites, whole.compared, whole.rows]).toEqual([3, 1, own.rows])
      expect(rowOf(whole.rows, 'FLC').total.amount).toBe(0)
      const unknown = `/pl-view/rollup/district/12/variance/forecast?snapshot=${randomUUID()}`
      expect(faults(await ask(unknown))).toEqual([404, 'snapshot: PERIOD_NOT_AVAILABLE'])
    })

    test('a site one may not see is in no sum and behind no cell; above one’s role nothing is told', async () => {
      const token = await api().tokenOf('dana', { site_access: ['0427', '0431'] })
      const path = '/pl-view/rollup/district/12'
      const { data } = await api().ask<Variance>('GET', `${path}/variance/budget`, { token })
      expect([data.sites, data.compared, data.isWhole]).toEqual([2, 2, false])
      const behind = await api().ask<Behind>('GET', `${path}/sites?row=FLC&month=2026-04`, { token })
      expect(behind.data.values.map(({ siteId }) => siteId)).toEqual(['0427', '0431'])
      expect((await ask(`${path}/sites?row=FLC&month=2026-04`, 'mara')).codes).toEqual(['INSUFFICIENT_PERMISSIONS'])
    })

    test('a row, a month and a year that are not there are refused by name', async () => {
      const path = '/pl-view/rollup/district/12'
      expect(faults(await ask(`${path}/sites?row=Rent&month=2026-04`))).toEqual([400, 'row: INVALID_DATA_TYPE'])
      expect(faults(await ask(`${path}/sites?row=FLC&month=2026-13`))).toEqual([400, 'month: INVALID_DATA_TYPE'])
      expect(faults(await ask(`${path}/sites?row=FLC&month=2029-01`))).toEqual([404, 'month: PERIOD_NOT_AVAILABLE'])
      expect(faults(await ask(`${path}/variance/budget?year=2029`))).toEqual([404, 'year: PERIOD_NOT_AVAILABLE'])
      expect(faults(await ask(`${path}/variance/plan`))).toEqual([400, 'comparisonType: INVALID_DATA_TYPE'])
    })
  })

  describe('one month compared', () => {
    test('is that month of the year, with its own cell as the total', async () => {
      const year = (await ask<{ rows: Rows }>('/pl-view/0427/variance/budget?year=2026')).data
      const month = (await ask<{ rows: Rows; period: string }>('/pl-view/0427/variance/budget?period=2026-05')).data
      expect(month.period).toBe('2026-05')
      for (const { code, months, total, polarity } of month.rows) {
        const own = must(rowOf(year.rows, code).months[4], code)
        expect([code, months, { month: '2026-05', ...total }]).toEqual([code, [own], own])
        const isGood = ['ExternalRevenue', 'InternalRevenue', 'FLC', 'FLC_CUMULATIVE'].includes(code)
        expect([code, polarity]).toEqual([code, isGood ? 1 : -1])
      }
    })

    test('a whole year may be asked for as a period too, and not both', async () => {
      const of = async (query: string) => (await ask<{ rows: Rows }>(`/pl-view/0427/variance/budget?${query}`)).data
      expect(await of('period=2026')).toEqual(await of('year=2026'))
      const both = await ask('/pl-view/0427/variance/budget?year=2026&period=2026-05')
      expect(faults(both)).toEqual([400, 'period: INVALID_DATA_TYPE'])
    })
  })
}
