import { beforeEach, describe, expect, test } from 'vitest'
import { must } from '../../shared/core/bug.ts'
import { sameWeekdayLastYear } from '../../shared/core/calendar.ts'
import { violations } from '../../tests/support/accessibility.ts'
import { actualDay, budgetMonthOf, FAKE_SITES } from '../../tests/support/fake-data.ts'
import { dayOf, gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { active, bridge, cell, gestures, notice, open, page, press, selection, valueOf } = gridWindow()

beforeEach(() => open())

/** January 2027, in which nothing is forecast, with numbers on the 5th to 7th and the 10th; the first of them is active. */
async function numbersIn2027(): Promise<void> {
  for (let month = 0; month < 9; month += 1) await page().getByTestId('period-next').click()
  const selfComps = (day: string) => cell(`2027-01-${day}`, 'selfComps')
  await page().evaluate(() => navigator.clipboard.writeText('5\n6\n7\n\n\n10\n'))
  await selfComps('05').click()
  await press('Control+v')
  await expect.poll(() => selfComps('10').textContent()).toBe('10')
  await selfComps('05').click()
}

describe('going about', () => {
  test('C2 Ctrl+arrow: goes to the edge of what is filled, and with Shift chooses up to there', async () => {
    await cell(16).click()
    await press('Control+ArrowDown')
    await expect.poll(active).toBe('2026-04-30 valetDaily')
    await press('Control+ArrowUp')
    await expect.poll(active).toBe('2026-04-01 valetDaily')
    await cell(27).click()
    await press('Control+Shift+ArrowDown')
    await expect.poll(selection).toContain('Selection 4 × 1')
  })

  test('C2 Ctrl+arrow: over an empty month it stops at the end of what is filled, at the next number, at the border', async () => {
    await numbersIn2027()
    const stops: string[] = []
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp']) {
      await press(`Control+${key}`)
      stops.push((await active()).slice(8, 10))
    }
    expect(stops).toEqual(['07', '10', '31', '10', '07', '05', '01'])
  })

  test('C2 Home, Ctrl+Home, Ctrl+End: Home goes to the first cell of the row that can be typed, Ctrl+End to the last used one', async () => {
    await cell(16, 'valetMonthly').click()
    await press('Home')
    await expect.poll(active).toBe('2026-04-16 occupancy')
    await press('Control+End')
    await expect.poll(active).toBe('2026-04-30 externalRevenue')
    await cell(29, 'externalRevenue').click()
    await press('Control+Shift+End')
    await expect.poll(selection).toContain('Selection 2 × 1')
    await press('Control+Home')
    await expect.poll(active).toBe('2026-04-01 occupiedRooms')
    await cell(3, 'valetMonthly').click()
    await press('Control+Shift+Home')
    await expect.poll(selection).toContain('Selection 3 × 5')
    expect(await active()).toBe('2026-04-03 valetMonthly')
    await cell(16, 'valetMonthly').click()
    await press('Shift+Home')
    await expect.poll(selection).toContain('Selection 1 × 4')
    expect(await active()).toBe('2026-04-16 valetMonthly')
  })

  test('C2 PgUp, PgDn, Alt+PgUp, Alt+PgDn: Page Down goes a screen down, and Page Up the same way back', async () => {
    await cell(1).click()
    await press('PageDown')
    const there = Number((await active()).slice(8, 10))
    const height = await page()
      .locator('.ag-body-vertical-scroll-viewport')
      .evaluate((view) => view.clientHeight)
    // Rows of weeks stand between the days.
    expect([there > 12, there < height / 25]).toEqual([true, true])
    await press('PageUp')
    await expect.poll(active).toBe('2026-04-01 valetDaily')
    await press('Shift+PageDown')
    await expect.poll(selection).toContain(`Selection ${there} × 1`)
    expect(await active()).toBe('2026-04-01 valetDaily')
  })

  test('C2 Ctrl+Space, Shift+Space, Ctrl+A: Ctrl+Space chooses the column, and the active cell stays', async () => {
    await cell(16).click()
    await press('Control+Space')
    await expect.poll(selection).toContain('Selection 30 × 1')
    expect(await active()).toBe('2026-04-16 valetDaily')
    await press('Enter')
    await expect.poll(active).toBe('2026-04-17 valetDaily')
    await expect.poll(selection).toContain('Selection 30 × 1')
  })

  test('C2 Ctrl+Space, Shift+Space, Ctrl+A: Shift+Space chooses the row', async () => {
    await cell(16).click()
    await press('Shift+Space')
    const columns = await page().locator('[row-id="2026-04-16"] .number-cell').count()
    await expect.poll(selection).toContain(`Selection 1 × ${columns}`)
    expect(gestures()).toEqual([])
  })

  test('C2 Ctrl+Space, Shift+Space, Ctrl+A: Ctrl+A chooses the region, then everything', async () => {
    await cell(16).click()
    await press('Control+a')
    await expect.poll(selection).toContain('Selection 30 × 15')
    expect(await active()).toBe('2026-04-16 valetDaily')
    await numbersIn2027()
    await press('Control+a')
    await expect.poll(selection).toContain('Selection 3 × 1')
    expect(await active()).toBe('2027-01-05 selfComps')
    await press('Control+a')
    await expect.poll(selection).toContain('Selection 31 × 15')
    expect(await active()).toBe('2027-01-05 selfComps')
  })

  test('C2 Enter, Shift+Enter: with Tab they go round inside a selection, past what cannot be typed', async () => {
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
    await page().keyboard.type('12')
    await press('Enter')
    await expect.poll(() => valueOf(17, 'valetMonthly')).toBe(vehicles(12))
    expect(await active()).toBe('2026-04-16 valetDaily')
    await expect.poll(selection).toContain('Selection 2 × 3')
  })
})

