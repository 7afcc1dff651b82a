import type { Locator } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceOf } from '../oracle/chance.ts'
import { type Fate, type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts'
import { Journey } from '../support/journey.ts'
import type { StatisticsPage } from '../support/statistics-page.ts'
import type { Workbench } from '../support/workbench.ts'

const SEED = 7
const DAYS = ['2026-04-24', '2026-04-25', '2026-04-26'] as const
/** What goes wrong now and then, each in another way; between them the wire is whole for a round of sync. */
const FAULTS: readonly Fate[] = ['status-503', 'slices', 'duplicate', 'truncated-json', 'html-200', 'slow']
const EVERY = 7

/** The first pushes arrive and nobody hears of it; of the rest every seventh request goes wrong. */
function badWire(): FaultProxy['fate'] {
  let lostPushes = 2
  return (path, index) => {
    if (path.endsWith('/push') && lostPushes > 0) {
      lostPushes -= 1
      return 'cut-after'
    }
    return index % EVERY === 0 ? (FAULTS[(index / EVERY) % FAULTS.length] ?? 'pass') : 'pass'
  }
}

let journey: Journey
let wire: FaultProxy
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
  wire = await startFaultProxy(journey.server.apiUrl, chanceOf(SEED))
})
afterAll(async () => {
  await journey.end()
  await wire.close()
})

const atWork = (laptop: string, person: string) => journey.atWork(laptop, person, '0427', { apiUrl: wire.url })
const syncNow = (workbench: Workbench) => workbench.ask((call) => call['sync.now'](undefined))
const shown = (statistics: StatisticsPage) => Promise.all(DAYS.map((day) => statistics.text(day, 'valetDaily')))

/** Asks for a sync every second, as an impatient person does, until the window shows this. */
async function until(workbench: Workbench, shows: Locator): Promise<void> {
  for (let second = 0; second < 60 && (await shows.count()) === 0; second += 1) {
    await syncNow(workbench)
    await workbench.page.waitForTimeout(1000)
  }
  await shows.waitFor({ timeout: 1000 })
}
const untilPill = (workbench: Workbench, text: string): Promise<void> =>
  until(workbench, workbench.page.getByTestId('sync-pill').filter({ hasText: text }))

/** Every version of a day's cell that the server has, oldest first, by whom. */
async function versionsOf(day: string): Promise<readonly string[]> {
  const rows = await journey.server.store.db
    .selectFrom('cell_audit')
    .select(['sub', 'after'])
    .where('site_id', '=', '0427')
    .where('period', '=', day)
    .where('line_id', '=', 'valetDaily')
    .where('scenario', '=', 'forecast')
    .where('source', 'in', ['typed', 'paste', 'resolve'])
    .orderBy('seq')
    .execute()
  return rows.map(({ sub, after }) => `${sub} ${(after ?? 0) / 1_000_000}`)
}

test('two people paste into one month over a wire that breaks: each number arrives once, the rivals are decided together', async () => {
  const mara = await atWork('maras laptop', 'mara')
  const owen = await atWork('owens laptop', 'owen')
  await untilPill(mara.workbench, 'Synced')
  await untilPill(owen.workbench, 'Synced')
  wire.fate = () => 'refuse'
  await mara.statistics.paste('2026-04-24', 'valetDaily', [['71'], ['72']])
  await owen.statistics.paste('2026-04-24', 'valetDaily', [['83'], ['84'], ['85']])
  await owen.workbench.page.getByTestId('sync-pill').filter({ hasText: 'safe on this laptop' }).waitFor()
  await owen.workbench.picture('bad-wire-offline')

  wire.latencyMs = 40
  wire.fate = badWire()
  await untilPill(mara.workbench, 'Synced')
  await untilPill(owen.workbench, '2 conflicts to decide')
  expect(await shown(owen.statistics)).toEqual(['83', '84', '85']) // until he decides, his own numbers stay

  const { page } = owen.workbench
  await page.getByTestId('sync-pill').click()
  const gesture = page.getByTestId('conflict-gesture')
  await gesture.waitFor()
  await owen.workbench.picture('bad-wire-resolver')
  await gesture.getByTestId('take-all-theirs').click()
  await gesture.waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await untilPill(owen.workbench, 'Synced')
  await until(mara.workbench, mara.statistics.cell('2026-04-26', 'valetDaily').filter({ hasText: '85' }))
  await owen.workbench.picture('bad-wire-decided')

  expect([await shown(mara.statistics), await shown(owen.statistics)]).toEqual([
    ['71', '72', '85'],
    ['71', '72', '85'],
  ])
  expect(await Promise.all(DAYS.map(versionsOf))).toEqual([['mara 71'], ['mara 72'], ['owen 85']])
  const lost = wire.seen.filter(({ path, fate }) => path.endsWith('/push') && fate === 'cut-after')
  expect(lost).toHaveLength(2) // or the wire was whole
})

test('a hotel’s page and a wrong clock are named, and both words go with their cause', async () => {
  wire.latencyMs = 0
  wire.fate = () => 'pass'
  const { workbench, statistics } = await atWork('a third laptop', 'mara')
  await untilPill(workbench, 'Synced')
  wire.fate = () => 'html-200'
  await statistics.type('2026-04-27', 'valetDaily', '66')
  await workbench.page.getByTestId('network-blocked').waitFor()
  await workbench.picture('network-blocked')
  wire.fate = () => 'date-off'
  await untilPill(workbench, 'Synced')
  expect(await workbench.page.getByTestId('wrong-clock').innerText()).toContain('behind')
  expect(await workbench.page.getByTestId('network-blocked').count()).toBe(0)
  await workbench.picture('wrong-clock')
  wire.fate = () => 'pass'
  await syncNow(workbench)
  await workbench.page.getByTestId('wrong-clock').waitFor({ state: 'detached' })
  expect(await versionsOf('2026-04-27')).toEqual(['mara 66'])
})
