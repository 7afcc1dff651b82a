import axe from 'axe-core'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { API_BASE } from '../../shared/contract/api.ts'
import { CALCULATION_NAMES } from '../../shared/contract/calculate.ts'
import { launchBrowser } from '../../tests/support/browser.ts'
import { type RunningServer, runningServer } from '../../tests/support/running-server.ts'

describe('the API explorer', () => {
  let server: RunningServer
  let browser: Browser
  let page: Page
  const complaints: string[] = []
  beforeAll(async () => {
    server = await runningServer({ demoSites: 1 })
    browser = await launchBrowser()
    page = await browser.newPage({ bypassCSP: false })
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${server.apiUrl}${API_BASE}/explorer`)
    await page.locator('#calculators summary').first().waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const opened = async (name: string) => {
    const details = page.locator('#calculators > details').filter({ has: page.getByText(name, { exact: true }) })
    await details.locator('summary').first().click()
    return details
  }

  const said = (details: Locator) => details.getByRole('status').textContent()

  test('it lists every calculator and every operation without a sign-in', async () => {
    expect(await page.locator('#calculators > details > summary code').allTextContents()).toEqual([
      ...CALCULATION_NAMES,
    ])
    expect(await page.locator('#operations > details > summary code').allTextContents()).toContain('POST /calculate')
  })

  test('without a token it says that one is needed; with one the example gives the total', async () => {
    const details = await opened('fixedFee')
    await details.getByRole('button', { name: 'Run' }).click()
    await expect.poll(() => said(details)).toMatch(/^401: Send an access token/)
    await page.getByLabel('Access token').fill(await server.tokenFor('reed'))
    await details.getByRole('button', { name: 'Run' }).click()
    await expect.poll(() => said(details)).toBe('200: Done. Total: 35327.97')
  })

  test('a request that is no JSON is not sent, and says why', async () => {
    const details = await opened('claims')
    await details.getByLabel('Request').fill('{')
    await details.getByRole('button', { name: 'Run' }).click()
    await expect.poll(() => said(details)).toMatch(/^Not sent: .*JSON/)
  })

  test('finding leaves only what has all the words', async () => {
    await page.getByLabel('Find').fill('revenue progressive')
    expect(await page.locator('[data-words]:visible summary code').allTextContents()).toEqual(['revenueShare'])
    await page.getByLabel('Find').fill('')
  })

  test.each(['light', 'dark'] as const)('it has no fault of accessibility in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    const faults = await page.evaluate(
      `${axe.source}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`,
    )
    expect(faults).toEqual([])
  })

  test('its policy lets nothing in from elsewhere and no inline script, and it is broken nowhere', async () => {
    const { headers } = await fetch(`${server.apiUrl}${API_BASE}/explorer`)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([])
  })
})