test('C2: the keys can be found: Ctrl+/ and the palette list them', async () => {
  await cell(16).click()
  await press('Control+/')
  const list = page().getByTestId('shortcuts')
  await expect.poll(() => list.locator('kbd').allTextContents()).toContain('Ctrl+Space')
  await expect.poll(() => list.locator('kbd').allTextContents()).toContain('Ctrl+Z')
  expect(await violations(page())).toEqual([])
  await page().getByTestId('shortcuts-close').click()
  await expect.poll(active).toBe('2026-04-16 valetDaily')
  await press('Control+k')
  await page().keyboard.type('shortcuts')
  await expect.poll(() => page().getByTestId('palette').locator('kbd').allTextContents()).toEqual(['Ctrl+/'])
  expect(gestures()).toEqual([])
})

describe('operators', () => {
  test('C3 +10%, *1.03, /2, +=500: *1.03 changes the number of the cell, and says what it becomes before it counts', async () => {
    await page().evaluate(() => navigator.clipboard.writeText('72.5\n40\n'))
    await cell(16).click()
    await press('Control+v')
    await expect.poll(() => valueOf(17)).toBe(vehicles(40))
    await cell(16).click()
    await page().keyboard.type('*1.03')
    await expect.poll(() => page().locator('.entry-preview').textContent()).toBe('72.5 becomes 74.675')
    await press('Enter')
    await expect.poll(() => valueOf(16)).toBe(74_680_000)
    await expect.poll(notice).toBe('Rounded to 74.68.')
    await page().keyboard.type('/0')
    await press('Enter')
    await expect.poll(() => page().getByRole('alert').textContent()).toBe('Nothing can be divided by 0.')
    await press('Escape')
    expect(valueOf(17)).toBe(vehicles(40))
  })

  test('C3 +10%, *1.03, /2, +=500: +10% and Ctrl+Enter change every chosen number by its own tenth, in one gesture', async () => {
    await page().evaluate(() => navigator.clipboard.writeText('50\n70\n90\n'))
    await cell(16).click()
    await press('Control+v')
    await expect.poll(() => valueOf(18)).toBe(vehicles(90))
    await page().keyboard.type('+10%')
    await press('Control+Enter')
    await expect.poll(() => [16, 17, 18].map((day) => valueOf(day))).toEqual([55, 77, 99].map(vehicles))
    expect(bridge().gestures.length).toBe(2)
  })

  test.each([
    ['/2', 36],
    ['+=500', 572],
    ['-=12', 60],
    ['-50%', 36],
  ])('C3 +10%, *1.03, /2, +=500: %s on 72 is %d', async (text, expected) => {
    await page().evaluate(() => navigator.clipboard.writeText('72'))
    await cell(16).click()
    await press('Control+v')
    await expect.poll(() => valueOf(16)).toBe(vehicles(72))
    await page().keyboard.type(text)
    await expect.poll(() => page().locator('.entry-preview').textContent()).toBe(`72 becomes ${expected}`)
    await press('Enter')
    await expect.poll(() => valueOf(16)).toBe(vehicles(expected))
  })
})

