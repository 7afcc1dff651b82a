import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { AppError } from '../../shared/core/errors.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

async function openMonth(row: string, month = '2026-04', bridge = fakeBridge()) {
  const window = await host.open(bridge)
  const { page } = window
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await page.getByTestId('tab-pl-view').click()
  await page.getByTestId(`pl-choose-${row}`).click()
  await page.getByTestId(`pl-expand-${month}`).click()
  await page.getByTestId('pl-drill').waitFor()
  return { bridge, ...window }
}

test('from a month to the cell and its origin by the keyboard alone, and back step by step', async () => {
  const { page, close, complaints } = await openMonth('ExternalRevenue')
  const press = async (testId: string) => {
    await page.getByTestId(testId).focus()
    await page.keyboard.press('Enter')
  }
  await press('pl-drill-day-2026-04-16')
  const lines = page.getByTestId('pl-drill-lines')
  await lines.waitFor()
  expect(await violations(page)).toEqual([])
  await press('pl-drill-line-valetDaily')
  await press('pl-drill-cell-valetDaily')
  const origin = page.getByTestId('pl-drill-origin')
  expect(await origin.textContent()).toContain('Typed by Devon Achterberg')
  expect(await violations(page)).toEqual([])
  const heading = page.getByTestId('pl-drill').locator('h3').first()
  expect(await heading.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.press('Backspace')
  await page.getByTestId('pl-drill-cells').waitFor()
  await page.keyboard.press('Backspace')
  await lines.waitFor()
  await page.keyboard.press('Backspace')
  await page.getByTestId('pl-drill-days').waitFor()
  // the month closes next, and only then the level is left
  await page.keyboard.press('Backspace')
  await page.getByTestId('pl-drill').waitFor({ state: 'detached' })
  expect(await page.getByTestId('pl-level-site').getAttribute('aria-current')).toBe('page')
  await page.keyboard.press('Backspace')
  await page.locator('[data-testid="pl-level-district"][aria-current="page"]').waitFor()
  await close()
  expect(complaints).toEqual([])
})

test('grid-and-pnl.md D5: a loaded cell says from which rows of which file it came; offline it says who knows', async () => {
  const { bridge, page, close, complaints } = await openMonth('ExternalRevenue')
  bridge.state.failing['cell.imports'] = new AppError('OFFLINE', 'The server was not reached.')
  await page.getByTestId('pl-drill-day-2026-04-02').click()
  await page.getByTestId('pl-drill-line-actualToDate').click()
  await page.getByTestId('pl-drill-cell-valetDaily').click()
  const told = page.getByTestId('pl-drill-imports')
  await told.filter({ hasText: 'known to the server only, which cannot be reached now' }).waitFor()
  expect(await page.getByTestId('pl-drill-origin').textContent()).toContain('Loaded with Revenue ledger')
  delete bridge.state.failing['cell.imports']
  await told.getByRole('button').click()
  await told.filter({ hasText: 'receipts-2026-04-02.csv' }).waitFor()
  expect(await told.locator('tbody tr').allTextContents()).toHaveLength(2)
  expect(await told.locator('tbody tr').first().locator('td').allTextContents()).toEqual(
    expect.arrayContaining(['18', 'VD1, Vehicles', '41']),
  )
  expect(await violations(page)).toEqual([])
  expect(bridge.asked.filter(({ name }) => name === 'cell.imports').at(-1)?.input).toEqual({
    siteId: '0427',
    lineId: 'valetDaily',
    period: '2026-04-02',
    scenario: 'actual',
  })
  await close()
  expect(complaints).toEqual([])
})

test('the last step opens the cell in its grid', async () => {
  const { page, close } = await openMonth('ExternalRevenue')
  await page.getByTestId('pl-drill-day-2026-04-17').click()
  await page.getByTestId('pl-drill-line-valetDaily').click()
  await page.getByTestId('pl-drill-cell-valetDaily').click()
  await page.getByTestId('pl-drill-open').click()
  await page.locator('[row-id="2026-04-17"] [col-id="valetDaily"]').waitFor()
  expect(await page.getByTestId('tab-statistics').getAttribute('aria-selected')).toBe('true')
  await close()
})

test('the contribution leads to its rows and keeps the month; a row of accounts leads to their cells', async () => {
  const { page, close } = await openMonth('FLC', '2026-05')
  await page.getByTestId('pl-drill-row-OtherExpense').click()
  await page.locator('[data-testid="pl-expand-2026-05"][aria-expanded="true"]').waitFor()
  await page.getByTestId('pl-drill-line-7115').click()
  await page.getByTestId('pl-drill-cell-account.7115').click()
  expect(await page.getByTestId('pl-drill-origin').textContent()).toContain('5,215')
  await close()
})

test('a total drills into its months, and the row and month stay from level to level', async () => {
  const { page, close } = await openMonth('Claims', '2026-02')
  await page.getByTestId('why-total').click()
  const months = page.getByTestId('why-contributions').last()
  await months.waitFor()
  await months.locator('button').first().click()
  const open = page.locator('[data-testid^="pl-expand-"][aria-expanded="true"]')
  await open.waitFor()
  const month = await open.getAttribute('data-testid')
  await page.getByTestId('pl-level-district').click()
  await page.locator(`[data-testid="${month}"][aria-expanded="true"]`).waitFor()
  expect(await page.getByTestId('pl-choose-Claims').getAttribute('aria-pressed')).toBe('true')
  await close()
})

test('a district manager names the cell at the end of the way in a return; a site manager is not offered it', async () => {
  const dana = { sub: 'dana', name: 'Dana Whitfield', roles: ['district_manager'] as const }
  const bridge = fakeBridge({
    session: { status: 'signed-in', user: { ...dana, roles: [...dana.roles] } },
    review: { actions: ['return'] },
  })
  const down = async (page: Awaited<ReturnType<typeof openMonth>>['page']) => {
    await page.getByTestId('pl-drill-day-2026-04-16').click()
    await page.getByTestId('pl-drill-line-valetDaily').click()
    await page.getByTestId('pl-drill-cell-valetDaily').click()
    await page.getByTestId('pl-drill-origin').waitFor()
  }
  const reviewer = await openMonth('ExternalRevenue', '2026-04', bridge)
  await down(reviewer.page)
  await reviewer.page.getByTestId('pl-drill-return').click()
  await reviewer.page.locator('.name-cells .chips li').filter({ hasText: 'Valet daily' }).waitFor()
  await reviewer.close()
  const manager = await openMonth('ExternalRevenue')
  await down(manager.page)
  expect(await manager.page.getByTestId('pl-drill-return').count()).toBe(0)
  await manager.close()
})
