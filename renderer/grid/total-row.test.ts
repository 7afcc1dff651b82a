import { beforeEach, describe, expect, test } from 'vitest'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { active, bridge, cell, gestures, notice, open, page, press, toClipboard, valueOf } = gridWindow()
const dialog = () => page().getByTestId('spread-pasted')
const total = () => dialog().locator('input[type="text"]')
const heading = () => dialog().getByRole('heading').innerText()
const would = () => dialog().getByTestId('change-would').innerText()
const clipboard = () => page().evaluate(() => navigator.clipboard.readText())
const change = () => dialog().getByRole('button', { name: 'Change' }).click()
const shown = async (columnId = 'valetDaily') => (await cell('total', columnId).textContent())?.replaceAll(/[,%]/g, '')
/** What a total comes to, with all its digits. */
const exactly = async () => {
  await toClipboard('')
  await press('Control+c')
  await expect.poll(clipboard).not.toBe('')
  return Number(await clipboard())
}

describe('C4 paste onto a total: the row of totals by keyboard', () => {
  beforeEach(() => open())

  test('C4 paste onto a total: typed, it opens Spread with what is typed, and one undo takes it back', async () => {
    const before = valueOf(20)
    await cell('total').click()
    await page().keyboard.type('6000')
    await expect.poll(() => total().inputValue()).toBe('6000')
    expect(await heading()).toBe('Spread over Valet daily, April')
    await press('Enter')
    await expect.poll(() => cell('total').textContent()).toBe('6,000')
    expect(gestures().map(({ label }) => label)).toEqual(['Spread 6000 over 21 cells'])
    await expect.poll(active).toBe('total valetDaily')
    await press('Control+z')
    await expect.poll(() => valueOf(20)).toBe(before)
  })

  test('C4 paste onto a total: paste special combines with its exact value, and a change can be typed', async () => {
    await cell('total').click()
    const exact = await exactly()
    expect(String(Math.round(exact))).toBe(await shown())
    await toClipboard('2')
    for (const [key, result] of [
      ['a', exact + 2],
      ['s', exact - 2],
      ['m', exact * 2],
      ['d', exact / 2],
    ] as const) {
      await press('Control+Alt+v')
      await page().getByTestId('paste-special').waitFor()
      await press(key, 'Enter')
      await expect.poll(async () => Number(await total().inputValue())).toBeCloseTo(result, 6)
      await press('Escape')
      await expect.poll(() => dialog().count()).toBe(0)
    }
    await page().keyboard.type('*2')
    await expect.poll(would).toBe('Changes 21 cells.')
    await change()
    await expect.poll(() => shown()).toBe(String(Math.round(exact * 2)))
    expect(await exactly()).toBeCloseTo(exact * 2, 2) // a cell takes two decimals
  })

  test('C4 paste onto a total: F2 opens it with what is there, and the budget can be taken', async () => {
    await cell('total').click()
    const exact = await exactly()
    await press('F2')
    await expect.poll(() => total().inputValue()).toBe(String(exact))
    await page().locator('dialog:modal').waitFor()
    await press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await press("Control+'")
    await expect.poll(() => total().inputValue()).toBe('1880')
  })

  test('C2 Ctrl+C, X, V: a total is copied with all its digits, and cannot be cut', async () => {
    await cell('total', 'occupancy').click()
    await press('Control+c')
    await expect.poll(notice).toBe('Copied 1 cell')
    const copied = await clipboard()
    expect(copied).toMatch(/^\d+\.\d{2,}%$/)
    expect(Number(copied.replace('%', '')).toFixed(1)).toBe(await shown('occupancy'))
    await press('Control+x')
    await expect.poll(notice).toContain('A total cannot be moved.')
    expect(await clipboard()).toBe(copied)
  })

  test('C2 arrows: the total is reached from the last row, and left again', async () => {
    await cell('week-2026-04-26', 'selfDaily').click()
    await press('ArrowDown')
    await expect.poll(active).toBe('total selfDaily')
    await press('ArrowLeft')
    const left = (await active()).split(' ')[1] ?? ''
    expect(left).not.toBe('selfDaily')
    await press('ArrowRight', 'ArrowUp')
    await expect.poll(active).toBe('week-2026-04-26 selfDaily')
    await press('ArrowDown', 'Control+Home')
    await expect.poll(active).toBe('2026-04-01 occupiedRooms')
  })

  test('C2 Delete: on a total it says how its cells are cleared, and so do the other keys that mean nothing there', async () => {
    await cell('total').click()
    await press('Delete')
    await expect.poll(notice).toContain('A total is cleared by the cells it adds up.')
    await press('Control+d')
    await expect.poll(notice).toContain('takes no number from the cell above')
    await press('Shift+ArrowUp')
    await expect.poll(notice).toContain('A total is chosen alone.')
    await press('Control+Shift+h')
    await expect.poll(notice).toContain('added up or computed has no history')
    await press('Shift+F2')
    await expect.poll(notice).toContain('Choose the cells first')
    await page().keyboard.type('5')
    await dialog().waitFor()
    await press('Escape')
    await expect.poll(() => dialog().count()).toBe(0)
    await cell('total', 'externalRevenue').click()
    await page().keyboard.type('5')
    await expect.poll(notice).toContain('Nothing can be spread from this total')
    expect(gestures()).toEqual([])
  })

  test('C4 paste onto a total: its menu offers what it can take, by the second button and by keyboard', async () => {
    const menu = () => page().getByTestId('grid-menu')
    const items = () => menu().locator('[role="menuitem"] span:first-child').allInnerTexts()
    await cell('total').click({ button: 'right' })
    await menu().waitFor()
    expect(await menu().getAttribute('aria-label')).toBe('What to do with Valet daily, April')
    expect(await items()).toEqual([
      'Copy',
      'Copy with headers',
      'Copy as shown',
      'Paste',
      'Paste special…',
      'Take the budget',
      'Take last year',
      'Choose the column',
      'Set the width of the column',
    ])
    await press('Escape')
    await expect.poll(active).toBe('total valetDaily')
    await press('Shift+F10')
    await menu().getByRole('menuitem', { name: 'Take the budget' }).click()
    await expect.poll(() => total().inputValue()).toBe('1880')
  })

  test('C4 paste onto a total: Ctrl+Space on it chooses the column it adds up', async () => {
    await cell('total').click()
    await press('Control+ ', 'Delete')
    await expect.poll(() => gestures().map(({ source, cells }) => [source, cells])).toEqual([['clear', 13]])
  })

  test('C4 paste onto a total: a month that is closed says so', async () => {
    await press('Control+[')
    await cell('total').click()
    await page().keyboard.type('5')
    await expect.poll(notice).toContain('This month is closed.')
    expect(await dialog().count()).toBe(0)
  })

  test('C4 paste onto a total: a year’s total is spread over its open days', async () => {
    await press('Control+Shift+m')
    await cell('total').click()
    await press('Control+c')
    await expect.poll(notice).toBe('Copied 1 cell')
    expect(Number(await clipboard())).toBeGreaterThan(10_000)
    await page().keyboard.type('/2')
    await expect.poll(() => total().inputValue()).toBe('/2')
  })

  test('C4 paste onto a total: lines of a year: a month’s total, and a line’s, are typed and copied', async () => {
    await page().getByTestId('tab-other-revenue').click()
    await cell('total', '2026-11').click()
    await press('Control+c')
    await expect.poll(notice).toBe('Copied 1 cell')
    const copied = Number(await clipboard())
    expect(Math.round(copied)).toBe(Number((await cell('total', '2026-11').textContent())?.replaceAll(/[^\d-]/g, '')))
    await page().keyboard.type('9')
    await expect.poll(heading).toContain('Nov')
    await press('Escape')
    await cell('revenue.gpoFees', 'total').click()
    await page().keyboard.type('12000')
    await expect.poll(() => total().inputValue()).toBe('12000')
    await dialog().getByLabel('nothing: equally').check()
    await change()
    await expect.poll(() => cell('revenue.gpoFees', 'total').textContent()).toContain('12,000')
  })

  test('C4 paste onto a total: in Payroll the month’s total and the one of all families are typed', async () => {
    await page().getByTestId('tab-payroll').click()
    await cell(16, 'total').click()
    await page().keyboard.type('80')
    await expect.poll(() => total().inputValue()).toBe('80')
    await press('Enter')
    await expect.poll(() => cell(16, 'total').textContent()).toContain('80.00')
    await cell('total', 'Valet').click()
    await press('F2')
    await expect.poll(heading).toContain('Valet')
    await expect.poll(async () => Number(await total().inputValue()).toFixed(2)).toBe(await shown('Valet'))
    await total().fill('999')
    await change()
    await expect.poll(() => cell('total', 'Valet').textContent()).toBe('999.00')
    expect(bridge().gestures.length).toBe(2)
  })

  test('C4 paste onto a total: screen readers are told its name and number', async () => {
    await cell('total').click()
    await expect
      .poll(() => cell('total').getAttribute('aria-label'))
      .toMatch(/^Valet daily, April: [\d,]+\. .*computed from other numbers/)
  })
})

describe('C4 paste onto a total: of Excel', () => {
  test('C4 paste onto a total: arithmetic typed for it is computed', async () => {
    await open()
    await cell('total').click()
    await page().keyboard.type('=30*200')
    await expect.poll(would).toBe('Changes 21 cells.')
    await dialog().getByText('Comes to 6000', { exact: true }).waitFor()
    await change()
    await expect.poll(() => shown()).toBe('6000')
  })
})
