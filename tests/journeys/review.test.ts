import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { API_BASE } from '../../shared/contract/api.ts'
import { DEVICE_HEADER } from '../../shared/contract/sync.ts'
import { Journey } from '../support/journey.ts'
import type { Workbench } from '../support/workbench.ts'

let journey: Journey
beforeAll(async () => {
  journey = await Journey.begin({ demoSites: 3 })
})
afterAll(() => journey.end())

const MONTH = '2026-05'
const state = (page: Page, text: string) => page.getByTestId('review-state').filter({ hasText: text }).waitFor()
const syncNow = (workbench: Workbench) => workbench.ask((call) => call['sync.now'](undefined))

/** Goes to the month on the checklist. */
async function openChecklist(page: Page): Promise<void> {
  await page.getByTestId('open-checklist').click()
  await page.getByTestId('checklist-page').filter({ hasText: 'May 2026' }).waitFor()
}

/** Says why for every row that asks. */
async function explainAll(page: Page): Promise<number> {
  const asks = page.getByTestId('off-budget').getByText('Say why', { exact: true })
  await page.getByTestId('off-budget').waitFor()
  const rows = await asks.count()
  for (let left = rows; left > 0; left -= 1) {
    const row = page.locator('[data-testid^="material-"]').filter({ hasText: 'Say why' }).first()
    await row.getByRole('button', { name: 'Reason for' }).click()
    await row.getByTestId('reason-text-0').fill('A convention that the budget did not know of.')
    await row.getByTestId('keep-reason').click()
    await expect.poll(() => asks.count()).toBe(left - 1)
  }
  return rows
}

