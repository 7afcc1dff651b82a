import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { AppError } from '../../shared/core/errors.ts'
import { type BrowserHost, type OpenWindow, startBrowserHost } from '../../tests/support/browser-host.ts'
import { type FakeBridge, fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
let window: OpenWindow
let page: Page
let bridge: FakeBridge

const cell = (row: string, column: string) => page.locator(`.ag-row[row-id="${row}"] [col-id="${column}"]`)
/** Where the keyboard is: row and column. */
const keyboard = () =>
  page.evaluate(() => {
    const at = document.activeElement?.closest('.ag-cell')
    return at ? `${at.closest('[row-id]')?.getAttribute('row-id')} ${at.getAttribute('col-id')}` : null
  })
const chosen = () => page.locator('.ag-cell.selected').count()
const widthOf = async (column: string) =>
  (await page.locator(`.ag-header-cell[col-id="${column}"]`).boundingBox())?.width
const keptGrids = () => bridge.state.places.grids.map(({ grid }) => grid)

beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())
beforeEach(async () => {
  bridge = fakeBridge()
  window = await host.open(bridge)
  page = window.page
  await cell('2026-04-16', 'valetDaily').waitFor()
})
afterEach(async () => {
  const { complaints } = window
  await window.close()
  // oxlint-disable-next-line vitest/no-standalone-expect -- every test ends without a complaint of the page
  expect(complaints).toEqual([])
})

test('each tab of each site keeps what was chosen in it, and the keyboard goes on there', async () => {
  await cell('2026-04-17', 'selfDaily').click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByTestId('tab-parking-rates').click()
  await cell('2026-06', 'rate.valetDaily').click()
  await page.getByTestId('site-0612').click()
  await expect.poll(() => page.getByTestId('open-site').textContent()).toContain('0612')
  await cell('2026-08', 'rate.selfDaily').click()
  await page.getByTestId('site-0427').click()
  await expect.poll(keyboard).toBe('2026-06 rate.valetDaily')
  await page.keyboard.press('Control+1')
  await expect.poll(keyboard).toBe('2026-04-17 selfDaily')
  expect(await chosen()).toBe(4)
  await page.keyboard.press('Control+3')
  await page.getByTestId('site-0612').click()
  await expect.poll(keyboard).toBe('2026-08 rate.selfDaily')
})

test('another month opens at the same day; one the month does not have at the first that can be typed', async () => {
  await cell('2026-04-30', 'selfDaily').click()
  await page.keyboard.press('Control+]')
  await expect.poll(keyboard).toBe('2026-05-30 selfDaily')
  await page.keyboard.press('ArrowDown') // to the week's sum, or to the 31st
  await cell('2026-05-31', 'selfDaily').click()
  await page.keyboard.press('Control+]')
  await expect.poll(keyboard).toMatch(/^2026-06-01 /)
})

test('after a restart everything is where it was: tab, site, month, what was chosen, the page of a review', async () => {
  await page.getByTestId('site-0612').click()
  await page.getByTestId('tab-other-expenses').click()
  await cell('account.7115', '2026-09').click()
  await expect.poll(keptGrids).toContain('0612 other-expenses')
  await page.reload()
  await expect.poll(keyboard).toBe('account.7115 2026-09')
  expect(await page.getByTestId('tab-other-expenses').getAttribute('aria-selected')).toBe('true')
  await page.getByTestId('open-checklist').click()
  await expect.poll(() => bridge.state.places.reviewPage).toBe('checklist')
  await page.reload()
  await expect.poll(() => page.getByTestId('open-checklist').getAttribute('aria-current')).not.toBeNull()
  await page.getByRole('heading', { name: /checklist/i }).waitFor()
})

test('a column made wider by hand stays so over tabs and restarts; a double-click gives it its own width again', async () => {
  const own = await widthOf('selfDaily')
  const edge = page.locator('.ag-header-cell[col-id="selfDaily"] .ag-header-cell-resize')
  const box = await edge.boundingBox()
  if (box === null) throw new Error('no edge to drag')
  await page.mouse.move(box.x + box.width / 2, box.y + 8)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + 8, { steps: 4 })
  await page.mouse.up()
  const wide = await widthOf('selfDaily')
  expect(wide).toBeGreaterThan((own ?? 0) + 30)
  await expect.poll(() => bridge.state.places.widths['statistics']?.['selfDaily']).toBe(wide)
  await page.getByTestId('tab-payroll').click()
  await page.getByTestId('tab-statistics').click()
  await expect.poll(() => widthOf('selfDaily')).toBe(wide)
  await page.reload()
  await cell('2026-04-16', 'valetDaily').waitFor()
  await expect.poll(() => widthOf('selfDaily')).toBe(wide)
  await edge.dblclick()
  await expect.poll(() => widthOf('selfDaily')).toBe(own)
  await expect.poll(() => bridge.state.places.widths['statistics']).toEqual({})
})

test('a tab opened by keyboard leaves the keyboard on the tabs, and F6 goes to the cell that was chosen', async () => {
  await cell('2026-04-17', 'selfDaily').click()
  await page.getByTestId('tab-statistics').focus()
  await page.keyboard.press('ArrowRight')
  await page.getByTestId('tab-payroll').and(page.locator('[aria-selected="true"]')).waitFor()
  await page.keyboard.press('ArrowLeft')
  await cell('2026-04-17', 'selfDaily').waitFor()
  expect(await keyboard()).toBeNull()
  for (let i = 0; i < 4 && (await keyboard()) === null; i += 1) await page.keyboard.press('F6')
  await expect.poll(keyboard).toBe('2026-04-17 selfDaily')
})

test('places that cannot be read keep nobody out', async () => {
  bridge.state.failing = { 'places.read': new AppError('STORE_STOPPED', 'The store does not answer.') }
  await page.reload()
  await expect.poll(keyboard).toMatch(/^2026-04-1\d /)
})