describe('references', () => {
  test("C2 Ctrl+', Ctrl+Shift+': the first takes the budget, and with Shift last year, into what can be typed, as one gesture", async () => {
    const site = must(
      FAKE_SITES.find(({ siteId }) => siteId === '0427'),
      'the site of the window',
    )
    await cell(9).click()
    await press('Shift+ArrowDown', 'Shift+ArrowDown', "Control+'")
    await expect.poll(() => bridge().gestures.length).toBe(1)
    expect(gestures()).toEqual([{ source: 'fill', label: 'Took the budget into 2 cells', cells: 2 }])
    await expect.poll(notice).toBe('Took the budget into 2 cells')
    const budget = ((budgetMonthOf(site, '2026-04')['valetDaily'] ?? 0) / 30 / 1e6).toFixed(2)
    expect([10, 11].map((day) => ((valueOf(day) ?? 0) / 1e6).toFixed(2))).toEqual([budget, budget])
    await press("Control+Shift+'")
    await expect.poll(() => bridge().gestures.length).toBe(2)
    const before = [10, 11].map((day) => actualDay(site, sameWeekdayLastYear(dayOf(day)))['valetDaily'])
    expect([10, 11].map((day) => valueOf(day))).toEqual(before)
  })

  test('C2 Alt+=: copies the sum of the selection and says it', async () => {
    await page().evaluate(() => navigator.clipboard.writeText('1000.25\n40.5\n7'))
    await cell(14).click()
    await press('Control+v')
    await expect.poll(() => valueOf(16)).toBe(vehicles(7))
    await press('Alt+=')
    await expect.poll(notice).toBe('Copied the sum, 1,047.75')
    expect(await page().evaluate(() => navigator.clipboard.readText())).toBe('1047.75')
    expect(gestures().length).toBe(1)
  })
})

describe('the fill handle', () => {
  /** Middle of the square at the corner of the selection. */
  const square = async () => {
    const box = must(await page().locator('.fill-corner').boundingBox(), 'the selection has a corner')
    return [box.x + box.width - 4, box.y + box.height - 4] as const
  }
  const dragTo = async (day: number, line = 'valetDaily') => {
    await page().mouse.move(...(await square()))
    await page().mouse.down()
    await cell(day, line).hover()
    await page().mouse.up()
  }

  test('C4 fill by dragging: one cell is copied, past the week’s sum, in one gesture that one undo takes back', async () => {
    const before = [19, 20].map((day) => valueOf(day))
    await cell(18).click()
    await dragTo(20)
    await expect.poll(() => [19, 20].map((day) => valueOf(day))).toEqual([valueOf(18), valueOf(18)])
    expect(gestures()).toEqual([{ source: 'fill', label: 'Filled 2 cells', cells: 2 }])
    await expect.poll(notice).toBe('Filled 2 cells with a copy.')
    await expect.poll(selection).toContain('Selection 3 × 1')
    await press('Control+z')
    await expect.poll(() => [19, 20].map((day) => valueOf(day))).toEqual(before)
  })

  test('C4 fill by dragging: several repeat as a block; with Ctrl their numbers go on', async () => {
    await page().evaluate(() => navigator.clipboard.writeText('10\n13\n'))
    await cell(20).click()
    await press('Control+v')
    await expect.poll(() => valueOf(21)).toBe(vehicles(13))
    await dragTo(24)
    await expect.poll(() => [22, 23, 24].map((day) => valueOf(day))).toEqual([10, 13, 10].map(vehicles))
    await expect.poll(notice).toBe('Filled 3 cells by repeating. Hold Ctrl for a series.')
    await cell(20).click()
    await press('Shift+ArrowDown')
    await page().keyboard.down('Control')
    await dragTo(24)
    await page().keyboard.up('Control')
    await expect.poll(() => [22, 23, 24].map((day) => valueOf(day))).toEqual([16, 19, 22].map(vehicles))
    await expect.poll(notice).toBe('Filled 3 cells as a series.')
  })

  test('C4 fill by dragging: days that are over and computed cells are passed over in place', async () => {
    await cell(8).click()
    await dragTo(11)
    await expect.poll(notice).toBe('Filled 2 cells with a copy; 1 cell that cannot be typed passed over.')
    expect(bridge().gestures.map(({ writes }) => writes.map(({ period }) => period))).toEqual([
      ['2026-04-10', '2026-04-11'],
    ])
  })

  test('C4 fill double-click: on the square it fills to the end of the month', async () => {
    await page().evaluate(() => navigator.clipboard.writeText('61'))
    await cell(26).click()
    await press('Control+v')
    await expect.poll(() => valueOf(26)).toBe(vehicles(61))
    await page().mouse.dblclick(...(await square()))
    await expect.poll(() => [27, 28, 29, 30].map((day) => valueOf(day))).toEqual([61, 61, 61, 61].map(vehicles))
    expect(await page().locator('.number-editor').count()).toBe(0)
  })
})

