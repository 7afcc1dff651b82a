import { afterAll, beforeAll, expect, test } from 'vitest'
import { DATA_SETS } from '../../../shared/calc/profit-and-loss/data-sets.ts'
import { CUSTOMER_FIELDS, type FilterField } from '../../../shared/calc/profit-and-loss/filters.ts'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import { API_BASE } from '../../../shared/contract/api.ts'
import type { ProfitAndLoss } from '../../../shared/contract/profit-and-loss.ts'
import { type SiteFilter, valuesOf } from '../../../shared/contract/site-filter.ts'
import { must } from '../../../shared/core/bug.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { DEMO_TODAY } from '../../../shared/core/defaults.ts'
import { aFreeze } from '../../../tests/support/an-act.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { runningServer, type RunningServer } from '../../../tests/support/running-server.ts'
import { emptyStore, syncWith } from '../../../tests/support/synced-store.ts'
import type { OpenStore } from '../db/open.ts'
import { readProfitAndLoss } from './profit-and-loss.ts'
import { openRollups } from './rollup.ts'
import { listSites } from './sites.ts'

const YEAR = 2026
let folder: ReturnType<typeof aFolder>
const NOBODY = { sub: '', name: '' }
let server: RunningServer
let store: OpenStore
let token: string
beforeAll(async () => {
  folder = aFolder()
  server = await runningServer({ demoSites: 8 })
  token = await server.tokenFor('ines')
  store = await emptyStore(folder.path)
  await syncWith(server.apiUrl, token, store, YEAR)
})
afterAll(async () => {
  store.close()
  await server.close()
  folder.remove()
})

type Amounts = Readonly<Record<(typeof DATA_SETS)[number], number | null>>
type PlView = { rows: { code: string; months: (Amounts & { kind: string })[] }[] }

const setsOf = (of: (set: (typeof DATA_SETS)[number]) => number | null): Amounts =>
  Object.fromEntries(DATA_SETS.map((set) => [set, of(set)])) as Amounts
const shown = (exact: string | null): number | null =>
  exact === null ? null : new Decimal(exact).toDecimalPlaces(2).toNumber() + 0

const monthsHere = ({ code, cells }: ProfitAndLoss['rows'][number]) => ({
  code,
  months: cells.map(({ kind, amounts }) => ({ kind, ...setsOf((set) => shown(amounts[set])) })),
})
const monthsThere = ({ code, months }: PlView['rows'][number]) => ({
  code,
  months: months.map(({ kind, ...month }) => ({ kind, ...setsOf((set) => month[set]) })),
})

/** Compares every cell of every site and says how many amounts there were. */
async function compareAll(): Promise<number> {
  const sites = listSites(store.db, NOBODY)
  expect(sites.length).toBe(8)
  let compared = 0
  for (const { site } of sites) {
    const answer = await fetch(`${server.apiUrl}${API_BASE}/pl-view/${site.siteId}/${YEAR}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { data } = (await answer.json()) as { data: PlView }
    const { rows, hasReference } = readProfitAndLoss(store.db, { siteId: site.siteId, year: YEAR }, DEMO_TODAY)
    expect(hasReference).toBe(true)
    const here = rows.map(monthsHere)
    const there = data.rows.map(monthsThere)
    expect([site.siteId, here]).toEqual([site.siteId, there])
    compared += here.flatMap(({ months }) =>
      months.flatMap((month) => DATA_SETS.filter((set) => month[set] !== null)),
    ).length
  }
  return compared
}

test('every cell of every site’s P&L is the same on the laptop and over the API', async () => {
  // Demonstration sites have budget, ledger and last year throughout: most amounts must be there to be compared.
  expect(await compareAll()).toBeGreaterThan(8 * PL_ROWS.length * 12 * 2)
})

test('a rollup on the laptop is the API’s, at every level, and follows an edit of one of its sites', async () => {
  const rollups = openRollups(store.db)
  const compare = async (level: 'district' | 'region' | 'company', id: string, apiId: string) => {
    const answer = await fetch(`${server.apiUrl}${API_BASE}/pl-view/rollup/${level}/${apiId}?year=${YEAR}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { data } = (await answer.json()) as { data: PlView & { sites: number } }
    const here = await rollups.read({ level, id, year: YEAR }, DEMO_TODAY)
    expect([level, here.sites.length]).toEqual([level, data.sites])
    expect(here.rows.map(monthsHere)).toEqual(data.rows.map(monthsThere))
    return here
  }
  const { site } = must(listSites(store.db, NOBODY)[0], 'the demonstration has sites')
  const district = await compare('district', site.districtId, site.districtId)
  const regions = (await (
    await fetch(`${server.apiUrl}${API_BASE}/organisation`, { headers: { authorization: `Bearer ${token}` } })
  ).json()) as { data: { regionId: string; name: string }[] }
  const region = regions.data.find(({ name }) => name === site.regionName)
  await compare('region', site.regionName, region?.regionId ?? '')
  const all = await compare('company', 'all', 'all')
  expect(all.sites.length).toBeGreaterThan(district.sites.length)

  const [first] = district.sites
  const add = (cents: number) =>
    store.db
      .prepare("UPDATE cell SET value = value + ? WHERE site_id = ? AND scenario = 'budget' AND period = '2026-11'")
      .run(cents, first?.siteId).changes
  expect(add(100_000)).toBeGreaterThan(0)
  const kept = await rollups.read({ level: 'district', id: site.districtId, year: YEAR }, DEMO_TODAY)
  expect(kept.rows).toEqual(district.rows)
  rollups.changed(first?.siteId)
  const after = await rollups.read({ level: 'district', id: site.districtId, year: YEAR }, DEMO_TODAY)
  expect(after.rows).not.toEqual(district.rows)
  await expect(rollups.read({ level: 'district', id: 'nowhere', year: YEAR }, DEMO_TODAY)).rejects.toThrow(
    'None of the sites on this computer is in district nowhere.',
  )
  add(-100_000)
})

