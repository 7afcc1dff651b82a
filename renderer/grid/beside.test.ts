import { beforeEach, expect, test } from 'vitest'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { bridge, cell, open, page, press, toClipboard, valueOf } = gridWindow()

/** The number of a cell, and the one under it. */
const both = async (row: number | string, column = 'valetDaily') => {
  const spans = cell(row, column).locator('.beside-cell > span')
  return { number: await spans.first().textContent(), under: await spans.last().textContent() }
}
const rowIds = () =>
  page().evaluate(() => {
    const ids = [...document.querySelectorAll('.grid [row-id]')].map((row) => row.getAttribute('row-id') ?? '')
    return [...new Set(ids)].filter((id) => !id.endsWith('total')).sort()
  })

beforeEach(() => open())

test('F4 shows the budget under each number, of days, weeks and the month, and hides it again', async () => {
  await cell(16).click()
  await press('F4')
  await expect.poll(() => both(16)).toEqual({ number: '64', under: '63' })
  const days = await Promise.all([12, 13, 14, 15, 16, 17, 18].map((day) => both(day, 'valetMonthly')))
  expect(days.every(({ under }) => under === '13')).toBe(true)
  expect((await both('week-2026-04-12', 'occupancy')).under).toBe('74.0%')
  expect(Number((await both('total')).under?.replace(',', ''))).toBe(1880)
  await press('F4')
  await expect.poll(() => page().locator('.beside').count()).toBe(0)
})

test('F8 shows last year and F9 what was forecast for a day whose actual counts', async () => {
  await cell(16).click()
  await press('F8')
  await expect.poll(() => both(16)).toEqual({ number: '64', under: '70' })
  await press('F9')
  await expect.poll(async () => (await both(16)).under).toBe('') // no actual yet
  expect((await both(2)).number).toBe('65')
  const forecast = await both(2)
  expect(forecast.under).not.toBe('')
})

test('the number under the active cell is read out with it', async () => {
  await cell(16).click()
  await press('F4')
  await page().locator('.ag-cell:focus .beside').waitFor()
  await press('ArrowUp', 'ArrowDown')
  await expect.poll(() => cell(16).getAttribute('aria-label')).toContain('Budget 63')
})

test('typing goes on with a number under each, and what is typed shows', async () => {
  await cell(16).click()
  await press('F4')
  await cell(16).locator('.beside').waitFor()
  await page().keyboard.type('99')
  await press('Enter')
  await expect.poll(() => both(16)).toEqual({ number: '99', under: '63' })
  expect(valueOf(16)).toBe(99_000_000)
})

test('what is copied is the number alone', async () => {
  await cell(16).click()
  await press('F4')
  await cell(16).locator('.beside').waitFor()
  await toClipboard('')
  await cell(16).click()
  await press('Control+c')
  await expect.poll(() => page().evaluate(() => navigator.clipboard.readText())).toBe('64')
})

test('zoomed out a month has its weeks alone; a week typed there is spread over its days', async () => {
  await cell(16).click()
  await press('Control+Shift+W')
  await expect.poll(rowIds).toEqual(['01', '05', '12', '19', '26'].map((day) => `week-2026-04-${day}`))
  await cell('week-2026-04-12').click()
  await page().keyboard.type('700')
  await press('Enter')
  await expect.poll(() => bridge().gestures.map(({ writes }) => writes.length)).toEqual([7])
  await press('Control+Shift+D')
  await cell(12).waitFor()
  const spread = [12, 13, 14, 15, 16, 17, 18].map((day) => valueOf(day) ?? 0)
  expect(spread.reduce((sum, value) => sum + value, 0)).toBe(700_000_000)
})

test('an undo of a day’s number goes to its week while the days are not shown', async () => {
  await cell(17).click()
  await page().keyboard.type('55')
  await press('Enter', 'Control+Shift+W')
  await cell('week-2026-04-12').waitFor()
  await press('Control+z')
  await expect.poll(() => valueOf(17)).not.toBe(55_000_000)
  await expect
    .poll(() => page().evaluate(() => document.activeElement?.closest('[row-id]')?.getAttribute('row-id')))
    .toBe('week-2026-04-12')
})

test('both are kept for the next start', async () => {
  await cell(16).click()
  await press('F8', 'Control+Shift+W')
  await expect.poll(() => bridge().state.preferences).toMatchObject({ beside: 'last-year', zoom: 'week' })
})
