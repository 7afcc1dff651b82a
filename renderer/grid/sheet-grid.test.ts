import { beforeEach, describe, expect, test } from 'vitest'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { active, bridge, cell, gestures, notice, open, page, press, valueOf } = gridWindow()

describe('typing', () => {
  beforeEach(() => open())

  test('the first day that can be typed has the keyboard at the start', async () => {
    await expect.poll(active).toBe('2026-04-10 occupancy')
    expect(await page().evaluate(() => performance.getEntriesByName('frontline:editable').length)).toBe(1)
  })

  test('C2 Enter, Shift+Enter: typing over a number and Enter saves it as one gesture and goes down', async () => {
    await cell(16).click()
    await page().keyboard.type('96')
    await press('Enter')
    await expect.poll(() => valueOf(16)).toBe(vehicles(96))
    await expect.poll(() => cell(16).textContent()).toBe('96')
    expect(gestures()).toEqual([{ source: 'typed', label: 'Typed 96 in Valet daily, Thu, Apr 16', cells: 1 }])
    await expect.poll(active).toBe('2026-04-17 valetDaily')
    await press('Enter', 'Shift+Enter', 'Shift+Enter')
    await expect.poll(active).toBe('2026-04-16 valetDaily')
    await page().keyboard.type('97')
    await press('Shift+Enter')
    await expect.poll(() => valueOf(16)).toBe(vehicles(97))
    await expect.poll(active).toBe('2026-04-15 valetDaily')
  })

  test('no keystroke is lost, however fast they come', async () => {
    await cell(16).click()
    await page().evaluate(() => {
      for (const key of ['8', '7', '6', '5']) {
        const target = document.activeElement
        const isTaken = !target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        // What the browser itself does with a key that nobody took, in whatever field then has the keyboard.
        const field = document.activeElement
        if (!isTaken && field instanceof HTMLInputElement && field === target)
          field.setRangeText(key, field.value.length, field.value.length, 'end')
      }
    })
    await press('Enter')
    await expect.poll(() => valueOf(16)).toBe(vehicles(8765))
  })

  test('a key in the same moment as the click before it goes to the clicked cell', async () => {
    await cell(16).evaluate((clicked: HTMLElement) => {
      clicked.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))
      clicked.focus()
      const del = new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(del)
    })
    const cleared = () => bridge().gestures.flatMap(({ writes }) => writes.map(({ period }) => period))
    await expect.poll(cleared).toEqual(['2026-04-16'])
  })

  test('a key in the same moment as a click on the row of totals does nothing to the cell before it', async () => {
    await cell(12).click()
    await page().evaluate(() => {
      const total = document.querySelector('[row-id="total"] [col-id="valetDaily"]')
      total?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))
      const key = new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(key)
    })
    await cell(16).click()
    await press('Delete')
    await expect.poll(() => bridge().gestures.map(({ writes }) => writes[0]?.period)).toEqual(['2026-04-16'])
  })

  test('keys held down move as far as they were pressed', async () => {
    await cell(12).click()
    await page().evaluate(() => {
      for (let i = 0; i < 6; i += 1) {
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }),
        )
      }
    })
    await page().getByTestId('inspector').getByText('Valet daily · Sat, Apr 18').waitFor()
    await page().waitForFunction(() => document.activeElement?.closest('[row-id="2026-04-18"]'))
    await page().keyboard.press('Delete')
    await expect
      .poll(() => bridge().gestures.map(({ writes }) => writes.map(({ period }) => period)))
      .toEqual([['2026-04-18']])
  })

  test('the week, the month and the revenue follow in the same moment', async () => {
    const revenue = cell(16, 'externalRevenue')
    const before = await revenue.textContent()
    await cell(16).click()
    await page().keyboard.type('1000')
    await press('Enter')
    await expect.poll(() => revenue.textContent()).not.toBe(before)
    const total = await page()
      .locator('[row-id="b-total"] [col-id="valetDaily"], [row-id="total"] [col-id="valetDaily"]')
      .textContent()
    const days = await page().locator('.row-entry [col-id="valetDaily"]').allTextContents()
    const sum = days.reduce((all, text) => all + Number(text.replace(',', '')), 0)
    expect(Math.abs(Number(total?.replace(',', '')) - sum)).toBeLessThan(16) // budget days show rounded
  })

  test('C2 Tab, Shift+Tab: Tab goes right past computed cells, and Enter returns under where the Tabs began', async () => {
    await cell(16).click()
    await page().keyboard.type('71')
    await press('Tab')
    await expect.poll(active).toBe('2026-04-16 valetMonthly')
    await page().keyboard.type('13')
    await press('Enter')
    await expect.poll(active).toBe('2026-04-17 valetDaily')
    await press('Shift+Tab')
    await expect.poll(active).toBe('2026-04-17 occupancy')
    expect([valueOf(16), valueOf(16, 'valetMonthly')]).toEqual([vehicles(71), vehicles(13)])
  })

  test('C2 Esc: leaves the old number', async () => {
    const before = valueOf(16)
    await cell(16).click()
    await page().keyboard.type('5')
    await press('Escape')
    expect([valueOf(16), gestures(), await active()]).toEqual([before, [], '2026-04-16 valetDaily'])
  })

  test('C2 F2, Backspace: F2 opens the exact number, and Enter without a change writes nothing', async () => {
    await cell(28).click()
    await press('F2')
    const text = await page().locator('.number-editor').inputValue()
    expect(Number(text)).toBeGreaterThan(60)
    expect(text).toContain('.') // a month's budget spread over its days
    await press('Enter')
    expect(gestures()).toEqual([])
    await cell(16).click()
    await press('F2', 'End', '5', 'Enter')
    await expect.poll(() => bridge().gestures.length).toBe(1)
    expect(String(valueOf(16))).toMatch(/^\d\d5000000$/)
  })

  test('C2 Delete: clears every chosen cell in one gesture, and they fall back to budget', async () => {
    await cell(14).click()
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Delete')
    await expect.poll(() => [valueOf(14), valueOf(15), valueOf(16)]).toEqual([null, null, null])
    expect(gestures()).toEqual([{ source: 'clear', label: 'Cleared 3 cells', cells: 3 }])
    await expect.poll(() => cell(16).getAttribute('class')).toContain('from-budget')
  })

  test('typing occupancy clears the occupied rooms of that day in the same gesture, and the other way round', async () => {
    await page().getByTestId('input-mode-rooms').click()
    await cell(16, 'occupiedRooms').click()
    await page().keyboard.type('301')
    await press('Enter')
    await expect.poll(() => [valueOf(16, 'occupiedRooms'), valueOf(16, 'occupancy')]).toEqual([vehicles(301), null])
    await page().getByTestId('input-mode-percentage').click()
    await cell(16, 'occupancy').click()
    await page().keyboard.type('50')
    await press('Enter')
    await expect.poll(() => [valueOf(16, 'occupancy'), valueOf(16, 'occupiedRooms')]).toEqual([5000, null])
    expect(bridge().gestures.map(({ writes }) => writes.length)).toEqual([2, 2])
    await expect.poll(() => cell(16, 'occupiedRooms').textContent()).toBe('180')
  })

  test('C3 any other text: it stays in the editor with the reason, and nobody leaves the month without it', async () => {
    await cell(16, 'occupancy').click()
    await page().keyboard.type('130')
    await press('Enter')
    await expect.poll(() => page().getByRole('alert').textContent()).toBe('Enter 0 % to 100 %.')
    await page().getByTestId('period-next').click()
    await page().getByTestId('tab-pl-view').click()
    await expect.poll(() => page().locator('.number-editor').inputValue()).toBe('130')
    expect([gestures(), bridge().state.preferences.month]).toEqual([[], '2026-04'])
    await press('Backspace', 'Backspace', 'Backspace', '9', '0', 'Enter')
    await expect.poll(() => valueOf(16, 'occupancy')).toBe(9000)
  })

  test('clicking another cell takes what was typed', async () => {
    await cell(16).click()
    await page().keyboard.type('77')
    await cell(20).click()
    await expect.poll(() => valueOf(16)).toBe(vehicles(77))
  })

  test('C2 Delete: closed cells among the chosen stay, and how many is said in the place of an older refusal', async () => {
    await cell(8).click()
    await press('Delete')
    await expect.poll(notice).toBe('Nothing here can be changed.')
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Delete')
    await expect.poll(notice).toBe('Cleared 2 cells; 2 cells were left as they are.')
    await cell(9).click()
    await press('Delete')
    await expect.poll(notice).toBe('Nothing here can be changed.')
    await cell(16).click()
    await press('Delete')
    await expect.poll(notice).toBe('')
  })

  test('C2 F2, Backspace: on a cell that cannot be typed they say why, as a double click does', async () => {
    const said = 'The actual of this day is loaded'
    await cell(3).click()
    await press('F2')
    await expect.poll(notice).toContain(said)
    await cell(16).click()
    await press('Delete')
    await expect.poll(notice).toBe('')
    await cell(4).click()
    await press('Backspace')
    await expect.poll(notice).toContain(said)
    await cell(17).click()
    await press('Delete')
    await expect.poll(notice).toBe('')
    await cell(5).dblclick()
    await expect.poll(notice).toContain(said)
    expect(await page().locator('.number-editor').count()).toBe(0)
  })

  test('a day with an actual cannot be typed and says why', async () => {
    await cell(3).click()
    await page().keyboard.type('9')
    await expect.poll(notice).toContain('The actual of this day is loaded')
    await expect.poll(() => page().locator('.number-editor').count()).toBe(0)
    await expect
      .poll(() => page().getByTestId('lock-reason').textContent())
      .toContain('The actual of this day is loaded')
  })
})

test('a day on which the site is not in operation expects nothing, and says so when typed on', async () => {
  await open({ open: { startDate: null, closeDate: '2026-04-20' } })
  await expect.poll(() => cell(24).textContent()).toBe('0')
  await cell(24).click()
  await page().keyboard.type('9')
  await expect.poll(notice).toContain('not in operation')
  await expect.poll(() => page().getByTestId('lock-reason').textContent()).toContain('not in operation')
  expect(gestures()).toEqual([])
})
