import { describe, expect, test } from 'vitest'
import { FIRST_PREFERENCES } from '../../shared/contract/ipc.ts'
import { must } from '../../shared/core/bug.ts'
import { violations } from '../../tests/support/accessibility.ts'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'
import type { GridHabits } from './grid-habits.ts'

const { active, bridge, cell, gestures, notice, open, page, press, toClipboard, valueOf } = gridWindow()

const openWith = (settled: Partial<GridHabits>) =>
  open({ preferences: { ...FIRST_PREFERENCES, siteId: '0427', month: '2026-04', theme: 'light', ...settled } })
const dialog = () => page().getByTestId('grid-settings')
const type = async (day: number, text: string) => {
  await cell(day).click()
  await page().keyboard.type(text)
  await press('Enter')
}
const pasteAt = async (day: number, text: string) => {
  await toClipboard(text)
  await cell(day).click()
  await press('Control+v')
}
const dragTo = async (day: number) => {
  const box = must(await page().locator('.fill-corner').boundingBox(), 'the selection has a corner')
  await page().mouse.move(box.x + box.width - 4, box.y + box.height - 4)
  await page().mouse.down()
  await cell(day).hover()
  await page().mouse.up()
}
const shortcuts = async () => {
  await press('Control+/')
  const rows = page().getByTestId('shortcuts').locator('tbody tr')
  await rows.first().waitFor()
  const told = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((part) => part.textContent ?? '')),
  )
  await press('Escape')
  return told
}

describe("Ctrl+' as Excel has it", () => {
  test("C2 Ctrl+', Ctrl+Shift+': Ctrl+' copies the cell above with its arithmetic, with Shift its number, into the active cell alone", async () => {
    await openWith({ quoteKeys: 'above' })
    await type(16, '=12*5')
    await expect.poll(() => valueOf(16)).toBe(vehicles(60))
    await cell(17).click()
    await press('Shift+ArrowDown', "Control+'")
    await expect.poll(() => valueOf(17)).toBe(vehicles(60))
    await expect.poll(notice).toBe('Copied Valet daily, Thu, Apr 16 into Valet daily, Fri, Apr 17')
    expect(bridge().gestures.at(-1)).toMatchObject({ source: 'fill', writes: [{ period: '2026-04-17' }] })
    expect(
      bridge()
        .gestures.at(-1)
        ?.typedAs?.map(({ text }) => text),
    ).toEqual(['=12*5'])
    await cell(18).click()
    await press("Control+Shift+'")
    await expect.poll(() => valueOf(18)).toBe(vehicles(60))
    expect(bridge().gestures.at(-1)?.typedAs).toBeUndefined()
    await press('Control+z')
    await expect.poll(notice).toContain('Undone: Copied Valet daily, Fri, Apr 17')
  })

  test('over a day that is closed nothing is written, above the first line there is nothing, and each says so', async () => {
    await openWith({ quoteKeys: 'above' })
    await cell(2).click()
    await press("Control+'")
    await expect.poll(notice).toContain('actual of this day is loaded')
    await press('Control+5')
    const june = page().locator('[row-id^="account."] [col-id="2026-06"]')
    await june.first().click()
    await press("Control+'")
    await expect.poll(notice).toBe('There is no cell above this one.')
    await page().keyboard.type('5')
    await press('Enter', "Control+'")
    await expect.poll(notice).toMatch(/^Copied .* into /)
    await june.first().click()
    await press('Delete', 'ArrowDown', "Control+'")
    await expect.poll(notice).toBe('The cell above is empty.')
    expect(gestures().map(({ source }) => source)).toEqual(['typed', 'fill', 'clear'])
  })

  test('the menu and the list of shortcuts give the keys to what they do now', async () => {
    await openWith({ quoteKeys: 'above' })
    await cell(16).click()
    const told = await shortcuts()
    expect(told).toContainEqual(["Ctrl+'", 'Copy the cell above, with its arithmetic'])
    expect(told).toContainEqual(["Ctrl+Shift+'", 'Copy the number of the cell above'])
    expect(told.filter(([, does]) => does === 'Take the budget')).toEqual([])
    await press('Shift+F10')
    const item = page().getByRole('menuitem', { name: 'Take the budget' })
    await item.waitFor()
    expect(await item.textContent()).toBe('Take the budget')
    await press('Escape')
  })
})

