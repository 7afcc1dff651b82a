import { beforeEach, expect, test } from 'vitest'
import { addDays } from '../../shared/core/calendar.ts'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { bridge, cell, open, page, press } = gridWindow()

const text = (row: string, column = 'valetDaily') => cell(row, column).textContent()
const writes = () => bridge().gestures.flatMap(({ writes: some }) => some)
const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0)

beforeEach(async () => {
  await open()
  await cell(16).click()
  await press('Control+Shift+M')
  await cell('2026-07').waitFor()
})

test('the months of the year stand under each other, each with what its own sheet adds up to', async () => {
  const july = await text('2026-07')
  await cell('2026-07').click()
  await press('Control+Shift+D')
  await cell('2026-07-16').waitFor()
  expect(await text('total')).toBe(july)
  expect(await page().getByTestId('zoom-day').getAttribute('aria-pressed')).toBe('true')
})

test('a number typed for a month is spread over its open days, and shows before it is taken', async () => {
  await cell('2026-07').click()
  await page().keyboard.type('3100')
  const preview = page().locator('.entry-preview')
  await expect.poll(() => preview.textContent()).toContain('3,100 spread over 31 open days')
  expect((await preview.textContent())?.split('\n').slice(1)).toEqual([
    'Jul 1–4: 400',
    'Jul 5–11: 700',
    'Jul 12–18: 700',
    'Jul 19–25: 700',
    'Jul 26–31: 600',
  ])
  await press('Enter')
  await expect.poll(() => text('2026-07')).toBe('3,100')
  expect(writes()).toHaveLength(31)
  expect(sum(writes().map(({ value }) => value))).toBe(3_100_000_000)
  expect(writes().map(({ period }) => period)).toEqual(Array.from({ length: 31 }, (_, i) => addDays('2026-07-01', i)))
})

test('of the month under way what is loaded stays, and is part of what was typed', async () => {
  await cell('2026-04').click()
  await page().keyboard.type('2500')
  await press('Enter')
  await expect.poll(() => text('2026-04')).toBe('2,500')
  expect(writes()[0]?.period).toBe('2026-04-10')
})

test('a closed month says that it is, and keeps its numbers', async () => {
  await cell('2026-02').click()
  await page().keyboard.type('5')
  await expect.poll(() => page().getByTestId('notice').textContent()).toContain('This month is closed.')
  expect(bridge().gestures).toEqual([])
})

test('several months are raised at once, and taken back in one step', async () => {
  const before = await Promise.all(['2026-06', '2026-07', '2026-08'].map((month) => text(month, 'selfDaily')))
  await cell('2026-06', 'selfDaily').click()
  await press('Shift+ArrowDown', 'Shift+ArrowDown')
  await page().keyboard.type('+10%')
  await press('Control+Enter')
  await expect.poll(() => bridge().gestures.length).toBe(1)
  await expect.poll(() => text('2026-06', 'selfDaily')).not.toBe(before[0])
  await press('Control+z')
  await expect
    .poll(() => Promise.all(['2026-06', '2026-07', '2026-08'].map((month) => text(month, 'selfDaily'))))
    .toEqual(before)
})

test('what stands under a month is the budget of all its days', async () => {
  await press('F4')
  const under = cell('2026-07', 'valetMonthly').locator('.beside')
  await expect.poll(() => under.textContent()).not.toBe('')
  expect(Number((await under.textContent())?.replace(',', ''))).toBeGreaterThan(200)
  const months = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)
  const all = await Promise.all(
    [...months, 'total'].map((row) => cell(row, 'valetDaily').locator('.beside').textContent()),
  )
  const [year = 0, ...parts] = all.map((one) => Number(one?.replaceAll(',', ''))).toReversed()
  expect(Math.abs(parts.reduce((total, part) => total + part, 0) - year)).toBeLessThanOrEqual(6) // each is rounded
})
