import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOp } from '../../tests/support/an-op.ts'
import { injectedApi, type InjectedApi } from '../../tests/support/injected-api.ts'
import { DATA_SETS } from '../../shared/calc/profit-and-loss/data-sets.ts'
import type { SiteResult } from '../../shared/calc/profit-and-loss/rollup.ts'
import { PL_ROWS } from '../../shared/categories/profit-and-loss.ts'
import { must } from '../../shared/core/bug.ts'
import { allSites, findSite, type Site } from '../store/sites.ts'
import { siteYears, type SiteYears } from './site-years.ts'

const figures = ({ year, hasForecast, error }: SiteResult) => ({
  hasForecast,
  error,
  rows: PL_ROWS.map(({ code }) => [
    code,
    year.rows[code].cells.map(({ kind, amounts }) => [
      kind,
      ...DATA_SETS.map((set) => amounts[set]?.toFixed() ?? null),
    ]),
    DATA_SETS.map((set) => year.rows[code].total[set]?.toFixed() ?? null),
  ]),
})

describe('computed years of sites', () => {
  let api: InjectedApi
  let years: SiteYears
  let site: Site
  beforeAll(async () => {
    api = await injectedApi()
    years = anotherInstance()
    site = must(await findSite(api.store.db, '0427'), 'the demonstration has it')
  })
  afterAll(() => api.close())

  const anotherInstance = () =>
    siteYears({
      db: api.store.db,
      now: () => api.clock.now,
      today: () => api.clock.today,
      reads: api.store.reads,
    })
  const november = async () => {
    const { result } = await years.one(site, 2026)
    return result.year.rows.ExternalRevenue.cells[10]?.amounts.trend?.toFixed(2)
  }
  const tamper = () =>
    api.store.db.updateTable('site_year').set({ result: '{"rows":{},"error":"kept","hasForecast":true}' })

  test('a kept year is the computed one to the last digit', async () => {
    const sites = await allSites(api.store.db)
    const computed = await Promise.all(sites.map(async (one) => (await years.one(one, 2026)).result))
    expect((await (await years.many(sites, 2026)).results()).map(figures)).toEqual(computed.map(figures))
  })

  test('what did not change is not computed again, by any instance', async () => {
    await years.one(site, 2026)
    await tamper().where('site_id', '=', '0427').execute()
    expect((await (await anotherInstance().many([site], 2026)).results()).map(({ error }) => error)).toEqual(['kept'])
  })

  test('an edit, a new day and a change of the site’s reference data are each computed anew', async () => {
    const before = await november()
    await api.ask('POST', '/sync/push', { as: 'mara', body: { ops: [anOp({ value: 500_000_000 })] } })
    expect(Number(await november())).toBeGreaterThan(Number(before))

    const isKept = async (of: Site) => {
      const instance = anotherInstance() // with nothing in its memory
      await instance.one(of, 2026)
      await tamper().where('site_id', '=', of.siteId).execute()
      return async (then: Site) => (await (await instance.many([then], 2026)).results())[0]?.error === 'kept'
    }
    // The year of the edit is computed again once it is quiet; that of another site stays as it is.
    const other = must(await findSite(api.store.db, '0431'), 'the demonstration has it')
    const afterDay = await isKept(other)
    expect(await afterDay(other)).toBe(true)
    api.clock.today = '2026-04-11'
    expect(await afterDay(other)).toBe(false)

    const afterReference = await isKept(other)
    expect(await afterReference({ ...other, referenceVer: other.referenceVer + 1 })).toBe(false)
  })
})
