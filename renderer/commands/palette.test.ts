import { expect, test } from 'vitest'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { page, open, active, bridge, press, cell } = gridWindow()
const options = () => page().getByTestId('palette').getByRole('option').locator('span:first-child').allTextContents()
const ask = async (text: string) => {
  await press('Control+k')
  await page().keyboard.type(text)
}
const says = () => page().getByTestId('palette-says').textContent()

test.each([
  ['14 apr', ['Go to Tue, Apr 14, 2026'], '2026-04-14'],
  ['next friday', ['Go to Fri, Apr 17, 2026'], '2026-04-17'],
  ['today', ['Go to Fri, Apr 10, 2026'], '2026-04-10'],
  ['june 5', ['Go to Fri, Jun 5, 2026'], '2026-06-05'],
])('“%s” goes to that day, in the line that was open', async (text, titles, row) => {
  await open()
  await cell(16, 'selfDaily').click()
  await ask(text)
  await expect.poll(options).toEqual(titles)
  await press('Enter')
  await expect.poll(active).toBe(`${row} selfDaily`)
})

test('a month is opened by its number, from a tab of months to the same tab', async () => {
  await open()
  await page().getByTestId('tab-payroll').click()
  await ask('2026-12')
  await press('Enter')
  await expect.poll(() => page().getByTestId('period').inputValue()).toBe('2026-12')
  expect(await page().getByTestId('tab-payroll').getAttribute('aria-selected')).toBe('true')
})

test('a date outside what the site has is not offered, and it is said how far one may go', async () => {
  await open()
  await ask('14 Dec 2031')
  await expect
    .poll(says)
    .toContain('Sun, Dec 14, 2031 cannot be opened: this site goes from January 2025 to April 2027.')
  expect(await options()).toEqual([])
})

test('a line of another tab is found by its name or its account, and opened where it stands', async () => {
  await open()
  await ask('valet daily rate')
  await expect.poll(options).toEqual(['Parking rates: Valet daily rate'])
  await press('Enter')
  await expect.poll(active).toBe('2026-04 rate.valetDaily')
})

test('what was chosen lately stands first, also after a restart', async () => {
  await open()
  await ask('0612')
  await press('Enter')
  await expect.poll(() => page().getByTestId('open-site').textContent()).toContain('0612')
  await ask('what payroll means')
  await press('Enter')
  await page().getByTestId('help-topic').getByText('What Payroll means').waitFor()
  await press('Escape')
  await expect.poll(() => bridge().state.places.recent).toEqual(['help-topic-payroll', 'site-0612'])
  await page().reload()
  await page().locator('.ag-row').first().waitFor()
  await press('Control+k')
  await expect
    .poll(async () => (await options()).slice(0, 2))
    .toEqual(['What Payroll means', expect.stringContaining('0612')])
})

test('nothing found is said with what to try, and to a screen reader the list is closed', async () => {
  await open()
  await ask('zzz')
  await expect.poll(says).toContain('Nothing found for “zzz”, try a site’s number')
  expect(
    await page()
      .getByRole('combobox')
      .and(page().getByTestId('palette').locator('input'))
      .getAttribute('aria-expanded'),
  ).toBe('false')
  await press('Enter')
  await page().getByTestId('palette').waitFor()
})

test('the chosen option is named to the screen reader and stays in view on the way down', async () => {
  await open()
  await press('Control+k', 'PageDown', 'PageDown', 'ArrowDown')
  const input = page().getByTestId('palette').locator('input')
  const id = (await input.getAttribute('aria-activedescendant')) ?? ''
  const option = page().locator(`[id="${id}"]`)
  expect(await option.getAttribute('aria-selected')).toBe('true')
  const [list, shown] = [await page().locator('#palette-list').boundingBox(), await option.boundingBox()]
  expect((shown?.y ?? 0) + (shown?.height ?? 0)).toBeLessThanOrEqual((list?.y ?? 0) + (list?.height ?? 0) + 1)
  await press('PageUp', 'PageUp', 'PageUp')
  await expect.poll(async () => (await options())[0]).toBe('Undo')
})

test('F1 opens the help at the open tab, every topic can be reached by keyboard', async () => {
  await open()
  await press('F1')
  await expect.poll(() => page().getByTestId('help-topic').textContent()).toContain('What Statistics means')
  await page().getByTestId('help-trouble-conflict').press('Enter')
  await page().getByTestId('help-topic').getByText('Both numbers are kept.').waitFor()
  await page().getByTestId('help-shortcuts').click()
  await page().getByTestId('shortcuts').waitFor()
})