test('a filter leaves the same sites on the laptop and over the API, field by field and together', async () => {
  const rollups = openRollups(store.db)
  const sites = listSites(store.db, NOBODY).map(({ site }) => site)
  const oneOf = (field: FilterField) =>
    must(sites.flatMap((site) => valuesOf(site)[field] ?? []).at(-1), `a site has a ${field}`)
  const single = CUSTOMER_FIELDS.map((field): SiteFilter => ({ [field]: [oneOf(field)] }))
  const managers: SiteFilter[] = [
    { legalEntity: [oneOf('legalEntity')] },
    { accountManager: [oneOf('accountManager')] },
    { districtManager: [oneOf('districtManager')] },
    { site: ['0427', '1010'] },
  ]
  const several: SiteFilter = {
    accountManager: [oneOf('accountManager')],
    site: ['0427', '0431'],
    plCategory: ['Operations'],
  }
  const left: number[] = []
  for (const filter of [...single, ...managers, several]) {
    const query = Object.entries(filter).map(
      ([field, values = []]) => `${field}=${encodeURIComponent(values.join(','))}`,
    )
    const path = `/pl-view/rollup/company/all?year=${YEAR}&${query.join('&')}`
    const answer = await fetch(`${server.apiUrl}${API_BASE}${path}`, { headers: { authorization: `Bearer ${token}` } })
    const { data } = (await answer.json()) as { data: PlView & { sites: number; children: { id: string }[] } }
    const here = await rollups.read({ level: 'company', id: 'all', year: YEAR, filter }, DEMO_TODAY)
    expect([filter, here.sites.length]).toEqual([filter, data.sites])
    expect(here.rows.map(monthsHere)).toEqual(data.rows.map(monthsThere))
    left.push(data.sites)
  }
  expect(left.filter((count) => count > 0 && count < sites.length).length).toBeGreaterThan(5)
  await expect(
    rollups.read(
      { level: 'company', id: 'all', year: YEAR, filter: { site: ['0427'], contractType: ['None'] } },
      DEMO_TODAY,
    ),
  ).rejects.toThrow('None of these sites passes the filter.')
})

test('the forecast of record on the laptop is the baseline of the API’s variance, and the one before it is the prior', async () => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-device-id': 'finance' }
  const freeze = async () => {
    const acts = listSites(store.db, NOBODY).map(({ site: { siteId } }) => aFreeze({ siteId, period: '2026-05' }))
    const body = JSON.stringify({ acts })
    const answer = await fetch(`${server.apiUrl}${API_BASE}/sync/acts`, { method: 'POST', headers, body })
    const { data } = (await answer.json()) as { data: { results: { status: string }[] } }
    expect(data.results.map(({ status }) => status)).toEqual(acts.map(() => 'accepted'))
  }
  const here = (siteId: string) => readProfitAndLoss(store.db, { siteId, year: YEAR }, DEMO_TODAY)
  await freeze()
  await syncWith(server.apiUrl, token, store, YEAR)
  const [first] = listSites(store.db, NOBODY)
  const before = here(first?.site.siteId ?? '')
  expect([before.record === null, before.priorRecord]).toEqual([false, null])
  await freeze()
  await syncWith(server.apiUrl, token, store, YEAR)
  let compared = 0
  for (const { site } of listSites(store.db, NOBODY)) {
    type Baselines = { rows: { code: string; months: { baseline: number | null }[] }[] }
    const path = `/pl-view/${site.siteId}/variance/forecast?year=${YEAR}`
    const answer = await fetch(`${server.apiUrl}${API_BASE}${path}`, { headers })
    const { data } = (await answer.json()) as { data: Baselines }
    const there = data.rows.filter(({ code }) => code !== 'FLC_CUMULATIVE')
    const { record } = here(site.siteId)
    expect(record?.rows.map(({ code, trend }) => [code, trend.map(shown)])).toEqual(
      there.map(({ code, months }) => [code, months.map(({ baseline }) => baseline)]),
    )
    compared += there.length
  }
  expect(compared).toBe(8 * (PL_ROWS.length - 1))
  expect(here(first?.site.siteId ?? '').priorRecord).toEqual(before.record)
})

test('a change of the system’s settings reaches the laptop with the next sync, and both compute by it', async () => {
  const insurance = () =>
    listSites(store.db, NOBODY).map(({ site }) => {
      const { rows } = readProfitAndLoss(store.db, { siteId: site.siteId, year: YEAR }, DEMO_TODAY)
      return rows.find(({ code }) => code === 'Insurance')?.cells.map(({ amounts }) => amounts.trend)
    })
  const before = insurance()
  const answer = await fetch(`${server.apiUrl}${API_BASE}/config`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '"0"' },
    body: JSON.stringify({
      defaultHourlyRate: 21.5,
      plRules: { insuranceMethod: 'rate', insuranceRate: { managementAgreement: 0.09, other: 0.08 } },
    }),
  })
  expect(answer.status).toBe(200)
  await syncWith(server.apiUrl, token, store, YEAR)
  expect(await compareAll()).toBeGreaterThan(0)
  expect(insurance()).not.toEqual(before)
})
