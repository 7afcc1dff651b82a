import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecoveryReport } from '../../shared/contract/recovery.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

const A_REPORT: RecoveryReport = {
  id: 3,
  at: '2026-04-10T14:42:00.000Z',
  damaged: 'store',
  saved: 212,
  lost: 4,
  recovered: [
    { siteId: '0427', lineId: 'valetDaily', period: '2026-04-16', value: 96_000_000, editedAt: '2026-04-10T14:10:00Z' },
    { siteId: '0427', lineId: 'selfDaily', period: '2026-04-17', value: null, editedAt: '2026-04-10T14:11:00Z' },
  ],
  setAside: ['store.db', 'store.db-wal'],
}

test('what was repaired is told cell by cell until it is read, and then never again', async () => {
  const bridge = fakeBridge({ recovery: A_REPORT })
  const { page, close, complaints } = await host.open(bridge)
  const dialog = page.getByTestId('recovery')
  await dialog.waitFor()
  expect(await dialog.locator('tbody tr td:first-child').allTextContents()).toEqual([
    '0427, Valet daily, Thu, Apr 16',
    '0427, Self daily, Fri, Apr 17',
  ])
  expect(await dialog.locator('tbody tr td:nth-child(2)').allTextContents()).toEqual(['96', '–'])
  expect(await dialog.textContent()).toContain('212 entries')
  expect(await dialog.textContent()).toContain('store.db, store.db-wal are kept')
  await page.getByTestId('recovery-close').click()
  await dialog.waitFor({ state: 'detached' })
  expect(bridge.asked.filter(({ name }) => name === 'recovery.dismiss')).toEqual([
    { name: 'recovery.dismiss', input: { id: 3 } },
  ])
  await close()
  expect(complaints).toEqual([])
})

test('a store that is repaired while somebody works tells it at once', async () => {
  const bridge = fakeBridge()
  const { page, close } = await host.open(bridge)
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  bridge.emit('store.recovered', { ...A_REPORT, damaged: 'none', recovered: [], setAside: [] })
  expect(await page.getByTestId('recovery').textContent()).toContain('No unsent edit was missing.')
  await close()
})

test('a Frontline that is too old says so and offers the unsent edits as a file', async () => {
  const bridge = fakeBridge()
  bridge.state.sync = {
    ...bridge.state.sync,
    state: 'refused',
    waiting: 7,
    error: { code: 'CLIENT_TOO_OLD', message: 'Update Frontline on this computer.', issues: [] },
  }
  const { page, close } = await host.open(bridge)
  expect(await page.getByTestId('too-old').textContent()).toContain('Update Frontline on this computer.')
  await page.getByTestId('export-unsent').click()
  await expect.poll(() => page.locator('body').textContent()).toContain('7 unsent edits written to Unsent edits.xlsx')
  await close()
})
