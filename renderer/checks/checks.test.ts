import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { type BrowserHost, type OpenWindow, startBrowserHost } from '../../tests/support/browser-host.ts'
import { type FakeBridge, fakeBridge } from '../../tests/support/fake-bridge.ts'
import { A_CONFLICT } from '../../tests/support/fake-state.ts'

let host: BrowserHost
let window: OpenWindow
let page: Page
let bridge: FakeBridge

const cell = (row: string, line: string) => page.locator(`[row-id="${row}"] [col-id="${line}"]`)
const count = () => page.getByTestId('checks-open').textContent()
const told = (tab: string) => page.getByTestId('checks').locator(`[data-tab="${tab}"] li > button`).allInnerTexts()
const entry = () => page.getByTestId('checks').locator('li').filter({ hasText: 'Valet daily rate, June 2026' })
const active = () =>
  page.evaluate(() => {
    const focused = document.activeElement
    return `${focused?.closest('[row-id]')?.getAttribute('row-id')} ${focused?.getAttribute('col-id')}`
  })

async function open(state: Parameters<typeof fakeBridge>[0] = {}): Promise<void> {
  bridge = fakeBridge(state)
  window = await host.open(bridge)
  page = window.page
  await cell('2026-04-16', 'valetDaily').waitFor()
}

async function typeRate(text: string): Promise<void> {
  await cell('2026-06', 'rate.valetDaily').click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())
afterEach(async () => {
  const { complaints } = window
  await window.close()
  // oxlint-disable-next-line vitest/no-standalone-expect -- every test ends without a complaint of the page
  expect(complaints).toEqual([])
})

test('a rate far from its budget is to be checked, F7 lists it and goes to it, and a reason takes it off the list', async () => {
  await open()
  await page.keyboard.press('Control+3')
  await expect.poll(count).toBe('8 cells to check') // as the site's rates came
  await typeRate('60')
  await expect.poll(count).toBe('9 cells to check')
  await page.keyboard.press('F7')
  const warning = '60.00 is 23.1 % away from 48.75 (budget). Keep it?'
  await expect.poll(() => told('parking-rates')).toContain(`Confirm Valet daily rate, June 2026\n${warning}`)
  await entry().locator('> button').click()
  await expect.poll(active).toBe('2026-06 rate.valetDaily')

  await page.keyboard.press('F7')
  await entry().getByLabel('Why is this right?').fill('New tariff from June')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await told('parking-rates')).at(-1))
    .toBe(
      'Kept Valet daily rate, June 2026\n“New tariff from June” · Mara Ellison, Apr 10, 9:42 AM · waiting to be sent',
    )
  await page.getByTestId('checks-close').click()
  await expect.poll(count).toBe('8 cells to check')

  await typeRate('61')
  await expect.poll(count).toBe('9 cells to check') // another value is another question
  await typeRate('60')
  await expect.poll(count).toBe('8 cells to check')
})

test('a conflict stands first, stops, and cannot be kept away', async () => {
  await open({ queue: [A_CONFLICT] })
  await page.keyboard.press('Control+1')
  await expect.poll(count).toBe('9 cells to check') // eight rates and the conflict
  await page.getByTestId('checks-open').click()
  await expect
    .poll(() => told('statistics'))
    .toEqual(['Stopped Valet daily, Thu, Apr 16\nOwen Barker typed 88 while you were offline.'])
  expect(await page.locator('[data-tab="statistics"]').getByLabel('Why is this right?').count()).toBe(0)
  expect(await violations(page)).toEqual([])
})

test('more rooms than the site has are warned of by day, and the number is taken all the same', async () => {
  await open({ preferences: { ...fakeBridge().state.preferences, inputMode: 'rooms' } })
  await cell('2026-04-16', 'occupiedRooms').click()
  await page.keyboard.type('400')
  await page.keyboard.press('Enter')
  await expect.poll(() => bridge.valueOf('0427', 'occupiedRooms', '2026-04-16')).toBe(400_000_000)
  await page.keyboard.press('F7')
  await expect.poll(() => told('statistics')).toEqual([expect.stringContaining('More rooms than the site has (360).')])
})

test('the button counts every tab of the site and month, and knows what a tab said when it is left', async () => {
  await open({ queue: [A_CONFLICT] })
  await expect.poll(count).toBe('9 cells to check') // eight rates and the conflict
  expect(await page.getByTestId('checks-open').getAttribute('data-tone')).toBe('bad')
  await page.keyboard.press('Control+3')
  await typeRate('60')
  await expect.poll(count).toBe('10 cells to check')
  const before = bridge.asked.length
  await page.keyboard.press('Control+1')
  await cell('2026-04-16', 'valetDaily').waitFor()
  expect(await count()).toBe('10 cells to check')
  const asked = bridge.asked.slice(before).filter(({ name }) => name === 'category.read')
  expect(asked.filter(({ input }) => !JSON.stringify(input).includes('parking-rates'))).toEqual([])
})

