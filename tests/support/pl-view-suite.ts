import { describe, expect, test } from 'vitest'
import { demoSites } from '../../server/demo/sites.ts'
import { rowsOf } from '../../server/calculate/profit-and-loss.ts'
import { must } from '../../shared/core/bug.ts'
import { Decimal } from '../../shared/core/decimal.ts'
import { anOp } from './an-op.ts'
import { computedDemoYear } from './demo-year.ts'
import type { InjectedApi } from './injected-api.ts'

type Amounts = Record<'actual' | 'budget' | 'forecast' | 'priorYear' | 'trend', number | null>
type Row = { code: string; months: (Amounts & { month: string; kind: string })[]; total: Amounts }
type Explained = {
  total: number | null
  exact: string | null
  parts: { id: string; exact: string | null }[]
  remark: string | null
}
type PlView = {
  rows: Row[]
  error: string | null
  hasForecast: boolean
  details: { code: string; month: string; explained: Explained; components: { id: string; explained: Explained }[] }[]
}
type Variance = {
  rows: {
    code: string
    months: { value: number | null; baseline: number | null; amount: number | null; verdict: string | null }[]
  }[]
}
type Rollup = {
  sites: number
  isWhole: boolean
  rows: Row[]
  children: { id: string; totals: { code: string; amounts: Amounts }[] }[]
}

const sum = (values: readonly (number | null)[]) =>
  values.reduce<Decimal>((total, value) => total.plus(value ?? 0), new Decimal(0)).toNumber()

