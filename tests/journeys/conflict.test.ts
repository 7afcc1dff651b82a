import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
})
afterAll(() => journey.end())

test('two people type the same cell with no network: both numbers are kept until one of them decides', async () => {
  const mara = await journey.atWork('maras laptop', 'mara')
  const owen = await journey.atWork('owens laptop', 'owen')
  const synced = { hasText: 'Synced' }
  await journey.server.stopApi()
  await mara.statistics.type('2026-04-24', 'valetDaily', '71')
  await owen.statistics.type('2026-04-24', 'valetDaily', '83')
  await owen.statistics.type('2026-04-25', 'valetDaily', '84')
  await journey.server.startApi()

  await mara.workbench.ask((call) => call['sync.now'](undefined))
  await mara.workbench.page.getByTestId('sync-pill').filter(synced).waitFor()
  await owen.workbench.ask((call) => call['sync.now'](undefined))
  const pill = owen.workbench.page.getByTestId('sync-pill')
  await pill.filter({ hasText: '1 conflict to decide' }).waitFor()
  expect(await owen.statistics.text('2026-04-24', 'valetDaily')).toBe('83')

  await owen.workbench.page.getByTestId('status-saved').filter({ hasText: '1 conflict to decide' }).waitFor()
  await pill.click()
  const conflict = owen.workbench.page.getByTestId('queue-conflict')
  await conflict.getByText('71').waitFor()
  await owen.workbench.picture('conflict')
  await conflict.getByTestId('take-theirs').click()
  await owen.workbench.page.getByTestId('sync-pill').filter(synced).waitFor()
  await owen.statistics.cell('2026-04-24', 'valetDaily').filter({ hasText: '71' }).waitFor()

  // The other cell had no rival and went through untouched.
  await mara.workbench.ask((call) => call['sync.now'](undefined))
  await mara.statistics.cell('2026-04-25', 'valetDaily').filter({ hasText: '84' }).waitFor()
  expect(await mara.statistics.text('2026-04-24', 'valetDaily')).toBe('71')
})
