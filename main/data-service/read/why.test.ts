import { afterAll, beforeAll, expect, test } from 'vitest'
import { varianceView } from '../../../shared/calc/profit-and-loss/variance-view.ts'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import { Why } from '../../../shared/contract/why.ts'
import { monthsOf } from '../../../shared/core/calendar.ts'
import { OTHERS } from '../../../shared/calc/why/contributions.ts'
import { must } from '../../../shared/core/bug.ts'
import { Decimal, ZERO } from '../../../shared/core/decimal.ts'
import { DEMO_TODAY } from '../../../shared/core/defaults.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { runningServer, type RunningServer } from '../../../tests/support/running-server.ts'
import { emptyStore, syncWith } from '../../../tests/support/synced-store.ts'
import type { OpenStore } from '../db/open.ts'
import { run } from '../db/store.ts'
import { openRollups } from './rollup.ts'
import { readRollupWhy, readSiteCauses } from './rollup-why.ts'
import { computedYear } from './site-year.ts'
import { listSites } from './sites.ts'
import { readWhy } from './why.ts'

const YEAR = 2026
const NOBODY = { sub: 'nobody', name: 'Nobody' }
let folder: ReturnType<typeof aFolder>
let server: RunningServer
let store: OpenStore
beforeAll(async () => {
  folder = aFolder()
  server = await runningServer({ demoSites: 6 })
  store = await emptyStore(folder.path)
  await syncWith(server.apiUrl, await server.tokenFor('ines'), store, YEAR)
})
afterAll(async () => {
  store.close()
  await server.close()
  folder.remove()
})

const sum = (list: readonly { readonly amount: string }[]) =>
  list.reduce((all, { amount }) => all.plus(amount), ZERO).toFixed(2)
const ROWS = PL_ROWS.map(({ code }) => code).filter((code) => code !== 'FLC_CUMULATIVE')

test('always: of every row and month of every site, causes and contributions add up to the variance on the screen', () => {
  const named = new Set<string>()
  let explained = 0
  for (const { site } of listSites(store.db, NOBODY)) {
    const { siteId } = site
    const { result } = computedYear(store.db, { siteId, year: YEAR }, DEMO_TODAY)
    for (const baseline of ['budget', 'prior-year'] as const) {
      const view = varianceView(result.year, { type: baseline })
      for (const code of ROWS) {
        const row = must(
          view.find((one) => one.code === code),
          'every row is compared',
        )
        const questions = [...monthsOf(YEAR).map((month) => [month]), monthsOf(YEAR)]
        for (const [i, months] of questions.entries()) {
          const cell = i < 12 ? must(row.cells[i], 'every month is compared') : row.total
          const why = readWhy(store.db, { siteId, year: YEAR, code, months, baseline }, DEMO_TODAY)
          const shown = cell.variance?.amount.toDecimalPlaces(2).plus(0).toFixed(2) ?? null
          expect([siteId, code, baseline, months[0], why && new Decimal(why.amount).toFixed(2)]).toEqual([
            siteId,
            code,
            baseline,
            months[0],
            shown,
          ])
          if (why === null) continue
          Why.parse(why)
          expect(sum(why.causes)).toBe(shown)
          expect(sum(why.contributions.list)).toBe(why.contributions.of === 'nothing' ? '0.00' : shown)
          for (const { id } of why.causes) named.add(id)
          // What has drivers is explained by them: the rest is no more than rounding.
          const rest = new Decimal(why.causes.find(({ id }) => id === 'rest')?.amount ?? 0)
          const hasDrivers = baseline === 'budget' && (code === 'ExternalRevenue' || code === 'Payroll')
          expect([siteId, code, months[0], hasDrivers ? rest.abs().lte('0.05') : true]).toEqual([
            siteId,
            code,
            months[0],
            true,
          ])
          explained += 1
        }
      }
    }
  }
  expect(explained).toBeGreaterThan(6 * ROWS.length * 13)
  for (const cause of ['volume', 'rate', 'calendar', 'hours', 'wage', 'contract']) expect(named).toContain(cause)
})

