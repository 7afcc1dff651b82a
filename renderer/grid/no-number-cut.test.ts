import { beforeEach, expect, test } from 'vitest'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { bridge, cell, open, page, press, toClipboard } = gridWindow()

beforeEach(() => open())

/** Cells whose text is wider than they are. */
const cut = () =>
  page().evaluate(() =>
    [...document.querySelectorAll('.number-cell')]
      .filter(({ clientWidth, scrollWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent),
  )

test.each([
  ['other-revenue', 'revenue.gpoFees', '-223,456.78'],
  ['other-expenses', 'account.7045', '223,457'],
])('in a narrow window no number of %s is cut, nor is its total', async (tab, line, shown) => {
  await page().setViewportSize({ width: 768, height: 1024 })
  await page().getByTestId(`tab-${tab}`).click()
  await cell(line, '2026-05').click()
  await toClipboard(Array.from({ length: 8 }, () => '223456.78').join('\t')) // to December: the year is above a million
  await press('Control+v')
  await expect.poll(() => bridge().gestures.length).toBe(1)
  await expect.poll(() => cell(line, '2026-05').textContent()).toBe(shown)
  expect(await cut()).toEqual([])
})

test('a month of Statistics above a million has room, in the open grid and when it is opened again', async () => {
  await page().setViewportSize({ width: 1280, height: 800 })
  await cell(16).click()
  await page().keyboard.type('90000')
  await press('Enter')
  await expect.poll(() => cell('total', 'externalRevenue').textContent()).toMatch(/^\d,\d{3},\d{3}$/)
  expect(await cut()).toEqual([])
  await press('Control+2')
  await cell(16).waitFor({ state: 'detached' })
  await press('Control+1')
  await cell(16).waitFor()
  expect(await cut()).toEqual([])
})
