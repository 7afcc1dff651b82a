import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'
import { StatisticsPage } from '../support/statistics-page.ts'
import { violations } from '../support/accessibility.ts'
import type { Workbench } from '../support/workbench.ts'

let journey: Journey
let workbench: Workbench
let statistics: StatisticsPage
let page: Page
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
  ;({ workbench, statistics } = await journey.atWork('maras laptop', 'mara'))
  page = workbench.page
})
afterAll(() => journey.end())

/** What is stored of Valet daily in April and May; runs inside the page, so it leans on nothing around it. */
const stored = (month: string) =>
  page.evaluate(async (asked) => {
    const reply = await window.frontline.call['sheet.read']({ siteId: '0427', month: asked })
    return reply.ok ? (reply.value.forecast['valetDaily'] ?? []).map((value) => value && value / 1_000_000) : []
  }, month)
const day = async (period: string) => (await stored(period.slice(0, 7)))[Number(period.slice(8)) - 1] ?? null
const sumOf = (values: readonly (number | null)[]) =>
  Math.round(values.reduce<number>((all, value) => all + (value ?? 0), 0))
const said = (value: number | null | undefined) => (value == null ? 'empty' : String(value))
const notice = () => page.getByTestId('notice').textContent()

async function settle(...choices: readonly string[]): Promise<void> {
  await page.keyboard.press('Control+K')
  await page.keyboard.type('settings of the grids')
  await page.keyboard.press('Enter')
  for (const choice of choices) await page.getByTestId(choice).check()
  await page.keyboard.press('Escape')
}

test('settings of the grids are changed with the palette, count at once, and after a restart', async () => {
  await statistics.type('2026-04-20', 'valetDaily', '2k')
  await expect.poll(() => day('2026-04-20')).toBe(2000)
  await settle('quoteKeys-above', 'fillDrag-series', 'pasteRefused-all-or-nothing', 'shorthand-false')

  await statistics.type('2026-04-20', 'valetDaily', '10')
  await statistics.type('2026-04-21', 'valetDaily', '=26/2')
  await expect.poll(() => day('2026-04-21')).toBe(13)
  await statistics.cell('2026-04-22', 'valetDaily').click()
  await page.keyboard.press("Control+'")
  await expect.poll(() => day('2026-04-22')).toBe(13)

  await statistics.cell('2026-04-20', 'valetDaily').click()
  await page.keyboard.press('Shift+ArrowDown')
  const corner = await page.locator('.fill-corner').boundingBox()
  if (corner === null) throw new Error('the selection has no corner')
  await page.mouse.move(corner.x + corner.width - 4, corner.y + corner.height - 4)
  await page.mouse.down()
  await statistics.cell('2026-04-23', 'valetDaily').hover()
  await page.mouse.up()
  await expect.poll(() => day('2026-04-23')).toBe(19)
  expect(await notice()).toBe('Filled 2 cells as a series. Hold Ctrl to repeat.')
  await workbench.close()

  workbench = await journey.start('maras laptop')
  page = workbench.page
  statistics = new StatisticsPage(workbench)
  await statistics.open('0427')
  await statistics.paste('2026-04-24', 'valetDaily', [['41'], ['2k'], ['43']])
  await page.getByTestId('paste-preview').waitFor()
  expect(await page.locator('[data-verdict="refused"] td').allTextContents()).toEqual([
    'Valet daily, Sat, Apr 25',
    '2k',
    'Refused',
    '“2k” is shorthand, which your settings of the grids do not read. Write the number out.',
  ])
  const before = await stored('2026-04')
  await workbench.picture('paste-held')
  await page.getByTestId('paste-setting').click()
  await page.getByTestId('grid-settings').waitFor()
  expect(await violations(page)).toEqual([])
  await workbench.picture('grid-settings')
  await page.getByTestId('shorthand-true').check()
  await page.keyboard.press('Escape')
  expect(await stored('2026-04')).toEqual(before)
  await statistics.paste('2026-04-24', 'valetDaily', [['41'], ['2k'], ['43']])
  await expect.poll(() => day('2026-04-26')).toBe(43)
  expect(await day('2026-04-25')).toBe(2000)
})

test('C2 Ctrl+Z, Ctrl+Y, Ctrl+Shift+Z: a fill of eight months is shown before it comes back, and what Enter does is what was shown', async () => {
  const [april, may] = [await stored('2026-04'), await stored('2026-05')]
  await page.keyboard.press('Control+Shift+M')
  const month = (name: string, line: string) => page.locator(`[row-id="${name}"] [col-id="${line}"]`)
  await month('2026-05', 'valetDaily').click()
  await month('2026-12', 'valetComps').click({ modifiers: ['Shift'] })
  await page.keyboard.type('1860')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => sumOf(await stored('2026-05'))).toBe(1860)
  const filled = await stored('2026-05')

  await page.keyboard.press('Control+Z')
  const preview = page.getByTestId('undo-preview')
  await preview.getByText('Undo this step?').waitFor()
  expect(await preview.getByTestId('undo-facts').textContent()).toContain('May 2026 to December 2026 (8 months)')
  const shown = preview.locator('tbody tr', { hasText: 'Valet daily, Sun, May 3' }).locator('td')
  expect((await shown.allTextContents()).slice(0, 3)).toEqual([
    'Valet daily, Sun, May 3',
    said(filled[2]),
    said(may[2]),
  ])
  expect(await violations(page)).toEqual([])
  await workbench.picture('undo-preview')
  await page.keyboard.press('Escape')
  expect(await stored('2026-05')).toEqual(filled)
  await page.keyboard.press('Control+Z')
  await preview.waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => stored('2026-05')).toEqual(may)
  expect(await stored('2026-04')).toEqual(april)
  await page.keyboard.press('Control+Y')
  await preview.getByText('Do this step again?').waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => stored('2026-05')).toEqual(filled)
})