test('the sites of a rollup add up to its variance, at every level and row', async () => {
  const rollups = openRollups(store.db)
  const { site } = must(listSites(store.db, NOBODY)[0], 'the demonstration has sites')
  for (const key of [
    { level: 'district', id: site.districtId },
    { level: 'company', id: 'all' },
  ] as const) {
    const answer = await rollups.read({ ...key, year: YEAR }, DEMO_TODAY)
    for (const code of ROWS) {
      const cells = answer.rows.find((row) => row.code === code)?.cells ?? []
      const months = monthsOf(YEAR)
      const why = await readRollupWhy(
        store.db,
        rollups,
        { ...key, year: YEAR, code, months, baseline: 'budget' },
        DEMO_TODAY,
      )
      const both = cells.filter(({ amounts }) => amounts.trend !== null && amounts.budget !== null)
      const difference = both.reduce(
        (all, { amounts }) => all.plus(amounts.trend ?? 0).minus(amounts.budget ?? 0),
        ZERO,
      )
      expect([code, why?.amount]).toEqual([
        code,
        both.length === 0 ? undefined : difference.toDecimalPlaces(2).toFixed(),
      ])
      expect(sum(why?.contributions.list ?? [])).toBe(difference.toDecimalPlaces(2).plus(0).toFixed(2))
      expect(why?.contributions.of ?? 'sites').toBe('sites')
    }
  }
})

test('always: what moved at a site of a rollup adds up to its line, and is what its own why says', async () => {
  const rollups = openRollups(store.db)
  const named = new Set<string>()
  for (const baseline of ['budget', 'prior-year'] as const) {
    for (const months of [monthsOf(YEAR), ['2026-05']]) {
      for (const code of ['ExternalRevenue', 'Payroll', 'FLC'] as const) {
        const key = { level: 'company', id: 'all', year: YEAR, code, months, baseline } as const
        const why = await readRollupWhy(store.db, rollups, key, DEMO_TODAY)
        for (const { id: siteId, amount } of why?.contributions.list ?? []) {
          if (siteId === OTHERS) continue
          const causes = must(await readSiteCauses(store.db, rollups, { ...key, siteId }, DEMO_TODAY), 'it contributes')
          expect([siteId, code, months[0], baseline, sum(causes)]).toEqual([
            siteId,
            code,
            months[0],
            baseline,
            new Decimal(amount).toFixed(2),
          ])
          const own = readWhy(store.db, { siteId, year: YEAR, code, months, baseline }, DEMO_TODAY)
          expect(causes).toEqual(own?.amount === amount ? own.causes : causes)
          for (const { id } of causes) named.add(id)
        }
      }
    }
  }
  for (const cause of ['volume', 'rate', 'calendar', 'hours', 'wage']) expect(named).toContain(cause)
})

test('months of another year and a site that is not among them have no causes', async () => {
  const rollups = openRollups(store.db)
  const key = { level: 'company', id: 'all', year: YEAR, code: 'Payroll', baseline: 'budget' } as const
  const ask = (siteId: string, months: string[]) =>
    readSiteCauses(store.db, rollups, { ...key, months, siteId }, DEMO_TODAY)
  expect([await ask('ZZZZ', ['2026-05']), await ask('0427', ['2025-05'])]).toEqual([null, null])
})

test('a forecast of record froze no drivers: all of it is the rest, and a side that is missing has no answer', () => {
  const key = { siteId: '0427', year: YEAR, code: 'Payroll', months: ['2026-06'], baseline: 'record' } as const
  expect(readWhy(store.db, { ...key, months: [...key.months] }, DEMO_TODAY)).toBeNull()
})

test('what a site knows of one side only is not explained, and still adds up to its line', async () => {
  run(store.db, "DELETE FROM cell WHERE site_id = '0612' AND scenario = 'budget' AND period = '2026-05'")
  const key = { level: 'company', id: 'all', year: YEAR, code: 'Payroll', baseline: 'budget' } as const
  for (const months of [['2026-05'], ['2026-04', '2026-05']]) {
    const rollups = openRollups(store.db)
    const why = await readRollupWhy(store.db, rollups, { ...key, months }, DEMO_TODAY)
    const line = must(
      why?.contributions.list.find(({ id }) => id === '0612'),
      'it is the largest',
    )
    const causes = must(
      await readSiteCauses(store.db, rollups, { ...key, months, siteId: '0612' }, DEMO_TODAY),
      'it contributes',
    )
    expect(sum(causes)).toBe(new Decimal(line.amount).toFixed(2))
    const rest = causes.find(({ id }) => id === 'rest')?.amount ?? 0
    expect(new Decimal(rest).gt(20_000)).toBe(true)
  }
})