describe('dragging as Excel does', () => {
  test('C4 fill by dragging: the setting lets numbers go on, and Ctrl repeats them; the chip says which, and leads to the setting', async () => {
    await openWith({ fillDrag: 'series' })
    await pasteAt(20, '10\n13\n')
    await expect.poll(() => valueOf(21)).toBe(vehicles(13))
    await dragTo(24)
    await expect.poll(() => [22, 23, 24].map((day) => valueOf(day))).toEqual([16, 19, 22].map(vehicles))
    await expect.poll(notice).toBe('Filled 3 cells as a series. Hold Ctrl to repeat.')
    await cell(20).click()
    await press('Shift+ArrowDown')
    await page().keyboard.down('Control')
    await dragTo(24)
    await page().keyboard.up('Control')
    await expect.poll(() => [22, 23, 24].map((day) => valueOf(day))).toEqual([10, 13, 10].map(vehicles))
    await expect.poll(notice).toBe('Filled 3 cells by repeating.')
    await page().getByTestId('setting-open').click()
    await dialog().waitFor()
    expect(await page().evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('fillDrag-series')
    await press('ArrowUp')
    await expect.poll(() => bridge().state.preferences.fillDrag).toBe('repeat')
    await press('Escape')
    await cell(20).click()
    await press('Shift+ArrowDown')
    await dragTo(23)
    await expect.poll(notice).toBe('Filled 2 cells by repeating. Hold Ctrl for a series.')
  })

  test('C4 fill double-click: on the square it goes on as a series too, and one cell is still copied', async () => {
    await openWith({ fillDrag: 'series' })
    await pasteAt(27, '10\n13\n')
    await expect.poll(() => valueOf(28)).toBe(vehicles(13))
    const box = must(await page().locator('.fill-corner').boundingBox(), 'the selection has a corner')
    await page().mouse.dblclick(box.x + box.width - 4, box.y + box.height - 4)
    await expect.poll(() => [29, 30].map((day) => valueOf(day))).toEqual([16, 19].map(vehicles))
    await cell(18).click()
    await dragTo(19)
    await expect.poll(notice).toBe('Filled 1 cell with a copy.')
    expect(await page().getByTestId('setting-open').count()).toBe(0)
    expect(await shortcuts()).toContainEqual([
      'The square at the corner',
      'Drag to go on as a series, with Ctrl to repeat the chosen cells; double-click to fill to the end',
    ])
  })
})

describe('pasting all or nothing', () => {
  test('C4 wrong type in some cells: with the setting nothing is written; every refused cell is listed, with the setting and the way to it', async () => {
    await openWith({ pasteRefused: 'all-or-nothing' })
    const before = [16, 17, 18, 19].map((day) => valueOf(day))
    await pasteAt(16, '12\nabc\n14\n1,5\n')
    const preview = page().getByTestId('paste-preview')
    await preview.waitFor()
    expect(await page().getByTestId('paste-summary').locator('li').allTextContents()).toEqual([
      '2 cells of 4 cannot be taken.',
      'Your setting “Pasting where some cells cannot take their text” says all or nothing. Correct the texts below and copy again, or change it under Settings.',
    ])
    expect(await preview.locator('[data-verdict="refused"] .pasted').allTextContents()).toEqual(['abc', '1,5'])
    expect(await preview.locator('[data-verdict="plain"] td:nth-child(3)').allTextContents()).toEqual([
      'Could be taken',
      'Could be taken',
    ])
    expect([await page().getByTestId('paste-take').count(), await violations(page())]).toEqual([0, []])
    await press('Enter')
    await preview.waitFor({ state: 'detached' })
    expect([[16, 17, 18, 19].map((day) => valueOf(day)), gestures()]).toEqual([before, []])
    await press('Control+v')
    await page().getByTestId('paste-setting').click()
    await page().getByTestId('pasteRefused-take-others').check()
    await press('Escape')
    await press('Control+v')
    await page().getByTestId('paste-take').click()
    await expect
      .poll(() => [16, 17, 18, 19].map((day) => valueOf(day)))
      .toEqual([vehicles(12), before[1], vehicles(14), before[3]])
  })

  test('where every text can be taken it is pasted at once, and read-only cells inside are still passed over in place', async () => {
    await openWith({ pasteRefused: 'all-or-nothing' })
    await pasteAt(16, '12\t\n13\n')
    await expect.poll(() => [16, 17].map((day) => valueOf(day))).toEqual([12, 13].map(vehicles))
    await pasteAt(9, '21\n22\n')
    await page().getByTestId('paste-take').click()
    await expect.poll(() => valueOf(10)).toBe(vehicles(22))
  })
})

describe('2k and 1.5m', () => {
  test('C3 2k, 1.5m: understood, in a cell, in an operator, in a paste and in Adjust', async () => {
    await openWith({})
    await type(16, '2k')
    await expect.poll(() => valueOf(16)).toBe(vehicles(2000))
    await type(16, '+=1.5k')
    await expect.poll(() => valueOf(16)).toBe(vehicles(3500))
    await type(17, '=2k/5')
    await expect.poll(() => valueOf(17)).toBe(vehicles(400))
    await pasteAt(18, '1k')
    await expect.poll(() => valueOf(18)).toBe(vehicles(1000))
    await cell(18).click()
    await press('Control+Shift+a')
    await page().getByLabel('By an amount').check()
    await page().getByRole('textbox').fill('1k')
    await press('Enter')
    await expect.poll(() => valueOf(18)).toBe(vehicles(2000))
    expect(await shortcuts()).toContainEqual(['2k, 1.5m', 'Typed or pasted: 2,000 and 1,500,000'])
  })

  test('C3 2k, 1.5m: with the setting they are refused with the reason, typed, in operators and pasted, and the list does not name them', async () => {
    await openWith({ shorthand: false })
    const before = valueOf(16)
    for (const [text, short] of [
      ['2k', '2k'],
      ['+=1.5k', '1.5k'],
      ['=2k/5', '2k'],
    ] as const) {
      await cell(16).click()
      await page().keyboard.type(text)
      await press('Enter')
      await expect
        .poll(() => page().getByRole('alert').textContent())
        .toBe(`“${short}” is shorthand, which your settings of the grids do not read. Write the number out.`)
      await press('Escape')
    }
    await pasteAt(16, '12\n1.5m\n')
    const refused = page().getByTestId('paste-preview').locator('[data-verdict="refused"] td')
    await expect
      .poll(() => refused.allTextContents())
      .toEqual([
        'Valet daily, Fri, Apr 17',
        '1.5m',
        'Refused',
        '“1.5m” is shorthand, which your settings of the grids do not read. Write the number out.',
      ])
    await page().getByTestId('paste-nothing').click()
    expect([valueOf(16), gestures()]).toEqual([before, []])
    expect((await shortcuts()).filter(([keys]) => keys?.startsWith('2k'))).toEqual([])
  })
})

describe('the dialog', () => {
  test('is opened from the palette and the user menu, says what each choice does, and gives the keyboard back', async () => {
    await openWith({})
    await cell(16).click()
    await press('Control+k')
    await page().keyboard.type('settings of the grids')
    await press('Enter')
    await dialog().waitFor()
    expect(await dialog().locator('legend').allTextContents()).toEqual([
      "Ctrl+' and Ctrl+Shift+'",
      'Dragging the square over several numbers',
      'Pasting where some cells cannot take their text',
      '2k and 1.5m',
    ])
    const examples = await dialog()
      .locator('input')
      .evaluateAll((inputs) =>
        inputs.map((input) => document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent ?? ''),
      )
    expect(examples.filter((text) => text.length > 20)).toHaveLength(8)
    expect(await violations(page())).toEqual([])
    await page().getByTestId('quoteKeys-above').check()
    expect(bridge().state.preferences.quoteKeys).toBe('above')
    await press('Escape')
    await expect.poll(active).toBe('2026-04-16 valetDaily')
    await press("Control+'")
    await expect.poll(() => valueOf(16)).toBe(valueOf(15))
    await page().getByTestId('user-menu').click()
    await page().getByTestId('open-grid-settings').click()
    await dialog().waitFor()
    await press('Escape')
    await expect
      .poll(() => page().evaluate(() => document.activeElement?.getAttribute('data-testid')))
      .toBe('user-menu')
  })
})
