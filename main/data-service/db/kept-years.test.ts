import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SiteResult } from '../../../shared/calc/profit-and-loss/rollup.ts'
import { PL_ROWS } from '../../../shared/categories/profit-and-loss.ts'
import type { SyncCell } from '../../../shared/contract/sync.ts'
import { DEMO_TODAY } from '../../../shared/core/defaults.ts'
import { addDays } from '../../../shared/core/calendar.ts'
import { aFolder } from '../../../tests/support/data-service.ts'
import { FAKE_SITES } from '../../../tests/support/fake-data.ts'
import { emptyStore } from '../../../tests/support/synced-store.ts'
import { openRollups } from '../read/rollup.ts'
import { computeYear } from '../read/site-year.ts'
import { saveCell } from './cells.ts'
import { findKeptYear, keepYears } from './kept-years.ts'
import type { OpenStore } from './open.ts'
import { dropDraft, showDraft } from './operations.ts'
import { saveReference } from './references.ts'
import { replaceSites } from './sites.ts'

const YEAR = 2026
const [ONE, OTHER] = FAKE_SITES as [(typeof FAKE_SITES)[number], (typeof FAKE_SITES)[number]]
let folder: ReturnType<typeof aFolder>
let store: OpenStore
const cell = (value: number | null, ver: number): SyncCell => ({
  siteId: ONE.siteId,
  scenario: 'budget',
  period: '2026-11',
  lineId: 'pl.payroll',
  ver,
  value,
  seq: ver,
  deleted: false,
  by: 'import',
  byName: 'Import',
  opId: null,
  at: '2026-04-10T00:00:00.000Z',
})
const draft = { siteId: ONE.siteId, period: '2026-11-16', lineId: 'valetDaily', opId: 'a' }
const keep = (siteId: string): SiteResult => {
  const { result } = computeYear(store.db, { siteId, year: YEAR }, DEMO_TODAY)
  const keeper = keepYears(store.db, YEAR, DEMO_TODAY)
  keeper.add(result)
  keeper.end()
  return result
}
const isKept = (site = ONE, today = DEMO_TODAY) => findKeptYear(store.db, site, YEAR, today) !== undefined

beforeAll(async () => {
  folder = aFolder()
  store = await emptyStore(folder.path)
  replaceSites(store.db, FAKE_SITES)
  saveCell(store.db, cell(100, 1), 1)
})
afterAll(() => {
  store.close()
  folder.remove()
})
beforeEach(() => {
  for (const { siteId } of [ONE, OTHER]) keep(siteId)
})

test('a kept year is the computed one, to the last digit', () => {
  saveCell(store.db, cell(12_345, 20), 1)
  const result = keep(ONE.siteId)
  const amountsOf = ({ year, ...about }: SiteResult) => ({
    ...about,
    rows: PL_ROWS.map(({ code }) => {
      const { cells, total, percentOfRevenue } = year.rows[code]
      return [code, total, percentOfRevenue, cells.map(({ kind, amounts }) => [kind, amounts])]
    }),
  })
  expect(result.year.rows.Payroll.total.budget?.toString()).toBe('123.45')
  const found = findKeptYear(store.db, ONE, YEAR, DEMO_TODAY)
  expect(found && amountsOf(found)).toEqual(amountsOf(result))
})

describe('what a year is computed from drops what is kept of it, and of no other site', () => {
  const changes: Readonly<Record<string, () => void>> = {
    'a value the server told': () => saveCell(store.db, cell(200, 2), 1),
    'a value that was emptied': () => saveCell(store.db, cell(null, 3), 1),
    'a value that was never there': () => saveCell(store.db, { ...cell(7, 4), period: '2026-12' }, 1),
    'a cell that went away': () => store.db.exec("DELETE FROM cell WHERE period = '2026-12'"),
    'a number typed': () => showDraft(store.db, { ...draft, value: 5 }),
    'another one over it': () => showDraft(store.db, { ...draft, value: 6, opId: 'b' }),
    'the draft taken back': () => dropDraft(store.db, draft),
    'rooms of the site': () => replaceSites(store.db, [{ ...ONE, totalRooms: 361 }, ...FAKE_SITES.slice(1)]),
    'its name': () => replaceSites(store.db, [{ ...ONE, name: 'Harbor' }, ...FAKE_SITES.slice(1)]),
    'its contract and staff': () =>
      saveReference(store.db, {
        siteId: ONE.siteId,
        referenceVer: 9,
        contract: null,
        jobs: [],
        startDate: '2026-02-01',
        closeDate: null,
        settings: {},
      }),
  }
  test.each(Object.entries(changes))('%s', (_, change) => {
    change()
    expect([isKept(ONE), isKept(OTHER)]).toEqual([false, true])
  })
})

test('what moves no number leaves it: a version, a mark, the same list of sites', () => {
  saveCell(store.db, cell(300, 10), 1)
  replaceSites(store.db, FAKE_SITES)
  keep(ONE.siteId)
  saveCell(store.db, cell(300, 11), 2)
  replaceSites(store.db, FAKE_SITES)
  expect(isKept()).toBe(true)
})

test('another business day computes it anew', () => {
  expect(isKept(ONE, addDays(DEMO_TODAY, 1))).toBe(false)
})

test('a year is not kept when something was written after it was computed', () => {
  saveCell(store.db, cell(400, 12), 1)
  const { result } = computeYear(store.db, { siteId: ONE.siteId, year: YEAR }, DEMO_TODAY)
  const keeper = keepYears(store.db, YEAR, DEMO_TODAY)
  keeper.add(result)
  saveCell(store.db, cell(500, 13), 1)
  keeper.end()
  expect(isKept()).toBe(false)
})

test('after a start a rollup takes what is kept, and computes only what is not', async () => {
  const key = { level: 'company', id: 'all', year: YEAR } as const
  const first = await openRollups(store.db).read(key, DEMO_TODAY)
  expect(FAKE_SITES.map((site) => isKept(site))).toEqual([true, true, true])
  store.db
    .prepare(`UPDATE kept_year SET result = json_set(result, '$.error', 'told by the kept year') WHERE site_id = ?`)
    .run(OTHER.siteId)
  const again = await openRollups(store.db).read(key, DEMO_TODAY)
  expect(again.rows).toEqual(first.rows)
  expect(again.sites.map(({ error }) => error)).toEqual([null, 'told by the kept year', null])
})

test('a store that is only read keeps nothing', async () => {
  store.db.exec('DELETE FROM kept_year')
  await openRollups(store.db, false).read({ level: 'company', id: 'all', year: YEAR }, DEMO_TODAY)
  expect([isKept(ONE), isKept(OTHER)]).toEqual([false, false])
})
