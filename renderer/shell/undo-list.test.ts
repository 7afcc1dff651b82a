import { beforeEach, expect, test } from 'vitest'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { bridge, cell, open, page, valueOf: storedOf } = gridWindow()

const valueOf = (day: number) => {
  const stored = storedOf(day)
  return stored === null ? null : stored / 1_000_000
}
async function type(day: number, text: string): Promise<void> {
  await cell(day).click()
  await page().keyboard.type(text)
  await page().keyboard.press('Enter')
  await expect.poll(() => valueOf(day)).toBe(Number(text))
}
const labels = () => page().getByTestId('undo-list').locator('li button > :first-child').allTextContents()

beforeEach(() => open())

const active = () => page().evaluate(() => document.activeElement?.closest('[row-id]')?.getAttribute('row-id'))

test('C2 Ctrl+Z, Ctrl+Y, Ctrl+Shift+Z: the list names every gesture, one press goes back to before any of them, and one more brings them again', async () => {
  const before = [16, 17, 18].map(valueOf)
  await type(16, '41')
  await type(17, '42')
  await type(18, '43')
  await page().keyboard.press('Control+Alt+z')
  await expect
    .poll(labels)
    .toEqual(
      ['43, Sat, Apr 18', '42, Fri, Apr 17', '41, Thu, Apr 16'].map(
        (text) => `Typed ${text.replace(',', ' in Valet daily,')}`,
      ),
    )
  await page()
    .getByRole('button', { name: /^Undo up to and with: Typed 42/ })
    .click()
  await expect.poll(() => [16, 17, 18].map(valueOf)).toEqual([41, before[1], before[2]])
  await expect.poll(() => page().getByTestId('notice').textContent()).toBe('2 steps undone')
  await page().getByTestId('undo-list-open').click()
  await page()
    .getByRole('button', { name: /^Do again up to and with: Typed 43/ })
    .click()
  await expect.poll(() => [16, 17, 18].map(valueOf)).toEqual([41, 42, 43])
})

test('an empty list says so, and Escape gives the keyboard back to the cell', async () => {
  await cell(16).click()
  await page().keyboard.press('Control+Alt+z')
  await page().getByText('Nothing was typed yet.').waitFor()
  await page().keyboard.press('Escape')
  await expect.poll(active).toBe('2026-04-16')
})

test('C2 Ctrl+Shift+H: it goes to the history of the cell, and Enter on an old value brings it back as a gesture of its own', async () => {
  await type(16, '41')
  await type(16, '42')
  await cell(16).click()
  await page().getByTestId('toggle-inspector').click() // hidden: the key opens it
  await cell(16).click()
  await page().keyboard.press('Control+Shift+h')
  await page().waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Restore 41'))
  await page().keyboard.press('Enter')
  await expect.poll(() => valueOf(16)).toBe(41)
  expect(bridge().gestures.at(-1)).toMatchObject({ source: 'typed', label: 'Restored 41 in Valet daily, Thu, Apr 16' })
})

test('C2 Ctrl+Shift+H: Esc goes back to the cell, and a history nobody can restore takes the keyboard too', async () => {
  const inList = () => page().evaluate(() => document.activeElement?.closest('[data-testid="history"]') !== null)
  await type(16, '41')
  await type(16, '42')
  await cell(16).click()
  await page().keyboard.press('Control+Shift+h')
  await expect.poll(inList).toBe(true)
  await page().keyboard.press('Escape')
  await expect.poll(active).toBe('2026-04-16')
  await cell(9).click()
  await page().keyboard.press('Control+Shift+h')
  await expect.poll(inList).toBe(true)
  await page().keyboard.press('Escape')
  await expect.poll(active).toBe('2026-04-09')
  // Asked for once, it is not taken to again.
  await cell(16).click()
  await expect.poll(() => page().getByTestId('history').textContent()).toContain('Mara Ellison')
  expect(await active()).toBe('2026-04-16')
  expect(bridge().gestures.length).toBe(2)
})

test('C2 Ctrl+Shift+H: what is being typed is taken first, and what is no number keeps the person there', async () => {
  await cell(16).click()
  await page().keyboard.type('4x')
  await page().keyboard.press('Control+Shift+h')
  await page().getByRole('alert').waitFor()
  await page().keyboard.press('Backspace')
  await page().keyboard.press('Control+Shift+h')
  await expect.poll(() => valueOf(16)).toBe(4)
  await expect.poll(() => page().getByTestId('history').textContent()).toContain('Mara Ellison')
})

test('C2 Ctrl+Shift+H: of a sum or a computed number it says there is none, and takes the keyboard nowhere later', async () => {
  const notice = () => page().getByTestId('notice').textContent()
  for (const [row, column] of [
    ['week-2026-04-12', 'valetDaily'],
    ['2026-04-16', 'externalRevenue'],
  ] as const) {
    await page().locator(`[row-id="${row}"] [col-id="${column}"]`).click()
    await page().keyboard.press('Control+Shift+h')
    await expect.poll(notice).toContain('has no history')
  }
  await cell(16).click()
  await page().getByRole('heading', { name: 'History' }).waitFor()
  await page().waitForTimeout(300)
  expect(await active()).toBe('2026-04-16')
})

test('C2 Ctrl+Shift+H: a closed day’s history is read, not restored', async () => {
  const restores = page().getByRole('button', { name: /^Restore/ })
  await type(16, '41')
  await type(16, '42')
  await cell(16).click()
  await expect.poll(() => restores.count()).toBeGreaterThan(0)
  bridge().state.editable = false
  await page().reload()
  await cell(16).click()
  await expect.poll(() => page().getByTestId('history').textContent()).toContain('41')
  expect(await restores.count()).toBe(0)
})

test('C2 Ctrl+Shift+H: a rate has details of its own, with what it stands beside and its history', async () => {
  await page().keyboard.press('Control+3')
  const rate = page().locator('[row-id="2026-05"] [col-id="rate.valetDaily"]')
  await rate.click()
  await page().keyboard.type('49.5')
  await page().keyboard.press('Enter')
  await expect.poll(() => bridge().gestures.map(({ label }) => label)).toHaveLength(1)
  await rate.click()
  await page().keyboard.press('Control+i')
  const details = page().getByTestId('inspector')
  await details.getByText('Same month last year').waitFor()
  await expect.poll(() => details.getByTestId('history').textContent()).toContain('Mara Ellison')
})