describe('finding', () => {
  const said = () => page().getByTestId('find-box').locator('output').textContent()

  test('C2 Ctrl+F, Ctrl+G, Ctrl+K: Ctrl+F finds by line and day or by number, says how many, and Escape goes back to the cell', async () => {
    await cell(16).click()
    await press('Control+f')
    await page().keyboard.type('self daily, ')
    await expect.poll(said).toBe('35 cells')
    await press('Enter', 'Enter')
    await expect.poll(said).toBe('2 of 35')
    await press('Shift+Enter', 'Shift+Enter')
    await expect.poll(said).toBe('35 of 35')
    await press('Escape')
    await expect.poll(active).toBe('week-2026-04-26 selfDaily')
    const shown = (await cell(12).textContent()) ?? ''
    await press('Control+f')
    await page().keyboard.type(shown)
    await expect.poll(said).toMatch(/^\d+ cells?$/)
    await page().keyboard.type('zz')
    await expect.poll(said).toBe('Nothing found')
    await press('Enter', 'Escape')
    expect(gestures()).toEqual([])
  })

  test('C2 Ctrl+F, Ctrl+G, Ctrl+K: Ctrl+G goes to a day in the same line, or to a line on the same day', async () => {
    await cell(16).click()
    await press('Control+g')
    await page().keyboard.type('27')
    await press('Enter')
    await expect.poll(active).toBe('2026-04-27 valetDaily')
    await press('Control+g')
    await page().keyboard.type('Self monthly')
    await press('Enter')
    await expect.poll(active).toBe('2026-04-27 selfMonthly')
    expect(await page().getByTestId('find-box').count()).toBe(0)
  })

  test.each([
    ['4/20', '1 cell', '2026-04-20'],
    ['20 April 2026', '1 cell', '2026-04-20'],
    ['tomorrow', '1 cell', '2026-04-11'],
    ['May 3', 'Enter goes to Sun, May 3, 2026', '2026-05-03'],
  ])('C2 Ctrl+F, Ctrl+G, Ctrl+K: Ctrl+G goes to “%s” as to a date', async (text, expected, row) => {
    await cell(16, 'selfDaily').click()
    await press('Control+g')
    await page().keyboard.type(text)
    await expect.poll(said).toBe(expected)
    await press('Enter')
    await expect.poll(active).toBe(`${row} selfDaily`)
    expect(await page().getByTestId('find-box').count()).toBe(0)
  })

  test('C2 Ctrl+F, Ctrl+G, Ctrl+K: a date for which there is no forecast is said, and months are columns where they go across', async () => {
    await cell(16).click()
    await press('Control+g')
    await page().keyboard.type('Apr 20 2040')
    await expect.poll(said).toContain('Fri, Apr 20, 2040 cannot be opened: this site goes from')
    await press('Enter', 'Escape')
    await expect.poll(active).toBe('2026-04-16 valetDaily')
    await page().getByTestId('tab-other-revenue').click()
    await cell('revenue.gpoFees', '2026-05').click()
    await press('Control+g')
    await page().keyboard.type('2026-11')
    await press('Enter')
    await expect.poll(active).toBe('revenue.gpoFees 2026-11')
  })
})

describe('the border of what was copied', () => {
  const bordered = () => page().locator('.copied-top, .copied-bottom').count()

  test('C2 Esc: the first leaves leaves the number, the second takes the border away', async () => {
    await cell(16).click()
    await press('Shift+ArrowDown', 'Control+c')
    await expect.poll(bordered).toBe(2)
    await cell(20).click()
    await page().keyboard.type('5')
    await press('Escape')
    expect(await bordered()).toBe(2)
    await press('Escape')
    await expect.poll(bordered).toBe(0)
    expect([gestures(), await notice()]).toEqual([[], 'Copied 2 cells'])
  })

  test('C2 Ctrl+C, X, V: the border stays for the next paste, and a typed number takes it away', async () => {
    await cell(16).click()
    await press('Control+c')
    await expect.poll(bordered).toBe(1)
    await cell(20).click()
    await press('Control+v')
    await expect.poll(() => bridge().gestures.length).toBe(1)
    expect(await bordered()).toBe(1)
    await cell(21).click()
    await page().keyboard.type('5')
    await press('Enter')
    await expect.poll(bordered).toBe(0)
  })
})