/** P&L, variances, contribution and rollups over the API. */
export function plViewSuite(api: () => InjectedApi): void {
  const get = async <T>(path: string, as = 'ines') => must((await api().ask<T>('GET', path, { as })).data, path)
  const rowOf = (rows: readonly Row[], code: string) =>
    must(
      rows.find((row) => row.code === code),
      code,
    )

  describe('P&L', () => {
    test('every site’s year is what the engine makes of the very cells, row by row and month by month', async () => {
      for (const site of demoSites(3)) {
        const cells = await api()
          .store.db.selectFrom('cell')
          .select(['line_id as lineId', 'period', 'scenario', 'value'])
          .where('site_id', '=', site.siteId)
          .execute()
        const { rows } = await get<PlView>(`/pl-view/${site.siteId}/2026`)
        const { year } = computedDemoYear(site, cells, 2026, api().clock.today)
        expect([site.siteId, rows]).toEqual([site.siteId, rowsOf(year)])
      }
    })

    test('a month stands alone, and its cumulative row still counts from January', async () => {
      const year = await get<PlView>('/pl-view/0427/2026')
      const month = await get<PlView>('/pl-view/0427/2026-03')
      for (const { code, months, total } of month.rows) {
        const whole = rowOf(year.rows, code).months[2]
        expect([code, months]).toEqual([code, [whole]])
        expect(total.trend).toBe(whole?.trend ?? null)
      }
    })

    test('the breakdown adds up to every cell, or says why not', async () => {
      const { rows, details } = await get<PlView>('/pl-view/0431/2026?breakdown=true')
      expect(details).toHaveLength(rows.length * 12)
      for (const { code, month, explained } of details) {
        const at = [code, month]
        expect([...at, explained.total]).toEqual([
          ...at,
          rowOf(rows, code).months.find((one) => one.month === month)?.trend,
        ])
        if (explained.remark !== null || explained.exact === null) continue
        const parts = explained.parts.reduce((total, { exact }) => total.plus(exact ?? 0), new Decimal(0))
        expect([...at, parts.toFixed(6)]).toEqual([...at, new Decimal(explained.exact).toFixed(6)])
      }
      const told = details.filter(({ code, components }) => code === 'InternalRevenue' && components.length > 0)
      expect(told.length).toBeGreaterThan(0)
      for (const { explained, components } of told) {
        const parts = new Map(explained.parts.map(({ id, exact }) => [id, exact]))
        expect(components.map(({ id, explained: part }) => [id, part.exact])).toEqual(
          components.map(({ id }) => [id, parts.get(id)]),
        )
      }
    })

    test('contribution is internal revenue less six expenses, and cumulative is against the budget', async () => {
      type Flc = {
        internalRevenue: number
        expenses: Record<string, number | null>
        flc: number
        budgetFlc: number
        cumulativeToBudget: number
      }
      const flc = await get<Flc>('/flc/0427/2026')
      expect(Math.abs(flc.internalRevenue - sum(Object.values(flc.expenses)) - flc.flc)).toBeLessThan(0.05)
      const { rows } = await get<PlView>('/pl-view/0427/2026')
      expect(flc.cumulativeToBudget).toBe(rowOf(rows, 'FLC_CUMULATIVE').months[11]?.trend)
    })

    test('against the budget it compares the trend; more payroll is unfavorable', async () => {
      const { rows } = await get<Variance>('/pl-view/0427/variance/budget?year=2026')
      const view = await get<PlView>('/pl-view/0427/2026')
      for (const { code, months } of rows.filter((row) => row.code !== 'FLC_CUMULATIVE')) {
        months.forEach(({ value, baseline, amount, verdict }, i) => {
          const cell = rowOf(view.rows, code).months[i]
          expect([code, i, value, baseline]).toEqual([code, i, cell?.trend ?? null, cell?.budget ?? null])
          if (value === null || baseline === null || amount === null) return
          expect(Math.abs(value - baseline - amount)).toBeLessThan(0.011)
          const isGood = amount > 0 === ['ExternalRevenue', 'InternalRevenue', 'FLC'].includes(code)
          expect([code, i, verdict]).toEqual([code, i, amount === 0 ? 'on-plan' : isGood ? 'favorable' : 'unfavorable'])
        })
      }
    })

    test.each([
      ['budget', 'FLC $ to Budget – Cumulative'],
      ['prior-year', 'FLC $ to Last year – Cumulative'],
      ['actual', 'FLC $ to Forecast – Cumulative'],
    ])('the running difference is called after what it is the difference to: %s', async (type, name) => {
      const { rows } = await get<{ rows: { code: string; label: string }[] }>(
        `/pl-view/0427/variance/${type}?year=2026`,
      )
      expect(rows.find(({ code }) => code === 'FLC_CUMULATIVE')?.label).toBe(name)
      expect(rows.find(({ code }) => code === 'FLC')?.label).toBe('Front Line Contribution (FLC)')
    })

    test('an edit that was pushed is in the P&L of its site and in its district', async () => {
      const before = await get<Rollup>('/pl-view/rollup/district/12?year=2026')
      await api().ask('POST', '/sync/push', {
        as: 'mara',
        body: { ops: [anOp({ period: '2026-09-14', value: 900_000_000 })] },
      })
      const after = await get<Rollup>('/pl-view/rollup/district/12?year=2026')
      const september = ({ rows }: Rollup) => rowOf(rows, 'ExternalRevenue').months[8]?.trend ?? 0
      expect(september(after)).toBeGreaterThan(september(before))
    })
  })

  describe('rollups', () => {
    test('a district is its sites added up, and its ratios are worked out anew', async () => {
      const { rows, sites, isWhole, children } = await get<Rollup>('/pl-view/rollup/district/12?year=2026')
      const views = await Promise.all(['0427', '0431', '0612'].map((site) => get<PlView>(`/pl-view/${site}/2026`)))
      expect([sites, isWhole, children.map(({ id }) => id)]).toEqual([3, true, ['0427', '0431', '0612']])
      for (const code of ['ExternalRevenue', 'Payroll', 'FLC']) {
        const whole = rowOf(rows, code).total
        const parts = sum(views.map((view) => rowOf(view.rows, code).total.trend))
        expect(Math.abs((whole.trend ?? 0) - parts)).toBeLessThan(0.02)
      }
    })

    test('a filter leaves the sites it says, and the answer says that it is not the whole', async () => {
      const { sites, isWhole } = await get<Rollup>('/pl-view/rollup/company/all?year=2026&contractType=FixedFee')
      expect([sites, isWhole]).toEqual([1, false])
    })

    test('nobody sees above the level of their role, nor a node without a site of theirs', async () => {
      const status = async (path: string, as: string) => {
        const { status: code, codes } = await api().ask('GET', `/pl-view/rollup/${path}`, { as })
        return [code, ...codes]
      }
      expect(await status('district/12', 'mara')).toEqual([403, 'INSUFFICIENT_PERMISSIONS'])
      expect(await status('site/0427', 'mara')).toEqual([200])
      expect(await status('region/central', 'dana')).toEqual([403, 'INSUFFICIENT_PERMISSIONS'])
      expect(await status('company/all', 'reed')).toEqual([403, 'INSUFFICIENT_PERMISSIONS'])
      expect(await status('district/99', 'ines')).toEqual([404, 'NOT_FOUND'])
      expect(await status('site/0612', 'owen')).toEqual([403, 'INSUFFICIENT_PERMISSIONS'])
    })

    test('a site the caller may not see is in no sum: two answers never differ by it', async () => {
      const token = await api().tokenOf('dana', { site_access: ['0427', '0431'] })
      const { data } = await api().ask<Rollup>('GET', '/pl-view/rollup/district/12?year=2026', { token })
      expect([data.sites, data.isWhole, data.children.map(({ id }) => id)]).toEqual([2, false, ['0427', '0431']])
      const [a, b] = [await get<PlView>('/pl-view/0427/2026'), await get<PlView>('/pl-view/0431/2026')]
      const parts = sum([rowOf(a.rows, 'Payroll').total.trend, rowOf(b.rows, 'Payroll').total.trend])
      expect(Math.abs((rowOf(data.rows, 'Payroll').total.trend ?? 0) - parts)).toBeLessThan(0.02)
    })
  })

  describe('settings', () => {
    test('another insurance rate moves the insurance of open months; what is left out is the default again', async () => {
      const insurance = async () =>
        rowOf((await get<PlView>('/pl-view/0427/2026')).rows, 'Insurance').months[4]?.trend ?? 0
      const config = () =>
        api().ask<{ settings: { plRules: unknown }; rowVersion: string }>('GET', '/config', { as: 'ines' })
      const put = (body: unknown, tag: string) =>
        api().ask('PUT', '/config', { as: 'ines', body, headers: { 'if-match': `"${tag}"` } })
      const before = await insurance()
      const { rowVersion } = (await config()).data
      const raised = { plRules: { insuranceMethod: 'rate', insuranceRate: { other: 0.2, managementAgreement: 0.2 } } }
      expect((await put(raised, rowVersion)).status).toBe(200)
      expect(await insurance()).toBeGreaterThan(before * 1.5)
      expect((await put({}, rowVersion)).codes).toEqual(['PRECONDITION_FAILED'])
      expect((await put({}, (await config()).data.rowVersion)).status).toBe(200)
      expect(await insurance()).toBe(before)
    })

    test('a setting nobody knows and one out of its range are refused by name', async () => {
      const put = async (body: unknown) => {
        const { status, body: answer } = await api().ask('PUT', '/config', {
          as: 'ines',
          body,
          headers: { 'if-match': '"0"' },
        })
        return [status, answer.errors.map(({ field }) => field)]
      }
      expect(await put({ colour: 'blue' })).toEqual([400, ['colour']])
      expect(await put({ significance: { medium: 9, high: 5 } })).toEqual([400, ['significance']])
      expect(await put({ defaultHourlyRate: -1 })).toEqual([400, ['defaultHourlyRate']])
    })
  })
}
