import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../shared/core/errors.ts'
import { violations } from '../../tests/support/accessibility.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

test('Ctrl+E asks what and as what, and the district’s pack is exported as CSV', async () => {
  const bridge = fakeBridge()
  const { page, close, complaints } = await host.open(bridge)
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await page.keyboard.press('Control+e')
  await page.getByTestId('export-of-district').check()
  await page.getByTestId('export-as-csv').check()
  expect(await violations(page)).toEqual([])
  await page.getByTestId('export-go').click()
  await expect.poll(() => page.getByTestId('notice').textContent()).toContain('to 2026-04.csv')
  expect(bridge.asked.filter(({ name }) => name === 'export.start')).toEqual([
    {
      name: 'export.start',
      input: { of: { kind: 'pack', level: 'district', id: '12' }, month: '2026-04', format: 'csv' },
    },
  ])
  await close()
  expect(complaints).toEqual([])
})

test('an export can be followed and stopped while the person goes on typing', async () => {
  const bridge = fakeBridge({ holding: { 'export.start': new Promise(() => undefined) } })
  const { page, close } = await host.open(bridge)
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await page.keyboard.press('Control+e')
  await page.getByTestId('export-go').click()
  bridge.emit('export.progress', { percent: 34 })
  await expect.poll(() => page.getByTestId('export-progress').textContent()).toContain('34%')
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').click()
  await page.keyboard.type('77')
  await page.keyboard.press('Enter')
  await expect.poll(() => bridge.gestures.length).toBe(1)
  await page.getByTestId('export-stop').click()
  await expect.poll(() => bridge.asked.some(({ name }) => name === 'export.stop')).toBe(true)
  await close()
})

test('a place that cannot be written is said where one looks, and another can be chosen at once', async () => {
  const bridge = fakeBridge()
  bridge.state.failing = { 'export.start': new AppError('FILE_NOT_WRITABLE', 'It is open in Excel.') }
  const { page, close } = await host.open(bridge)
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await page.keyboard.press('Control+e')
  await page.getByTestId('export-go').click()
  await expect.poll(() => page.getByTestId('export-failed').textContent()).toContain('It is open in Excel.')
  bridge.state.failing = {}
  await page.getByTestId('export-again').click()
  await expect.poll(() => page.getByTestId('notice').textContent()).toContain('Exported 30 rows')
  await expect.poll(() => page.getByTestId('export-failed').count()).toBe(0)
  await close()
})