test('a month is submitted without a network, returned about two cells, put right, approved, and then the baseline', async () => {
  const { workbench: mara, statistics } = await journey.atWork('maras laptop', 'mara')
  const { workbench: dana, statistics: danas } = await journey.atWork('danas laptop', 'dana')
  for (const { page } of [mara, dana]) {
    await page.getByTestId('period-next').click()
    await page.locator(`[row-id="${MONTH}-16"]`).first().waitFor()
  }

  // Offline: a dear month is explained and handed over. It waits, and says so.
  await journey.server.stopApi()
  await statistics.type(`${MONTH}-16`, 'valetDaily', '71')
  await mara.page.getByTestId('tab-other-expenses').click()
  const dear = mara.page.locator(`[row-id="account.7115"] [col-id="${MONTH}"]`).first()
  await dear.click()
  await mara.page.keyboard.type('60000')
  await mara.page.keyboard.press('Enter')
  await openChecklist(mara.page)
  await mara.page.getByTestId('move-submit').click()
  await mara.page.getByTestId('review-problem').filter({ hasText: 'far from its budget' }).waitFor()
  expect(await explainAll(mara.page)).toBeGreaterThan(0)
  await mara.page.getByTestId('review-comment').fill('The garage is painted in May.')
  await mara.page.getByTestId('move-submit').click()
  await state(mara.page, 'Submitted · waiting to be sent')
  await mara.picture('review-submitted-offline')

  // A start later it still waits; then the network is back and it arrives, after the numbers it stands on.
  await mara.kill()
  const again = await journey.start('maras laptop')
  await again.page.getByTestId('checklist-page').filter({ hasText: 'May 2026' }).waitFor()
  await state(again.page, 'Submitted · waiting to be sent')
  await journey.server.startApi()
  await syncNow(again)
  await expect.poll(() => again.page.getByTestId('review-state').innerText()).toBe('Submitted')

  // The district manager's queue shows it; she returns two named cells with a comment.
  await dana.page.getByTestId('open-queue').click()
  await syncNow(dana)
  await dana.page.getByTestId('queue-site-0427').filter({ hasText: 'Submitted' }).waitFor()
  await dana.picture('review-queue')
  await dana.page.getByTestId('queue-site-0427').getByRole('button').click()
  await state(dana.page, 'Submitted')
  // One is chosen in the grid, the other from the list.
  await dana.page.getByTestId('tab-statistics').click()
  await dana.page.locator(`[row-id="${MONTH}-16"] [col-id="valetDaily"]`).first().click()
  await dana.page.keyboard.press('Control+k')
  await dana.page.keyboard.type('return the chosen')
  await dana.page.keyboard.press('Enter')
  await dana.page.getByTestId('decide').getByText('Valet daily').first().waitFor()
  await dana.page.getByTestId('review-comment').fill('Why so few cars, and is that the whole bill?')
  await dana.page.getByTestId('name-line').selectOption('account.7115')
  await dana.page.getByTestId('name-add').click()
  await dana.page.getByTestId('move-return').click()
  await state(dana.page, 'Returned')
  await expect.poll(() => dana.page.getByTestId('review-state').innerText()).toBe('Returned')

  // The manager sees it, goes to the cell, puts it right and hands it over again.
  await syncNow(again)
  await again.page.getByTestId('returned').filter({ hasText: 'Why so few cars' }).waitFor()
  await again.picture('review-returned')
  expect(await again.page.getByTestId('returned').getByRole('listitem').count()).toBe(2)
  await again.page.getByTestId(`done-account.7115-${MONTH}`).click()
  await again.page.getByTestId('returned').getByText('done', { exact: true }).waitFor()
  await again.page.getByTestId(`cell-link-valetDaily-${MONTH}-16`).click()
  const cell = again.page.locator(`[row-id="${MONTH}-16"] [col-id="valetDaily"]`).first()
  await cell.waitFor()
  await expect.poll(() => again.page.evaluate(() => document.activeElement?.getAttribute('col-id'))).toBe('valetDaily')
  expect(await cell.getAttribute('class')).toContain('asked')
  await again.page.keyboard.type('96')
  await again.page.keyboard.press('Enter')
  await openChecklist(again.page)
  await explainAll(again.page)
  await again.page.getByTestId('review-comment').fill('96 cars; the bill is whole.')
  await again.page.getByTestId('move-submit').click()
  await expect.poll(() => again.page.getByTestId('review-state').innerText()).toBe('Submitted')

  // She approves; it stays approved on both laptops.
  await syncNow(dana)
  await expect.poll(() => dana.page.getByTestId('review-state').innerText()).toBe('Submitted')
  await dana.page.getByTestId('move-approve').click()
  await expect.poll(() => dana.page.getByTestId('review-state').innerText()).toBe('Approved')
  await syncNow(again)
  await state(again.page, 'Approved')

  // Finance freezes it, and it is what the P&L is compared with.
  await freeze()
  await syncNow(again)
  await again.page.getByTestId('tab-pl-view').click()
  const record = again.page.getByTestId('pl-baseline-record')
  await expect.poll(() => record.isEnabled()).toBe(true)
  await record.click()
  await again.page.getByTestId('pl-record').filter({ hasText: '2026-05 forecast of record' }).waitFor()
  await again.picture('review-record')

  // A district manager lands in reading, and types only after she says so.
  await dana.page.getByTestId('tab-statistics').click()
  await danas.type(`${MONTH}-20`, 'valetDaily', '5')
  expect(await danas.text(`${MONTH}-20`, 'valetDaily')).not.toBe('5')
  await dana.page.getByTestId('edit-site').click()
  await danas.type(`${MONTH}-20`, 'valetDaily', '5')
  await expect.poll(() => danas.text(`${MONTH}-20`, 'valetDaily')).toBe('5')
  expect([...again.consoleErrors, ...dana.consoleErrors]).toEqual([])
})

async function freeze(): Promise<void> {
  const { apiUrl, tokenFor } = journey.server
  const act = { kind: 'freeze', actId: randomUUID(), siteId: '0427', period: MONTH, months: 3 }
  const answer = await fetch(`${apiUrl}${API_BASE}/sync/acts`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenFor('ines')}`,
      'content-type': 'application/json',
      [DEVICE_HEADER]: 'finance',
      connection: 'close',
    },
    body: JSON.stringify({ acts: [act] }),
  })
  expect(await answer.json()).toMatchObject({ data: { results: [{ status: 'accepted' }] } })
}
