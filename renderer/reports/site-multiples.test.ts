import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

test('each site of a district has its picture, is told in words, and opens its contribution by the keyboard', async () => {
  const { page, close, complaints } = await host.open(fakeBridge())
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await page.getByTestId('tab-pl-view').click()
  await page.getByTestId('pl-chart-bridge').waitFor()
  expect(await page.getByTestId('pl-chart-sites').count()).toBe(0) // one site has no small multiples
  await page.getByTestId('pl-level-company').click()
  await page.getByTestId('pl-chart-sites').click()
  const pictures = page.getByTestId('pl-multiples').locator('button.multiple')
  await pictures.first().waitFor()
  const listed = await page.getByTestId('pl-sites').locator('tbody tr').count()
  expect(await pictures.count()).toBe(listed)
  const told = await pictures.evaluateAll((all) => all.map((one) => one.textContent ?? ''))
  expect(told.filter((text) => text.includes('Not on this laptop yet')).length).toBe(1)
  expect(told.filter((text) => /forecast [\d,]+, budget [\d,]+, difference [+−-]/u.test(text)).length).toBe(listed - 1)
  expect(await violations(page)).toEqual([])
  await pictures.first().focus()
  await page.keyboard.press('Enter')
  await page.locator('[data-testid="pl-level-site"][aria-current="page"]').waitFor()
  await page.locator('[data-testid="pl-choose-FLC"][aria-pressed="true"]').waitFor()
  await close()
  expect(complaints).toEqual([])
})
