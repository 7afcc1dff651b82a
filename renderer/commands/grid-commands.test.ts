import { beforeEach, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { bridge, cell, notice, open, page, valueOf } = gridWindow()

const values = (first: number, last: number, line = 'valetDaily') =>
  Array.from({ length: last - first + 1 }, (_, i) => {
    const stored = valueOf(first + i, line)
    return stored === null ? null : stored / 1_000_000
  })
async function choose(first: number, last: number, line = 'valetDaily'): Promise<void> {
  await cell(first, line).click()
  await cell(last, line).click({ modifiers: ['Shift'] })
}

beforeEach(() => open())

test('two chosen weeks repeat the week before them, day by day, as one gesture', async () => {
  const before = values(12, 18)
  await choose(19, 30)
  await page().keyboard.press('Control+Shift+l')
  await expect.poll(() => values(19, 30)).toEqual([...before, ...before].slice(0, 12))
  expect(bridge().gestures.length).toBe(1)
  await expect.poll(notice).toBe('Repeated the week before in 12 cells')
})

test('the first week of a month has no week before it here, and says so', async () => {
  await bridge().call['preferences.write']({ month: '2026-05' })
  await page().reload()
  await page().locator('[row-id="2026-05-02"] [col-id="valetDaily"]').click()
  await page().keyboard.press('Control+Shift+l')
  await expect.poll(notice).toContain('The week before is in another month.')
  expect(bridge().gestures).toEqual([])
})

test('chosen cells go back to the budget by name from the palette, one undo step', async () => {
  await choose(12, 14)
  await page().keyboard.press('Control+k')
  await page().keyboard.type('reset chosen budget')
  await page().keyboard.press('Enter')
  await expect.poll(() => values(12, 14)).toEqual([null, null, null])
  expect(bridge().gestures.map(({ label }) => label)).toEqual(['Reset 3 cells to the budget'])
})

test('Ctrl+Shift+A raises the chosen cells by a percentage, and says what it would do before it does', async () => {
  const before = values(12, 14)
  await choose(12, 14)
  await page().keyboard.press('Control+Shift+a')
  await page().keyboard.type('5')
  await expect.poll(() => page().getByTestId('change-would').textContent()).toBe('Changes 3 cells.')
  const told = await page().getByTestId('change-shares').locator('td:last-child').allInnerTexts()
  expect(told.map(Number)).toEqual(before.map((value) => Math.round((value ?? 0) * 105) / 100))
  expect(await violations(page())).toEqual([])
  await page().keyboard.press('Enter')
  await expect.poll(() => values(12, 14)).toEqual(before.map((value) => Math.round((value ?? 0) * 105) / 100))
  expect(bridge().gestures.map(({ label }) => label)).toEqual(['Changed 3 cells by 5%'])
})

test('a total is spread over the chosen days in the proportions of last year, to whole vehicles', async () => {
  await choose(12, 18)
  await page().keyboard.press('Control+Shift+a')
  await page().keyboard.type('700')
  await page().getByLabel('Spread a total').check()
  await page().getByLabel('last year', { exact: true }).check()
  await page().getByRole('button', { name: 'Change', exact: true }).click()
  await expect.poll(() => values(12, 18).reduce<number>((all, value) => all + (value ?? 0), 0)).toBe(700)
  expect(values(12, 18).every((value) => Number.isInteger(value))).toBe(true)
  expect(bridge().gestures.length).toBe(1)
})

test.each([
  ['the four weeks before', '2026-03'],
  ['last year’s weekdays', '2026-04'],
] as const)('a total is spread in the proportions of %s, each share shown before it counts', async (shape, read) => {
  await choose(12, 18)
  await page().keyboard.press('Control+Shift+a')
  await page().keyboard.type('700')
  await page().getByLabel('Spread a total').check()
  await page().getByLabel(shape).check()
  const shares = page().getByTestId('change-shares').locator('tbody tr')
  await expect.poll(() => shares.count()).toBe(7)
  const told = (await shares.locator('td:last-child').allInnerTexts()).map(Number)
  expect(told.reduce((all, share) => all + share, 0)).toBe(700)
  expect(new Set(told).size).toBeGreaterThan(3) // weekends are busier
  expect(await violations(page())).toEqual([])
  const months = bridge()
    .asked.filter(({ name }) => name === 'sheet.read')
    .map(({ input }) => (input as { month: string }).month)
  expect(months.at(-1)).toBe(read)
  await page().getByRole('button', { name: 'Change', exact: true }).click()
  await expect.poll(() => values(12, 18)).toEqual(told)
  expect(bridge().gestures.length).toBe(1)
})

test('in Payroll the four weeks before are read too; a year of months has none', async () => {
  await page().keyboard.press('Control+2')
  await page().getByTestId('page-payroll').waitFor()
  const first = page().locator('[row-id="2026-04-12"] .number-cell').first()
  const column = await first.getAttribute('col-id')
  await first.click()
  await page()
    .locator(`[row-id="2026-04-18"] [col-id="${column}"]`)
    .click({ modifiers: ['Shift'] })
  await page().keyboard.press('Control+Shift+a')
  await page().keyboard.type('210.5')
  await page().getByLabel('Spread a total').check()
  await page().getByLabel('the four weeks before').check()
  const shares = page().getByTestId('change-shares').locator('tbody tr td:last-child')
  await expect.poll(() => shares.count()).toBe(7)
  const told = (await shares.allInnerTexts()).map((text) => Math.round(Number(text) * 100))
  expect(told.reduce((all, share) => all + share, 0)).toBe(21_050)
  await page().keyboard.press('Escape')
  await page().keyboard.press('Control+3')
  await cell('2026-05', 'rate.valetDaily').click()
  await cell('2026-08', 'rate.valetDaily').click({ modifiers: ['Shift'] })
  await page().keyboard.press('Control+Shift+a')
  await page().keyboard.type('200')
  await page().getByLabel('Spread a total').check()
  await page().getByLabel('last year’s weekdays').check()
  await expect
    .poll(() => page().getByTestId('change-would').textContent())
    .toBe('This shape is one of days. Choose days of one line.')
})

test.each([
  [
    'a percentage',
    'occupancy',
    'Spread a total',
    '80',
    'These numbers cannot be added up, so no total can be spread over them.',
  ],
  ['a word', 'valetDaily', 'By an amount', 'many', 'Enter a number.'],
  ['too much taken away', 'valetDaily', 'By an amount', '-1000', 'Valet daily, Sun, Apr 12: Enter 0 to 99,999.'],
] as const)('%s is refused with its reason, and nothing can be applied', async (_what, line, kind, text, reason) => {
  await choose(12, 14, line)
  await page().keyboard.press('Control+Shift+a')
  await page().getByLabel(kind).check()
  await page().getByRole('textbox').fill(text)
  await expect.poll(() => page().getByTestId('change-would').textContent()).toBe(reason)
  expect(await page().getByRole('button', { name: 'Change', exact: true }).isDisabled()).toBe(true)
})
