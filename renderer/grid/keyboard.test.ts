import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BrowserHost, type OpenWindow, startBrowserHost } from '../../tests/support/browser-host.ts'
import { type FakeBridge, fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
let window: OpenWindow
let page: Page
let bridge: FakeBridge

const dayOf = (day: number) => `2026-04-${String(day).padStart(2, '0')}`
const cell = (day: number, line = 'valetDaily') => page.locator(`[row-id="${dayOf(day)}"] [col-id="${line}"]`)
const valueOf = (day: number, line = 'valetDaily') => bridge.valueOf('0427', line, dayOf(day))
const vehicles = (count: number) => count * 1_000_000
const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
const gestures = () => bridge.gestures.map(({ source, label, writes }) => ({ source, label, cells: writes.length }))
const selection = () => page.getByTestId('selection').textContent()
const notice = () => page.getByTestId('notice').textContent()
const active = () =>
  page.evaluate(() => {
    const focused = document.activeElement
    return `${focused?.closest('[row-id]')?.getAttribute('row-id')} ${focused?.getAttribute('col-id')}`
  })

beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(async () => {
  await host.close()
})
beforeEach(async () => {
  bridge = fakeBridge()
  window = await host.open(bridge)
  page = window.page
  await cell(16).waitFor()
  await page.waitForFunction(() => performance.getEntriesByName('frontline:editable').length > 0)
})
afterEach(async () => {
  const { complaints } = window
  await window.close()
  // oxlint-disable-next-line vitest/no-standalone-expect -- every test ends without a complaint of the page
  expect(complaints).toEqual([])
})

describe('going about', () => {
  test('C2: Ctrl+arrow goes to the edge of what is filled, and with Shift chooses up to there', async () => {
    await cell(16).click()
    await press('Control+ArrowDown')
    await expect.poll(() => active()).toBe('2026-04-30 valetDaily')
    await press('Control+ArrowUp')
    await expect.poll(() => active()).toBe('2026-04-01 valetDaily')
    await cell(27).click()
    await press('Control+Shift+ArrowDown')
    await expect.poll(selection).toContain('Selection 4 × 1')
  })

  test('C2: Home goes to the first cell of the row that can be typed, Ctrl+End to the last used one', async () => {
    await cell(16, 'valetMonthly').click()
    await press('Home')
    await expect.poll(() => active()).toBe('2026-04-16 occupancy')
    await press('Control+End')
    await expect.poll(() => active()).toBe('2026-04-30 externalRevenue')
    await cell(29, 'externalRevenue').click()
    await press('Control+Shift+End')
    await expect.poll(selection).toContain('Selection 2 × 1')
  })

  test('C2: Page Down goes a screen down, and Page Up the same way back', async () => {
    await cell(1).click()
    await press('PageDown')
    const there = Number((await active()).slice(8, 10))
    const height = await page.locator('.ag-body-vertical-scroll-viewport').evaluate((view) => view.clientHeight)
    // Rows of weeks stand between the days.
    expect([there > 12, there < height / 25]).toEqual([true, true])
    await press('PageUp')
    await expect.poll(() => active()).toBe('2026-04-01 valetDaily')
  })

  test('C2: Ctrl+Space chooses the column, and the active cell stays', async () => {
    await cell(16).click()
    await press('Control+Space')
    await expect.poll(selection).toContain('Selection 30 × 1')
    expect(await active()).toBe('2026-04-16 valetDaily')
  })

  test('C2: Shift+Space chooses the row', async () => {
    await cell(16).click()
    await press('Shift+Space')
    const columns = await page.locator('[row-id="2026-04-16"] .number-cell').count()
    await expect.poll(selection).toContain(`Selection 1 × ${columns}`)
    expect(gestures()).toEqual([])
  })

  test('C2: Ctrl+A chooses the region, then everything', async () => {
    await cell(16).click()
    await press('Control+a')
    await expect.poll(selection).toContain('Selection 30 ×')
    expect(await active()).toBe('2026-04-16 valetDaily')
  })

  test('C2: Enter and Tab go round inside a selection, past what cannot be typed', async () => {
    await cell(16).click()
    await press('Shift+ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight')
    await expect.poll(selection).toContain('Selection 2 × 3')
    const stops: string[] = []
    for (const key of ['Enter', 'Enter', 'Enter', 'Enter', 'Tab', 'Shift+Tab', 'Shift+Tab']) {
      await press(key)
      stops.push((await active()).slice(8))
    }
    expect(stops).toEqual([
      '17 valetDaily',
      '16 valetMonthly',
      '17 valetMonthly',
      '16 valetDaily',
      '16 valetMonthly',
      '16 valetDaily',
      '17 valetMonthly',
    ])
    await page.keyboard.type('12')
    await press('Enter')
    await expect.poll(() => valueOf(17, 'valetMonthly')).toBe(vehicles(12))
    expect(await active()).toBe('2026-04-16 valetDaily')
    await expect.poll(selection).toContain('Selection 2 × 3')
  })
})

describe('the border of what was copied', () => {
  const bordered = () => page.locator('.copied-top, .copied-bottom').count()

  test('C2: the first Escape leaves the number, the second takes the border away', async () => {
    await cell(16).click()
    await press('Shift+ArrowDown', 'Control+c')
    await expect.poll(bordered).toBe(2)
    await cell(20).click()
    await page.keyboard.type('5')
    await press('Escape')
    expect(await bordered()).toBe(2)
    await press('Escape')
    await expect.poll(bordered).toBe(0)
    expect([gestures(), await notice()]).toEqual([[], 'Copied 2 cells'])
  })

  test('C2: the border stays for the next paste, and a typed number takes it away', async () => {
    await cell(16).click()
    await press('Control+c')
    await expect.poll(bordered).toBe(1)
    await cell(20).click()
    await press('Control+v')
    await expect.poll(() => bridge.gestures.length).toBe(1)
    expect(await bordered()).toBe(1)
    await cell(21).click()
    await page.keyboard.type('5')
    await press('Enter')
    await expect.poll(bordered).toBe(0)
  })
})
