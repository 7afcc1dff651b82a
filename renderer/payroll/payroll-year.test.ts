import { expect, test } from 'vitest'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { bridge, cell, open, page, press, notice } = gridWindow()

const text = (row: string, column = 'Valet') => cell(row, column).textContent()
const hundredths = async (row: string, column = 'Valet') =>
  Math.round(Number((await text(row, column))?.replaceAll(',', '')) * 100)
const writes = () => bridge().gestures.flatMap(({ writes: some }) => some)
const preview = () => page().locator('.entry-preview').innerText()
const MONTHS = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)
const row = (month: string) => page().locator(`[row-id="${month}"]`).first()

/** Payroll of 2026 by its months. */
async function openYear(state: Parameters<typeof open>[0] = {}): Promise<void> {
  await open(state)
  await press('Control+2')
  await page().getByTestId('page-payroll').locator('[col-id="total"]').first().waitFor()
  await press('Control+Shift+M')
  await cell('2026-07', 'total').waitFor()
}

test('the months of payroll stand under each other, each with what its own sheet adds up to, and the year under them', async () => {
  await openYear()
  const parts = await Promise.all(MONTHS.map((month) => hundredths(month)))
  expect(await hundredths('total')).toBe(parts.reduce((sum, part) => sum + part, 0))
  expect(await row('2026-03').textContent()).toContain('Closed')
  expect(await row('2026-04').textContent()).toContain('Under way')
  const july = await text('2026-07')
  await cell('2026-07', 'Valet').click()
  await press('Control+Shift+D')
  await cell('2026-07-16', 'Valet').waitFor()
  expect(await text('total')).toBe(july)
})

test('hours typed for a month go over its open days and their codes, and the rule and each week show before', async () => {
  await openYear()
  await cell('2026-07', 'Valet').click()
  await page().keyboard.type('3100')
  await expect.poll(preview).toContain('3,100 spread over 31 open days by their pattern.')
  expect(await preview()).toContain('Each day is shared by 2 job codes by their employees.')
  expect((await preview()).split('\n').slice(-5)).toEqual([
    'Jul 1–4: 400.12',
    'Jul 5–11: 700',
    'Jul 12–18: 700',
    'Jul 19–25: 700',
    'Jul 26–31: 599.88',
  ])
  expect(bridge().gestures).toEqual([])
  await press('Enter')
  await expect.poll(() => text('2026-07')).toBe('3,100.00')
  expect(writes()).toHaveLength(62)
  expect(writes().reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(310_000)
  expect(bridge().gestures.map(({ label }) => label)).toEqual(['Typed 3,100 in Valet hours, July 2026'])
})

test('of the month under way what was worked stays, and less than that is not taken', async () => {
  await openYear()
  await cell('2026-04', 'Valet').click()
  await page().keyboard.type('100')
  await press('Enter')
  const problem = 'The locked days already hold more than that.'
  await expect.poll(() => page().locator('.entry-problem').textContent()).toBe(problem)
  await press('Escape')
  await cell('2026-02', 'Valet').click()
  await page().keyboard.type('5')
  await expect.poll(notice).toBe('Every day of this month is locked.')
  expect(bridge().gestures).toEqual([])
})

test('the details and the way back to the budget are those of the chosen months', async () => {
  await openYear()
  await cell('2026-06', 'Valet').click()
  await expect.poll(() => page().getByTestId('inspector').innerText()).toContain('Valet · June 2026')
  await page().keyboard.type('900')
  await press('Enter')
  await expect.poll(() => text('2026-06')).toBe('900.00')
  await cell('2026-06', 'Valet').click()
  await press('Shift+ArrowDown')
  await page().getByTestId('reset-to-budget').click()
  await expect.poll(() => bridge().gestures.map(({ source }) => source)).toEqual(['typed', 'clear'])
  await expect.poll(() => text('2026-06')).not.toBe('900.00')
  expect(bridge().gestures[1]?.label).toBe('Reset 60 cells to budget: Valet, June 2026')
})

test('what stands under a month is the budget of its days, and under the year that of its months', async () => {
  await openYear()
  await press('F4')
  const under = async (name: string) =>
    Number((await cell(name, 'Valet').locator('.beside').textContent())?.replaceAll(',', ''))
  await expect.poll(() => under('2026-07')).toBeGreaterThan(0)
  const parts = await Promise.all(MONTHS.map(under))
  expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - (await under('total')))).toBeLessThan(0.1)
})

test('a rate of a month is that of each of its days, and no rates are added up', async () => {
  await openYear()
  await page().getByTestId('payroll-mode-Code').click()
  await page().getByTestId('payroll-metric-rate').click()
  await cell('2026-07', 'BELL').click()
  await page().keyboard.type('20')
  await press('Enter')
  await expect.poll(() => writes().length).toBe(31)
  expect(new Set(writes().map(({ value }) => value))).toEqual(new Set([2000]))
  expect(await page().locator('[row-id="total"]').count()).toBe(0)
})
