import { afterAll, beforeAll, expect, test } from 'vitest'
import { DATA_SETS } from '../../../shared/calc/profit-and-loss/data-sets.ts'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import { API_BASE } from '../../../shared/contract/api.ts'
import { Decimal } from '../../../shared/core/decimal.ts'
import { DEMO_TODAY } from '../../../shared/core/defaults.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { runningServer, type RunningServer } from '../../../tests/support/running-server.ts'
import { emptyStore, syncWith } from '../../../tests/support/synced-store.ts'
import type { OpenStore } from '../db/open.ts'
import { readProfitAndLoss } from './profit-and-loss.ts'
import { listSites } from './sites.ts'

const YEAR = 2026
let folder: ReturnType<typeof aFolder>
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

/** Compares every cell of every site and says how many amounts there were. */
async function compareAll(): Promise<number> {
  const sites = listSites(store.db)
  expect(sites.length).toBe(8)
  let compared = 0
  for (const { site } of sites) {
    const answer = await fetch(`${server.apiUrl}${API_BASE}/pl-view/${site.siteId}/${YEAR}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { data } = (await answer.json()) as { data: PlView }
    const { rows, hasReference } = readProfitAndLoss(store.db, { siteId: site.siteId, year: YEAR }, DEMO_TODAY)
    expect(hasReference).toBe(true)
    const here = rows.map(({ code, cells }) => ({
      code,
      months: cells.map(({ kind, amounts }) => ({
        kind,
        ...setsOf((set) => shown(amounts[set])),
      })),
    }))
    const there = data.rows.map(({ code, months }) => ({
      code,
      months: months.map(({ kind, ...month }) => ({
        kind,
        ...setsOf((set) => month[set]),
      })),
    }))
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

test('a change of the system’s settings reaches the laptop with the next sync, and both compute by it', async () => {
  const insurance = () =>
    listSites(store.db).map(({ site }) => {
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
