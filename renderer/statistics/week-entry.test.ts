import { beforeEach, expect, test } from 'vitest'
import { gridWindow } from '../../tests/support/grid-window.ts'

const { bridge, cell, open, page, valueOf } = gridWindow()

const valuesOf = (first: number, last: number, line = 'valetDaily') =>
  Array.from({ length: last - first + 1 }, (_, i) => valueOf(first + i, line))
const vehicles = (first: number, last: number) => valuesOf(first, last).map((value) => (value ?? 0) / 1_000_000)
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

beforeEach(() => open())

test('a week’s vehicles are spread over its days as they are now, to whole vehicles, and the rule shows before it is applied', async () => {
  const before = vehicles(12, 18)
  await cell('week-2026-04-12').click()
  await page().keyboard.type('1000')
  const preview = page().locator('.entry-preview')
  await expect
    .poll(() => preview.textContent())
    .toContain('1,000 spread over 7 open days in their present proportions.')
  expect((await preview.textContent())?.split('\n').length).toBe(8)
  expect(bridge().gestures).toEqual([])
  await page().keyboard.press('Enter')
  await expect.poll(() => sum(vehicles(12, 18))).toBe(1000)
  const after = vehicles(12, 18)
  expect(after.every((value) => Number.isInteger(value))).toBe(true)
  const exact = before.map((value) => (value * 1000) / sum(before))
  expect(after.every((value, i) => Math.abs(value - (exact[i] ?? 0)) < 1)).toBe(true)
  expect(bridge().gestures.map(({ label, writes }) => [label, writes.length])).toEqual([
    ['Typed 1,000 in Valet daily, Apr 12–18', 7],
  ])
  await expect.poll(() => cell('week-2026-04-12').textContent()).toBe('1,000')
})

test('days that are closed keep their actuals, which are part of the week; less than those is refused', async () => {
  await cell('week-2026-04-05').click()
  await page().keyboard.type('100')
  await page().keyboard.press('Enter')
  await page()
    .getByRole('alert')
    .filter({ hasText: 'The closed days among these already hold more than that.' })
    .waitFor()
  await page().keyboard.press('Escape')
  await page().keyboard.type('500')
  await page().keyboard.press('Enter')
  await expect
    .poll(() => bridge().gestures.map(({ writes }) => writes.map(({ period }) => period)))
    .toEqual([['2026-04-10', '2026-04-11']])
  await expect.poll(() => cell('week-2026-04-05').textContent()).toBe('500')
})

test('a percentage of a week is that of each of its open days', async () => {
  await cell('week-2026-04-12', 'occupancy').click()
  await page().keyboard.type('80%')
  await expect.poll(() => page().locator('.entry-preview').textContent()).toBe('80% on each of 7 open days.')
  await page().keyboard.press('Enter')
  await expect.poll(() => new Set(valuesOf(12, 18, 'occupancy'))).toEqual(new Set([8000]))
})

test('a week that is over, and a computed line, cannot be typed and say why', async () => {
  await cell('week-2026-04-01').click()
  await page().keyboard.type('5')
  await expect.poll(() => page().getByTestId('notice').textContent()).toContain('The actual of this day is loaded')
  await cell('week-2026-04-12', 'valetOvernight').click()
  await page().keyboard.type('5')
  await expect.poll(() => page().getByTestId('notice').textContent()).toContain('computed from other numbers')
  expect(bridge().gestures).toEqual([])
})

test('numbers typed down a column with the arrow key pass the week by', async () => {
  await cell('2026-04-18').click()
  await page().keyboard.type('91')
  await page().keyboard.press('ArrowDown')
  await page().keyboard.type('92')
  await page().keyboard.press('ArrowDown')
  await expect.poll(() => vehicles(18, 19)).toEqual([91, 92])
})

test('Delete on a week lets go of its open days', async () => {
  await cell('week-2026-04-12').click()
  await page().keyboard.press('Delete')
  await expect.poll(() => valuesOf(12, 18)).toEqual(Array.from({ length: 7 }, () => null))
})
