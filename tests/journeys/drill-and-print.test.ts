import { readFileSync } from 'node:fs'
import path from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { API_BASE } from '../../shared/contract/api.ts'
import { aFolder } from '../support/data-service.ts'
import { Journey } from '../support/journey.ts'

let journey: Journey
let folder: ReturnType<typeof aFolder>
beforeAll(async () => {
  folder = aFolder()
  journey = await Journey.begin({ demoSites: 3 })
})
afterAll(async () => {
  await journey.end()
  folder.remove()
})

test('a loaded number names its file and row, or who knows them; a district’s why says what moved at each site', async () => {
  const { server } = journey
  const rows = [{ site: '0427', date: '2026-04-02', code: 'VD1', type: 'Vehicles', value: '41.5' }]
  const brought = await fetch(`${server.apiUrl}${API_BASE}/imports/daily-revenue`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await server.tokenFor('ines')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ fileName: 'april.csv', rows }),
  })
  expect(brought.status).toBe(200)
  const { workbench } = await journey.atWork('danas laptop', 'dana')
  const { page } = workbench
  await page.getByTestId('site-0427').click()
  await page.keyboard.press('Control+6')
  await page.getByTestId('pl-choose-ExternalRevenue').click()
  await page.getByTestId('pl-expand-2026-04').click()
  await page.getByTestId('pl-drill-day-2026-04-02').click()
  await page.getByTestId('pl-drill-line-actualToDate').click()
  const cell = page.getByTestId('pl-drill-cell-valetDaily')
  await cell.click()
  const told = page.getByTestId('pl-drill-imports')
  await expect.poll(() => told.locator('tbody').textContent()).toMatch(/^april\.csv1VD1, Vehicles41\.5/u)
  await workbench.picture('pl-drill-file')
  await server.stopApi()
  await page.keyboard.press('Backspace')
  await cell.click()
  await expect.poll(() => told.textContent()).toContain('known to the server only')
  await server.startApi()

  await page.getByTestId('pl-level-district').click()
  await expect.poll(() => page.getByTestId('why-moved-0427').textContent()).toMatch(/Volume [-+]/u)
  await page.getByTestId('why').scrollIntoViewIfNeeded()
  await workbench.picture('pl-why-district')
  await page.getByTestId('why-open-0427').click()
  await page.getByTestId('why-causes').waitFor()
})

test('offline: a number just typed is found from the P&L down to who typed it, and the P&L is printed with it', async () => {
  const { workbench } = await journey.atWork('maras laptop', 'mara')
  const { page } = workbench
  await journey.server.stopApi()
  await page.locator('[row-id="2026-04-21"] [col-id="valetDaily"]').first().click()
  await page.keyboard.type('77')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+6')
  await page.getByTestId('pl-choose-ExternalRevenue').click()
  await page.getByTestId('pl-expand-2026-04').click()
  await page.getByTestId('pl-drill-day-2026-04-21').click()
  await page.getByTestId('pl-drill-line-valetDaily').click()
  await page.getByTestId('pl-drill-cell-valetDaily').click()
  const origin = page.getByTestId('pl-drill-origin')
  await expect.poll(() => origin.textContent()).toContain('Typed by Mara Lindqvist')
  expect(await origin.textContent()).toContain('waiting to be sent')
  await workbench.picture('pl-drill-origin')

  const file = path.join(folder.path, 'P&L.pdf')
  await workbench.chooseFile(file)
  await page.keyboard.press('Control+p')
  await expect.poll(() => page.getByTestId('notice').textContent()).toContain('Printed the P&L to')
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(readFileSync(file))), { mergePages: true })
  const flat = text.replaceAll(/\s+/gu, ' ')
  expect(flat).toContain('1 edit of this laptop not sent yet')
  expect(flat).toContain((await page.getByTestId('pl-FLC-value').textContent()) ?? '?')
  await workbench.chooseFile(path.join(folder.path, 'no', 'P&L.pdf'))
  await page.keyboard.press('Control+p')
  await expect.poll(() => page.getByTestId('print-failed').textContent()).toContain('cannot be written there')
})
