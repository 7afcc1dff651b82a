import { beforeEach, describe, expect, test } from 'vitest'
import { must } from '../../shared/core/bug.ts'
import { violations } from '../../tests/support/accessibility.ts'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { active, cell, gestures, notice, open, page, press, selection, toClipboard, valueOf } = gridWindow()

const menu = () => page().getByTestId('grid-menu')
const items = () => menu().getByRole('menuitem')
const item = (name: string) => menu().getByRole('menuitem', { name })
const lit = () => menu().locator('[data-highlighted] > span').first().textContent()

beforeEach(() => open())

describe('what it opens on', () => {
  test('a right click outside the selection chooses that cell, inside keeps the selection', async () => {
    await cell(13).click()
    await cell(15).click({ modifiers: ['Shift'] })
    await cell(14).click({ button: 'right' })
    await menu().waitFor()
    expect(await menu().getAttribute('aria-label')).toBe('What to do with Valet daily, Mon, Apr 13')
    await expect.poll(selection).toContain('Selection 3 × 1')
    await press('Escape')
    await expect.poll(() => menu().count()).toBe(0)
    await expect.poll(active).toBe('2026-04-13 valetDaily')
    await cell(20).click({ button: 'right' })
    await menu().waitFor()
    expect(await menu().getAttribute('aria-label')).toBe('What to do with Valet daily, Mon, Apr 20')
    await press('Escape')
    await expect.poll(active).toBe('2026-04-20 valetDaily')
    await press('Delete')
    await expect.poll(gestures).toEqual([{ source: 'clear', label: 'Cleared 1 cell', cells: 1 }])
  })

  test.each(['Shift+F10', 'ContextMenu'])('%s opens it beside the active cell, which stays in sight', async (key) => {
    await cell(16).click()
    await press(key)
    await menu().waitFor()
    const [shown, box] = [await menu().boundingBox(), await cell(16).boundingBox()].map((one) => must(one, 'shown'))
    expect(Math.abs((shown?.x ?? 0) - (box?.x ?? 99))).toBeLessThan(10)
    const [top, bottom] = [shown?.y ?? 0, (shown?.y ?? 0) + (shown?.height ?? 0)]
    expect(bottom <= (box?.y ?? 0) + 1 || top >= (box?.y ?? 0) + (box?.height ?? 0) - 1).toBe(true)
    await press('Escape')
    await expect.poll(active).toBe('2026-04-16 valetDaily')
  })

  test('what is typed is taken first, and a text that is no number stays in the editor without a menu', async () => {
    await cell(16).click()
    await page().keyboard.type('81')
    await cell(20).click({ button: 'right' })
    await expect.poll(() => valueOf(16)).toBe(vehicles(81))
    await press('Escape')
    await cell(21).click()
    await page().keyboard.type('many')
    await cell(23).click({ button: 'right' })
    await expect.poll(() => page().locator('.number-editor').inputValue()).toBe('many')
    expect(await menu().count()).toBe(0)
    await press('Escape')
  })

  test('a column by its header and a row by its title have menus of their own', async () => {
    await cell(16).click()
    await page().locator('.ag-header-cell[col-id="valetMonthly"]').click({ button: 'right' })
    await menu().waitFor()
    expect(await menu().getAttribute('aria-label')).toBe('What to do with the column Valet monthly')
    await expect.poll(selection).toContain('Selection 30 × 1')
    await press('Escape')
    await cell(17, 'titles').click({ button: 'right' })
    await menu().waitFor()
    expect(await menu().getAttribute('aria-label')).toMatch(/^What to do with the row Fri 17/)
    await expect.poll(selection).toContain('Selection 1 ×')
    expect(await items().allInnerTexts()).not.toContain('Fill down')
    await press('Escape')
  })
})

describe('by keyboard', () => {
  test('arrows, Home, End and the first letters go from command to command, round and round', async () => {
    await cell(16).click()
    await press('Shift+F10')
    await menu().waitFor()
    await press('ArrowDown')
    await expect.poll(lit).toBe('Cut')
    await press('ArrowUp')
    await expect.poll(lit).toBe('Return the chosen cells with a comment')
    await press('Home')
    await expect.poll(lit).toBe('Cut')
    await press('End')
    await expect.poll(lit).toBe('Return the chosen cells with a comment')
    await page().keyboard.type('fill r')
    await expect.poll(lit).toBe('Fill right')
    expect(await violations(page())).toEqual([])
    await press('Escape')
  })

  test('every command of the grid in it does what its key does, as one gesture', async () => {
    const first = valueOf(16)
    await cell(16).click()
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+F10')
    await item('Fill down').click()
    await expect.poll(() => [17, 18].map((day) => valueOf(day))).toEqual([first, first])
    await press('Shift+F10')
    await item('Clear').click()
    await expect.poll(() => [16, 17, 18].map((day) => valueOf(day))).toEqual([null, null, null])
    await toClipboard('31\n32\n33')
    await press('Shift+F10')
    await item('Paste Ctrl+V').click()
    await expect.poll(() => [16, 17, 18].map((day) => valueOf(day))).toEqual([31, 32, 33].map(vehicles))
    await press('Shift+F10')
    await item('Take the budget').click()
    await expect.poll(notice).toBe('Took the budget into 3 cells')
    expect(gestures().map(({ source }) => source)).toEqual(['fill', 'clear', 'paste', 'fill'])
  })

  test('a command that asks opens its question, and the keyboard comes back to the cell', async () => {
    await cell(16).click()
    await press('Shift+F10')
    await item('Change the chosen cells').click()
    await page().getByTestId('change-chosen').waitFor()
    await press('Escape')
    await expect.poll(active).toBe('2026-04-16 valetDaily')
    await press('Shift+F10')
    await item('Paste special').click()
    await page().getByTestId('paste-special').waitFor()
    await press('Escape')
    await expect.poll(active).toBe('2026-04-16 valetDaily')
  })
})

test('where nothing can be typed, what changes numbers is off and the rest is on', async () => {
  await cell(3).click({ button: 'right' })
  await menu().waitFor()
  const off = await menu().locator('[data-disabled] > span:first-child').allTextContents()
  expect(off).toEqual([
    'Cut',
    'Paste',
    'Paste special…',
    'Fill down',
    'Fill right',
    'Take the budget',
    'Take last year',
    'Clear',
    'Change the chosen cells by percent, amount or total',
    'Repeat the week before',
    'Reset the chosen cells to budget',
  ])
  await item('Copy Ctrl+C').click()
  await expect.poll(notice).toBe('Copied 1 cell')
  expect(gestures()).toEqual([])
})
