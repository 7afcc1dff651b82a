import { expect, test } from 'vitest'
import { must } from '../../shared/core/bug.ts'
import { aSpokenSite } from '../../tests/support/fake-comments.ts'
import { gridWindow, vehicles } from '../../tests/support/grid-window.ts'

const { bridge, cell, gestures, open, page, press, valueOf } = gridWindow()
const standAt = () => bridge().state.comments.map(({ period }) => Number(period.slice(8)))
const marked = (day: number) => cell(day).getAttribute('aria-label')

test('C4 cut → paste: its comments go along with the number, are marked there, and one undo brings both back', async () => {
  await open(aSpokenSite())
  const before = [16, 18].map((day) => valueOf(day))
  await page()
    .getByRole('gridcell', { name: /has 2 comments$/ })
    .waitFor()
  await cell(16).click()
  await press('Control+x')
  expect(standAt()).toEqual([16, 16, 21])
  await cell(18).click()
  await press('Control+v')
  await expect.poll(standAt).toEqual([18, 18, 21])
  expect(gestures().map(({ cells }) => cells)).toEqual([2])
  await expect.poll(() => [16, 18].map((day) => valueOf(day))).toEqual([null, before[0]])
  await press('Shift+F2')
  const box = page().getByTestId('comment-box')
  await box.getByText('Why so few cars').waitFor()
  expect(await box.getByRole('heading').first().innerText()).toContain('Apr 18')
  await press('Escape', 'Control+z')
  await expect.poll(standAt).toEqual([16, 16, 21])
  await expect.poll(() => [16, 18].map((day) => valueOf(day))).toEqual(before)
  await cell(18).click()
  await expect.poll(() => marked(18)).not.toContain('comments')
})

test('C4 cut → paste: the arithmetic a number was typed as goes along, and F2 opens it there', async () => {
  await open()
  await cell(16).click()
  await page().keyboard.type('=12*6')
  await press('Enter')
  await expect.poll(() => valueOf(16)).toBe(vehicles(72))
  await cell(16).click()
  await press('Control+x')
  await cell(20).click()
  await press('Control+v')
  await expect.poll(() => [valueOf(16), valueOf(20)]).toEqual([null, vehicles(72)])
  await press('F2')
  await expect.poll(() => page().locator('.number-editor').inputValue()).toBe('=12*6')
  await press('Escape', 'Control+z')
  await expect.poll(() => valueOf(16)).toBe(vehicles(72))
  await cell(16).click()
  await press('F2')
  await expect.poll(() => page().locator('.number-editor').inputValue()).toBe('=12*6')
  await press('Escape')
})

test('C4 cut → paste: what was copied elsewhere since then is pasted, and what was cut stays', async () => {
  await open()
  const before = valueOf(16)
  await cell(16).click()
  await press('Control+x')
  await page().getByText('Cut 1 cell').waitFor()
  await page().evaluate(() => navigator.clipboard.writeText('55'))
  await cell(18).click()
  await press('Control+v')
  await expect.poll(() => valueOf(18)).toBe(vehicles(55))
  expect([valueOf(16), gestures().map(({ cells }) => cells)]).toEqual([before, [1]])
})

test('C4 cut → paste: a copy takes no comment along', async () => {
  await open(aSpokenSite())
  await cell(16).click()
  await press('Control+c')
  await page().getByText('Copied 1 cell').waitFor()
  await cell(18).click()
  await press('Control+v')
  await expect.poll(() => valueOf(18)).toBe(valueOf(16))
  expect(standAt()).toEqual([16, 16, 21])
})

/** Payroll by families, with a comment on each of two job codes of one of them. */
const spokenFamily = async () => {
  const [first] = aSpokenSite().comments ?? []
  const at = (code: string, id: string) => ({
    ...must(first, 'it has one'),
    id,
    lineId: `payroll.hours.${code}`,
    text: code,
  })
  const comments = [
    at('VLT1', '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a31'),
    at('VLT2', '5f3a8a52-6d7e-4d3c-9a8e-0c6f3d1b2a32'),
  ]
  await open({ comments })
  await page().getByTestId('tab-payroll').click()
  await cell(16, 'Valet').waitFor()
}
const spoken = () =>
  bridge().state.comments.map(({ lineId, period }) => `${lineId.split('.')[2]} ${Number(period.slice(8))}`)

test('C4 cut → paste: comments of a family’s job codes go along to another day of the family, and come back', async () => {
  await spokenFamily()
  await cell(16, 'Valet').click()
  await press('Control+x')
  await cell(20, 'Valet').click()
  await press('Control+v')
  await expect.poll(spoken).toEqual(['VLT1 20', 'VLT2 20'])
  await press('Control+z')
  await expect.poll(spoken).toEqual(['VLT1 16', 'VLT2 16'])
})

test('C4 cut → paste: to another family they stay, and the paste says so', async () => {
  await spokenFamily()
  await cell(16, 'Valet').click()
  await press('Control+x')
  await cell(16, 'GSA').click()
  await press('Control+v')
  await expect
    .poll(() => page().getByTestId('notice').textContent())
    .toContain('2 comments stayed where the number was')
  expect(spoken()).toEqual(['VLT1 16', 'VLT2 16'])
  expect(gestures().length).toBe(1)
})

test('C4 cut → paste: a week’s percentage leaves the comments of its days, and a sum that is spread leaves what was cut', async () => {
  const [first] = aSpokenSite().comments ?? []
  await open({ comments: [{ ...must(first, 'it has one'), lineId: 'driveInRatio' }] })
  await cell('week-2026-04-12', 'driveInRatio').click()
  await press('Control+x')
  await cell('week-2026-04-19', 'driveInRatio').click()
  await press('Control+v')
  await expect.poll(() => page().getByTestId('notice').textContent()).toContain('1 comment stayed')
  await cell('week-2026-04-12').click()
  await press('Control+x')
  await cell('week-2026-04-19').click()
  await press('Control+v')
  await page().getByTestId('spread-pasted').waitFor()
  await expect.poll(() => page().getByTestId('notice').textContent()).toContain('what was cut stays')
})
