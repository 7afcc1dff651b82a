import { beforeEach, describe, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { active, bridge, cell, gestures, notice, open, page, press, toClipboard, valueOf } = gridWindow()
const dialog = () => page().getByTestId('spread-pasted')
const total = () => dialog().locator('input[type="text"]')
const sumOf = (from: number, to: number, line = 'valetDaily') =>
  Array.from({ length: to - from + 1 }, (_, i) => valueOf(from + i, line) ?? 0).reduce((a, b) => a + b, 0)
const heading = () => dialog().getByRole('heading').innerText()

describe('C4 paste onto a total or a coarser zoom', () => {
  beforeEach(() => open())

  test('C4 paste onto a total: a week’s sum opens Spread with the value filled in, and one undo takes it back', async () => {
    const before = [19, 20].map((day) => valueOf(day))
    await cell('week-2026-04-19').click()
    await toClipboard('700')
    await press('Control+v')
    await dialog().waitFor()
    expect([await heading(), await total().inputValue()]).toEqual(['Spread over Valet daily, Apr 19–25', '700'])
    expect(gestures()).toEqual([])
    expect(await violations(page())).toEqual([])
    await dialog().getByLabel('nothing: equally').check()
    await expect.poll(() => dialog().locator('tbody tr').count()).toBe(7)
    await dialog().getByRole('button', { name: 'Change' }).click()
    await expect.poll(() => [19, 20, 25].map((day) => valueOf(day))).toEqual([100, 100, 100].map(vehicles))
    expect(gestures()).toEqual([{ source: 'fill', label: 'Spread 700 over 7 cells', cells: 7 }])
    await expect.poll(active).toBe('week-2026-04-19 valetDaily')
    await press('Control+z')
    await expect.poll(() => [19, 20].map((day) => valueOf(day))).toEqual(before)
  })

  test('C4 paste onto a total: Esc in it changes nothing, and what nobody can spread says so', async () => {
    await cell('week-2026-04-19').click()
    await toClipboard('twelve')
    await press('Control+v')
    await expect.poll(() => dialog().getByTestId('change-would').innerText()).toBe('Enter a number.')
    await total().fill('12%')
    await expect.poll(() => dialog().getByTestId('change-would').innerText()).toBe('Enter a number.')
    await press('Escape')
    await expect.poll(() => dialog().count()).toBe(0)
    expect(gestures()).toEqual([])
  })

  test('C4 paste onto a total: the row of the month spreads over its open days, and what is over stays', async () => {
    const held = sumOf(1, 9)
    await cell('total').click()
    await toClipboard('6000')
    await press('Control+v')
    await dialog().waitFor()
    expect([await heading(), await total().inputValue()]).toEqual(['Spread over Valet daily, April', '6000'])
    await dialog().getByRole('button', { name: 'Change' }).click()
    await expect.poll(() => gestures().length).toBe(1)
    expect(sumOf(1, 9)).toBe(held)
    await expect.poll(() => cell('total').textContent()).toContain('6,000')
    await cell('total', 'externalRevenue').click()
    await press('Control+v')
    await expect.poll(notice).toContain('Nothing can be spread from this total')
  })

  test('C4 paste onto a coarser zoom: weeks ask how each is spread, several at once, as one gesture', async () => {
    await press('Control+Shift+w')
    await cell('week-2026-04-12').click()
    await toClipboard('350\n700\n')
    await press('Control+v')
    await expect.poll(heading).toBe('Spread 2 totals')
    expect(await dialog().locator('.facts-list li').allInnerTexts()).toEqual([
      'Valet daily, Apr 12–18: 350',
      'Valet daily, Apr 19–25: 700',
    ])
    await dialog().getByLabel('last year’s weekdays').check()
    await dialog().getByRole('button', { name: 'Change' }).click()
    await expect.poll(() => [sumOf(12, 18), sumOf(19, 25)]).toEqual([350, 700].map(vehicles))
    expect(gestures().map(({ label }) => label)).toEqual(['Spread 2 totals over 14 cells'])
  })

  test('C4 paste onto a coarser zoom: a month of the year asks too, and is spread over its days', async () => {
    await press('Control+Shift+m')
    await cell('2026-06').click()
    await toClipboard('3000')
    await press('Control+v')
    await expect.poll(() => total().inputValue()).toBe('3000')
    await dialog().getByLabel('nothing: equally').check()
    await dialog().getByRole('button', { name: 'Change' }).click()
    await expect.poll(() => bridge().valueOf('0427', 'valetDaily', '2026-06-30')).toBe(vehicles(100))
    expect(gestures().map(({ cells }) => cells)).toEqual([30])
  })

  test('C4 paste onto a coarser zoom: multiplied by paste special, the product is filled in', async () => {
    const week = Number(await cell('week-2026-04-19').textContent())
    await cell('week-2026-04-19').click()
    await toClipboard('2')
    await press('Control+Alt+v')
    await page().getByTestId('paste-special').waitFor()
    await press('m', 'Enter')
    await expect.poll(async () => Math.round(Number(await total().inputValue()))).toBe(week * 2)
  })

  test('C4 paste onto a coarser zoom: a percentage, which each day takes as it is, is pasted as before', async () => {
    await cell('week-2026-04-19', 'driveInRatio').click()
    await toClipboard('50%')
    await press('Control+v')
    await expect.poll(() => [19, 25].map((day) => valueOf(day, 'driveInRatio'))).toEqual([5000, 5000])
    await expect.poll(() => gestures().map(({ source }) => source)).toEqual(['paste'])
  })

  test('C4 paste onto a total: beside cells of its own a total is passed over in place', async () => {
    await page().getByTestId('tab-other-revenue').click()
    await cell('revenue.gpoFees', '2026-12').click()
    await toClipboard('120\t9999')
    await press('Control+v')
    const preview = page().getByTestId('paste-preview')
    await expect
      .poll(() => preview.locator('[data-verdict="skipped"] tr').allInnerTexts())
      .toEqual([expect.stringContaining('9999\tPassed over')])
    await page().getByTestId('paste-take').click()
    await expect.poll(() => gestures().map(({ cells }) => cells)).toEqual([1])
    await expect.poll(notice).toBe('Pasted 1 cell; 1 cell was left as it is.')
  })

  test('C4 paste onto a total: a line’s year and a month’s lines open Spread', async () => {
    await page().getByTestId('tab-other-revenue').click()
    await cell('revenue.gpoFees', 'total').click()
    await toClipboard('12000')
    await press('Control+v')
    await expect.poll(() => total().inputValue()).toBe('12000')
    await dialog().getByLabel('nothing: equally').check()
    await dialog().getByRole('button', { name: 'Change' }).click()
    await expect.poll(() => cell('revenue.gpoFees', 'total').textContent()).toContain('12,000')
    await expect.poll(active).toBe('revenue.gpoFees total')
    await cell('total', '2026-11').click()
    await press('Control+v')
    await expect.poll(heading).toContain('Nov')
  })

  test('C4 paste onto a total: all families of a day in Payroll open Spread', async () => {
    await page().getByTestId('tab-payroll').click()
    await cell(16, 'total').click()
    await toClipboard('80')
    await press('Control+v')
    await expect.poll(() => total().inputValue()).toBe('80')
    await dialog().getByRole('button', { name: 'Change' }).click()
    await expect.poll(() => gestures().length).toBe(1)
    await expect.poll(() => cell(16, 'total').textContent()).toContain('80.00')
  })
  test('C4 paste onto a coarser zoom: a month of Payroll asks too, and is spread over its days', async () => {
    await page().getByTestId('tab-payroll').click()
    await cell(16, 'total').waitFor()
    await press('Control+Shift+m')
    await cell('2026-07', 'Valet').click()
    await toClipboard('3100')
    await press('Control+v')
    await expect.poll(() => total().inputValue()).toBe('3100')
    await expect.poll(() => dialog().locator('tbody tr').count()).toBe(31)
    await dialog().getByRole('button', { name: 'Change' }).click()
    await expect.poll(() => cell('2026-07', 'Valet').textContent()).toBe('3,100.00')
    expect(gestures().length).toBe(1)
  })
})
