import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../tests/support/accessibility.ts'
import { type BrowserHost, startBrowserHost } from '../../tests/support/browser-host.ts'
import { fakeBridge } from '../../tests/support/fake-bridge.ts'
import { aReviewSheet } from '../../tests/support/fake-review.ts'

let host: BrowserHost
beforeAll(async () => {
  host = await startBrowserHost()
})
afterAll(() => host.close())

const unexplained = () =>
  aReviewSheet().material.map((line) => ({
    ...line,
    materiality: 'material' as const,
    state: 'missing' as const,
    reason: null,
  }))

async function openMonth(row: string) {
  const bridge = fakeBridge({ review: { material: unexplained() } })
  const window = await host.open(bridge)
  const { page } = window
  await page.locator('[row-id="2026-04-16"] [col-id="valetDaily"]').waitFor()
  await page.getByTestId('tab-pl-view').click()
  await page.getByTestId(`pl-choose-${row}`).click()
  await page.getByTestId('pl-expand-2026-04').click()
  await page.getByTestId('why-amount').first().waitFor()
  return { bridge, ...window }
}

/** `+1,234.56` and `−1,234.56` as cents. */
const cents = (text: string | null): number => {
  const digits = Number((text ?? '').replaceAll(/\D/gu, ''))
  return /^[-−]/u.test(text ?? '') ? -digits : digits
}

test('the causes on the screen add up to the variance of the month, to the cent', async () => {
  const { page, close, complaints } = await openMonth('ExternalRevenue')
  const causes = await page.getByTestId('why-causes').locator('tbody td').allTextContents()
  const total = await page.getByTestId('why-causes').getByTestId('why-amount').textContent()
  expect(causes.length).toBeGreaterThan(1)
  expect(causes.map(cents).reduce((a, b) => a + b, 0)).toBe(cents(total))
  expect(await violations(page)).toEqual([])
  await close()
  expect(complaints).toEqual([])
})

test('a drafted sentence is nobody’s reason until a person confirms it, as they changed it', async () => {
  const { bridge, page, close } = await openMonth('OtherExpense')
  const draft = page.getByTestId('why-draft').locator('textarea')
  expect(await draft.inputValue()).toMatch(/^Other Expense of April 2026 is \$[\d,.]+ (above|below) budget/u)
  const asked = () => bridge.asked.filter(({ name }) => name === 'review.act').map(({ input }) => input)
  expect(asked()).toEqual([])
  await draft.fill('Two valets more for the convention.')
  await draft.press('Control+Enter')
  await expect.poll(asked).toMatchObject([
    {
      kind: 'reason',
      row: 'OtherExpense',
      period: '2026-04',
      parts: [{ text: 'Two valets more for the convention.' }],
    },
  ])
  await close()
})

test('several sites are told apart, and the total of the year explains itself too', async () => {
  const { page, close } = await openMonth('ExternalRevenue')
  await page.getByTestId('why-total').click()
  await page.getByText('Months that contribute most').waitFor()
  await page.getByTestId('pl-level-district').click()
  await page.getByTestId('pl-choose-OtherExpense').click()
  await page.getByTestId('pl-expand-2026-05').click()
  await page.getByText('Sites that contribute most').waitFor()
  const shares = await page.getByTestId('why-contributions').locator('tbody td:last-child').allTextContents()
  const total = await page.getByTestId('why-contributions').getByTestId('why-amount').textContent()
  expect(shares.map(cents).reduce((a, b) => a + b, 0)).toBe(cents(total))
  await close()
})

test('below each site stands what moved there, which adds up to its line; a click opens its own why', async () => {
  const { page, close, complaints } = await openMonth('ExternalRevenue')
  await page.getByTestId('pl-level-district').click()
  const moved = page.getByTestId('why-moved-0427')
  await moved.filter({ hasText: '·' }).waitFor()
  const parts = ((await moved.textContent()) ?? '').split(' · ').map((part) => part.split(' ').at(-1) ?? null)
  const line = await page.getByTestId('why-contributions').locator('tbody td:last-child').first().textContent()
  expect(parts.map(cents).reduce((a, b) => a + b, 0)).toBe(cents(line))
  expect(await violations(page)).toEqual([])
  await page.getByTestId('why-open-0427').click()
  await page.getByTestId('why-causes').waitFor()
  expect(await page.getByTestId('pl-expand-2026-04').getAttribute('aria-expanded')).toBe('true')
  // and the total of the year likewise
  await page.getByTestId('pl-level-district').click()
  await page.getByTestId('why-total').click()
  await page.getByTestId('pl-level-site').click()
  expect(await page.getByTestId('why-total').getAttribute('aria-expanded')).toBe('true')
  await close()
  expect(complaints).toEqual([])
})

test('the day that contributes most is one click from its cell in the grid', async () => {
  const { page, close } = await openMonth('ExternalRevenue')
  const day = page.getByTestId('why-contributions').getByRole('button').first()
  const period = (await day.getAttribute('data-testid'))?.replace('why-open-', '') ?? ''
  await day.click()
  await page.locator(`[row-id="${period}"] [col-id="externalRevenue"]`).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('col-id'))).toBe('externalRevenue')
  await close()
})
