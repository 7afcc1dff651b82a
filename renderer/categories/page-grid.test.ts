import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type BrowserHost, type OpenWindow, startBrowserHost } from '../../tests/support/browser-host.ts'
import { type FakeBridge, fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
let window: OpenWindow
let page: Page
let bridge: FakeBridge

const cell = (row: string, column: string) => page.locator(`.ag-row[row-id="${row}"] [col-id="${column}"]`)
const openSite = async (siteId: string) => {
  await page.getByTestId(`site-${siteId}`).click()
  await expect.poll(() => page.getByTestId('open-site').textContent()).toContain(siteId)
  await page.locator('.ag-cell:focus').waitFor()
}
const openTab = async (tab: string) => {
  if ((await page.getByTestId(`tab-${tab}`).getAttribute('aria-selected')) === 'true') return
  await page.getByTestId(`tab-${tab}`).click()
  await page.locator('.ag-cell:focus').waitFor()
}
/** All that is drawn of a grid: rows, texts and classes, without where the mouse is. */
const picture = () =>
  page.evaluate(() => {
    const passing = /^ag-(row-(hover|focus|no-focus|odd|even|level.*|position.*)|.*-hover)$/
    const look = (one: Element) =>
      [...one.classList]
        .filter((name) => !passing.test(name))
        .sort()
        .join(' ')
    const rows = [...document.querySelectorAll('.ag-row')].map((row) => [
      row.getAttribute('row-index'),
      row.getAttribute('row-id'),
      look(row),
      ...[...row.children]
        .flatMap((part) => [...(part.matches('.ag-cell') ? [part] : part.querySelectorAll('.ag-cell'))])
        .map((one) =>
          [...['col-id', 'aria-label'].map((name) => one.getAttribute(name)), one.textContent, look(one)].join(' '),
        ),
    ])
    return rows.map((row) => row.join(' | ')).sort()
  })

beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())
beforeEach(async () => {
  bridge = fakeBridge()
  window = await host.open(bridge)
  page = window.page
  await page.locator('.ag-cell:focus').waitFor()
})
afterEach(async () => {
  const { complaints } = window
  await window.close()
  // oxlint-disable-next-line vitest/no-standalone-expect -- every test ends without a complaint of the page
  expect(complaints).toEqual([])
})

test.each(['statistics', 'payroll', 'parking-rates', 'other-expenses'])(
  '%s of a site looks the same in the grid of another site as in one just made',
  async (tab) => {
    await openTab(tab)
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Control+c')
    const there = await picture()
    await openTab(tab === 'statistics' ? 'parking-rates' : 'statistics')
    await openSite('0431')
    await openTab(tab)
    const again = await picture()
    expect(again).not.toEqual(there)
    expect(await page.locator('.ag-root-wrapper').count()).toBe(1)
    await page.waitForTimeout(700) // where the person is has been kept
    await page.reload()
    await page.locator('.ag-cell:focus').waitFor()
    expect(await picture()).toEqual(again)
  },
)

test('another month in the same grid has its own days, and what is typed goes there', async () => {
  await cell('2026-04-16', 'valetDaily').click()
  await page.keyboard.press('Control+]')
  await expect.poll(() => cell('2026-05-31', 'valetDaily').count()).toBe(1)
  await cell('2026-05-20', 'valetDaily').click()
  await page.keyboard.type('77')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => bridge.gestures.flatMap(({ writes }) => writes.map(({ period }) => period)))
    .toEqual(['2026-05-20'])
  await page.keyboard.press('Control+[')
  await expect.poll(() => cell('2026-04-30', 'valetDaily').count()).toBe(1)
  expect(await cell('2026-05-20', 'valetDaily').count()).toBe(0)
})

test('what is being typed is saved before another tab opens, and the grid comes back without a field', async () => {
  await cell('2026-04-16', 'valetDaily').click()
  await page.keyboard.type('12')
  await page.getByTestId('tab-payroll').click()
  await page.locator('[data-testid="page-payroll"] .ag-cell').first().waitFor()
  await page.getByTestId('tab-statistics').click()
  await page.locator('.ag-cell:focus').waitFor()
  expect([await page.locator('.number-editor').count(), bridge.gestures.length]).toEqual([0, 1])
})
