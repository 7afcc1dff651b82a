import { beforeEach, expect, test } from 'vitest'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { bridge, cell, gestures, notice, open, page, press, toClipboard, valueOf } = gridWindow()
const editor = () => page().locator('.number-editor').inputValue()
const typedAs = () => page().getByTestId('typed-as')

beforeEach(() => open())

test('C3 =12*31: = is computed, said before it counts, and kept beside the number, where F2 opens it again', async () => {
  await cell(16).click()
  await page().keyboard.type('=1200*1.05')
  await expect.poll(() => page().locator('.entry-preview').textContent()).toBe('Comes to 1260')
  await press('Enter')
  await expect.poll(() => valueOf(16)).toBe(vehicles(1260))
  expect(gestures()).toEqual([{ source: 'typed', label: 'Typed 1,260 in Valet daily, Thu, Apr 16', cells: 1 }])
  await press('ArrowUp')
  await expect.poll(() => typedAs().textContent()).toBe('Typed as =1200*1.05')
  await press('F2')
  expect(await editor()).toBe('=1200*1.05')
  await press('Enter')
  expect(gestures().length).toBe(1)
})

test('C3 =12*31: another number lets go of the arithmetic, and undo brings both back', async () => {
  await cell(16).click()
  await page().keyboard.type('=31*4')
  await press('Enter', 'ArrowUp')
  await page().keyboard.type('99')
  await press('Enter', 'ArrowUp', 'F2')
  await expect.poll(editor).toBe('99')
  await press('Escape', 'Control+z')
  await expect.poll(() => cell(16).textContent()).toBe('124') // the window has read it again
  await press('F2')
  await expect.poll(editor).toBe('=31*4')
  await press('Escape', 'Control+Shift+z')
  await expect.poll(() => valueOf(16)).toBe(vehicles(99))
  await expect.poll(() => typedAs().count()).toBe(0)
})

test('C3 =12*31: with Ctrl+Enter every chosen cell keeps it; a copy carries the number alone', async () => {
  await cell(16).click()
  await press('Shift+ArrowDown')
  await page().keyboard.type('=12*5')
  await press('Control+Enter')
  await expect.poll(() => [valueOf(16), valueOf(17)]).toEqual([60, 60].map(vehicles))
  expect(bridge().gestures[0]?.typedAs?.map(({ period, text }) => [period, text])).toEqual([
    ['2026-04-16', '=12*5'],
    ['2026-04-17', '=12*5'],
  ])
  await cell(17).click()
  await press('Control+c')
  await expect.poll(notice).toBe('Copied 1 cell')
  expect(await page().evaluate(() => navigator.clipboard.readText())).toBe('60')
})

test('C3 =12*31: what cannot be computed stays in the editor with its reason; a pasted formula is refused', async () => {
  const before = valueOf(16)
  await cell(16).click()
  await page().keyboard.type('=A1*2')
  await press('Enter')
  await expect
    .poll(() => page().getByRole('alert').textContent())
    .toBe('“A1*2” cannot be computed here: numbers, + - * / and ( ) can.')
  await press('Escape')
  await toClipboard('=1+2')
  await press('Control+v')
  await page().getByTestId('paste-preview').getByText('Formulas are not computed when they are pasted').waitFor()
  expect([valueOf(16), gestures()]).toEqual([before, []])
})

test('C3 =12*31: in a week what it comes to is spread, and in a year of months it is kept as in a day', async () => {
  await cell('week-2026-04-12').click()
  await page().keyboard.type('=7*100')
  await press('Enter')
  const days = [12, 13, 14, 15, 16, 17, 18]
  const sum = () => days.reduce((all, day) => all + (valueOf(day) ?? 0), 0)
  await expect.poll(sum).toBe(vehicles(700))
  expect(bridge().gestures[0]?.typedAs).toBe(undefined)
  await press('Control+3')
  await page().locator('[row-id="2026-06"] [col-id="rate.valetDaily"]').click()
  await page().keyboard.type('=48+1.50')
  await press('Enter', 'ArrowUp', 'F2')
  await expect.poll(editor).toBe('=48+1.50')
})
