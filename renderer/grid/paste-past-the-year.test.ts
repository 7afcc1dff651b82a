import { expect, test } from 'vitest'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'
import { restOf } from './next-month.ts'

const { bridge, cell, gestures, notice, open, page, press, toClipboard } = gridWindow()
const goOn = () => page().getByTestId('paste-go-on')
const months = () => bridge().gestures.map(({ writes }) => writes.map(({ period, value }) => [period, value]))
const MONTHS = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)

test('C4 block runs past the last column: months go on in next year’s January, as a gesture of its own that undo takes back', async () => {
  await open()
  await page().getByTestId('tab-other-expenses').click()
  await cell('account.7045', '2026-11').click()
  await toClipboard('101\t102\t103\t104')
  await press('Control+v')
  await expect.poll(() => goOn().textContent()).toBe('Paste 2 cells, continue in January 2027')
  await goOn().click()
  await expect.poll(months).toEqual([
    [
      ['2026-11', 10_100],
      ['2026-12', 10_200],
    ],
    [
      ['2027-01', 10_300],
      ['2027-02', 10_400],
    ],
  ])
  await expect.poll(() => cell('account.7045', '2027-01').textContent()).toBe('103')
  await press('Control+z')
  await expect.poll(() => cell('account.7045', '2027-01').textContent()).not.toBe('103')
  expect(bridge().valueOf('0427', 'account.7045', '2026-12')).toBe(10_200)
})

test('C4 block runs past the last row: parking rates go on in next year’s January, with verdicts where a cell cannot take its text', async () => {
  await open()
  await page().getByTestId('tab-parking-rates').click()
  await cell('2026-12', 'rate.valetDaily').click()
  await toClipboard('51\t41\n52\tabc')
  await press('Control+v')
  await goOn().click()
  const preview = page().getByTestId('paste-preview')
  await expect.poll(() => preview.getByRole('heading').innerText()).toBe('Nothing is pasted in January 2027 yet')
  expect(await preview.locator('[data-verdict="refused"] tr').allInnerTexts()).toEqual([expect.stringContaining('abc')])
  await page().getByTestId('paste-take').click()
  await expect.poll(() => gestures().length).toBe(2)
  expect(months()[1]).toEqual([['2027-01', 5200]])
  await expect.poll(() => cell('2027-01', 'rate.valetDaily').textContent()).toBe('52.00')
})

test('C4 block runs past the last row: months of Statistics are spread in the year after, asked first', async () => {
  await open()
  await cell(16).click()
  await press('Control+Shift+m')
  await cell('2026-12').click()
  await toClipboard('3100\n6200')
  await press('Control+v')
  const dialog = page().getByTestId('spread-pasted')
  await dialog.getByLabel('nothing: equally').check()
  await expect
    .poll(() => dialog.getByTestId('change-would').innerText())
    .toContain('1 text runs past the end and can go on in January 2027')
  await page().getByTestId('spread-go-on').click()
  await expect.poll(() => dialog.locator('input[type="text"]').inputValue()).toBe('6200')
  await dialog.getByLabel('nothing: equally').check()
  await dialog.getByRole('button', { name: 'Change' }).click()
  await expect.poll(() => bridge().valueOf('0427', 'valetDaily', '2027-01-31')).toBe(vehicles(200))
  expect(bridge().valueOf('0427', 'valetDaily', '2026-12-31')).toBe(vehicles(100))
  await expect.poll(() => cell('2027-01').textContent()).toBe('6,200')
})

test('C4 block runs past the last row: where that year cannot be opened yet it is said, and how much was left out', async () => {
  await open()
  await page().getByTestId('tab-parking-rates').click()
  for (let i = 0; i < 9; i += 1) await press('Control+]')
  await cell('2027-12', 'rate.valetDaily').click()
  await toClipboard('51\n52')
  await press('Control+v')
  await goOn().click()
  await expect.poll(notice).toBe('1 number was left out: January 2028 is further than one can forecast now.')
})

test('C4 block runs past the last column: a whole year and one more is a year with its total, and weeks have no year after', () => {
  const rest = (texts: number, left: number, columnIds: readonly string[]) =>
    restOf([Array.from({ length: texts }, (_, i) => String(i))], { rowIds: ['a'], columnIds, top: 0, left })?.texts
  const year = [...MONTHS, 'total']
  expect([rest(13, 0, year), rest(14, 0, year), rest(2, 11, year), rest(2, 12, year)]).toEqual([
    undefined,
    [['12', '13']],
    [['1']],
    undefined,
  ])
  expect(restOf([['1'], ['2']], { rowIds: ['week-2026-12-27'], columnIds: ['valetDaily'], top: 0, left: 0 })).toBeNull()
})
