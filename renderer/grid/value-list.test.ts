import { beforeEach, expect, test } from 'vitest'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { bridge, cell, open, page, press, valueOf } = gridWindow()
const items = async (): Promise<string[]> => {
  const list = page().getByTestId('grid-menu')
  await list.waitFor()
  return list.getByRole('menuitem').locator('span').allInnerTexts()
}
const take = (name: string) => page().getByTestId('grid-menu').getByText(name).click()

beforeEach(() => open())

test('C2 Alt+↓: a number is said as the cell takes it, and that it is rounded; taking it puts in just that', async () => {
  await cell(16).click()
  await press('Alt+ArrowDown')
  expect((await items())[0]).toBe('Budget: 62.67, rounded from 62.6666…')
  expect((await items())[3]).toMatch(/^As to the left: [\d.]+%$/) // of occupancy, which no count can take
  await take('Budget')
  await expect.poll(() => valueOf(16)).toBe(62_670_000)
  await cell(17).click()
  await press('Alt+ArrowDown')
  expect((await items())[2]).toBe('As above: 62.67')
})

test('C2 Alt+↓: percentages, rates and thousands look as the grid shows them', async () => {
  await cell(16, 'driveInRatio').click()
  await page().keyboard.type('40%')
  await press('Enter', 'Alt+ArrowDown')
  expect((await items())[2]).toBe('As above: 40.0%')
  await press('Escape')
  await page().getByTestId('tab-parking-rates').click()
  await cell('2026-05', 'rate.valetDaily').click()
  await page().keyboard.type('48.5')
  await press('Enter', 'Alt+ArrowDown')
  expect((await items())[2]).toBe('As above: 48.50')
  await press('Escape')
  await page().getByTestId('tab-other-expenses').click()
  await cell('account.7045', '2026-11').click()
  await page().keyboard.type('1234.5')
  await press('Tab', 'Alt+ArrowDown')
  expect((await items())[3]).toBe('As to the left: 1,234.5')
  await take('As to the left')
  await expect.poll(() => bridge().valueOf('0427', 'account.7045', '2026-12')).toBe(123_450)
})

test('C2 Alt+↓: of a week the number said is the one its days come to', async () => {
  await cell('week-2026-04-19').click()
  await press('Alt+ArrowDown')
  expect((await items())[0]).toBe('Budget: 438.67, rounded from 438.6666…')
  await take('Budget')
  await expect
    .poll(() => [19, 20, 21, 22, 23, 24, 25].reduce((sum, day) => sum + (valueOf(day) ?? 0), 0))
    .toBe(438_670_000)
})
