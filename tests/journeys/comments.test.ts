import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'
import type { Workbench } from '../support/workbench.ts'

let journey: Journey
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
})
afterAll(() => journey.end())

const DAY = '2026-04-21'
const cell = (page: Page) => page.locator(`[row-id="${DAY}"] [col-id="valetDaily"]`).first()
const syncNow = (workbench: Workbench) => workbench.ask((call) => call['sync.now'](undefined))
const openBox = async (page: Page) => {
  await cell(page).click()
  await page.keyboard.press('Shift+F2')
  await page.getByTestId('comment-box').waitFor()
}

test('a comment made offline survives a kill, reaches the district manager once, is answered and settled', async () => {
  const { workbench: mara } = await journey.atWork('maras laptop', 'mara')
  const { workbench: dana } = await journey.atWork('danas laptop', 'dana')

  await journey.server.stopApi()
  await openBox(mara.page)
  await mara.page.getByTestId('comment-text').fill('A convention: <b>220 rooms</b>.')
  await mara.page.getByTestId('comment-say').click()
  await expect.poll(() => cell(mara.page).getAttribute('class')).toContain('comments-1')
  await mara.kill()
  const again = await journey.start('maras laptop')
  await cell(again.page).waitFor()
  await expect.poll(() => cell(again.page).getAttribute('class')).toContain('comments-1')
  await journey.server.startApi()
  await syncNow(again)

  // It is noticed: a count at the site, a mark at the cell that a screen reader says too.
  await expect
    .poll(async () => {
      await syncNow(dana)
      return dana.page.getByTestId('new-comments-0427').count()
    })
    .toBe(1)
  expect(await dana.page.getByTestId('new-comments-0427').innerText()).toBe('1 new comment')
  await dana.page.getByRole('gridcell', { name: /has 1 comment$/ }).waitFor()
  await openBox(dana.page)
  await dana.page.getByTestId('comment-box').getByText('A convention: <b>220 rooms</b>.').waitFor()
  await dana.picture('comment-box')
  await dana.page.getByTestId('comment-text').fill('Then it is right.')
  await dana.page.getByTestId('comment-settle').click()
  await expect.poll(() => dana.page.getByTestId('new-comments-0427').count()).toBe(0)
  await expect.poll(() => cell(dana.page).getAttribute('class')).not.toContain('comments-')

  await expect
    .poll(async () => {
      await syncNow(again)
      return cell(again.page).getAttribute('class')
    })
    .not.toContain('comments-')
  await openBox(again.page)
  const box = again.page.getByTestId('comment-box')
  await box.getByText('Then it is right.').waitFor()
  expect(await box.getByText('A convention').count()).toBe(1)
  await box.getByText('Settled', { exact: true }).waitFor()
  expect([...again.consoleErrors, ...dana.consoleErrors]).toEqual([])
})
