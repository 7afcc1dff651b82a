import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Journey } from '../support/journey.ts'
import type { Workbench } from '../support/workbench.ts'

let journey: Journey
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
})
afterAll(() => journey.end())

const MONTH = '2026-05'
const REASON = 'The city raised its tax in May.'
const syncNow = (workbench: Workbench) => workbench.ask((call) => call['sync.now'](undefined))
const rate = (page: Page) => page.locator(`[row-id="${MONTH}"] [col-id="rate.valetDaily"]`).first()
const check = (page: Page) => page.getByTestId('checks').locator('li').filter({ hasText: 'Valet daily rate, May 2026' })

async function typeRate(page: Page, text: string): Promise<void> {
  await rate(page).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** The list of checks as it is now, whatever it was when it was opened. */
async function openChecks(page: Page): Promise<void> {
  if ((await page.getByTestId('checks').count()) > 0) await page.getByTestId('checks-close').click()
  await page.keyboard.press('F7')
  await page.getByTestId('checks').waitFor()
}

test('a warning kept with a reason offline is read, with the reason, by the district manager, and stands again for another number', async () => {
  const { workbench: mara } = await journey.atWork('maras laptop', 'mara')
  const { workbench: dana } = await journey.atWork('danas laptop', 'dana')
  for (const { page } of [mara, dana]) {
    await page.getByTestId('period-next').click()
    await page.locator(`[row-id="${MONTH}-16"]`).first().waitFor()
    await page.getByTestId('tab-parking-rates').click()
    await rate(page).waitFor()
  }

  // Without a network: the number is warned of, kept with a reason, and both outlive a kill.
  await journey.server.stopApi()
  await typeRate(mara.page, '99')
  await openChecks(mara.page)
  await check(mara.page).getByLabel('Why is this right?').fill(REASON)
  await mara.page.keyboard.press('Enter')
  await check(mara.page).filter({ hasText: REASON }).filter({ hasText: 'waiting to be sent' }).waitFor()
  await mara.kill()
  const again = await journey.start('maras laptop')
  await rate(again.page).waitFor()
  await journey.server.startApi()
  await syncNow(again)

  // On another laptop, under another name: in the list of checks, who gave which reason; nothing to keep is offered.
  await expect
    .poll(async () => {
      await syncNow(dana)
      await openChecks(dana.page)
      return (await check(dana.page).allInnerTexts()).join()
    })
    .toContain(`“${REASON}” · Mara Lindqvist`)
  expect(await check(dana.page).innerText()).toMatch(/^Kept/)
  expect(await check(dana.page).getByLabel('Why is this right?').count()).toBe(0)
  await dana.picture('kept-warning-checks')
  await dana.page.getByTestId('checks-close').click()
  await dana.page.getByTestId('open-checklist').click()
  await dana.page
    .getByTestId('kept-warnings')
    .filter({ hasText: REASON })
    .filter({ hasText: 'Mara Lindqvist' })
    .waitFor()
  await dana.picture('kept-warning-checklist')

  // Another number is another question, there too.
  await dana.page.getByTestId('tab-parking-rates').click()
  await rate(dana.page).waitFor()
  await typeRate(again.page, '98')
  await syncNow(again)
  await expect
    .poll(async () => {
      await syncNow(dana)
      await openChecks(dana.page)
      return (await check(dana.page).allInnerTexts()).join()
    })
    .toMatch(/^Confirm/)
  expect([...again.consoleErrors, ...dana.consoleErrors]).toEqual([])
})
