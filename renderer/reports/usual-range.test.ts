import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

test('a month outside what the site’s own weeks lead one to expect is said above, marked at its row and told when it opens', async () => {
  const range = {
    code: 'ExternalRevenue',
    value: '1',
    low: '240000',
    expected: '250000',
    high: '260000',
    weeks: 43,
  } as const
  const usual = [
    { month: '2026-01', ...range, lies: 'below' as const, isSurprising: false },
    { month: '2026-02', ...range, lies: 'above' as const, isSurprising: true },
    { month: '2026-03', ...range, lies: 'inside' as const, isSurprising: false },
  ]
  const { page, close, complaints } = await host.open(fakeBridge({ plNotes: { usual } }))
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await page.getByTestId('tab-pl-view').click()
  const said = page.getByTestId('pl-surprises')
  expect(await said.getByRole('button').allTextContents()).toEqual(['External Revenue, February 2026'])
  expect(await page.getByTestId('pl-surprise-2026-02').textContent()).toBe('Surprising ↑')
  for (const month of ['2026-01', '2026-03']) expect(await page.getByTestId(`pl-surprise-${month}`).count()).toBe(0)
  await page.getByTestId('pl-expand-2026-01').click()
  await page.getByTestId('pl-usual').filter({ hasText: 'a little below that' }).waitFor()
  await page.getByTestId('pl-choose-Payroll').click()
  await said.getByRole('button').click()
  await page
    .getByTestId('pl-usual')
    .filter({ hasText: 'expect 240,000 to 260,000 (8 times in 10, learned from 43 weeks)' })
    .waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByTestId('pl-choose-Payroll').click()
  expect(await page.getByTestId('pl-surprise-2026-02').count()).toBe(0) // it is of external revenue
  await page.getByTestId('pl-period-month').click()
  await expect.poll(() => page.getByTestId('pl-surprises').count()).toBe(0) // April is not surprising
  await close()
  expect(complaints).toEqual([])
})