test('cells typed in a row ask nothing of the other tabs, nor how the months stand', async () => {
  await open({ queue: [A_CONFLICT] })
  await expect.poll(count).toBe('9 cells to check')
  await cell('2026-04-20', 'valetDaily').click()
  const before = bridge.asked.length
  for (const n of [1, 2, 3, 4, 5]) {
    await page.keyboard.type(`${40 + n}`)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => bridge.gestures.length).toBe(n)
  }
  await expect.poll(() => cell('2026-04-24', 'valetDaily').textContent()).toBe('45')
  const names = bridge.asked.slice(before).map(({ name }) => name)
  const asked = new Set(names)
  const timesOf = (name: string) => names.filter((one) => one === name).length
  // What the cell itself wants, its details, and how much waits. A sheet is read again where a cell was typed meanwhile.
  expect([...asked].toSorted()).toEqual(['cell.history', 'cells.write', 'places.write', 'sheet.read', 'sites.list'])
  expect([timesOf('cells.write'), timesOf('sites.list') <= 5, timesOf('sheet.read') <= 10]).toEqual([5, true, true])
})

test('from the months of the year the list goes to the day, and from hours to the rate that it is about', async () => {
  await open({ queue: [A_CONFLICT] })
  await page.keyboard.press('Control+Shift+M')
  await cell('2026-07', 'valetDaily').waitFor()
  await page.keyboard.press('F7')
  await page.getByTestId('checks').locator('[data-tab="statistics"] li > button').click()
  await expect.poll(active).toBe('2026-04-16 valetDaily')
})

test('a reason somebody else gave is told with whose it is; who only looks reads it and gives none', async () => {
  const kept = {
    id: '00000000-0000-4000-8000-000000000001',
    siteId: '0427',
    lineId: 'rate.valetDaily',
    period: '2026-06',
    rule: 'rate-jump',
    value: 6000,
    reason: 'New tariff from June',
    by: 'Mara Ellison',
    at: '2026-04-10T14:42:00Z',
    state: 'sent' as const,
    message: null,
  }
  await open({ kept: [kept] })
  await page.keyboard.press('Control+3')
  await expect.poll(count).toBe('8 cells to check')
  await typeRate('60')
  await expect.poll(() => bridge.valueOf('0427', 'rate.valetDaily', '2026-06')).toBe(6000)
  expect(await count()).toBe('8 cells to check')
  await page.keyboard.press('F7')
  await expect
    .poll(async () => (await told('parking-rates')).at(-1))
    .toBe('Kept Valet daily rate, June 2026\n“New tariff from June” · Mara Ellison, Apr 10, 9:42 AM')
})

test('a reason that was not accepted stands in its field again, with why', async () => {
  await open()
  await page.keyboard.press('Control+3')
  await expect.poll(count).toBe('8 cells to check')
  await typeRate('60')
  bridge.state.kept = [
    {
      siteId: '0427',
      lineId: 'rate.valetDaily',
      period: '2026-06',
      id: '00000000-0000-4000-8000-000000000002',
      rule: 'rate-jump',
      value: 6000,
      reason: 'New tariff',
      by: 'Mara Ellison',
      at: '2026-04-10T14:42:00Z',
      state: 'refused',
      message: 'You do not have access to this site.',
    },
  ]
  bridge.emit('review.changed', { siteId: '0427' })
  await page.keyboard.press('F7')
  await expect.poll(() => entry().getByLabel('Why is this right?').inputValue()).toBe('New tariff')
  expect(await entry().innerText()).toContain('The reason was not accepted: You do not have access to this site.')
  expect(await violations(page)).toEqual([])
})

test('F7 lists every tab, the open one first, and goes to a cell of another tab', async () => {
  await open({ queue: [A_CONFLICT] })
  await page.keyboard.press('Control+2')
  await page.getByTestId('page-payroll').waitFor()
  await page.keyboard.press('F7')
  await expect.poll(() => told('statistics')).toEqual([expect.stringContaining('Stopped Valet daily')])
  await expect.poll(async () => (await told('parking-rates')).length).toBe(8)
  await page.getByTestId('checks').locator('[data-tab="statistics"] li > button').click()
  await expect.poll(active).toBe('2026-04-16 valetDaily')
})
