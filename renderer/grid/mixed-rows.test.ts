import { beforeEach, describe, expect, test } from 'vitest'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { bridge, cell, notice, open, page, press, valueOf } = gridWindow()
const WEEK = [12, 13, 14, 15, 16, 17, 18]
const values = (days: readonly number[]) => days.map((day) => valueOf(day))
const sum = (days: readonly number[]) => values(days).reduce<number>((all, value) => all + (value ?? 0), 0)
const periods = () => bridge().gestures.map(({ writes }) => writes.map(({ period }) => Number(period.slice(8))))
const named = (command: 'reset-to-budget' | 'repeat-week' | 'change-chosen') =>
  bridge().emit('command.chosen', { command })
/** From a day over its week into the next one: of the week’s row nothing is chosen. */
const daysAndWeek = async () => {
  await cell(17).click()
  await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown')
}
/** From a week up over its last day: of the day nothing is chosen. */
const weekAndDay = async () => {
  await cell('week-2026-04-12').click()
  await press('Shift+ArrowUp')
}

describe('C2 Delete: a week and its days chosen together are written once', () => {
  beforeEach(() => open())

  test('C2 Delete: Reset to budget, Delete and the budget name each day once', async () => {
    await daysAndWeek()
    named('reset-to-budget')
    await expect.poll(periods).toEqual([[17, 18, 19]])
    await expect.poll(notice).toBe('Reset 3 cells to the budget')
    await press('Control+z')
    await expect.poll(() => valueOf(17)).not.toBeNull()
    await daysAndWeek()
    await press("Control+'")
    await expect.poll(periods).toEqual([
      [17, 18, 19],
      [17, 18, 19],
    ])
    await weekAndDay()
    named('reset-to-budget')
    await expect.poll(() => periods().at(-1)).toEqual(WEEK)
    await press('Control+z')
    await expect.poll(() => valueOf(13)).not.toBeNull()
    await weekAndDay()
    await press('Delete')
    await expect.poll(() => periods().at(-1)).toEqual(WEEK)
  })

  test('C3 +10%, *1.03, /2, +=500: an operator is applied once, to the days or to the week', async () => {
    const before = values([17, 18, 19])
    await daysAndWeek()
    await page().keyboard.type('*2')
    await press('Control+Enter')
    await expect.poll(() => values([17, 18, 19])).toEqual(before.map((value) => (value ?? 0) * 2))
    const week = sum(WEEK)
    await weekAndDay()
    await page().keyboard.type('*2')
    await press('Control+Enter')
    await expect.poll(() => sum(WEEK)).toBe(week * 2)
    expect(periods().at(-1)).toEqual(WEEK)
  })

  test('Adjust, Spread and repeat last week name each day once', async () => {
    await daysAndWeek()
    named('change-chosen')
    await page().getByTestId('change-chosen').waitFor()
    await page().keyboard.type('10')
    await expect.poll(() => page().getByTestId('change-would').innerText()).toBe('Changes 3 cells.')
    await page().getByLabel('Spread a total').check()
    await page().getByLabel('Total', { exact: true }).fill('300')
    await page().getByLabel('nothing: equally').check()
    await press('Enter')
    await expect.poll(() => values([17, 18, 19])).toEqual([100, 100, 100].map(vehicles))
    const before = values([10, 11, 12])
    await daysAndWeek()
    named('repeat-week')
    await expect.poll(() => values([17, 18, 19])).toEqual(before)
    expect(periods()).toEqual([
      [17, 18, 19],
      [17, 18, 19],
    ])
  })
})

test('C2 Ctrl+Enter: the whole month’s rate is no week among weeks, so each day is priced once', async () => {
  await open()
  await page().getByTestId('tab-payroll').click()
  await page().getByTestId('payroll-mode-Code').click()
  await page().getByTestId('payroll-metric-rate').click()
  await cell('month', 'BELL').click()
  await page().keyboard.type('20')
  await press('Enter')
  await expect.poll(() => valueOf(30, 'payroll.rate.BELL')).toBe(2000)
  await cell('week-2026-04-26', 'BELL').click()
  await press('Control+ ')
  await page().keyboard.type('*1.5')
  await press('Control+Enter')
  await expect.poll(() => valueOf(30, 'payroll.rate.BELL')).toBe(3000)
  const days = periods().at(-1) ?? []
  expect([days.length, new Set(days).size]).toEqual([21, 21])
})
